import type { Paper } from '../../model/paper.ts';
import { joinChunks } from '../escape.ts';
import { formatRow } from './csv.ts';

type Cell = string | number | undefined;

const joinList = (items: readonly string[] | undefined) => items?.join('; ');

/** The columns of a table of papers, under names that papergraph and reference managers read. */
const COLUMNS: [name: string, value: (paper: Paper) => Cell][] = [
  ['key', ({ key }) => key],
  ['title', ({ title }) => title],
  ['authors', ({ authors }) => joinList(authors)],
  ['year', ({ year }) => year],
  ['date', ({ date }) => date],
  ['venue', ({ venue }) => venue],
  ['series', ({ series }) => series],
  ['volume', ({ volume }) => volume],
  ['number', ({ number }) => number],
  ['pages', ({ pages }) => pages],
  ['publisher', ({ publisher }) => publisher],
  ['editors', ({ editors }) => joinList(editors)],
  ['organization', ({ organization }) => organization],
  ['type', ({ type }) => type],
  ['language', ({ language }) => language],
  ['keywords', ({ keywords }) => joinList(keywords)],
  ['doi', ({ doi }) => doi],
  ['arxiv', ({ arxiv }) => arxiv],
  ['pmid', ({ pmid }) => pmid],
  ['pmcid', ({ pmcid }) => pmcid],
  ['isbn', ({ isbn }) => joinList(isbn)],
  ['issn', ({ issn }) => joinList(issn)],
  ['identifiers', ({ identifiers }) => joinList(identifiers)],
  ['url', ({ url }) => url],
  ['code', ({ code }) => code?.join(' ')],
  ['citations', ({ citations }) => citations],
  ['note', ({ note }) => note],
  ['abstract', ({ abstract }) => abstract || undefined],
];

/** Writes papers as CSV, in chunks, one row per paper. Columns that are empty for all papers are left out. */
export function writePapersCsv(papers: readonly Paper[]): Iterable<string> {
  const columns = COLUMNS.filter(
    ([name, value]) => name === 'title' || papers.some((paper) => value(paper) !== undefined),
  );
  return joinChunks(rows(papers, columns));
}

function* rows(papers: readonly Paper[], columns: typeof COLUMNS): Generator<string> {
  yield formatRow(columns.map(([name]) => name));
  for (const paper of papers) yield formatRow(columns.map(([, value]) => value(paper)));
}

/** Writes papers as a JSON array, in chunks, one object per line. */
export function writePapersJson(papers: readonly Paper[]): Iterable<string> {
  return joinChunks(objects(papers));
}

function* objects(papers: readonly Paper[]): Generator<string> {
  yield '[\n';
  for (const [index, paper] of papers.entries())
    yield `${JSON.stringify(paper)}${index < papers.length - 1 ? ',' : ''}\n`;
  yield ']\n';
}
