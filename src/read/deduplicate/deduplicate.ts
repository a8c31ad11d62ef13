import type { Merge, Paper, PossibleDuplicates, Problem } from '../../model/paper.ts';
import { NumberSet } from '../../util/number-set.ts';
import { forEachInSteps, runAtOnce, type Steps } from '../../util/pause.ts';
import { sortInSteps } from '../../util/sort.ts';
import { assignIds } from './assign-ids.ts';
import { candidatePairs, compareCanonically } from './candidates.ts';
import { RecordClusters } from './clusters.ts';
import { type CombinedRecord, combineRecords } from './combine.ts';
import { getWords, type PreparedRecord, prepareRecord } from './compare/prepared-record.ts';
import { areExcludedByIds, compareRecords, type Decision } from './compare/records.ts';
import { markReusedTitles } from './compare/reused-titles.ts';
import { describeMatch, describeMerge } from './describe-merges.ts';
import { type IdConflict, linkById } from './link-by-id.ts';
import { describeIdConflict, describePossibleDuplicates, findPossibleDuplicates } from './possible-duplicates.ts';
import type { SourceRecord } from './source-record.ts';

/** The papers that records describe, and what was found when they were compared. */
export interface Deduplicated {
  papers: Paper[];
  /** Possible duplicates, and papers that share an ID, as text. */
  notes: Problem[];
  merges: Merge[];
  possibleDuplicates: PossibleDuplicates[];
}

/** Two records that may describe the same paper, by index, in canonical order. */
export interface Link {
  a: number;
  b: number;
  decision: Decision;
}

/**
 * Merges the records that describe the same paper (record linkage by blocking, pairwise comparison and clustering).
 *
 * The same DOI, arXiv ID or PubMed ID links records; different IDs of the same kind keep them apart, except that a preprint
 * has a DOI of its own. Without IDs, title, authors, year and abstract decide together. Pairs that are possibly the same
 * paper become notes. The order of the records does not affect the result.
 */
export const deduplicate = (records: SourceRecord[]): Deduplicated => runAtOnce(deduplicateInSteps(records));

/** Does the same as {@link deduplicate} in short steps. */
export function* deduplicateInSteps(records: SourceRecord[]): Steps<Deduplicated> {
  const { clusters, conflicts, unmerged } = yield* clusterRecords(records);
  const groups = yield* clusters.toArrays();
  const combined: CombinedRecord[] = [];
  yield* forEachInSteps(groups, (group) => {
    combined.push(combineRecords(group.map((index) => records[index])));
  });
  const { papers, unsorted } = yield* assignIds(combined);
  const paperOf = new Map<number, Paper>();
  yield* forEachInSteps(groups, (group, i) => {
    paperOf.set(clusters.find(group[0]), unsorted[i]);
  });
  const getPaper = (index: number) => paperOf.get(clusters.find(index))!;
  const possibleDuplicates = yield* findPossibleDuplicates(unmerged, clusters, getPaper);
  const merges = yield* describeMerges(groups, records, clusters, getPaper);
  const notes = [
    ...conflicts.map((conflict) => describeIdConflict(conflict, records)),
    ...possibleDuplicates.map((group) => describePossibleDuplicates(group)),
  ];
  return { papers, notes, merges, possibleDuplicates };
}

/** Which records describe the same paper. */
export interface Clustered {
  clusters: RecordClusters;
  /** Records that share an ID and were not merged. */
  conflicts: IdConflict[];
  /** Records that may describe the same paper and were not merged. */
  unmerged: Link[];
}

/**
 * Finds the records that describe the same paper.
 * @param distinct Number of records at the start that are known to be different papers. They are not compared with each other. Default 0.
 */
export function* clusterRecords(records: SourceRecord[], distinct = 0): Steps<Clustered> {
  const prepared: PreparedRecord[] = [];
  yield* forEachInSteps(records, ({ record }) => {
    prepared.push(prepareRecord(record));
  });
  yield* markReusedTitles(prepared);
  const clusters = new RecordClusters(prepared, distinct);
  const conflicts = yield* linkById(records, prepared, clusters);
  const unmerged: Link[] = [];
  for (const link of yield* findLinks(prepared, clusters, distinct)) {
    yield;
    const { a, b, decision } = link;
    const isMerged = decision !== 'possible' && clusters.union(a, b, describeMatch(prepared[a], prepared[b]));
    if (!isMerged) unmerged.push(link);
  }
  return { clusters, conflicts, unmerged };
}

/** Describes the papers that were merged from several records, in order of their ids. */
function* describeMerges(
  groups: readonly number[][],
  records: SourceRecord[],
  clusters: RecordClusters,
  getPaper: (index: number) => Paper,
): Steps<Merge[]> {
  const merges: Merge[] = [];
  yield* forEachInSteps(groups, (group) => {
    if (group.length === 1) return;
    const sources = group.map((index) => records[index]);
    merges.push(describeMerge(getPaper(group[0]), sources, clusters.reasonsOf(clusters.find(group[0]))));
  });
  return yield* sortInSteps(merges, (a, b) => (a.paper < b.paper ? -1 : 1));
}

const priorities: Record<Decision, number> = { certain: 0, likely: 1, possible: 2, different: 3 };

/** Compares the candidate pairs and returns those that may be the same paper, the most certain first. */
function* findLinks(records: PreparedRecord[], clusters: RecordClusters, distinct: number): Steps<Link[]> {
  const links: Link[] = [];
  const compared = new NumberSet();
  let counts: Map<string, number> | undefined;
  let isCountMissing = false;
  const isKnown = (word: string) => {
    isCountMissing = counts === undefined;
    return (counts?.get(word) ?? 0) >= minKnownTitles;
  };
  for (const pair of candidatePairs(records)) {
    yield;
    if (!pair) continue;
    const [a, b] = pair;
    if (a < distinct && b < distinct) continue;
    if (areExcludedByIds(records[a], records[b]) || clusters.find(a) === clusters.find(b)) continue;
    if (!compared.add(Math.min(a, b) * records.length + Math.max(a, b))) continue;
    let decision = compareRecords(records[a], records[b], isKnown);
    if (isCountMissing) {
      // Words are counted when a comparison asks for it the first time.
      counts = yield* countWords(records);
      decision = compareRecords(records[a], records[b], isKnown);
    }
    if (decision === 'different') continue;
    const isOrdered = compareCanonically(records[a], records[b]) <= 0;
    links.push(isOrdered ? { a, b, decision } : { a: b, b: a, decision });
  }
  return yield* sortInSteps(
    links,
    (x, y) =>
      priorities[x.decision] - priorities[y.decision] ||
      compareCanonically(records[x.a], records[y.a]) ||
      compareCanonically(records[x.b], records[y.b]),
  );
}

/** Number of different titles that a word must occur in to be no misspelling. */
const minKnownTitles = 3;

/** Counts the different titles that contain each word. */
function* countWords(records: PreparedRecord[]): Steps<Map<string, number>> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  yield* forEachInSteps(records, (record) => {
    if (seen.has(record.titleKey)) return;
    seen.add(record.titleKey);
    for (const word of new Set(getWords(record))) counts.set(word, (counts.get(word) ?? 0) + 1);
  });
  return counts;
}
