import Graph from 'graphology';
import type { Edges, PaperMap, SparseRows, Topic } from '../types.ts';
import { type AttributeOptions, describe, type PaperAttributes, type SimilarityAttributes } from './attributes.ts';

/**
 * The union of both directions: a pair is an edge when either paper is among the other's neighbours.
 * Two counting sorts, by target and then by source, bring the two mentions of a pair together.
 */
export function edgesOf(neighbours: SparseRows): Edges {
  const { starts, ids, values } = neighbours;
  const papers = starts.length - 1;
  const lower = new Uint32Array(ids.length);
  const upper = new Uint32Array(ids.length);
  for (let i = 0; i < papers; i++)
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      lower[k] = Math.min(i, ids[k]!);
      upper[k] = Math.max(i, ids[k]!);
    }
  const byTarget = sortedBy(upper, papers, Uint32Array.from(ids.keys()));
  const order = sortedBy(lower, papers, byTarget);
  let edges = 0;
  for (const mention of order) {
    const last = order[edges - 1]!;
    if (edges === 0 || lower[mention] !== lower[last] || upper[mention] !== upper[last]) order[edges++] = mention;
  }
  const kept = order.subarray(0, edges);
  return {
    sources: kept.map((mention) => lower[mention]!),
    targets: kept.map((mention) => upper[mention]!),
    weights: Float64Array.from(kept, (mention) => values[mention]!),
  };
}

/** The order in which keys ascend; what has the same key keeps the order that it had. Keys lie below `limit`. */
function sortedBy(keys: Uint32Array, limit: number, order: Uint32Array): Uint32Array {
  const next = new Uint32Array(limit + 1);
  for (const key of keys) next[key + 1]!++;
  for (let key = 0; key < limit; key++) next[key + 1]! += next[key]!;
  const sorted = new Uint32Array(order.length);
  for (const item of order) sorted[next[keys[item]!]!++] = item;
  return sorted;
}

/**
 * The map as an undirected graphology graph, for whoever wants to go on computing. Nodes are keyed by paper id and carry
 * {@link PaperAttributes}, edges carry {@link SimilarityAttributes}; the graph's own attributes are the topics. Nodes and
 * edges come in the map's order.
 */
export function buildGraph(
  map: PaperMap,
  options: AttributeOptions = {},
): Graph<PaperAttributes, SimilarityAttributes, { topics: Topic[] }> {
  const graph = new Graph<PaperAttributes, SimilarityAttributes, { topics: Topic[] }>({ type: 'undirected' });
  const describer = describe(map, options);
  graph.setAttribute('topics', map.topics);
  map.papers.forEach((paper, i) => {
    graph.addNode(paper.id, describer.paper(i));
  });
  for (let k = 0; k < map.edges.weights.length; k++)
    graph.addUndirectedEdge(
      map.papers[map.edges.sources[k]!]!.id,
      map.papers[map.edges.targets[k]!]!.id,
      describer.edge(k),
    );
  return graph;
}
