import type { Paper, PossibleDuplicates, Problem } from '../../model/paper.ts';
import type { Steps } from '../../util/pause.ts';
import { clusterRecords } from './deduplicate.ts';
import { describeIdConflict, describePossibleDuplicates, findPossibleDuplicates } from './possible-duplicates.ts';
import type { SourceRecord } from './source-record.ts';

/** Which known papers new papers are. */
export interface LinkedPapers {
  /** Index of the known paper that each new paper is; -1 for a paper that is not known. */
  knownOf: Int32Array;
  /** New papers that share an ID with another paper or may be the same, and were not linked to it. */
  notes: Problem[];
}

/**
 * Finds the new papers that are known already, by the rules of `deduplicate`. Known papers stay apart even if they look alike. The
 * result depends on the order of neither list, if papers have different ids.
 */
export function* linkPapers(known: readonly Paper[], added: readonly Paper[]): Steps<LinkedPapers> {
  const papers = [...known, ...added];
  const records: SourceRecord[] = [];
  for (const { id: _, sources, ...record } of papers) {
    yield;
    records.push({ record, location: { file: sources[0]?.file ?? '', line: sources[0]?.line ?? 0 } });
  }
  const { clusters, conflicts, unmerged } = yield* clusterRecords(records, known.length);
  const knownOf = Int32Array.from(added, (_, i) => {
    const root = clusters.find(known.length + i);
    return root < known.length ? root : -1;
  });
  const isNew = (index: number) => index >= known.length;
  const getPaper = (index: number) => papers[clusters.find(index)]!;
  const possible: PossibleDuplicates[] = yield* findPossibleDuplicates(
    unmerged.filter(({ a, b }) => isNew(a) !== isNew(b)),
    clusters,
    getPaper,
  );
  return {
    knownOf,
    notes: [
      ...conflicts
        .filter((conflict) => conflict.records.some(isNew) && !conflict.records.every(isNew))
        .map((conflict) => describeIdConflict(conflict, records)),
      ...possible.map(describePossibleDuplicates),
    ],
  };
}
