import type { Paper } from '../../model/paper.ts';
import { listPaperColumns } from '../columns.ts';
import { formatJson, joinChunks } from '../escape.ts';
import type { Cell } from './cells.ts';
import { formatTable, type SpreadsheetOptions } from './csv.ts';

/** Writes papers as CSV, in chunks, one row per paper. Columns that are empty for all papers are left out. */
export function writePapersCsv(papers: readonly Paper[], options: SpreadsheetOptions = {}): Iterable<string> {
  return formatTable(paperRows(papers), options);
}

/** Yields the header and a row per paper, without columns that are empty for all papers. */
export function* paperRows(papers: readonly Paper[]): Generator<Cell[]> {
  const columns = listPaperColumns(papers);
  yield columns.map(({ name }) => name);
  for (const paper of papers) yield columns.map(({ value }) => value(paper));
}

/** Writes papers as a JSON array, in chunks, one object per line. */
export function writePapersJson(papers: readonly Paper[]): Iterable<string> {
  return joinChunks(objects(papers));
}

function* objects(papers: readonly Paper[]): Generator<string> {
  yield '[\n';
  for (const [index, paper] of papers.entries())
    yield `${formatJson(toPaperObject(paper))}${index < papers.length - 1 ? ',' : ''}\n`;
  yield ']\n';
}

/** Returns the fields of a paper under the names of the columns of tables; lists stay lists. */
export function toPaperObject(source: Paper): Record<string, unknown> {
  const { key, authorCount, urls, cites, structuredNames, otherAbstracts, ...paper } = source;
  return {
    ...paper,
    ...(otherAbstracts && { other_abstracts: otherAbstracts }),
    ...(structuredNames && { structured_names: structuredNames }),
    ...(key !== undefined && { citation_key: key }),
    ...(authorCount !== undefined && { author_count: authorCount }),
    ...(urls && { urls: paper.url === undefined ? urls : [paper.url, ...urls] }),
    ...(cites && { references: cites }),
  };
}
