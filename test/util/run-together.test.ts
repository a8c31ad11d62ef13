import { expect, test } from 'vitest';
import { runTogether } from '../../src/util/run-together.ts';

/** Waits until a signal is aborted, and rejects with its reason. */
const waitForAbort = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });

test('both tasks are started before one has ended', async () => {
  const started: string[] = [];
  let release = () => {};
  const bothStarted = new Promise<void>((resolve) => {
    release = resolve;
  });
  const start = async (name: string) => {
    if (started.push(name) === 2) release();
    await bothStarted;
    return name.toUpperCase();
  };
  expect(
    await runTogether(
      () => start('a'),
      () => start('b'),
    ),
  ).toEqual(['A', 'B']);
});

test('when a task fails, the other is canceled and has ended before the error is thrown', async () => {
  const failure = new Error('failed');
  for (const failing of [0, 1]) {
    let hasEnded = false;
    const tasks = [
      async () => {
        throw failure;
      },
      async (signal: AbortSignal) => {
        try {
          await waitForAbort(signal);
        } finally {
          await new Promise(setImmediate);
          hasEnded = true;
        }
      },
    ] as const;
    await expect(runTogether(tasks[failing]!, tasks[1 - failing]!)).rejects.toBe(failure);
    expect(hasEnded).toBe(true);
  }
});

test.each(['before', 'during'])('a signal that is aborted %s the tasks cancels both', async (when) => {
  const controller = new AbortController();
  const reason = new Error('canceled');
  if (when === 'before') controller.abort(reason);
  else setImmediate(() => controller.abort(reason));
  await expect(runTogether(waitForAbort, waitForAbort, controller.signal)).rejects.toBe(reason);
});
