import { afterEach, expect, test, vi } from 'vitest';
import type { WorkerEvents } from '../../src/workers/platform.ts';
import { getParallelTime } from '../../src/workers/thread-clock.ts';
import { WorkerConnection } from '../../src/workers/worker-connection.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('counts the time during which at least two workers are busy', async () => {
  let time = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => time);
  const events: WorkerEvents[] = [];
  const connections = [0, 1, 2].map(
    () =>
      new WorkerConnection((received) => {
        events.push(received);
        return { post() {}, terminate() {} };
      }),
  );
  const answer = (worker: number) => events[worker]!.onMessage({ results: [] });
  const call = (worker: number) => connections[worker]!.request({ name: 'f', values: [] });
  const start = getParallelTime();
  const elapsed = () => getParallelTime() - start;

  const calls = [call(0), call(0)];
  time += 10;
  expect(elapsed()).toBe(0);
  calls.push(call(1));
  time += 10;
  expect(elapsed()).toBe(10);
  answer(0);
  time += 10;
  // The first worker has another call.
  expect(elapsed()).toBe(20);
  answer(0);
  time += 100;
  expect(elapsed()).toBe(20);
  calls.push(call(2));
  time += 5;
  answer(1);
  time += 100;
  expect(elapsed()).toBe(25);
  await Promise.all(calls.slice(0, 3));
  connections[2]!.close(new Error('stopped'));
  await expect(calls[3]).rejects.toThrow('stopped');
  // A stopped worker is busy no longer.
  const more = [call(0), call(1)];
  time += 7;
  expect(elapsed()).toBe(32);
  answer(0);
  answer(1);
  await Promise.all(more);
});
