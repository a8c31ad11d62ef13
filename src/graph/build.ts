import Graph from 'graphology';
import type { Edges, PaperMap, SparseRows } from '../types.ts';

/** The union of both directions: a pair is an edge when either paper is among the other's neighbours. */
export function edgesOf(neighbours: SparseRows): Edges {
  const papers = neighbours.starts.length - 1;
  const pairs = new Map<number, number>();
  for (let i = 0; i < papers; i++)
    for (let k = neighbours.starts[i]!; k < neighbours.starts[i + 1]!; k++) {
      const j = neighbours.ids[k]!;
      pairs.set(Math.min(i, j) * papers + Math.max(i, j), neighbours.values[k]!);
    }
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  return {
    sources: Uint32Array.from(sorted, ([pair]) => Math.floor(pair / papers)),
    targets: Uint32Array.from(sorted, ([pair]) => pair % papers),
    weights: Float64Array.from(sorted, ([, weight]) => weight),
  };
}

/** The map as an undirected graphology graph: nodes are paper ids with label, topic, x and y; edges carry a weight. */
export function buildGraph(map: PaperMap): Graph {
  const graph = new Graph({ type: 'undirected' });
  map.papers.forEach((paper, i) => {
    graph.addNode(paper.id, {
      label: paper.title,
      topic: map.topicOf[i],
      x: map.positions[2 * i],
      y: map.positions[2 * i + 1],
    });
  });
  for (let k = 0; k < map.edges.weights.length; k++)
    graph.addUndirectedEdge(map.papers[map.edges.sources[k]!]!.id, map.papers[map.edges.targets[k]!]!.id, {
      weight: map.edges.weights[k],
    });
  return graph;
}
