import type { Paper } from '../../model/paper.ts';
import { forEachInSteps, type Steps } from '../../util/pause.ts';
import { sortInSteps } from '../../util/sort.ts';
import { shortHash, titleKey } from '../normalize/identifiers.ts';
import type { PaperRecord } from '../normalize/record.ts';
import type { CombinedRecord } from './combine.ts';
import { createPaper } from './create-paper.ts';
import { findRepeated, hashInLowerCase } from './repeated-keys.ts';
import { compareLocations } from './source-record.ts';

/**
 * Gives every paper a unique ID that does not depend on input order, and sorts the papers by it; `unsorted` has them in the
 * order of `combined`. The ID is the DOI,
 * otherwise the arXiv ID, the PubMed ID or a hash of the title.
 */
export function* assignIds(combined: CombinedRecord[]): Steps<{ papers: Paper[]; unsorted: Paper[] }> {
  const ids: string[] = [];
  yield* forEachInSteps(combined, ({ record }) => {
    ids.push(idOf(record));
  });
  const duplicates = yield* findDuplicates(ids);
  const unsorted: Paper[] = [];
  yield* forEachInSteps(combined, ({ record, sources }, index) => {
    const id = duplicates.has(index) ? contentHash(record) : ids[index];
    unsorted.push(createPaper(id, record, sources));
  });
  const papers = yield* sortInSteps(unsorted, (a, b) =>
    a.id === b.id ? compareFirstSources(a, b) : a.id < b.id ? -1 : 1,
  );
  numberEqualIds(papers);
  return { papers, unsorted };
}

/** Returns the indexes of the IDs that occur several times, whatever their case. */
function* findDuplicates(ids: readonly string[]): Steps<Set<number>> {
  const firstIndexes = new Map<string, number>();
  const duplicates = new Set<number>();
  yield* forEachInSteps(yield* findRepeated(ids, hashInLowerCase), ({ item: id, index }) => {
    const folded = id.toLowerCase();
    const first = firstIndexes.get(folded);
    if (first === undefined) firstIndexes.set(folded, index);
    else duplicates.add(first).add(index);
  });
  return duplicates;
}

function idOf({ doi, arxiv, pmid, title }: PaperRecord): string {
  if (doi !== undefined) return doi;
  if (arxiv) return `arXiv:${arxiv}`;
  return pmid ? `pmid:${pmid}` : `t-${shortHash(titleKey(title))}`;
}

const contentHash = ({ title, authors, year, abstract, doi, arxiv, pmid }: PaperRecord) =>
  `t-${shortHash(JSON.stringify([titleKey(title), authors, year, abstract, doi, arxiv, pmid]))}`;

/** Numbers papers with equal content, which were not merged, in the order of their locations. */
function numberEqualIds(papers: Paper[]): void {
  let first = 0;
  for (let index = 1; index < papers.length; index++) {
    if (papers[index].id === papers[first].id) papers[index].id = `${papers[first].id}-${index - first + 1}`;
    else first = index;
  }
}

const compareFirstSources = (a: Paper, b: Paper) =>
  compareLocations({ record: a, location: a.sources[0] }, { record: b, location: b.sources[0] });
