import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOf } from '../../src/graph/build.ts';
import { join } from '../../src/similarity/join.ts';
import { InputError, type TermRows } from '../../src/types.ts';
import { bruteForce, corpora, unitRows } from './corpora.ts';

/** Corpora that invite a mistake. */
const adversaries: Record<string, TermRows> = {
  'no papers': unitRows([]),
  'one paper': unitRows([[[3, 1]]]),
  'two papers': unitRows([[[0, 1]], [[0, 1]]]),
  'two papers without a common term': unitRows([[[0, 1]], [[1, 1]]]),
  'only empty papers': unitRows([[], [], []]),
  'empty papers between': unitRows([[], [[0, 1]], [], [[0, 2]], []]),
  'the same paper thirty times': unitRows(
    Array.from({ length: 30 }, () => [
      [0, 1],
      [1, 2],
    ]),
  ),
  'one term in all, ties at the last place': unitRows(
    Array.from({ length: 25 }, (_, i) => [
      [0, 1],
      [i + 1, 3],
    ]),
  ),
};

describe('join', () => {
  it.each(Object.entries(adversaries))('equals brute force: %s', async (_, rows) => {
    for (const neighbours of [1, 3, 10, 100])
      expect(await join(rows, { neighbours })).toEqual(bruteForce(rows, neighbours));
  });

  it('equals brute force on random corpora, to the last bit', () =>
    fc.assert(
      fc.asyncProperty(
        corpora,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 0.2, 0.7),
        async (rows, k, least) => {
          expect(await join(rows, { neighbours: k, minSimilarity: least })).toEqual(bruteForce(rows, k, least));
        },
      ),
    ));

  it('refuses options out of range', async () => {
    for (const options of [
      { neighbours: 0 },
      { neighbours: 2.5 },
      { minSimilarity: -1 },
      { minSimilarity: Number.NaN },
    ])
      await expect(join(adversaries['two papers']!, options)).rejects.toThrow(InputError);
  });

  it('reports progress to the end', async () => {
    const seen: number[] = [];
    await join(adversaries['only empty papers']!, {}, { progress: (_, done, total) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
  });
});

describe('edgesOf', () => {
  it('is the union of both directions, each pair once, sorted', () =>
    fc.assert(
      fc.property(corpora, fc.integer({ min: 1, max: 4 }), (rows, k) => {
        const neighbours = bruteForce(rows, k);
        const { sources, targets, weights } = edgesOf(neighbours);
        const pairs = new Map<string, number>();
        for (let i = 0; i + 1 < neighbours.starts.length; i++)
          for (let at = neighbours.starts[i]!; at < neighbours.starts[i + 1]!; at++) {
            const pair = [i, neighbours.ids[at]!].sort((a, b) => a - b);
            pairs.set(pair.map((id) => String(id).padStart(4)).join(), neighbours.values[at]!);
          }
        const expected = [...pairs].sort();
        expect(Array.from(sources, (s, e) => `${String(s).padStart(4)},${String(targets[e]).padStart(4)}`)).toEqual(
          expected.map(([pair]) => pair),
        );
        expect([...weights]).toEqual(expected.map(([, weight]) => weight));
      }),
    ));
});
