/**
 * Long computations run on the thread that handles events, too. They pause every few milliseconds, so that the thread
 * stays responsive and an aborted signal takes effect.
 */

/** Milliseconds without a pause after which one is due. */
const MAX_BLOCKING_TIME = 20;

/** The pauses of all computations of this thread, one after the other: only one of them continues at a time. */
let pauses: Promise<void> = Promise.resolve();

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
  pauses = pauses.then(processEvents);
  await pauses;
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
    const result = run(item, results.length);
    // Awaiting a result that is there takes longer than many functions do.
    results.push(result instanceof Promise ? await result : result);
  }
  return results;
}

/**
 * Yields the same items, and pauses before an item when it is due.
 * @throws the reason of the signal if it is aborted
 */
export async function* pauseBetween<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  signal?: AbortSignal,
): AsyncGenerator<Item> {
  for await (const item of items) {
    signal?.throwIfAborted();
    if (isPauseDue()) await pause(signal);
    yield item;
  }
}

/** A computation that yields after every short step. */
export type Steps<Result = void> = Generator<undefined, Result>;

/**
 * Runs a computation that yields after every short step, and pauses between the steps when it is due.
 * @throws the reason of the signal if it is aborted
 */
export async function runWithPauses<Result>(steps: Steps<Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (isPauseDue()) await pause(signal);
  }
}

/** Number of items between two yields. Yielding takes longer than most items do. */
const ITEMS_PER_STEP = 64;

/** Calls a function for each item, and yields after some of them. Each call should take some microseconds at most. */
export function* forEachInSteps<Item>(items: readonly Item[], run: (item: Item, index: number) => void): Steps {
  for (let start = 0; start < items.length; start += ITEMS_PER_STEP) {
    yield;
    const end = Math.min(items.length, start + ITEMS_PER_STEP);
    for (let index = start; index < end; index++) run(items[index]!, index);
  }
}

/** Runs a computation that yields after every short step, without pauses. */
export function runAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

type TypedArray = Int32Array | Uint32Array | Float32Array | Float64Array | Uint8Array | Uint16Array;

/** Number of elements that are copied or filled at once. */
const ELEMENTS_PER_RANGE = 1 << 20;

/** Number of elements that are computed at once. */
const VALUES_PER_RANGE = 1 << 12;

/**
 * Copies an array into a larger one of the same type, and returns that. Pauses when it is due.
 * @throws the reason of the signal if it is aborted
 */
export async function copyInto<Type extends TypedArray>(
  source: Type,
  target: Type,
  signal: AbortSignal | undefined,
): Promise<Type> {
  await forEachRange(source.length, ELEMENTS_PER_RANGE, signal, (start, end) => {
    target.set(source.subarray(start, end), start);
  });
  return target;
}

/**
 * Sets each element of an array to what a function returns for its index, and returns the array. Pauses when it is due. A call should
 * take some microseconds at most.
 * @throws the reason of the signal if it is aborted
 */
export async function fillWith<Type extends TypedArray>(
  target: Type,
  compute: (index: number) => number,
  signal: AbortSignal | undefined,
): Promise<Type> {
  await forEachRange(target.length, VALUES_PER_RANGE, signal, (start, end) => {
    for (let index = start; index < end; index++) target[index] = compute(index);
  });
  return target;
}

/**
 * Returns an array filled with a number. Pauses when it is due.
 * @throws the reason of the signal if it is aborted
 */
export async function createFilled(
  length: number,
  value: number,
  signal: AbortSignal | undefined,
): Promise<Int32Array<ArrayBuffer>> {
  const array = new Int32Array(length);
  await forEachRange(length, ELEMENTS_PER_RANGE, signal, (start, end) => {
    array.fill(value, start, end);
  });
  return array;
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
