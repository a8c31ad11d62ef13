import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { findConcepts } from '../src/concepts/find-concepts.ts';
import { applyEdits } from '../src/edit/apply-edits.ts';
import { buildAdjacency } from '../src/graph/adjacency.ts';
import { buildEdges } from '../src/graph/build.ts';
import { computeLayout } from '../src/layout/layout.ts';
import { trustworthiness } from '../src/layout/trustworthiness.ts';
import type { PaperMap } from '../src/model/map.ts';
import type { Hooks } from '../src/model/options.ts';
import type { Collection } from '../src/model/paper.ts';
import { readPapers } from '../src/read/read.ts';
import { join } from '../src/similarity/join/join.ts';
import { createIndex, findRelated } from '../src/similarity/query/find-related.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { findTopics } from '../src/topics/find-topics.ts';
import { runLocalMoving } from '../src/topics/louvain/local-moving.ts';
import { runFlatArrayLouvain } from '../src/topics/louvain/louvain.ts';
import { createRandom } from '../src/util/random.ts';
import { seedFiles } from './seeds.ts';

/** Number of random moments at which each stage is aborted. */
const MOMENTS = 4;
/** Several computations of a stage may be in a pause when it is aborted, and each of them ends with its own. */
const MAX_PAUSES_AFTER_ABORT = 4;

let collection: Collection;
let map: PaperMap;

beforeAll(async () => {
  const seeds = await readPapers(seedFiles());
  collection = { ...seeds, papers: seeds.papers.slice(0, 100) };
  map = await analyze(collection, { threads: 1 });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Returns the adjacency matrix of nodes of which each is linked to the next ones. */
const createRing = (order: number) => {
  const sources = Uint32Array.from({ length: 2 * order }, (_, k) => k >> 1);
  const targets = sources.map((node, k) => (node + 1 + (k & 1)) % order);
  return buildAdjacency({ order, edges: { sources, targets, weights: new Float64Array(2 * order).fill(1) } });
};

const STAGES: Record<string, (hooks: Hooks) => Promise<unknown>> = {
  readPapers: (hooks) => readPapers(seedFiles(), {}, hooks),
  weigh: (hooks) => weigh(collection.papers, { threads: 1 }, hooks),
  join: (hooks) => join(map.rows, { threads: 1 }, hooks),
  buildEdges: (hooks) => buildEdges(map.neighbors, hooks),
  findTopics: (hooks) => findTopics(map, map.edges, {}, hooks),
  // Only graphs with more edges than the map has are partitioned on flat arrays.
  runFlatArrayLouvain: ({ signal }) => runFlatArrayLouvain(createRing(4000), 1, 1, signal),
  runLocalMoving: ({ signal }) => runLocalMoving(createRing(20_000), 1, 1, signal),
  computeLayout: (hooks) => computeLayout(collection, map.edges, map, {}, hooks),
  trustworthiness: (hooks) => trustworthiness(map.rows, map.positions, {}, hooks),
  findConcepts: (hooks) => findConcepts(collection.papers, {}, hooks),
  createIndex: (hooks) => createIndex(map.rows, map.vocabulary.keys.length, hooks),
  findRelated: async (hooks) => {
    const index = await createIndex(map.rows, map.vocabulary.keys.length);
    return findRelated(index, 0, { count: 50, diversity: 0.5 }, hooks);
  },
  applyEdits: (hooks) => {
    const [paper, into] = [1, 2].map((topic) => map.papers[map.topicOf.indexOf(topic)]!.id);
    return applyEdits(map, [{ edit: 'merge', paper: paper!, into: into! }], hooks);
  },
};

/** A clock that advances by a second with every reading, so that a pause is always due. It never goes back. */
let time = 1e9;

/**
 * Runs a stage in which a pause is always due, and aborts its signal during one of the pauses. The abort is an event like any
 * other. Returns the number of pauses, and of those after the abort.
 */
async function runWithAbort(run: (hooks: Hooks) => Promise<unknown>, abortAt: number, reason: Error) {
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 1000;
    return time;
  });
  const controller = new AbortController();
  const { setImmediate: original } = globalThis;
  let pauses = 0;
  const counter = vi.spyOn(globalThis, 'setImmediate').mockImplementation(((resume: () => void) => {
    pauses++;
    if (pauses === abortAt) original(() => controller.abort(reason));
    return original(resume);
  }) as typeof setImmediate);
  const error = await run({ signal: controller.signal }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  clock.mockRestore();
  counter.mockRestore();
  return { pauses, error };
}

test.each(Object.entries(STAGES))('%s stops soon after an abort at any moment', async (name, run) => {
  const reason = new Error('canceled');
  const { pauses, error } = await runWithAbort(run, Number.POSITIVE_INFINITY, reason);
  expect(error).toBeUndefined();
  expect(pauses, 'pauses of the whole stage').toBeGreaterThan(1);
  const random = createRandom(name.length);
  for (let k = 0; k < MOMENTS; k++) {
    const abortAt = 1 + Math.floor(random() * (pauses - 1));
    const aborted = await runWithAbort(run, abortAt, reason);
    expect(aborted.error, `aborted at pause ${abortAt} of ${pauses}`).toBe(reason);
    expect(aborted.pauses - abortAt).toBeLessThanOrEqual(MAX_PAUSES_AFTER_ABORT);
  }
});

test('merging duplicates pauses after every record', async () => {
  const { pauses } = await runWithAbort(STAGES.readPapers!, Number.POSITIVE_INFINITY, new Error());
  expect(pauses).toBeGreaterThan(collection.records);
});
