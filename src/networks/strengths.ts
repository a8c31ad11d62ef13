import type { Network, Normalization } from '../model/network.ts';
import { forEachRange } from '../util/pause.ts';
import { selectTopK } from '../util/top-k.ts';
import type { Incidence, Links } from './links.ts';

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

/** Number of nodes that are processed between two checks whether a pause is due. */
const NODES_PER_RANGE = 16;

/**
 * Returns the links that are among the strongest of one of their ends, ties by the other end.
 * @throws the reason of the signal if it is aborted
 */
export async function keepStrongest(
  links: Links,
  strengths: Float64Array,
  perNode: number,
  nodes: number,
  signal?: AbortSignal,
): Promise<Links> {
  const { sources, targets, counts } = links;
  const incident = listIncidentLinks(links, nodes);
  const isKept = new Uint8Array(strengths.length);
  await forEachRange(nodes, NODES_PER_RANGE, signal, (start, end) => {
    for (let node = start; node < end; node++) {
      const own = incident.ids.subarray(incident.starts[node], incident.starts[node + 1]);
      const scores = Float64Array.from(own, (link) => strengths[link]!);
      for (const index of selectTopK(scores, perNode, Number.NEGATIVE_INFINITY)) isKept[own[index]!] = 1;
    }
  });
  const keeps = (_: number, k: number) => isKept[k] === 1;
  return { sources: sources.filter(keeps), targets: targets.filter(keeps), counts: counts.filter(keeps) };
}

/** Returns the links of each node, ascending by the other end. */
function listIncidentLinks({ sources, targets }: Links, nodes: number): Incidence {
  const starts = new Uint32Array(nodes + 1);
  for (let k = 0; k < sources.length; k++) {
    starts[sources[k]! + 1]!++;
    starts[targets[k]! + 1]!++;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const nextSlots = starts.slice();
  const ids = new Uint32Array(2 * sources.length);
  for (let k = 0; k < sources.length; k++) {
    ids[nextSlots[sources[k]!]!++] = k;
    ids[nextSlots[targets[k]!]!++] = k;
  }
  return { starts, ids };
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
