import type { Edges, Topics } from '../../model/map.ts';
import { forEachRange } from '../../util/pause.ts';

/** Factor on the affinity of papers of different topics; keeps topics together. */
const BETWEEN_TOPICS = 0.5;

/** Number of strongest edges that count for a paper: as many as it has neighbors by default, so that hubs have no more. */
const STRONGEST_EDGES = 10;

/** Number of edges, and of nodes, that are processed between two checks whether a pause is due. */
const EDGES_PER_RANGE = 1 << 14;
const NODES_PER_RANGE = 1 << 12;

/**
 * Returns the affinity of the two papers of each edge: how likely they are to be neighbors on the map. All of them add up to 0.5, because each edge
 * counts in both directions.
 *
 * Each paper distributes 1 / papers over its strongest edges in proportion to their similarity; the affinity is half of what both papers give
 * to the edge, as in t-SNE (van der Maaten and Hinton 2008) with neighbors instead of a Gaussian.
 * @throws the reason of the signal if it is aborted
 */
export async function computeAffinities(
  edges: Edges,
  { topicOf }: Pick<Topics, 'topicOf'>,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { sources, targets, weights } = edges;
  const thresholds = await findThresholds(edges, topicOf.length, signal);
  const sums = new Float64Array(topicOf.length);
  const shareOf = (k: number, node: number) =>
    weights[k]! < thresholds[node]!
      ? 0
      : weights[k]! * (topicOf[sources[k]!] === topicOf[targets[k]!] ? 1 : BETWEEN_TOPICS);
  await forEachRange(weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) for (const node of [sources[k]!, targets[k]!]) sums[node]! += shareOf(k, node);
  });
  const affinities = new Float32Array(weights.length);
  await forEachRange(weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++)
      for (const node of [sources[k]!, targets[k]!])
        affinities[k]! += shareOf(k, node) / (sums[node]! || 1) / (2 * topicOf.length);
  });
  return affinities;
}

/** Returns the weight of the weakest edge of each node that counts. */
async function findThresholds(
  { sources, targets, weights }: Edges,
  nodes: number,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  /** The strongest weights of each node, in descending order. */
  const strongest = new Float64Array(STRONGEST_EDGES * nodes);
  const insert = (node: number, weight: number) => {
    const first = STRONGEST_EDGES * node;
    let k = first + STRONGEST_EDGES - 1;
    if (weight <= strongest[k]!) return;
    for (; k > first && strongest[k - 1]! < weight; k--) strongest[k] = strongest[k - 1]!;
    strongest[k] = weight;
  };
  await forEachRange(weights.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      insert(sources[k]!, weights[k]!);
      insert(targets[k]!, weights[k]!);
    }
  });
  const thresholds = new Float64Array(nodes);
  await forEachRange(nodes, NODES_PER_RANGE, signal, (start, end) => {
    for (let node = start; node < end; node++) thresholds[node] = strongest[STRONGEST_EDGES * (node + 1) - 1]!;
  });
  return thresholds;
}
