import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregateGroups, buildAdjacency, extractSubgraph } from '../../../src/graph/adjacency.ts';
import type { Edges } from '../../../src/model/map.ts';
import { runLocalMoving } from '../../../src/topics/louvain/local-moving.ts';
import { runFlatArrayLouvain, runGraphologyLouvain } from '../../../src/topics/louvain/louvain.ts';
import { modularity } from '../../../src/topics/quality.ts';
import { createPlantedPapers } from '../planted-papers.ts';

/** Graphs of 14 nodes, some isolated, some with self-loops. */
const graphs = fc
  .array(fc.tuple(fc.nat(13), fc.nat(13), fc.integer({ min: 1, max: 9 })), { maxLength: 40 })
  .map((triples) => {
    const weightByPair = new Map(triples.map(([a, b, weight]) => [Math.min(a, b) * 14 + Math.max(a, b), weight]));
    const pairs = [...weightByPair.keys()].sort((a, b) => a - b);
    const edges: Edges = {
      sources: Uint32Array.from(pairs, (pair) => Math.floor(pair / 14)),
      targets: Uint32Array.from(pairs, (pair) => pair % 14),
      weights: Float64Array.from(pairs, (pair) => weightByPair.get(pair)! / 4),
    };
    return { order: 14, edges };
  });

const computeSum = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);

test.each([0.5, 1, 2])(
  'the flat-array implementation reaches the modularity of graphology at resolution %d',
  async (resolution) => {
    const { edges } = await createPlantedPapers(6, 300);
    const graph = { order: 300, edges };
    const findMaxModularity = async (run: (seed: number) => Uint32Array[] | Promise<Uint32Array[]>) => {
      const runs = await Promise.all([1, 2, 3, 4].map(run));
      return Math.max(...runs.map((levels) => modularity(edges, levels.at(-1)!, resolution)));
    };
    const adjacency = buildAdjacency(graph);
    const reference = await findMaxModularity((seed) => runGraphologyLouvain(graph, resolution, seed));
    const flatArray = await findMaxModularity((seed) => runFlatArrayLouvain(adjacency, resolution, seed));
    expect(flatArray).toBeGreaterThan(reference - 0.005);
  },
);

test('each level merges groups of the previous one and has a higher modularity', async () => {
  // A ring of forty triangles: the first level consists of triangles, later levels of rows of triangles.
  const pairs = Array.from({ length: 40 }, (_, t) => [
    [3 * t, 3 * t + 1],
    [3 * t, 3 * t + 2],
    [3 * t + 1, 3 * t + 2],
    [3 * t + 2, (3 * t + 3) % 120],
  ]).flat();
  const edges: Edges = {
    sources: Uint32Array.from(pairs, ([a]) => a!),
    targets: Uint32Array.from(pairs, ([, b]) => b!),
    weights: new Float64Array(pairs.length).fill(1),
  };
  const levels = await runFlatArrayLouvain(buildAdjacency({ order: 120, edges }), 1, 5);
  expect(levels.length).toBeGreaterThan(1);
  levels.slice(1).forEach((level, l) => {
    const parentOf = new Map<number, number>();
    levels[l]!.forEach((group, node) => {
      expect(parentOf.get(group) ?? level[node]).toBe(level[node]);
      parentOf.set(group, level[node]!);
    });
    expect(modularity(edges, level)).toBeGreaterThan(modularity(edges, levels[l]!));
  });
});

test('local moving never decreases modularity and numbers groups in order of first occurrence', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, fc.constantFrom(0.5, 1, 2), fc.nat(9), async (graph, resolution, seed) => {
      const adjacency = buildAdjacency(graph);
      const groupOf = await runLocalMoving(adjacency, resolution, seed);
      const singletons = groupOf.map((_, node) => node);
      const modularityOf = (groups: Uint32Array) => modularity(graph.edges, groups, resolution);
      expect(modularityOf(groupOf)).toBeGreaterThanOrEqual(modularityOf(singletons) - 1e-9);
      expect([...new Set(groupOf)]).toEqual([...new Set(groupOf)].map((_, k) => k));
      // Nodes without neighbors other than themselves stay in their own group.
      const isolated = [...singletons].filter((node) =>
        adjacency.ids.subarray(adjacency.starts[node], adjacency.starts[node + 1]).every((other) => other === node),
      );
      for (const node of isolated) expect(groupOf.filter((group) => group === groupOf[node])).toHaveLength(1);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('an aggregated graph has the edge weights between its groups; a subgraph has the edges among its nodes', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, fc.array(fc.nat(4), { minLength: 14, maxLength: 14 }), async (graph, groups) => {
      const groupOf = Uint32Array.from(groups);
      const { sources, targets, weights } = graph.edges;
      const adjacency = buildAdjacency(graph);
      const weightBetween = (a: number, b: number) =>
        [...weights.keys()].reduce((sum, k) => {
          const ends = [groupOf[sources[k]!]!, groupOf[targets[k]!]!];
          return Math.min(...ends) === a && Math.max(...ends) === b ? sum + weights[k]! : sum;
        }, 0);
      const aggregate = (await aggregateGroups(adjacency, groupOf)).edges;
      aggregate.weights.forEach((weight, k) => {
        expect(weight).toBe(weightBetween(aggregate.sources[k]!, aggregate.targets[k]!));
      });
      expect(computeSum(aggregate.weights)).toBe(computeSum(weights));

      const members = Uint32Array.from(groupOf.keys()).filter((node) => groupOf[node] === 1);
      const subgraph = extractSubgraph(adjacency, members).edges;
      const selfLoopWeight = [...weights.keys()].reduce(
        (sum, k) => (sources[k] === targets[k] && groupOf[sources[k]!] === 1 ? sum + weights[k]! : sum),
        0,
      );
      expect(computeSum(subgraph.weights) + selfLoopWeight).toBe(weightBetween(1, 1));
      subgraph.weights.forEach((weight, k) => {
        const [source, target] = [members[subgraph.sources[k]!]!, members[subgraph.targets[k]!]!];
        const edge = [...weights.keys()].find((e) => sources[e] === source && targets[e] === target)!;
        expect(weight).toBe(weights[edge]);
      });
    }),
    { seed: 5, numRuns: 200 },
  );
});
