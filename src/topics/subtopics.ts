import { restricted, tiesOf } from '../graph/adjacency.ts';
import { compact, contingency, crossed, membersByGroup, sizesOf } from '../graph/partition.ts';
import type { SparseRows } from '../model/sparse.ts';
import { Communities, type Levels } from './communities.ts';

/** More parts than this are no subtopics that a person can take in at once. */
const MOST_SUBTOPICS = 10;
/** The lowest resolution at which a topic is divided. */
const COARSEST = 1 / 16;
/** A part with more of its topic than this says little that the topic does not. */
const LARGEST_PART = 0.75;

/**
 * How few papers make a topic when the caller does not say: a quarter of the square root of the collection, at least 3.
 * That is 5 for 257 papers, 25 for 10,000, 78 for 97,000.
 */
export function leastTopicSize(papers: number): number {
  return Math.max(3, Math.ceil(Math.sqrt(papers) / 4));
}

/**
 * Attaches every group smaller than `minSize` to the group that it has the strongest ties with, within `within` where that is
 * given (an array with a larger group for every node, which no group crosses). Groups without such a tie stay as they are, and
 * the largest group of each `within` always stays.
 */
export function attachSmall(
  ties: SparseRows,
  groupOf: Uint32Array,
  minSize: number,
  within: Uint32Array = new Uint32Array(groupOf.length),
): Uint32Array {
  const sizes = sizesOf(groupOf);
  const home = new Uint32Array(sizes.length);
  groupOf.forEach((group, i) => {
    home[group] = within[i]!;
  });
  const largest = new Map<number, number>();
  for (let g = 0; g < sizes.length; g++) largest.set(home[g]!, Math.max(sizes[g]!, largest.get(home[g]!) ?? 0));
  const stays = sizes.map((size, g) => (size >= Math.min(minSize, largest.get(home[g]!)!) ? 1 : 0));
  const pulls = new Map<number, number>();
  groupOf.forEach((small, node) => {
    if (stays[small]) return;
    for (let k = ties.starts[node]!; k < ties.starts[node + 1]!; k++) {
      const group = groupOf[ties.ids[k]!]!;
      if (!stays[group] || home[small] !== home[group]) continue;
      const pair = small * sizes.length + group;
      pulls.set(pair, (pulls.get(pair) ?? 0) + ties.values[k]!);
    }
  });
  const target = Uint32Array.from(sizes, (_, g) => g);
  const strongest = new Float64Array(sizes.length);
  for (const pair of Float64Array.from(pulls.keys()).sort()) {
    const small = Math.floor(pair / sizes.length);
    if (pulls.get(pair)! > strongest[small]!) {
      strongest[small] = pulls.get(pair)!;
      target[small] = pair % sizes.length;
    }
  }
  return groupOf.map((group) => target[group]!);
}

/**
 * Numbers groups from 1, the largest first, equals by their first member. Groups smaller than `minSize` get 0, unless none
 * reaches it: then those of the largest size count.
 */
export function numbered(groupOf: Uint32Array, minSize = 1): Uint32Array {
  const sizes = sizesOf(groupOf);
  const least = Math.min(
    minSize,
    sizes.reduce((most, size) => Math.max(most, size), 0),
  );
  const first = new Map<number, number>();
  groupOf.forEach((group, i) => {
    if (!first.has(group)) first.set(group, i);
  });
  const kept = [...first.keys()].filter((group) => sizes[group]! >= least);
  kept.sort((a, b) => sizes[b]! - sizes[a]! || first.get(a)! - first.get(b)!);
  const numbers = new Uint32Array(sizes.length);
  kept.forEach((group, k) => {
    numbers[group] = k + 1;
  });
  return groupOf.map((group) => numbers[group]!);
}

/**
 * The parts of each topic, numbered from 1 over all: by topic, then the largest first. 0 for nodes in no topic and for topics that do not
 * fall apart. They come from the coarsest of Louvain's own levels that gives a topic two to ten parts of at least `minSize`, none with more than three quarters of it, after small
 * parts have joined their strongest sibling; where no level does, from a second Louvain inside the topic.
 * @param topicOf The topic of each node, from 1; 0 for none.
 */
export function subtopics(
  ties: SparseRows,
  levels: Levels,
  topicOf: Uint32Array,
  minSize: number,
  seed: number,
): Uint32Array {
  const topics = sizesOf(topicOf).length;
  const found = new Map<number, Uint32Array>();
  for (const level of levels.slice(0, -1).reverse()) {
    const parts = attachSmall(ties, crossed(topicOf, level), minSize, topicOf);
    for (const topic of wellDivided(topicOf, parts, minSize)) if (!found.has(topic)) found.set(topic, parts);
  }
  const own = membersByGroup(topicOf);
  const partOf = new Uint32Array(topicOf.length);
  let last = 0;
  for (let topic = 1; topic < topics; topic++) {
    const members = own[topic]!;
    const parts = found.get(topic);
    const inside = parts ? compact(members.map((i) => parts[i]!)) : split(ties, members, minSize, seed);
    const numbers = numbered(inside);
    const count = sizesOf(numbers).length - 1;
    if (count < 2) continue;
    members.forEach((i, k) => {
      partOf[i] = last + numbers[k]!;
    });
    last += count;
  }
  return partOf;
}

/** Topics with two to ten parts, none too small or with more than three quarters of the topic. */
function wellDivided(topicOf: Uint32Array, parts: Uint32Array, minSize: number): number[] {
  const sizes = sizesOf(topicOf);
  const partSizes = Array.from(sizes, (): number[] => []);
  const { first, shared } = contingency(topicOf, parts);
  first.forEach((topic, k) => {
    partSizes[topic]!.push(shared[k]!);
  });
  return Array.from(sizes.keys()).filter((topic) => {
    const own = partSizes[topic]!;
    return (
      topic > 0 &&
      own.length > 1 &&
      own.length <= MOST_SUBTOPICS &&
      own.every((size) => size >= minSize && size <= LARGEST_PART * sizes[topic]!)
    );
  });
}

/**
 * A second Louvain among some nodes alone, coarser and coarser until there are no more than ten parts; all in one part where they are too few
 * for two.
 */
function split(ties: SparseRows, members: Uint32Array, minSize: number, seed: number): Uint32Array {
  const whole = new Uint32Array(members.length);
  if (members.length < 2 * minSize) return whole;
  const inside = restricted(ties, members);
  const own = tiesOf(inside);
  const communities = new Communities(inside, own, 1, seed);
  for (let resolution = 1; resolution >= COARSEST; resolution /= 2) {
    const parts = attachSmall(own, communities.run(resolution, 0).at(-1)!, minSize);
    const sizes = sizesOf(parts).filter((size) => size > 0);
    // A part that nothing holds to its siblings stays whatever its size; then the topic is shown whole.
    if (sizes.some((size) => size < minSize)) return whole;
    if (sizes.length <= MOST_SUBTOPICS) return compact(parts);
  }
  return whole;
}
