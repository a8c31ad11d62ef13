import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { computeLayout } from '../../src/layout/layout.ts';
import { LayoutTasks } from '../../src/layout/layout-tasks.ts';
import { listEdgesOfNodes } from '../../src/layout/node-forces.ts';
import { simulate } from '../../src/layout/simulate.ts';
import type { Edges } from '../../src/model/map.ts';
import { createRandom } from '../../src/util/random.ts';
import { openTaskPool } from '../../src/workers/task-pool.ts';
import { createCopyingPool } from '../workers/copying-pool.ts';

const NODES = 600;
const GROUPS = 6;
const SIMULATION = { epochs: 60, initialLearningRate: 0.25, negativeSamples: 4, gravity: 0.001, seed: 1 };

/** Creates groups of nodes, in which each node is linked to some others, and starts them at random places. */
async function createGroups(nodes: number) {
  const random = createRandom(9);
  const pairs = Array.from({ length: 8 * nodes }, (_, k) => {
    const source = k % nodes;
    return [source, (source + GROUPS * (1 + Math.floor(random() * 40))) % nodes] as const;
  }).filter(([source, target]) => source !== target);
  const edges: Edges = {
    sources: Uint32Array.from(pairs, ([source]) => source),
    targets: Uint32Array.from(pairs, ([, target]) => target),
    weights: new Float64Array(pairs.length).fill(0.5),
  };
  const rates = Float32Array.from(pairs, () => random());
  const initial = Float32Array.from({ length: 2 * nodes }, () => 24 * random() - 12);
  return { edges, initial, edgesOfNodes: await listEdgesOfNodes(edges, rates, nodes) };
}

const { edges, initial, edgesOfNodes } = await createGroups(NODES);
const expected = await simulate(
  createCopyingPool(1, () => new LayoutTasks()),
  initial,
  edgesOfNodes,
  SIMULATION,
);

describe('simulate', () => {
  test.each([2, 3, 8, 16, NODES + 5])('gives the same positions with %i workers', async (size) => {
    const pool = createCopyingPool(size, () => new LayoutTasks());
    expect(await simulate(pool, initial, edgesOfNodes, SIMULATION)).toEqual(expected);
  });

  test('gives the same positions in workers', async () => {
    const pool = await openTaskPool('layout', () => new LayoutTasks(), 3);
    try {
      expect(pool.threads).toBe(3);
      expect(await simulate(pool, initial, edgesOfNodes, SIMULATION)).toEqual(expected);
    } finally {
      pool.close();
    }
  });

  test('depends on the seed and reports progress', async () => {
    const done: number[] = [];
    const pool = createCopyingPool(2, () => new LayoutTasks());
    const hooks = { progress: (_: string, epoch: number) => done.push(epoch) };
    const other = await simulate(pool, initial, edgesOfNodes, { ...SIMULATION, seed: 2 }, hooks);
    expect(other).not.toEqual(expected);
    expect(done).toEqual(Array.from({ length: SIMULATION.epochs }, (_, epoch) => epoch + 1));
  });

  test('brings linked nodes together', () => {
    const distance = (i: number, j: number) =>
      Math.hypot(expected[2 * i]! - expected[2 * j]!, expected[2 * i + 1]! - expected[2 * j + 1]!);
    const linked = edges.weights.reduce((sum, _, k) => sum + distance(edges.sources[k]!, edges.targets[k]!), 0);
    const others = edges.weights.reduce((sum, _, k) => sum + distance(edges.sources[k]!, edges.targets[k]! ^ 1), 0);
    expect(linked).toBeLessThan(0.8 * others);
  });
});

test('a node moves toward its neighbors as computed by hand, and only if its edge is due', async () => {
  const tasks = new LayoutTasks();
  const forces = { ...SIMULATION, negativeSamples: 0, gravity: 0.5 };
  tasks.start(
    { ...forces, starts: Uint32Array.of(4, 5, 6), ids: Uint32Array.of(0, 0), rates: Float32Array.of(1, 0.5) },
    1,
  );
  const positions = Float32Array.of(0, 0, 1, 0, 0, 2);
  // 1 - 2 · 0.1 · 1 / (1 + 1) = 0.9, then the pull toward the origin by 5%; the edge of the other node is due every second time.
  expect([...(await tasks.runEpoch(positions, 0, 0.1))]).toEqual([0.9 * 0.95, 0, 0, 2 * 0.95].map(Math.fround));
  const [, , x, y] = await tasks.runEpoch(positions, 1, 0.1);
  expect([x, y]).toEqual([0, Math.fround((2 - (0.2 * 2) / 5) * 0.95)]);
});

test('a large layout runs on several threads', async () => {
  const nodes = 10_000;
  const large = await createGroups(nodes);
  const papers = Array.from({ length: nodes }, (_, i) => ({ id: `${i}`, title: 't', abstract: 'a', sources: [] }));
  const collection = { papers, records: nodes, merged: 0, problems: [], notes: [] };
  const groups = {
    topicOf: new Uint32Array(nodes).fill(1),
    subtopicOf: new Uint32Array(nodes),
    secondTopic: new Uint32Array(nodes),
  };
  const threads: number[] = [];
  const hooks = { onThreads: (_: string, count: number) => threads.push(count) };
  const positions = await computeLayout(collection, large.edges, groups, { threads: 2 }, hooks);
  expect(positions.every(Number.isFinite)).toBe(true);
  expect(threads).toEqual([Math.min(2, availableParallelism())]);
});
