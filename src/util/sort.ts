import { isPauseDue, pause } from './pause.ts';

/** Number of items that are sorted or merged between two checks whether a pause is due. */
const ITEMS_PER_RUN = 4096;

/**
 * Returns the items in order, as `toSorted` does (stable), but pauses when it is due.
 * @throws the reason of the signal if it is aborted
 */
export async function sortItems<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
  signal: AbortSignal | undefined,
): Promise<Item[]> {
  let sorted: Item[] = [];
  for (let start = 0; start < items.length; start += ITEMS_PER_RUN) {
    if (isPauseDue()) await pause(signal);
    for (const item of items.slice(start, start + ITEMS_PER_RUN).sort(compare)) sorted.push(item);
  }
  for (let size = ITEMS_PER_RUN; size < items.length; size *= 2) {
    const merged: Item[] = [];
    for (let start = 0; start < items.length; start += 2 * size)
      await mergeRuns(sorted, start, start + size, start + 2 * size, compare, merged, signal);
    sorted = merged;
  }
  return sorted;
}

/** Merges two sorted runs, from `start` to `middle` and from there to `end`, and appends them to a list. */
async function mergeRuns<Item>(
  items: readonly Item[],
  start: number,
  middle: number,
  end: number,
  compare: (a: Item, b: Item) => number,
  merged: Item[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const firstEnd = Math.min(middle, items.length);
  const secondEnd = Math.min(end, items.length);
  let [first, second] = [start, firstEnd];
  while (first < firstEnd || second < secondEnd) {
    if (merged.length % ITEMS_PER_RUN === 0 && isPauseDue()) await pause(signal);
    const isFirst = second === secondEnd || (first < firstEnd && compare(items[first]!, items[second]!) <= 0);
    merged.push(isFirst ? items[first++]! : items[second++]!);
  }
}
