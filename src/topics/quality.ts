import { computeGroupSizes } from '../graph/partition.ts';
import type { Edges } from '../model/map.ts';
import { type TermRows, UNIT } from '../model/sparse.ts';
import { isPauseDue, pause } from '../util/pause.ts';
import { createRandom, sampleItems } from '../util/random.ts';
import type { TermStatistics } from './term-statistics.ts';

/**
 * Computes Newman's modularity of a partition of a weighted graph: the fraction of the edge weight inside groups minus the
 * fraction that is expected from the groups' total degrees.
 * @param resolution Factor on the expected fraction. Default 1.
 * @returns A number in -0.5..1 at resolution 1; 0 for a graph without edges.
 */
export function modularity(edges: Edges, groupOf: Uint32Array, resolution = 1): number {
  const groups = computeGroupSizes(groupOf).length;
  const internalWeights = new Float64Array(groups);
  const degreeSums = new Float64Array(groups);
  let totalWeight = 0;
  for (let k = 0; k < edges.weights.length; k++) {
    const [a, b, weight] = [groupOf[edges.sources[k]!]!, groupOf[edges.targets[k]!]!, edges.weights[k]!];
    degreeSums[a]! += weight;
    degreeSums[b]! += weight;
    if (a === b) internalWeights[a]! += weight;
    totalWeight += weight;
  }
  if (totalWeight === 0) return 0;
  return internalWeights.reduce(
    (sum, weight, group) => sum + weight / totalWeight - resolution * (degreeSums[group]! / (2 * totalWeight)) ** 2,
    0,
  );
}

/**
 * Default sample size of the silhouette. On the ACM papers the standard deviation over papers is 0.02, so the standard error
 * of the mean is 0.0004 (measured in bench/topics.ts).
 */
const SILHOUETTE_SAMPLE = 3_000;

/**
 * Computes the mean silhouette (Rousseeuw 1987) with cosine distance over the papers that are in a group.
 *
 * The mean cosine of a paper to a group is its dot product with the sum of the group's rows, divided by the size of the
 * group, so no pairs of papers are compared. Papers that are alone in their group count as 0. Larger collections are
 * estimated from a random sample with a fixed seed.
 * @param topicOf Group of each paper; 0 for none.
 * @param statistics Term statistics of each group, by group number.
 * @param sample Maximum number of papers to evaluate, at least 1. Default 3,000.
 * @returns A number in -1..1; 0 if there are fewer than two groups.
 * @throws the reason of the signal if it is aborted
 */
export async function silhouette(
  { starts, ids, values }: TermRows,
  topicOf: Uint32Array,
  statistics: readonly TermStatistics[],
  sample = SILHOUETTE_SAMPLE,
  signal?: AbortSignal,
): Promise<number> {
  const assigned = topicOf.map((_, i) => i).filter((i) => topicOf[i]! > 0);
  if (statistics.filter(({ size }, topic) => topic > 0 && size > 0).length < 2) return 0;
  const sampledPapers = sampleItems(assigned, sample, createRandom(1));
  const ownDistances = new Float64Array(sampledPapers.length);
  const nearestDistances = new Float64Array(sampledPapers.length).fill(Number.POSITIVE_INFINITY);
  // One group at a time, so that its weight sums stay in the cache.
  for (const [topic, { size, weightSums }] of statistics.entries()) {
    if (topic === 0 || size === 0) continue;
    if (isPauseDue()) await pause(signal);
    sampledPapers.forEach((paper, s) => {
      const isMember = topicOf[paper] === topic ? 1 : 0;
      let product = 0;
      for (let k = starts[paper]!; k < starts[paper + 1]!; k++)
        product += values[k]! * (weightSums[ids[k]!]! - isMember * values[k]!);
      const distance = 1 - product / UNIT / UNIT / (size - isMember);
      if (isMember) ownDistances[s] = distance;
      else nearestDistances[s] = Math.min(nearestDistances[s]!, distance);
    });
  }
  if (isPauseDue()) await pause(signal);
  let total = 0;
  sampledPapers.forEach((paper, s) => {
    if (statistics[topicOf[paper]!]!.size > 1)
      total +=
        (nearestDistances[s]! - ownDistances[s]!) / Math.max(ownDistances[s]!, nearestDistances[s]!, Number.MIN_VALUE);
  });
  return total / sampledPapers.length;
}
