import { expect, test } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import type { Edges } from '../../src/model/map.ts';
import { findSubtopics } from '../../src/topics/find-subtopics.ts';
import { mergeSmallGroups, numberBySize } from '../../src/topics/group-sizes.ts';

const partition = (...groups: number[]) => Uint32Array.from(groups);

/** Creates edges of weight 1. */
const createEdges = (...pairs: [number, number][]): Edges => ({
  sources: Uint32Array.from(pairs, ([source]) => source),
  targets: Uint32Array.from(pairs, ([, target]) => target),
  weights: new Float64Array(pairs.length).fill(1),
});

test('a small group is merged into the group with which it shares the most edge weight, if any', () => {
  const edges = createEdges([0, 1], [1, 2], [3, 4], [4, 5], [5, 6], [2, 6], [6, 3], [8, 9]);
  const groupOf = partition(0, 0, 0, 1, 1, 1, 2, 2, 3, 3);
  const merged = mergeSmallGroups(buildAdjacency({ order: 10, edges }), groupOf, 3);
  expect([...merged]).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 3, 3]);
});

test('groups are numbered by size, then by first member; small groups get 0 unless all are small', () => {
  expect([...numberBySize(partition(5, 3, 3, 4, 4, 4, 9, 9))]).toEqual([4, 2, 2, 1, 1, 1, 3, 3]);
  expect([...numberBySize(partition(5, 3, 3, 4, 4, 4), 3)]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...numberBySize(partition(1, 0, 0), 3)]).toEqual([0, 1, 1]);
});

test('subtopics come from a finer Louvain level or, without one, from running Louvain within the topic', async () => {
  const fine = partition(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
  const coarse = partition(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
  const pairs: [number, number][] = [];
  for (let i = 0; i < 12; i += 3) pairs.push([i, i + 1], [i, i + 2], [i + 1, i + 2]);
  const adjacency = buildAdjacency({ order: 12, edges: createEdges(...pairs, [2, 3], [8, 9]) });
  const topicOf = coarse.map((group) => group + 1);
  expect([...(await findSubtopics(adjacency, [fine, coarse], topicOf, 3, 1))]).toEqual([
    1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4,
  ]);
  expect([...(await findSubtopics(adjacency, [coarse], topicOf, 3, 1))]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  expect([...(await findSubtopics(adjacency, [fine, coarse], topicOf, 4, 1))]).toEqual(Array(12).fill(0));
});

test('a topic has at most ten subtopics', async () => {
  // A ring of thirty triangles.
  const pairs = Array.from({ length: 30 }, (_, t): [number, number][] => [
    [3 * t, 3 * t + 1],
    [3 * t, 3 * t + 2],
    [3 * t + 1, 3 * t + 2],
    [3 * t + 2, (3 * t + 3) % 90],
  ]).flat();
  const adjacency = buildAdjacency({ order: 90, edges: createEdges(...pairs) });
  const topicOf = new Uint32Array(90).fill(1);
  const subtopics = new Set(await findSubtopics(adjacency, [topicOf], topicOf, 3, 1));
  expect(subtopics.size).toBeGreaterThan(1);
  expect(subtopics.size).toBeLessThanOrEqual(10);
});
