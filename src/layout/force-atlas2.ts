import type Graph from 'graphology';
import type { ForceAtlas2Settings } from 'graphology-layout-forceatlas2';
import defaults from 'graphology-layout-forceatlas2/defaults.js';
import helpers from 'graphology-layout-forceatlas2/helpers.js';
import iterate from 'graphology-layout-forceatlas2/iterate.js';
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
