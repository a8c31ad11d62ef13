import Graph from 'graphology';
import type Sigma from 'sigma';
import { afterEach, expect, test, vi } from 'vitest';
import { Restyler } from '../../../../web/map/sigma/restyler.ts';

/** More nodes than are updated without a look at the clock. */
const NODES = 1000;

/** Returns a graph that counts how often its nodes and edges were updated, and a restyler. */
function createRestyler() {
  const graph = new Graph({ type: 'undirected' });
  for (let i = 0; i < NODES; i++) graph.addNode(i);
  graph.addUndirectedEdge(0, 1);
  const updates = new Map<string, number>();
  const refresh = ({ partialGraph }: { partialGraph?: { nodes?: string[]; edges?: string[] } }) => {
    const { nodes = graph.nodes(), edges = graph.edges() } = partialGraph ?? {};
    const keys = partialGraph ? [...(partialGraph.nodes ?? []), ...(partialGraph.edges ?? [])] : [...nodes, ...edges];
    for (const key of keys) updates.set(key, (updates.get(key) ?? 0) + 1);
  };
  const sigma = { getGraph: () => graph, refresh, scheduleRender: () => undefined };
  // The restyler uses nothing else of Sigma.
  return { restyler: new Restyler(sigma as unknown as Sigma), graph, updates };
}

/** Lets every look at the clock find that the time slice is used up. */
function useUpTimeSlices(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 100;
    return now;
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('nodes that an interrupted call did not update are updated by the next one', async () => {
  useUpTimeSlices();
  const { restyler, graph, updates } = createRestyler();
  const interrupted = restyler.restyle(true);
  expect(updates.size).toBeLessThan(NODES);
  await Promise.all([interrupted, restyler.restyle(false)]);
  for (const key of [...graph.nodes(), ...graph.edges()]) expect(updates.get(key)).toBeGreaterThan(0);
});

test('nodes are not updated if their style is the same', async () => {
  const { restyler, graph, updates } = createRestyler();
  await restyler.restyle(true);
  updates.clear();
  await restyler.restyle(false);
  expect([...updates.keys()]).toEqual(graph.edges());
});
