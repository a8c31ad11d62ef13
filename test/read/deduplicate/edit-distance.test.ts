import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../../src/read/deduplicate/compare/edit-distance.ts';

/** Computes the optimal string alignment distance with the full table. */
function referenceDistance(a: string, b: string): number {
  const table = [...Array(a.length + 1)].map((_, i) =>
    [...Array(b.length + 1)].map((_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const isTransposed = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      table[i][j] = Math.min(
        table[i - 1][j] + 1,
        table[i][j - 1] + 1,
        table[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        isTransposed ? table[i - 2][j - 2] + 1 : Number.POSITIVE_INFINITY,
      );
    }
  return table[a.length][b.length];
}

test('equals the reference implementation up to the limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 8 }), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(referenceDistance(a, b), limit + 1));
      const prefixDistances = [...Array(b.length + 1)].map((_, length) => referenceDistance(a, b.slice(0, length)));
      if (Math.abs(a.length - b.length) <= limit)
        expect(editDistance(a, b, limit, true)).toBe(Math.min(...prefixDistances, limit + 1));
    }),
    { seed: 2, numRuns: 1000 },
  );
});
