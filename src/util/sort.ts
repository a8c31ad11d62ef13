import { runWithPauses, type Steps } from './pause.ts';

/** Number of items that are sorted or merged in one step. */
const ITEMS_PER_RUN = 4096;

/**
 * Returns the items in order, as `toSorted` does (stable), but pauses when it is due.
 * @throws the reason of the signal if it is aborted
 */
export const sortItems = <Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
  signal: AbortSignal | undefined,
): Promise<Item[]> => runWithPauses(sortInSteps(items, compare), signal);

/** Returns the items in order, as `toSorted` does (stable), in short steps. */
export function* sortInSteps<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): Steps<Item[]> {
  let sorted: Item[] = [];
  for (let start = 0; start < items.length; start += ITEMS_PER_RUN) {
    yield;
    for (const item of items.slice(start, start + ITEMS_PER_RUN).sort(compare)) sorted.push(item);
  }
  for (let size = ITEMS_PER_RUN; size < items.length; size *= 2) {
    const merged: Item[] = [];
    for (let start = 0; start < items.length; start += 2 * size)
      yield* mergeRuns(sorted, start, start + size, start + 2 * size, compare, merged);
    sorted = merged;
  }
  return sorted;
}

/** Merges two sorted runs, from `start` to `middle` and from there to `end`, and appends them to a list. */
function* mergeRuns<Item>(
  items: readonly Item[],
  start: number,
  middle: number,
  end: number,
  compare: (a: Item, b: Item) => number,
  merged: Item[],
): Steps {
  const firstEnd = Math.min(middle, items.length);
  const secondEnd = Math.min(end, items.length);
  let [first, second] = [start, firstEnd];
  while (first < firstEnd || second < secondEnd) {
    if (merged.length % ITEMS_PER_RUN === 0) yield;
    const isFirst = second === secondEnd || (first < firstEnd && compare(items[first]!, items[second]!) <= 0);
    merged.push(isFirst ? items[first++]! : items[second++]!);
  }
}

/** Number of numbers that are sorted or merged in one step. */
const NUMBERS_PER_RUN = 1 << 15;

/** Returns the numbers in ascending order, in short steps. Overwrites the array. */
export function* sortNumbersInSteps(numbers: Float64Array<ArrayBuffer>): Steps<Float64Array<ArrayBuffer>> {
  for (let start = 0; start < numbers.length; start += NUMBERS_PER_RUN) {
    yield;
    numbers.subarray(start, start + NUMBERS_PER_RUN).sort();
  }
  let [sorted, merged] = [numbers, new Float64Array(numbers.length)];
  for (let size = NUMBERS_PER_RUN; size < numbers.length; size *= 2) {
    let [first, second, secondEnd] = [0, 0, 0];
    for (let k = 0; k < numbers.length; k++) {
      if (k % NUMBERS_PER_RUN === 0) yield;
      if (k % (2 * size) === 0) {
        first = k;
        second = Math.min(numbers.length, k + size);
        secondEnd = Math.min(numbers.length, k + 2 * size);
      }
      const firstEnd = Math.min(numbers.length, k - (k % (2 * size)) + size);
      const isFirst = second === secondEnd || (first < firstEnd && sorted[first]! <= sorted[second]!);
      merged[k] = isFirst ? sorted[first++]! : sorted[second++]!;
    }
    [sorted, merged] = [merged, sorted];
  }
  return sorted;
}
