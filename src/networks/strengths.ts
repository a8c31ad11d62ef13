import type { Network, Normalization } from '../model/network.ts';
import type { Links } from './links.ts';

/** Returns the total count of the links of each node. */
export function sumCounts({ sources, targets, counts }: Links, nodes: number): Float64Array {
  const totals = new Float64Array(nodes);
  for (let k = 0; k < counts.length; k++) {
    totals[sources[k]!]! += counts[k]!;
    totals[targets[k]!]! += counts[k]!;
  }
  return totals;
}

/**
 * Returns the strength of each link: its count c, or its association strength 2mc / (t u), where t and u are the total counts of the two
 * nodes and m that of all links (van Eck and Waltman 2009). An association strength of 1 is what a random network with the same
 * totals has on average.
 * @param totals Total count of the links of each node.
 */
export function computeStrengths(links: Links, totals: Float64Array, normalization: Normalization): Float64Array {
  const { sources, targets, counts } = links;
  if (normalization === 'none') return counts;
  let doubleTotal = 0;
  for (const total of totals) doubleTotal += total;
  return counts.map((count, k) => (doubleTotal * count) / (totals[sources[k]!]! * totals[targets[k]!]!));
}

/** Returns the median, of an even number of values the upper one; 0 for none. */
export const findMedian = (values: Float64Array): number => values.slice().sort()[values.length >> 1] ?? 0;

/**
 * Returns the weights that edges are drawn, placed and filtered by: s / (s + median), 0..1, so that the median strength has the weight 0.5.
 * Strengths differ by several orders of magnitude.
 */
export const toWeights = (strengths: Float64Array, median: number): Float64Array =>
  strengths.map((strength) => strength / (strength + median));

/** Returns the links that are among the strongest of one of their ends, ties by the other end. */
export function keepStrongest(links: Links, strengths: Float64Array, perNode: number, nodes: number): Links {
  const ranked = new Uint32Array(strengths.length).map((_, k) => k);
  ranked.sort((a, b) => strengths[b]! - strengths[a]! || a - b);
  const kept = new Uint32Array(nodes);
  const isKept = new Uint8Array(strengths.length);
  for (const k of ranked)
    for (const node of [links.sources[k]!, links.targets[k]!])
      if (kept[node]! < perNode) {
        kept[node]!++;
        isKept[k] = 1;
      }
  const keeps = (_: number, k: number) => isKept[k] === 1;
  return {
    sources: links.sources.filter(keeps),
    targets: links.targets.filter(keeps),
    counts: links.counts.filter(keeps),
  };
}

/** Returns the count of an edge of a network, and its association strength. */
export function measureLink(
  { counts, totals }: Network,
  edge: number,
  source: number,
  target: number,
): { count: number; strength: number } {
  const count = counts[edge]!;
  const doubleTotal = sumTotals(totals);
  return { count, strength: count > 0 ? (doubleTotal * count) / (totals[source]! * totals[target]!) : 0 };
}

const sums = new WeakMap<Float64Array, number>();

function sumTotals(totals: Float64Array): number {
  const known = sums.get(totals);
  if (known !== undefined) return known;
  const sum = totals.reduce((total, value) => total + value, 0);
  sums.set(totals, sum);
  return sum;
}
