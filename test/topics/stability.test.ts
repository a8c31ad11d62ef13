import { expect, test } from 'vitest';
import { weightByConsensus } from '../../src/topics/consensus.ts';
import { measureStability, measureSubtopicStability } from '../../src/topics/stability.ts';

const partition = (...groups: number[]) => Uint32Array.from(groups);

test('edges count as much as the runs that have both papers in one topic; edges between topics keep the graph connected', async () => {
  const edges = {
    sources: Uint32Array.of(0, 0, 1, 2),
    targets: Uint32Array.of(1, 2, 2, 3),
    weights: Float64Array.of(0.5, 0.4, 0.2, 0.3),
  };
  const runs = [partition(1, 1, 1, 2), partition(1, 1, 2, 1)];
  const { order, edges: weighted } = await weightByConsensus({ order: 4, edges }, runs);
  expect(order).toBe(4);
  expect([...weighted.weights.subarray(0, 3)]).toEqual([0.5, 0.2, 0.1]);
  expect(weighted.weights[3]).toBeGreaterThan(0);
  expect(weighted.weights[3]).toBeLessThan(1e-5);
  expect([...edges.weights]).toEqual([0.5, 0.4, 0.2, 0.3]);
});

test('the stability of items is the mean fraction of shared group members, that of groups the mean of the best Jaccard index', async () => {
  const result = partition(0, 0, 0, 1, 1);
  const { ofItems, ofGroups } = await measureStability(result, [result, partition(0, 0, 1, 1, 1)]);
  // In the second run papers 0 and 1 share one of their two group members, paper 2 none, and papers 3 and 4 their only one.
  expect([...ofItems]).toEqual([0.75, 0.75, 0.5, 1, 1]);
  expect(ofGroups[0]).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(ofGroups[1]).toBeCloseTo((1 + 2 / 3) / 2, 12);
});

test('the stability of a subtopic uses the most similar group on any level of each run', async () => {
  const subtopics = partition(1, 1, 2, 2, 3, 3, 3);
  const fine = partition(0, 0, 1, 2, 3, 3, 4);
  const coarse = partition(0, 0, 0, 0, 1, 1, 1);
  const [, first, second, third] = await measureSubtopicStability(subtopics, [[fine, coarse], [coarse]]);
  expect(first).toBeCloseTo((1 + 1 / 2) / 2, 12);
  expect(second).toBeCloseTo(1 / 2, 12);
  expect(third).toBeCloseTo(1, 12);
});
