import type { Network, Normalization } from '../model/network.ts';
import type { LinkStrength } from './select-links.ts';

/**
 * Returns the measure of the strength of links: the count c, or the association strength 2mc / (t u), where t and u are the total counts of the two
 * nodes and m that of all links (van Eck and Waltman 2009). An association strength of 1 is what a random network with the same
 * totals has on average.
 * @param totals Total count of the links of each node.
 */
export function createStrength(totals: Float64Array, normalization: Normalization): LinkStrength {
  if (normalization === 'none') return (count) => count;
  const doubleTotal = totals.reduce((sum, total) => sum + total, 0);
  return (count, source, target) => (doubleTotal * count) / (totals[source]! * totals[target]!);
}

/**
 * Returns the weights that edges are drawn, placed and filtered by: s / (s + median), 0..1, so that the median strength has the weight 0.5.
 * Strengths differ by several orders of magnitude.
 */
export const toWeights = (strengths: Float64Array, median: number): Float64Array =>
  strengths.map((strength) => strength / (strength + median));

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
