/**
 * Long computations run on the thread that handles events, too. They pause every few milliseconds, so that the thread
 * stays responsive and an aborted signal takes effect.
 */

/** Milliseconds without a pause after which one is due. */
const MAX_BLOCKING_TIME = 20;

/** When this thread last paused. All computations of a thread share it, because each of them blocks all others. */
let lastPause = performance.now();

/** Returns whether this thread has computed for so long that it should {@link pause}. */
export function isPauseDue(): boolean {
  return performance.now() - lastPause >= MAX_BLOCKING_TIME;
}

/**
 * Lets this thread process other events.
 * @throws the reason of the signal if it is aborted
 */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await processEvents();
  lastPause = performance.now();
  signal?.throwIfAborted();
}

/**
 * Splits the numbers from 0 to `count - 1` into ranges and calls a function for each. Pauses between the ranges when it
 * is due.
 * @param rangeSize Numbers per range; a call should take a few milliseconds at most.
 * @throws the reason of the signal if it is aborted
 */
export async function forEachRange(
  count: number,
  rangeSize: number,
  signal: AbortSignal | undefined,
  run: (start: number, end: number) => void,
): Promise<void> {
  for (let start = 0; start < count; start += rangeSize) {
    signal?.throwIfAborted();
    if (isPauseDue()) await pause(signal);
    run(start, Math.min(count, start + rangeSize));
  }
}

/**
 * Calls a function for each item, one after the other, and returns the results. Pauses between the items when it is due.
 * @throws the reason of the signal if it is aborted
 */
export async function mapItems<Item, Result>(
  items: Iterable<Item>,
  signal: AbortSignal | undefined,
  run: (item: Item, index: number) => Result | Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    if (isPauseDue()) await pause(signal);
    results.push(await run(item, results.length));
  }
  return results;
}

/** Resolves after the events that are waiting have been processed. Timers would be delayed, in browsers by 4 ms or more. */
function processEvents(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    }
  });
}
