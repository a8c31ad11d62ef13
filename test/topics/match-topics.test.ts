import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignGroups, matchTopics } from '../../src/topics/match-topics.ts';

/** Returns an array in which each group has the given number of items, such as [3, 2] → 1 1 1 2 2. */
const blocks = (...sizes: number[]) => Uint32Array.from(sizes.flatMap((size, i) => Array<number>(size).fill(i + 1)));
const sizesOf = (groups: Uint32Array) => {
  const sizes = new Map<number, number>();
  for (const group of groups) if (group > 0) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return sizes;
};
const changesOf = (before: Uint32Array, after: Uint32Array, sizesAfter = sizesOf(after)) =>
  matchTopics(before, after, sizesOf(before), sizesAfter).changes;

describe('what became of topics', () => {
  test('kept under another number', () => {
    expect(changesOf(blocks(4, 6), Uint32Array.of(2, 2, 2, 2, 1, 1, 1, 1, 1, 1))).toEqual([
      { kind: 'kept', from: [1], to: [2] },
      { kind: 'kept', from: [2], to: [1] },
    ]);
  });

  test('grown by new papers, new, and gone', () => {
    const sizes = new Map([
      [1, 6],
      [2, 5],
    ]);
    expect(
      matchTopics(
        blocks(4),
        blocks(4),
        new Map([
          [1, 4],
          [9, 3],
        ]),
        sizes,
      ).changes,
    ).toEqual([
      { kind: 'grown', from: [1], to: [1] },
      { kind: 'gone', from: [9], to: [] },
      { kind: 'new', from: [], to: [2] },
    ]);
  });

  test('split into two', () => {
    expect(changesOf(blocks(10), blocks(7, 3))).toEqual([{ kind: 'split', from: [1], to: [1, 2] }]);
  });

  test('split into so many that none is the same', () => {
    expect(changesOf(blocks(12), blocks(3, 3, 3, 3))).toEqual([{ kind: 'split', from: [1], to: [1, 2, 3, 4] }]);
  });

  test('merged into one of them', () => {
    expect(changesOf(blocks(7, 3), blocks(10))).toEqual([{ kind: 'merged', from: [1, 2], to: [1] }]);
  });

  test('merged into a topic that is like none of them', () => {
    expect(changesOf(blocks(3, 3, 3, 3), blocks(12))).toEqual([{ kind: 'merged', from: [1, 2, 3, 4], to: [1] }]);
  });

  test('papers without a topic count for none', () => {
    expect(changesOf(Uint32Array.of(0, 0, 1, 1), Uint32Array.of(1, 1, 0, 0))).toEqual([
      { kind: 'gone', from: [1], to: [] },
      { kind: 'new', from: [], to: [1] },
    ]);
  });

  test('every earlier and every later topic is accounted for exactly once, except for its parts', () => {
    const partitions = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 60 });
    fc.assert(
      fc.property(partitions, (pairs) => {
        const [before, after] = [Uint32Array.from(pairs, ([a]) => a), Uint32Array.from(pairs, ([, b]) => b)];
        const changes = changesOf(before, after);
        const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);
        expect(sorted(changes.flatMap(({ from }) => from))).toEqual(sorted(sizesOf(before).keys()));
        expect(sorted(changes.flatMap(({ to }) => to))).toEqual(sorted(sizesOf(after).keys()));
      }),
    );
  });
});

test('the assignment has the largest sum of Jaccard indexes of all assignments', () => {
  const permutations = (items: readonly number[]): number[][] =>
    items.length === 0
      ? [[]]
      : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
  const items = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(items, (pairs) => {
      const [before, after] = [Uint32Array.from(pairs, ([a]) => a), Uint32Array.from(pairs, ([, b]) => b)];
      const jaccard = (a: number, b: number) => {
        const both = pairs.filter(([x, y]) => x === a && y === b).length;
        return both / (pairs.filter(([x, y]) => x === a || y === b).length || 1);
      };
      const best = permutations([1, 2, 3, 4])
        .map((order) => order.map((b, i) => jaccard(i + 1, b)))
        .reduce((max, values) => (sum(values) > sum(max) ? values : max));
      const found = [...assignGroups(before, after)].map(([b, a]) => jaccard(a, b));
      expect(found.every((value) => value >= 1 / 3)).toBe(true);
      // Pairs below a third are dropped after the assignment.
      if (best.every((value) => value === 0 || value >= 1 / 3)) expect(sum(found)).toBeCloseTo(sum(best), 9);
      else expect(sum(found)).toBeLessThanOrEqual(sum(best) + 1e-9);
    }),
  );
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
