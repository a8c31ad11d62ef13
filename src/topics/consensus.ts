import type { WeightedGraph } from '../graph/adjacency.ts';
import { forEachRange } from '../util/pause.ts';

/** Weight of an edge whose papers are never in one topic, as a fraction of its similarity. Keeps every paper connected. */
const MIN_WEIGHT = 1e-6;

/** Number of edges that are processed between two checks whether a pause is due. */
const EDGES_PER_RANGE = 1 << 14;

/**
 * Returns the graph with its weights multiplied by the fraction of the runs in which both nodes are in the same group. Its
 * communities are what the runs agree on (consensus clustering, Lancichinetti and Fortunato 2012).
 * @param runs The group of each node by run; 0 for none. At least one run.
 * @throws the reason of the signal if it is aborted
 */
export async function weightByConsensus(
  { order, edges }: WeightedGraph,
  runs: readonly Uint32Array[],
  signal?: AbortSignal,
): Promise<WeightedGraph> {
  const { sources, targets } = edges;
  const weights = edges.weights.slice();
  await forEachRange(weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      let together = 0;
      for (const run of runs) if (run[sources[k]!] === run[targets[k]!]) together++;
      weights[k]! *= Math.max(MIN_WEIGHT, together / runs.length);
    }
  });
  return { order, edges: { sources, targets, weights } };
}
