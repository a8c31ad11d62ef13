import { expect, test } from 'vitest';
import { buildAdjacency } from '../../src/graph/adjacency.ts';
import { buildEdges } from '../../src/graph/build.ts';
import { join } from '../../src/similarity/join/join.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { findTopics } from '../../src/topics/find-topics.ts';
import { LouvainRuns } from '../../src/topics/louvain/louvain-runs.ts';
import { createTopicRuns } from '../../src/topics/runs/topic-runs.ts';
import { type TopicInput, TopicTasks } from '../../src/topics/runs/topic-tasks.ts';
import { createRandom } from '../../src/util/random.ts';
import { openTaskPool, type TaskPool } from '../../src/workers/task-pool.ts';
import { createCopyingPool } from '../workers/copying-pool.ts';

const PAPERS = 3000;
const RUNS = [
  [1, 0],
  [1, 1],
  [2, 0],
  [0.5, 2],
  [1, 0],
] as const;

/** Papers of a few fields with words in common, enough for runs that start from aggregated graphs. */
async function createInput() {
  const random = createRandom(4);
  const papers = Array.from({ length: PAPERS }, (_, i) => {
    const word = () => `w${random() < 0.8 ? i % 8 : Math.floor(8 * random())}x${Math.floor(60 * random() ** 2)}`;
    const words = (count: number) => Array.from({ length: count }, word).join(' ');
    return { id: String(i), title: words(5), abstract: words(40), sources: [] };
  });
  const text = await weigh(papers);
  const edges = await buildEdges(await join(text.rows));
  const graph = { order: PAPERS, edges };
  const input: TopicInput = {
    graph,
    adjacency: buildAdjacency(graph),
    rows: text.rows,
    papers: Uint32Array.from(papers, (_, i) => i),
    maxResolution: 1,
    seed: 1,
    minSize: 5,
  };
  return { text, edges, input };
}

const { text, edges, input } = await createInput();

/** Returns the results of all runs and a refinement. */
async function findAll(pool: TaskPool<TopicTasks>) {
  const runs = await createTopicRuns(pool, input);
  const levels = await Promise.all(RUNS.map(([resolution, run]) => runs.run(resolution, run)));
  const refined = await Promise.all([1, undefined].map((rounds) => runs.refine(levels[0]!.at(-1)!, rounds)));
  return { levels, refined };
}

const expected = await findAll(createCopyingPool(1, () => new TopicTasks()));

test('the runs are those of LouvainRuns', async () => {
  expect(edges.weights.length).toBeGreaterThan(20_000);
  const runs = new LouvainRuns(input.graph, input.adjacency, 1, 1);
  for (const [k, [resolution, run]] of RUNS.entries())
    expect(expected.levels[k]).toEqual(await runs.run(resolution, run));
  expect(expected.levels[1]).not.toEqual(expected.levels[0]);
});

test.each([2, 3, 8, 16])('gives the same results on %i workers', async (size) => {
  expect(await findAll(createCopyingPool(size, () => new TopicTasks()))).toEqual(expected);
});

test('gives the same results in workers, which share the memory of their input', async () => {
  const pool = await openTaskPool('topics', () => new TopicTasks(), 3);
  try {
    expect(pool.threads).toBe(3);
    expect(await findAll(pool)).toEqual(expected);
  } finally {
    pool.close();
  }
});

test('computes a run once', async () => {
  let calls = 0;
  const pool = createCopyingPool(2, () => new TopicTasks());
  const counting = {
    ...pool,
    call: (worker: number, name: keyof TopicTasks, ...values: unknown[]) => {
      if (name === 'run') calls++;
      return pool.call(worker, name, ...values);
    },
  };
  await findAll(counting);
  expect(calls).toBe(RUNS.length - 1);
});

test('topics do not depend on the number of threads', async () => {
  expect(await findTopics(text, edges, { threads: 2 })).toEqual(await findTopics(text, edges, { threads: 1 }));
});
