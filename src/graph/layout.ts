import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { generator } from '../random.ts';
import type { Collection, Edges, Hooks, Topics } from '../types.ts';

export interface LayoutOptions {
  /** Seed of every random choice; whole number. Default 1. */
  seed?: number;
}

/** Skeleton: x and y of paper i at 2i and 2i + 1; NaN for papers without abstract. */
export function layOut(
  collection: Collection,
  edges: Edges,
  topics: Topics,
  options: LayoutOptions = {},
  _hooks: Hooks = {},
): Float32Array {
  const random = generator(options.seed ?? 1);
  const graph = new Graph({ type: 'undirected' });
  collection.papers.forEach((_, i) => {
    const angle = (2 * Math.PI * topics.topicOf[i]!) / (topics.topics.length + 1);
    graph.addNode(i, { x: Math.cos(angle) * 100 + random(), y: Math.sin(angle) * 100 + random() });
  });
  for (let k = 0; k < edges.weights.length; k++)
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: edges.weights[k] });
  forceAtlas2.assign(graph, {
    iterations: 100,
    settings: { barnesHutOptimize: graph.order > 1000, gravity: 1, scalingRatio: 10 },
  });
  const positions = new Float32Array(2 * graph.order).fill(Number.NaN);
  graph.forEachNode((node, { x, y }) => {
    if (collection.papers[Number(node)]!.abstract) positions.set([x, y], 2 * Number(node));
  });
  return positions;
}
