/** Larger than any score and any index of an item. */
const LIMIT = 2 ** 24;

/** Largest score of a key. */
export const MAX_SCORE = LIMIT - 1;

/**
 * Returns a number that sorts by descending score, ties by ascending item. Sorting numbers is much faster than comparing items.
 *
 * @param score at least 0; larger scores than `MAX_SCORE` count as that.
 */
export const toKey = (score: number, item: number) => (LIMIT - Math.min(MAX_SCORE, score)) * LIMIT + item;

/** Returns the item of a number that `toKey` returned. */
export const fromKey = (key: number) => key % LIMIT;

/** Returns the items with the highest scores, best first, of a few items per query, without sorting all of them. */
export function selectBest(items: readonly number[], count: number, scoreOf: (item: number) => number): number[] {
  const keys: number[] = [];
  for (const item of items) {
    const key = toKey(scoreOf(item), item);
    if (keys.length === count && key >= keys[count - 1]!) continue;
    if (keys.length === count) keys.pop();
    let position = keys.length;
    while (position > 0 && keys[position - 1]! > key) position--;
    keys.splice(position, 0, key);
  }
  return keys.map(fromKey);
}
