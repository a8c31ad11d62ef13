import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { Edges } from '../model/map.ts';

/**
 * Width to which the layout is scaled before ForceAtlas2 starts, in its own unit. It is about the width of the result, so
 * that the arrangement of the topics is preserved.
 */
const INITIAL_WIDTH = 200;

/**
 * Refines the layout of a small map with ForceAtlas2, in place. Runs in LinLog mode, which separates clusters. Takes time
 * quadratic in the number of papers.
 *
 * Sources: Jacomy et al., PLoS ONE 9(6), 2014 (ForceAtlas2); Noack 2009 (LinLog).
 * @param positions Interleaved x and y of each paper; input and output.
 * @param attractionRates See `computeAttractionRates`. They are raised to the power 3/4, because ForceAtlas2 applies every
 * edge in every iteration.
 */
export function runForceAtlas2(positions: Float32Array, edges: Edges, attractionRates: Float32Array): void {
  const graph = new Graph({ type: 'undirected' });
  const extent = positions.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  const scale = INITIAL_WIDTH / 2 / extent;
  for (let i = 0; i < positions.length / 2; i++)
    graph.addNode(i, { x: scale * positions[2 * i]!, y: scale * positions[2 * i + 1]! });
  attractionRates.forEach((rate, k) => {
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: Math.sqrt(rate * Math.sqrt(rate)) });
  });
  forceAtlas2.assign(graph, { iterations: 200, settings: { linLogMode: true, gravity: 3, scalingRatio: 10 } });
  graph.forEachNode((node, { x, y }) => {
    positions.set([x, y], 2 * Number(node));
  });
}
