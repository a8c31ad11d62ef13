import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeContingency } from '../../src/graph/partition.ts';
import { adjustedMutualInformation } from '../../src/topics/adjusted-mutual-information.ts';

const createPartition = (length: number, groupOf: (i: number) => number) =>
  Uint32Array.from({ length }, (_, i) => groupOf(i));

describe('adjusted mutual information', () => {
  // The expected values are from adjusted_mutual_info_score of scikit-learn 1.4.
  test.each([
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2], 0.5023607027202736],
    [[1, 1, 1, 2, 2, 2, 3, 3, 3, 3], [1, 1, 2, 2, 2, 3, 3, 3, 1, 3], 0.23728877770133577],
    [[0, 1, 2, 3], [0, 0, 1, 1], 0],
  ])('of %j and %j equals that of scikit-learn', (a, b, expected) => {
    expect(adjustedMutualInformation(Uint32Array.from(a), Uint32Array.from(b))).toBeCloseTo(expected, 12);
  });

  test('of 200 items equals that of scikit-learn', () => {
    const independent = [
      createPartition(200, (i) => ((i * 7) % 13) % 5),
      createPartition(200, (i) => ((i * 11) % 17) % 4),
    ] as const;
    const related = [
      createPartition(200, (i) => ((i * i) % 23) % 6),
      createPartition(200, (i) => ((i * i) % 23) % 4),
    ] as const;
    expect(adjustedMutualInformation(...independent)).toBeCloseTo(-0.019290026305619438, 10);
    expect(adjustedMutualInformation(...related)).toBeCloseTo(0.5678525209274029, 10);
  });

  test('is symmetric, at most 1, and 1 for the same partition with other group numbers', () => {
    const groupPairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(groupPairs, (pairs) => {
        const a = Uint32Array.from(pairs, ([first]) => first);
        const b = Uint32Array.from(pairs, ([, second]) => second);
        const score = adjustedMutualInformation(a, b);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
        expect(adjustedMutualInformation(b, a)).toBeCloseTo(score, 9);
        const renumbered = a.map((group) => 7 - group);
        expect(adjustedMutualInformation(a, renumbered)).toBe(1);
      }),
    );
  });
});

test('the contingency table counts the items that each pair of groups shares', () => {
  const table = computeContingency(Uint32Array.of(0, 0, 1, 1, 1), Uint32Array.of(1, 0, 1, 1, 2));
  expect([...table.rows]).toEqual([0, 0, 1, 1]);
  expect([...table.columns]).toEqual([0, 1, 1, 2]);
  expect([...table.counts]).toEqual([1, 1, 2, 1]);
  expect([...table.rowSums]).toEqual([2, 3]);
  expect([...table.columnSums]).toEqual([1, 3, 1]);
});
