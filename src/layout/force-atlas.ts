import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Edges } from '../model/map.ts';

/** About how wide a settled layout is, in ForceAtlas2's unit: starting at that size, papers keep their topics' order. */
const WIDTH = 200;

/**
 * Settles a small map with ForceAtlas2 (Jacomy et al., PLoS ONE 9(6), 2014) in its LinLog mode (Noack 2009), which keeps
 * groups apart, from where its papers stand. Moves `positions` in place; `pulls` are the edges' weights, raised to 3/4
 * because here every edge pulls all the time. Takes time quadratic in the number of papers.
 */
export function settle(positions: Float32Array, edges: Edges, pulls: Float32Array): void {
  const graph = new Graph({ type: 'undirected' });
  const widest = positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scale = WIDTH / 2 / widest;
  for (let i = 0; i < positions.length / 2; i++)
    graph.addNode(i, { x: scale * positions[2 * i]!, y: scale * positions[2 * i + 1]! });
  pulls.forEach((pull, k) => {
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: Math.sqrt(pull * Math.sqrt(pull)) });
  });
  forceAtlas2.assign(graph, { iterations: 200, settings: { linLogMode: true, gravity: 3, scalingRatio: 10 } });
  graph.forEachNode((node, { x, y }) => {
    positions.set([x, y], 2 * Number(node));
  });
}
