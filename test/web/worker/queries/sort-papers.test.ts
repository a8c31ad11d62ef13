import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortIndexes } from '../../../../web/worker/queries/sort-papers.ts';

test('texts are sorted as in a dictionary, and unknown ones come last in either direction', () => {
  const titles = ['beta', '', 'Alpha', 'élan', 'alpha', 'zeta'];
  const sorted = (descending: boolean) => Array.from(sortIndexes(titles, descending), (i) => titles[i]);
  expect(sorted(false)).toEqual(['alpha', 'Alpha', 'beta', 'élan', 'zeta', '']);
  expect(sorted(true)).toEqual(['zeta', 'élan', 'beta', 'Alpha', 'alpha', '']);
});

test('numbers are sorted by value, zero is known, and equal ones keep their order in either direction', () => {
  const values = [10, undefined, 9, 0, 10, undefined];
  expect([...sortIndexes(values, false)]).toEqual([3, 2, 0, 4, 1, 5]);
  expect([...sortIndexes(values, true)]).toEqual([0, 4, 2, 3, 1, 5]);
});

test('the result has each index once, ordered like a slow reference', () => {
  const value = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 40 }), fc.boolean(), (values, descending) => {
      const rank = (i: number) => {
        const known = values[i];
        if (known === undefined) return 100;
        return descending ? -known : known;
      };
      const expected: number[] = [];
      const left = new Set(values.keys());
      while (left.size > 0) {
        const [first] = [...left].sort((a, b) => rank(a) - rank(b) || a - b);
        expected.push(first!);
        left.delete(first!);
      }
      expect([...sortIndexes(values, descending)]).toEqual(expected);
    }),
    { seed: 1 },
  );
});
