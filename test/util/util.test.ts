import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TermRows } from '../../src/model/sparse.ts';
import { decodeBase64, encodeBase64 } from '../../src/util/base64.ts';
import { IntList } from '../../src/util/int-list.ts';
import { NumberSet } from '../../src/util/number-set.ts';
import { createRandom, randomPermutation, sampleItems } from '../../src/util/random.ts';
import { selectTopK } from '../../src/util/top-k.ts';
import { countColumns, transpose } from '../../src/util/transpose.ts';
import { corpora } from '../similarity/corpora.ts';

/** Returns the entries of a matrix as [row, column, value], sorted. */
const toEntries = ({ starts, ids, values }: TermRows) =>
  Array.from({ length: starts.length - 1 }, (_, row) =>
    Array.from(ids.subarray(starts[row]!, starts[row + 1]!), (id, k) => [row, id, values[starts[row]! + k]!] as const),
  ).flat();

describe('transpose', () => {
  test('swaps rows and columns and orders the entries of each row', async () => {
    await fc.assert(
      fc.asyncProperty(corpora, async (rows) => {
        const transposed = await transpose(rows, countColumns(rows.ids));
        const expected = toEntries(rows)
          .map(([row, column, value]) => [column, row, value] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(toEntries(transposed)).toEqual(expected);
        expect(await transpose(transposed, rows.starts.length - 1)).toEqual(rows);
      }),
    );
  });
});

describe('selectTopK', () => {
  test('equals sorting all scores', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 12 }), fc.nat(5), (scores, k, minScore) => {
        const expected = scores
          .map((score, i) => ({ score, i }))
          .filter(({ score }) => score > minScore)
          .sort((a, b) => b.score - a.score || a.i - b.i)
          .slice(0, k)
          .map(({ i }) => i);
        expect(selectTopK(scores, k, minScore)).toEqual(expected);
      }),
    );
  });
});

describe('random choices', () => {
  test('randomPermutation contains each integer once and depends only on the seed', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer(), (count, seed) => {
        const permutation = randomPermutation(count, createRandom(seed));
        expect([...permutation].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(randomPermutation(count, createRandom(seed))).toEqual(permutation);
      }),
    );
  });

  test('sampleItems draws the given number of items in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000)), fc.nat(30), fc.integer(), (items, size, seed) => {
        const sample = sampleItems(items, size, createRandom(seed));
        expect(sample.length).toBe(Math.min(size, items.length));
        expect(items.filter((item) => sample.includes(item))).toEqual(sample);
      }),
    );
  });

  test('sampleItems draws each item with the same probability', () => {
    const random = createRandom(1);
    const counts = new Uint32Array(10);
    for (let run = 0; run < 10_000; run++)
      for (const item of sampleItems([...counts.keys()], 3, random)) counts[item]!++;
    for (const count of counts) expect(count / 10_000).toBeCloseTo(0.3, 1);
  });
});

describe('base64', () => {
  test('equals the encoding of Node and decodes to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const encoded = encodeBase64(bytes);
        expect(new TextDecoder().decode(encoded)).toBe(Buffer.from(bytes).toString('base64'));
        expect([...decodeBase64(encoded)!]).toEqual([...bytes]);
      }),
    );
  });

  test.each(['abc', 'ab-c', 'a\u0000bc', '===='])('returns undefined for invalid input: %j', (text) => {
    expect(decodeBase64(new TextEncoder().encode(text))).toBeUndefined();
  });
});

test('IntList grows and keeps its integers', () => {
  const list = new IntList(new Int32Array(1));
  for (let i = 0; i < 1000; i++) list.push(i);
  list.reserve(5000);
  expect(list.items.length).toBeGreaterThanOrEqual(6000);
  expect([...list.items.subarray(0, list.length)]).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

test('NumberSet contains what was added, as Set does', () => {
  const numbers = fc.array(
    fc.oneof(
      fc.nat(20),
      fc.maxSafeNat(),
      fc.nat(9).map((n) => n * 2 ** 32),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(numbers, (values) => {
      const [set, expected] = [new NumberSet(2), new Set<number>()];
      for (const value of values) {
        expect(set.add(value)).toBe(!expected.has(value));
        expected.add(value);
        expect(set.size).toBe(expected.size);
      }
    }),
  );
});

test('NumberSet holds more numbers than Set can', () => {
  const count = 2 ** 24 + 2;
  const set = new NumberSet(2 ** 25);
  for (let value = 0; value < count; value++) set.add(value * 3);
  expect(set.size).toBe(count);
  expect([set.add(3), set.add(3 * count - 3), set.add(1)]).toEqual([false, false, true]);
});
