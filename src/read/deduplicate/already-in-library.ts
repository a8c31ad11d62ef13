import type { Paper } from '../../model/paper.ts';
import { deduplicate } from './deduplicate.ts';
import type { SourceRecord } from './source-record.ts';

/**
 * Finds the papers that are already in a library, by the rules of {@link deduplicate}: the same DOI, arXiv ID or PubMed ID,
 * otherwise title, authors, year and abstract.
 *
 * @returns Indexes into `papers`.
 */
export function findAlreadyInLibrary(papers: readonly Paper[], library: readonly Paper[]): Set<number> {
  const records = [...toSourceRecords('papers', papers), ...toSourceRecords('library', library)];
  const indexes = new Set<number>();
  for (const { sources } of deduplicate(records).papers) {
    if (!sources.some(({ file }) => file === 'library')) continue;
    for (const { file, line } of sources) if (file === 'papers') indexes.add(line);
  }
  return indexes;
}

/** Converts papers to records whose line is the index of the paper. */
const toSourceRecords = (file: string, papers: readonly Paper[]): SourceRecord[] =>
  papers.map(({ id: _id, sources: _sources, ...record }, index) => ({ record, location: { file, line: index } }));
