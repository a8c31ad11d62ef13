import type { Merge, Paper, PossibleDuplicates, Problem } from '../../model/paper.ts';
import { NumberSet } from '../../util/number-set.ts';
import { assignIds } from './assign-ids.ts';
import { compareCanonically, forEachCandidatePair } from './candidates.ts';
import { RecordClusters } from './clusters.ts';
import { combineRecords } from './combine.ts';
import {
  areExcludedByIds,
  compareRecords,
  type Decision,
  getWords,
  markReusedTitles,
  type PreparedRecord,
  prepareRecord,
} from './compare/records.ts';
import { describeMatch, describeMerge } from './describe-merges.ts';
import { linkById } from './link-by-id.ts';
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
export function deduplicate(records: SourceRecord[]): Deduplicated {
  const prepared = records.map(({ record }) => prepareRecord(record));
  markReusedTitles(prepared);
  const clusters = new RecordClusters(prepared);
  const conflicts = linkById(records, prepared, clusters);
  const links = findLinks(prepared, clusters);
  const unmerged = links.filter(({ a, b, decision }) => {
    if (decision === 'possible') return true;
    return !clusters.union(a, b, describeMatch(prepared[a], prepared[b]));
  });
  const groups = clusters.toArrays();
  const combined = groups.map((cluster) => combineRecords(cluster.map((index) => records[index])));
  const { papers, unsorted } = assignIds(combined);
  const paperOf = new Map(groups.map((group, i) => [clusters.find(group[0]), unsorted[i]]));
  const getPaper = (index: number) => paperOf.get(clusters.find(index))!;
  const possibleDuplicates = findPossibleDuplicates(unmerged, clusters, getPaper);
  const merges = groups
    .filter(({ length }) => length > 1)
    .map((group) => {
      const reasons = clusters.reasonsOf(clusters.find(group[0]));
      return describeMerge(
        getPaper(group[0]),
        group.map((index) => records[index]),
        reasons,
      );
    })
    .sort((a, b) => (a.paper < b.paper ? -1 : 1));
  const notes = [
    ...conflicts.map((conflict) => describeIdConflict(conflict, records)),
    ...possibleDuplicates.map((group) => describePossibleDuplicates(group)),
  ];
  return { papers, notes, merges, possibleDuplicates };
}

const priorities: Record<Decision, number> = { certain: 0, likely: 1, possible: 2, different: 3 };

/** Compares the candidate pairs and returns those that may be the same paper, the most certain first. */
function findLinks(records: PreparedRecord[], clusters: RecordClusters): Link[] {
  const links: Link[] = [];
  const compared = new NumberSet();
  const isKnown = createWordLookup(records);
  forEachCandidatePair(records, (a, b) => {
    if (areExcludedByIds(records[a], records[b]) || clusters.find(a) === clusters.find(b)) return;
    if (!compared.add(Math.min(a, b) * records.length + Math.max(a, b))) return;
    const decision = compareRecords(records[a], records[b], isKnown);
    if (decision === 'different') return;
    const isOrdered = compareCanonically(records[a], records[b]) <= 0;
    links.push(isOrdered ? { a, b, decision } : { a: b, b: a, decision });
  });
  return links.sort(
    (x, y) =>
      priorities[x.decision] - priorities[y.decision] ||
      compareCanonically(records[x.a], records[y.a]) ||
      compareCanonically(records[x.b], records[y.b]),
  );
}

/** Number of different titles that a word must occur in to be no misspelling. */
const minKnownTitles = 3;

/** Returns a function that tells which words occur in several titles. They are counted when it is first called. */
function createWordLookup(records: PreparedRecord[]): (word: string) => boolean {
  let counts: Map<string, number> | undefined;
  return (word) => {
    counts ??= countWords(records);
    return (counts.get(word) ?? 0) >= minKnownTitles;
  };
}

function countWords(records: PreparedRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const record of records) {
    if (seen.has(record.titleKey)) continue;
    seen.add(record.titleKey);
    for (const word of new Set(getWords(record))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
