import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import { KERNEL } from '../../src/similarity/kernel.generated.ts';
import {
  connectNodeWorker,
  resolveThreads,
  type StartWorker,
  startWorker,
  type WorkerEvents,
} from '../../src/workers/platform.ts';
import { mapTasks, openWorkerPool, type WorkerPool } from '../../src/workers/worker-pool.ts';

/** Starts workers that run a script instead of worker.js. */
const runScript =
  (script: string): StartWorker =>
  (events) =>
    connectNodeWorker(new Worker(script, { eval: true }), events);

/** A script that accepts the kernel and handles the first call as given. */
const onFirstCall = (action: string) => `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ module }) => {
    if (module) parentPort.postMessage({ results: [] });
    else { ${action} }
  });`;

/** Opens a pool and records the warnings. */
async function openWithWarnings(threads: number, start: StartWorker) {
  const warnings: string[] = [];
  const pool = await openWorkerPool(KERNEL, threads, { warn: (message) => warnings.push(message) }, start);
  return { pool, warnings };
}

/** Loads an index that is all zeros: that of a collection without papers. */
const loadEmptyIndex = async (pool: WorkerPool, worker: number) => {
  await pool.call(worker, 'loadIndexPart', [new Uint8Array(93952)]);
  return pool.call(worker, 'finishIndex', []);
};

const EMPTY_RESULT = [new Int32Array(), new Int32Array()];

describe('openWorkerPool', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('runs the kernel in workers', async () => {
    const { pool, warnings } = await openWithWarnings(2, startWorker);
    expect(pool.size).toBe(2);
    for (const worker of [0, 1]) {
      await loadEmptyIndex(pool, worker);
      expect(await pool.call(worker, 'giveNeighbors', [])).toEqual(EMPTY_RESULT);
    }
    expect(warnings).toEqual([]);
    pool.close();
  });

  test('starts no workers for one thread', async () => {
    const start = vi.fn(startWorker);
    const { pool, warnings } = await openWithWarnings(1, start);
    expect(pool.size).toBe(1);
    await loadEmptyIndex(pool, 0);
    expect(await pool.call(0, 'giveNeighbors', [])).toEqual(EMPTY_RESULT);
    expect(start).not.toHaveBeenCalled();
    expect(warnings).toEqual([]);
  });

  const failingStarts: Record<string, [StartWorker, cause: string]> = {
    'workers are forbidden': [
      () => {
        throw new Error('access to this API has been restricted');
      },
      'access to this API has been restricted',
    ],
    'the script of the worker is missing': [
      (events) => connectNodeWorker(new Worker(new URL('./missing.js', import.meta.url)), events),
      'a worker failed: Cannot find module',
    ],
    'the memory limit of the worker is too low': [
      (events) =>
        connectNodeWorker(new Worker('', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 1 } }), events),
      'memory limit',
    ],
    'the worker exits at once': [runScript('process.exit(3)'), 'a worker exited with code 3'],
    'the script of the worker throws': [runScript('throw new Error("broken script")'), 'broken script'],
  };

  test.each(Object.entries(failingStarts))('warns once and uses one thread when %s', async (_, [start, cause]) => {
    const { pool, warnings } = await openWithWarnings(3, start);
    expect(warnings).toEqual([expect.stringMatching(/^Workers could not be started, so the work runs on one thread/)]);
    expect(warnings[0]).toContain(cause);
    expect(warnings[0]).not.toContain('\n');
    expect(pool.size).toBe(1);
    await loadEmptyIndex(pool, 0);
    expect(await pool.call(0, 'giveNeighbors', [])).toEqual(EMPTY_RESULT);
  });

  test('throws an InputError when WebAssembly is missing or the kernel cannot be compiled', async () => {
    await expect(openWorkerPool(btoa('unknown instructions'), 1)).rejects.toThrow(InputError);
    vi.stubGlobal('WebAssembly', undefined);
    await expect(openWorkerPool(KERNEL, 2)).rejects.toThrow(InputError);
    await expect(openWorkerPool(KERNEL, 2)).rejects.toThrow('WebAssembly with SIMD is required');
  });

  test('throws the reason of a signal that is aborted', async () => {
    const controller = new AbortController();
    controller.abort(new Error('aborted by the test'));
    const { signal } = controller;
    for (const threads of [1, 2])
      await expect(openWorkerPool(KERNEL, threads, { signal })).rejects.toThrow('aborted by the test');
  });
});

describe('a worker pool', () => {
  test.each([
    ['exits', onFirstCall('process.exit(3);'), 'a worker exited with code 3'],
    ['throws', onFirstCall('throw new Error("broken call");'), 'a worker failed: broken call'],
    ['throws something else than an error', onFirstCall('throw "text";'), 'a worker failed: text'],
    ['answers with an error', onFirstCall('parentPort.postMessage({ error: "no memory" });'), 'no memory'],
  ])('rejects a call when the worker %s', async (_, script, message) => {
    const { pool, warnings } = await openWithWarnings(2, runScript(script));
    expect(warnings).toEqual([]);
    await expect(pool.call(0, 'giveNeighbors', [])).rejects.toThrow(message);
    pool.close();
  });

  test('rejects all pending and later calls of a worker that exits', async () => {
    const { pool } = await openWithWarnings(2, runScript(onFirstCall('process.exit(3);')));
    const calls = await Promise.allSettled([1, 2, 3].map(() => pool.call(0, 'giveNeighbors', [])));
    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(pool.call(0, 'giveNeighbors', [])).rejects.toThrow('a worker exited with code 3');
    pool.close();
  });

  test('rejects a call when a message of the worker cannot be deserialized', async () => {
    const workers: Worker[] = [];
    const { pool } = await openWithWarnings(2, (events: WorkerEvents) => {
      workers.push(new Worker(onFirstCall(''), { eval: true }));
      return connectNodeWorker(workers.at(-1)!, events);
    });
    const call = pool.call(1, 'giveNeighbors', []);
    workers[1]!.emit('messageerror', new Error('cannot deserialize'));
    await expect(call).rejects.toThrow('a message from a worker could not be deserialized');
    pool.close();
  });

  test.each([1, 2])(
    'rejects a call of a function that fails, and accepts later calls, with %i threads',
    async (threads) => {
      const { pool } = await openWithWarnings(threads, startWorker);
      // Without an index the kernel reads beyond the end of its memory.
      await expect(pool.call(0, 'giveNeighbors', [])).rejects.toThrow('"giveNeighbors" failed in WebAssembly');
      await expect(pool.call(0, 'missingFunction', [])).rejects.toThrow();
      await loadEmptyIndex(pool, 0);
      expect(await pool.call(0, 'giveNeighbors', [])).toEqual(EMPTY_RESULT);
      pool.close();
    },
  );

  test.each([1, 2])('rejects pending and later calls when it is closed, with %i threads', async (threads) => {
    const { pool } = await openWithWarnings(threads, startWorker);
    const call = loadEmptyIndex(pool, 0);
    pool.close();
    await expect(call).rejects.toThrow('the worker pool is closed');
    await expect(pool.call(0, 'giveNeighbors', [])).rejects.toThrow('the worker pool is closed');
  });

  test.each([1, 2])('rejects calls with the reason of the signal, with %i threads', async (threads) => {
    const controller = new AbortController();
    const pool = await openWorkerPool(KERNEL, threads, { signal: controller.signal });
    const call = loadEmptyIndex(pool, 0);
    controller.abort(new Error('aborted by the test'));
    await expect(call).rejects.toThrow('aborted by the test');
    await expect(pool.call(0, 'giveNeighbors', [])).rejects.toThrow('aborted by the test');
  });
});

describe('mapTasks', () => {
  const pool: WorkerPool = { size: 3, threads: 3, call: async () => [], close() {} };

  test('returns the results in the order of the tasks and runs one task at a time on each worker', async () => {
    const isBusy = [false, false, false];
    const results = await mapTasks(pool, [5, 1, 4, 2, 3, 0], async (task, worker) => {
      expect(isBusy[worker]).toBe(false);
      isBusy[worker] = true;
      await new Promise((resolve) => setTimeout(resolve, task));
      isBusy[worker] = false;
      return 10 * task;
    });
    expect(results).toEqual([50, 10, 40, 20, 30, 0]);
  });

  test('rejects when a task fails', async () => {
    const run = async (task: number) => {
      if (task === 2) throw new Error('broken task');
      return task;
    };
    await expect(mapTasks(pool, [0, 1, 2, 3, 4], run)).rejects.toThrow('broken task');
  });
});

describe('resolveThreads', () => {
  test('returns at most one thread per processor and reports it', () => {
    const processors = availableParallelism();
    const warn = vi.fn();
    expect(resolveThreads({ threads: processors }, { warn })).toBe(processors);
    expect(resolveThreads({}, { warn })).toBe(processors);
    expect(warn).not.toHaveBeenCalled();
    expect(resolveThreads({ threads: 1024 }, { warn })).toBe(processors);
    expect(warn.mock.calls).toEqual([[`Only ${processors} of 1024 threads are used: one per processor.`]]);
  });

  test.each([0, -1, 1.5, Number.NaN])('rejects %s', (threads) => {
    expect(() => resolveThreads({ threads })).toThrow(InputError);
  });
});
