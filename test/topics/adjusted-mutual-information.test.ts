import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contingency } from '../../src/graph/partition.ts';
import { adjustedMutualInformation } from '../../src/topics/adjusted-mutual-information.ts';

const from = (length: number, group: (i: number) => number) => Uint32Array.from({ length }, (_, i) => group(i));

describe('adjusted mutual information', () => {
  // Second column: adjusted_mutual_info_score of scikit-learn 1.4.
  test.each([
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2], 0.5023607027202736],
    [[1, 1, 1, 2, 2, 2, 3, 3, 3, 3], [1, 1, 2, 2, 2, 3, 3, 3, 1, 3], 0.23728877770133577],
    [[0, 1, 2, 3], [0, 0, 1, 1], 0],
  ])('%j with %j', (a, b, expected) => {
    expect(adjustedMutualInformation(Uint32Array.from(a), Uint32Array.from(b))).toBeCloseTo(expected, 12);
  });

  test('200 things, as scikit-learn has it', () => {
    const chance = [from(200, (i) => ((i * 7) % 13) % 5), from(200, (i) => ((i * 11) % 17) % 4)] as const;
    const related = [from(200, (i) => ((i * i) % 23) % 6), from(200, (i) => ((i * i) % 23) % 4)] as const;
    expect(adjustedMutualInformation(...chance)).toBeCloseTo(-0.019290026305619438, 10);
    expect(adjustedMutualInformation(...related)).toBeCloseTo(0.5678525209274029, 10);
  });

  test('is symmetric, at most 1, and 1 for the same partition under other numbers', () => {
    const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(pairs, (things) => {
        const a = Uint32Array.from(things, ([first]) => first);
        const b = Uint32Array.from(things, ([, second]) => second);
        const there = adjustedMutualInformation(a, b);
        expect(there).toBeLessThanOrEqual(1 + 1e-9);
        expect(adjustedMutualInformation(b, a)).toBeCloseTo(there, 9);
        expect(
          adjustedMutualInformation(
            a,
            a.map((group) => 7 - group),
          ),
        ).toBe(1);
      }),
    );
  });
});

test('contingency counts what each pair of groups shares', () => {
  const found = contingency(Uint32Array.of(0, 0, 1, 1, 1), Uint32Array.of(1, 0, 1, 1, 2));
  expect([...found.first]).toEqual([0, 0, 1, 1]);
  expect([...found.second]).toEqual([0, 1, 1, 2]);
  expect([...found.shared]).toEqual([1, 1, 2, 1]);
  expect([...found.firstSizes]).toEqual([2, 3]);
  expect([...found.secondSizes]).toEqual([1, 3, 1]);
});
