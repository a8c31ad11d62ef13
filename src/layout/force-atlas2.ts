import Graph from 'graphology';
import type { ForceAtlas2Settings } from 'graphology-layout-forceatlas2';
import defaults from 'graphology-layout-forceatlas2/defaults.js';
import helpers from 'graphology-layout-forceatlas2/helpers.js';
import iterate from 'graphology-layout-forceatlas2/iterate.js';
import type { Edges } from '../model/map.ts';
import { isPauseDue, pause } from '../util/pause.ts';

/**
 * Runs ForceAtlas2 on a graph whose nodes have the attributes `x` and `y`, which are updated, and whose edges have
 * `weight`. Computes the same as `assign` of graphology-layout-forceatlas2, but pauses between the iterations.
 * @param settings Settings that differ from the defaults of the library.
 * @throws the reason of the signal if it is aborted
 */
export async function runForceAtlas2(
  graph: Graph,
  iterations: number,
  settings: ForceAtlas2Settings,
  signal?: AbortSignal,
): Promise<void> {
  const { nodes, edges } = helpers.graphToByteArrays(graph, (_, { weight }) => weight);
  for (let i = 0; i < iterations; i++) {
    if (isPauseDue()) await pause(signal);
    iterate({ ...defaults, ...settings }, nodes, edges);
  }
  helpers.assignLayoutChanges(graph, nodes, null);
}

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
 * @throws the reason of the signal if it is aborted
 */
export async function refineWithForceAtlas2(
  positions: Float32Array,
  edges: Edges,
  attractionRates: Float32Array,
  signal?: AbortSignal,
): Promise<void> {
  const graph = new Graph({ type: 'undirected' });
  const extent = positions.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  const scale = INITIAL_WIDTH / 2 / extent;
  for (let i = 0; i < positions.length / 2; i++)
    graph.addNode(i, { x: scale * positions[2 * i]!, y: scale * positions[2 * i + 1]! });
  attractionRates.forEach((rate, k) => {
    graph.addUndirectedEdge(edges.sources[k]!, edges.targets[k]!, { weight: Math.sqrt(rate * Math.sqrt(rate)) });
  });
  await runForceAtlas2(graph, 200, { linLogMode: true, gravity: 3, scalingRatio: 10 }, signal);
  graph.forEachNode((node, { x, y }) => {
    positions.set([x, y], 2 * Number(node));
  });
}
