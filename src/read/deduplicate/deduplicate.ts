import type { Paper, Problem } from '../../model/paper.ts';
import { NumberSet } from '../../util/number-set.ts';
import { assignIds } from './assign-ids.ts';
import { compareCanonically, forEachCandidatePair } from './candidates.ts';
import { RecordClusters } from './clusters.ts';
import { combineRecords } from './combine.ts';
import {
  areExcludedByIds,
  compareRecords,
  type Decision,
  markReusedTitles,
  type PreparedRecord,
  prepareRecord,
} from './compare-records.ts';
import { linkById } from './link-by-id.ts';
import { compareLocations, type SourceRecord } from './source-record.ts';

/** Two records that may describe the same paper, by index, in canonical order. */
interface Link {
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
export function deduplicate(records: SourceRecord[]): { papers: Paper[]; notes: Problem[] } {
  const prepared = records.map(({ record }) => prepareRecord(record));
  markReusedTitles(prepared);
  const clusters = new RecordClusters(prepared);
  const notes = linkById(records, prepared, clusters);
  const links = findLinks(prepared, clusters);
  const unmerged = links.filter(({ a, b, decision }) => decision === 'possible' || !clusters.union(a, b));
  for (const note of describeUnmerged(unmerged, records, clusters)) notes.push(note);
  const combined = clusters.toArrays().map((cluster) => combineRecords(cluster.map((index) => records[index])));
  return { papers: assignIds(combined), notes };
}

const priorities: Record<Decision, number> = { certain: 0, likely: 1, possible: 2, different: 3 };

/** Compares the candidate pairs and returns those that may be the same paper, the most certain first. */
function findLinks(records: PreparedRecord[], clusters: RecordClusters): Link[] {
  const links: Link[] = [];
  const compared = new NumberSet();
  forEachCandidatePair(records, (a, b) => {
    if (areExcludedByIds(records[a], records[b]) || clusters.find(a) === clusters.find(b)) return;
    if (!compared.add(Math.min(a, b) * records.length + Math.max(a, b))) return;
    const decision = compareRecords(records[a], records[b]);
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

/** Returns one note for each pair of clusters that a link connects. */
function describeUnmerged(links: Link[], records: SourceRecord[], clusters: RecordClusters): Problem[] {
  const notes: Problem[] = [];
  const reported = new Set<number>();
  links.sort((x, y) => compareLocations(records[x.a], records[y.a]) || compareLocations(records[x.b], records[y.b]));
  for (const { a, b } of links) {
    const [low, high] = [clusters.find(a), clusters.find(b)].sort((x, y) => x - y);
    const pair = low * records.length + high;
    if (low === high || reported.has(pair)) continue;
    reported.add(pair);
    notes.push(describePossibleDuplicate(records[a], records[b]));
  }
  return notes;
}

function describePossibleDuplicate(a: SourceRecord, b: SourceRecord): Problem {
  const [first, second] = [a, b].sort(compareLocations);
  const { title, doi } = second.record;
  const shortTitle = title.length > 80 ? `${title.slice(0, 80)}…` : title;
  const cause = doi && first.record.doi ? ' because the DOIs differ' : '';
  const reason = `"${shortTitle}" may be the same paper as ${first.location.file}, line ${first.location.line}; not merged${cause}`;
  return { ...second.location, reason };
}
