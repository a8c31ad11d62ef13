import { expect, test } from 'vitest';
import { createRandom } from '../../src/util/random.ts';
import { sortItems } from '../../src/util/sort.ts';

test.each([0, 1, 4095, 4096, 4097, 12_288, 20_001])('sorts %i items like the built-in function', async (count) => {
  const random = createRandom(count + 1);
  // Few different keys, so that the order of equal items is tested, too.
  const items = Array.from({ length: count }, (_, index) => ({ key: Math.floor(random() * 500), index }));
  const original = [...items];
  const sorted = await sortItems(items, (a, b) => a.key - b.key, undefined);
  expect(items).toEqual(original);
  expect(sorted.map(({ index }) => index)).toEqual([...items].sort((a, b) => a.key - b.key).map(({ index }) => index));
});
