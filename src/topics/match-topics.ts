import munkres from 'munkres';
import { computeContingency, computeGroupSizes } from '../graph/partition.ts';
import type { TopicChange, TopicChangeKind } from '../model/map.ts';

/** Topics with a lower Jaccard index are different topics. A topic that loses or gains half of its papers is at this limit. */
const MIN_JACCARD = 1 / 3;
/** A topic comes from another one if it has at least this share of its papers, or consists of them to this share. */
const MIN_SHARE = 0.5;
/** A topic has grown if it has at least this many times as many papers as before. */
const MIN_GROWTH = 1.1;

/** Which topics of two maps are the same. */
export interface TopicMatch {
  /** The earlier topic by later topic. */
  earlierOf: Map<number, number>;
  /** What became of the earlier topics, by id, then the topics that are new, by id. */
  changes: TopicChange[];
  /** The earlier topics that each later topic has its papers from: one that is the same, and those that were split or merged. */
  origins: Map<number, Set<number>>;
}

/**
 * Matches the groups of two partitions of the same items: the assignment with the largest sum of Jaccard indexes (Kuhn 1955), without pairs
 * below a third. Group 0 holds items without a group.
 * @returns The group in `before` of each group in `after` that has one.
 */
export function assignGroups(before: Uint32Array, after: Uint32Array): Map<number, number> {
  const { rows, columns, counts, rowSums, columnSums } = computeContingency(before, after);
  const present = (sums: Uint32Array) => [...sums.keys()].filter((group) => group > 0 && sums[group]! > 0);
  const [earlier, later] = [present(rowSums), present(columnSums)];
  const indexOf = (groups: readonly number[]) => new Map(groups.map((group, i) => [group, i]));
  const [rowOf, columnOf] = [indexOf(earlier), indexOf(later)];
  const jaccard = earlier.map(() => new Float64Array(later.length));
  counts.forEach((shared, cell) => {
    const [row, column] = [rowOf.get(rows[cell]!), columnOf.get(columns[cell]!)];
    if (row === undefined || column === undefined) return;
    jaccard[row]![column] = shared / (rowSums[rows[cell]!]! + columnSums[columns[cell]!]! - shared);
  });
  if (earlier.length === 0 || later.length === 0) return new Map();
  const pairs = munkres(jaccard.map((row) => Array.from(row, (value) => 1 - value)));
  return new Map(
    pairs
      .filter(([row, column]) => jaccard[row]![column]! >= MIN_JACCARD)
      .map(([row, column]): [number, number] => [later[column]!, earlier[row]!])
      .sort(([a], [b]) => a - b),
  );
}

/**
 * Finds out what became of topics: by which papers they have in common, without those that only one of the maps has.
 * @param before Topic of each paper that both maps have, in the earlier map; 0 for none.
 * @param after Topic of the same papers in the later map; 0 for none.
 * @param sizesBefore Number of all papers of each earlier topic, by id. All topics that are not empty are matched.
 * @param sizesAfter The same for the later topics.
 */
export function matchTopics(
  before: Uint32Array,
  after: Uint32Array,
  sizesBefore: ReadonlyMap<number, number>,
  sizesAfter: ReadonlyMap<number, number>,
): TopicMatch {
  const earlierOf = assignGroups(before, after);
  const laterOf = new Map([...earlierOf].map(([later, earlier]) => [earlier, later]));
  const origins = new Map([...earlierOf].map(([later, earlier]) => [later, new Set([earlier])]));
  const addOrigin = (later: number, earlier: number) => {
    origins.set(later, (origins.get(later) ?? new Set()).add(earlier));
  };
  /** Later topics, by the earlier topic that they were split from; earlier topics by the later topic that they were merged into. */
  const [partsOf, mergedInto] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const append = (lists: Map<number, number[]>, key: number, value: number) => {
    lists.set(key, [...(lists.get(key) ?? []), value]);
  };
  const { rows, columns, counts } = computeContingency(before, after);
  const [shared, sharedBefore] = [computeGroupSizes(after), computeGroupSizes(before)];
  const overlaps = Array.from(counts, (count, cell) => ({ count, earlier: rows[cell]!, later: columns[cell]! }));
  const unequal = overlaps.filter(({ earlier, later }) => earlier > 0 && later > 0 && earlierOf.get(later) !== earlier);
  // Of two topics with half of the papers each, the first one counts.
  const [isPart, isMerged] = [new Set<number>(), new Set<number>()];
  for (const { count, earlier, later } of unequal) {
    if (earlierOf.has(later) || isPart.has(later) || count < MIN_SHARE * shared[later]!) continue;
    isPart.add(later);
    append(partsOf, earlier, later);
    addOrigin(later, earlier);
  }
  for (const { count, earlier, later } of unequal) {
    if (laterOf.has(earlier) || partsOf.has(earlier) || isPart.has(later) || isMerged.has(earlier)) continue;
    if (count < MIN_SHARE * sharedBefore[earlier]!) continue;
    isMerged.add(earlier);
    append(mergedInto, later, earlier);
    addOrigin(later, earlier);
  }
  const describe = (earlier: number): TopicChange[] => {
    const later = laterOf.get(earlier);
    const parts = partsOf.get(earlier) ?? [];
    const sources = later === undefined ? [] : (mergedInto.get(later) ?? []);
    if (later === undefined && parts.length === 0)
      return isMerged.has(earlier) ? [] : [toChange('gone', [earlier], [])];
    const to = [...(later === undefined ? [] : [later]), ...parts];
    if (sources.length > 0) return [toChange('merged', [earlier, ...sources], to)];
    if (parts.length > 0) return [toChange('split', [earlier], to)];
    const hasGrown = sizesAfter.get(later!)! >= MIN_GROWTH * sizesBefore.get(earlier)!;
    return [toChange(hasGrown ? 'grown' : 'kept', [earlier], to)];
  };
  const ascending = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);
  const isUnmatched = (later: number) => !earlierOf.has(later) && !isPart.has(later);
  // A topic that is made of several that are all gone has no match.
  const unmatched = ascending(sizesAfter.keys()).filter(isUnmatched);
  return {
    earlierOf,
    origins,
    changes: [
      ...ascending(sizesBefore.keys()).flatMap(describe),
      ...unmatched.map((later) => {
        const sources = mergedInto.get(later) ?? [];
        return toChange(sources.length > 0 ? 'merged' : 'new', sources, [later]);
      }),
    ],
  };
}

const toChange = (kind: TopicChangeKind, from: number[], to: number[]): TopicChange => ({ kind, from, to });
