import { sizesOf } from '../graph/partition.ts';
import type { Edges } from '../model/map.ts';
import { type TermRows, UNIT } from '../model/sparse.ts';
import { generator } from '../util/random.ts';
import type { Tally } from './term-statistics.ts';

/**
 * Newman's modularity of a partition of a weighted graph: for each group, the share of weight inside it less the share that
 * chance would put there, which is the square of its share of all ties' ends. -0.5..1; 0 without ties.
 */
export function modularity(edges: Edges, groupOf: Uint32Array, resolution = 1): number {
  const groups = sizesOf(groupOf).length;
  const inside = new Float64Array(groups);
  const ends = new Float64Array(groups);
  let total = 0;
  for (let k = 0; k < edges.weights.length; k++) {
    const [a, b, weight] = [groupOf[edges.sources[k]!]!, groupOf[edges.targets[k]!]!, edges.weights[k]!];
    ends[a]! += weight;
    ends[b]! += weight;
    if (a === b) inside[a]! += weight;
    total += weight;
  }
  if (total === 0) return 0;
  return inside.reduce((sum, weight, g) => sum + weight / total - resolution * (ends[g]! / (2 * total)) ** 2, 0);
}

/**
 * Papers that the silhouette is meant over. A paper's varies by 0.02 (standard deviation) on the ACM papers, so that the standard error of
 * the mean is 0.0004 (bench/topics.ts measures it).
 */
const SAMPLE = 3_000;

/**
 * Mean silhouette (Rousseeuw 1987) on cosine distance, over the papers that are in a group: -1..1, higher when papers are nearer to
 * their own group than to the next. A paper's mean cosine to a group is its product with the sum of the group's rows, over the group's
 * size, so no pair of papers is ever compared. In collections with more papers it is estimated from a seeded sample of them. Papers
 * alone in their group count 0, as do all when there is but one group.
 * @param topicOf 0 for papers in no group.
 * @param tallies The terms of each group's papers.
 * @param sample How many papers are looked at, at most; at least 1. Default 3,000.
 */
export function silhouette(
  { starts, ids, values }: TermRows,
  topicOf: Uint32Array,
  tallies: readonly Tally[],
  sample = SAMPLE,
): number {
  const grouped = topicOf.map((_, i) => i).filter((i) => topicOf[i]! > 0);
  if (tallies.filter(({ size }, topic) => topic > 0 && size > 0).length < 2) return 0;
  const looked = sampled(grouped, sample);
  const inside = new Float64Array(looked.length);
  const next = new Float64Array(looked.length).fill(Number.POSITIVE_INFINITY);
  // Topic by topic, so that its sums stay in the cache.
  tallies.forEach(({ size, weights }, topic) => {
    if (topic === 0 || size === 0) return;
    looked.forEach((i, at) => {
      const own = topicOf[i] === topic ? 1 : 0;
      let product = 0;
      for (let k = starts[i]!; k < starts[i + 1]!; k++) product += values[k]! * (weights[ids[k]!]! - own * values[k]!);
      const distance = 1 - product / UNIT / UNIT / (size - own);
      if (own) inside[at] = distance;
      else next[at] = Math.min(next[at]!, distance);
    });
  });
  let total = 0;
  looked.forEach((i, at) => {
    if (tallies[topicOf[i]!]!.size > 1)
      total += (next[at]! - inside[at]!) / Math.max(inside[at]!, next[at]!, Number.MIN_VALUE);
  });
  return total / looked.length;
}

/** At most `most` of these papers, each as likely as any other; always the same ones. */
function sampled(papers: Uint32Array, most: number): Uint32Array {
  const random = generator(1);
  let wanted = Math.min(most, papers.length);
  return papers.filter((_, at) => {
    if (random() * (papers.length - at) >= wanted) return false;
    wanted--;
    return true;
  });
}
