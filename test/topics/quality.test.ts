import Graph from 'graphology';
import graphologyModularity from 'graphology-metrics/graph/modularity';
import { describe, expect, test } from 'vitest';
import { aggregateGroups, buildAdjacency } from '../../src/graph/adjacency.ts';
import { listGroupMembers } from '../../src/graph/partition.ts';
import { runLouvain } from '../../src/topics/louvain/louvain.ts';
import { modularity, silhouette } from '../../src/topics/quality.ts';
import { computeTermStatistics } from '../../src/topics/term-statistics.ts';
import { computePairwiseCosines } from './pairwise-cosines.ts';
import { createPlantedPapers } from './planted-papers.ts';

describe('modularity', () => {
  test.each([1, 0.5, 2])('equals that of graphology-metrics at resolution %d', async (resolution) => {
    const { edges } = await createPlantedPapers(4, 60);
    const graph = new Graph({ type: 'undirected' });
    for (let i = 0; i < 60; i++) graph.addNode(i, { community: i % 7 });
    edges.weights.forEach((weight, k) => {
      graph.addEdge(edges.sources[k], edges.targets[k], { weight });
    });
    const groupOf = Uint32Array.from({ length: 60 }, (_, i) => i % 7);
    expect(modularity(edges, groupOf, resolution)).toBeCloseTo(graphologyModularity(graph, { resolution }), 12);
  });

  test('increases with each Louvain level and is nearly 0 for groups unrelated to the fields', async () => {
    const { edges, fieldOf } = await createPlantedPapers(5, 200);
    const levels = await runLouvain({ order: 200, edges }, 1, 3);
    const values = levels.map((level) => modularity(edges, level));
    expect(levels.length).toBeGreaterThan(1);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(modularity(edges, fieldOf)).toBeLessThanOrEqual(values.at(-1)! + 1e-9);
    const unrelated = fieldOf.map((_, i) => Math.floor(i / 40));
    expect(modularity(edges, unrelated)).toBeLessThan(0.1);
  });

  test('is the same for the aggregated graph', async () => {
    const { edges } = await createPlantedPapers(5, 200);
    const [level] = await runLouvain({ order: 200, edges }, 1, 3);
    const aggregate = await aggregateGroups(buildAdjacency({ order: 200, edges }), level!);
    const singletons = Uint32Array.from({ length: aggregate.order }, (_, i) => i);
    expect(modularity(aggregate.edges, singletons)).toBeCloseTo(modularity(edges, level!), 12);
  });
});

describe('silhouette', () => {
  test('equals the silhouette computed from all pairs', async () => {
    const { text, fieldOf } = await createPlantedPapers(3, 40);
    // Papers 37 to 39 are in no topic; paper 0 is alone in topic 4.
    const topicOf = fieldOf.map((field, i) => (i > 36 ? 0 : i === 0 ? 4 : field + 1));
    const distances = computePairwiseCosines(text.rows, 40).map((row) => row.map((cosine) => 1 - cosine));
    const widths = [...topicOf.keys()]
      .filter((i) => topicOf[i]! > 0)
      .map((i) => {
        const meanDistanceTo = (topic: number) => {
          const others = [...topicOf.keys()].filter((j) => j !== i && topicOf[j] === topic);
          return others.length ? others.reduce((sum, j) => sum + distances[i]![j]!, 0) / others.length : undefined;
        };
        const own = meanDistanceTo(topicOf[i]!);
        if (own === undefined) return 0;
        const otherTopics = [1, 2, 3, 4].filter((topic) => topic !== topicOf[i]);
        const nearest = Math.min(...otherTopics.map((topic) => meanDistanceTo(topic)!));
        return (nearest - own) / Math.max(own, nearest);
      });
    const computeSilhouette = async (groupOf: Uint32Array) =>
      silhouette(
        text.rows,
        groupOf,
        await Promise.all(
          await Promise.all(listGroupMembers(groupOf).map((members) => computeTermStatistics(text, members))),
        ),
      );
    expect(await computeSilhouette(topicOf)).toBeCloseTo(widths.reduce((a, b) => a + b, 0) / widths.length, 10);
    expect(await computeSilhouette(new Uint32Array(40).fill(1))).toBe(0);
  });

  test('of a sample is close to that of all papers and reproducible', async () => {
    const { text, fieldOf } = await createPlantedPapers(4, 600);
    const topicOf = fieldOf.map((field) => field + 1);
    const statistics = await Promise.all(
      await Promise.all(listGroupMembers(topicOf).map((members) => computeTermStatistics(text, members))),
    );
    const exact = await silhouette(text.rows, topicOf, statistics);
    const estimate = await silhouette(text.rows, topicOf, statistics, 200);
    expect(estimate).not.toBe(exact);
    expect(Math.abs(estimate - exact)).toBeLessThan(0.1 * Math.abs(exact));
    expect(await silhouette(text.rows, topicOf, statistics, 200)).toBe(estimate);
    expect(await silhouette(text.rows, topicOf, statistics, 600)).toBe(exact);
  });
});
