import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOf } from '../../src/graph/build.ts';
import { InputError } from '../../src/model/errors.ts';
import type { Stage } from '../../src/model/options.ts';
import type { SparseRows, TermRows } from '../../src/model/sparse.ts';
import { compiledKernel, tiledJoin } from '../../src/similarity/join/blocked-join.ts';
import { join, leastDot } from '../../src/similarity/join/join.ts';
import { plainJoin } from '../../src/similarity/join/plain-join.ts';
import { rowsOf } from '../../src/similarity/join/top-k.ts';
import { bruteForce, corpora, proseLike, reverse, unitRows } from './corpora.ts';

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
  'weights of 32,768: papers of one term, some common, some with empty papers between': unitRows(
    Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? [] : [[i % 4, 1]])),
  ),
  'papers that share only terms too faint for a unit of the sums': unitRows(
    Array.from({ length: 40 }, (_, i) => [
      [i + 10, 1000],
      [i % 3, 1 + (i % 2)],
      [3 + (i % 4), 0.1],
    ]),
  ),
  'one heavy term each, and many faint ones': unitRows(
    Array.from({ length: 20 }, (_, i) => [
      [i % 5, 100],
      ...Array.from({ length: 600 }, (_, t) => [10 + t, 1 + ((i + t) % 3)] as const),
    ]),
  ),
  'some papers very long': unitRows(
    Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: i % 6 === 0 ? 2000 : 5 }, (_, t) => [(t * (1 + (i % 4))) % 2500, 1 + (t % 5)] as const),
    ),
  ),
  'one term in all, ties at the last place': unitRows(
    Array.from({ length: 25 }, (_, i) => [
      [0, 1],
      [i + 1, 3],
    ]),
  ),
};

const kernel = compiledKernel()!;

/** The same join by every way there is: on one thread and on several, in many small tiles, and without the kernel. */
const ways: Record<string, (rows: TermRows, neighbours: number, minSimilarity: number) => Promise<SparseRows>> = {
  'as users call it': (rows, neighbours, minSimilarity) => join(rows, { neighbours, minSimilarity }),
  'in tiles of 16, one thread': (rows, k, least) => byTiles(rows, k, least, 1),
  'in tiles of 16, two threads': (rows, k, least) => byTiles(rows, k, least, 2),
  'in tiles of 16, four threads': (rows, k, least) => byTiles(rows, k, least, 4),
  'in plain TypeScript': async (rows, k, minSimilarity) => {
    const steps = plainJoin(rows, k, leastDot(minSimilarity));
    let step = steps.next();
    while (!step.done) step = steps.next();
    return rowsOf(step.value, rows.starts.length - 1);
  },
};

async function byTiles(rows: TermRows, size: number, minSimilarity: number, threads: number): Promise<SparseRows> {
  const nearest = await tiledJoin(kernel, rows, { size, least: leastDot(minSimilarity), threads, tile: 16 }, {});
  return rowsOf(nearest, rows.starts.length - 1);
}

describe.each(Object.entries(ways))('join %s', (name, way) => {
  it.each(Object.entries(adversaries))('equals brute force: %s', async (_, rows) => {
    for (const neighbours of [1, 3, 10, 39, 40, 41, 100])
      expect(await way(rows, neighbours, 0)).toEqual(bruteForce(rows, neighbours));
  });

  it('equals brute force on random corpora, to the last bit', () =>
    fc.assert(
      fc.asyncProperty(
        corpora,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 0.2, 0.7),
        async (rows, k, least) => {
          expect(await way(rows, k, least)).toEqual(bruteForce(rows, k, least));
        },
      ),
      { numRuns: name.includes('threads') ? 10 : 100 },
    ));

  it('equals brute force where terms are deferred: many papers, few common terms and many rare ones', async () => {
    const rows = proseLike(300, 3);
    for (const neighbours of [1, 5, 40, 41])
      expect(await way(rows, neighbours, 0)).toEqual(bruteForce(rows, neighbours));
  });

  it('equals brute force where all papers come in threes, so that ties stand at every last place', async () => {
    const once = proseLike(80, 5);
    const rows = appended(appended(once, once), once);
    for (const neighbours of [1, 2, 3, 10])
      expect(await way(rows, neighbours, 0)).toEqual(bruteForce(rows, neighbours));
  });
});

/** The papers of one after those of another. */
function appended(first: TermRows, second: TermRows): TermRows {
  const end = first.ids.length;
  return {
    starts: Uint32Array.of(...first.starts, ...second.starts.slice(1).map((start) => start + end)),
    ids: Uint32Array.of(...first.ids, ...second.ids),
    values: Uint16Array.of(...first.values, ...second.values),
  };
}

describe('join', () => {
  it.each([24, 1000, 4096])(
    'gives the bits of the plain join in tiles of %i',
    async (tile) => {
      const rows = proseLike(4500, 7);
      const nearest = await tiledJoin(kernel, rows, { size: 10, least: 1, threads: 2, tile }, {});
      expect(rowsOf(nearest, 4500)).toEqual(await ways['in plain TypeScript']!(rows, 10, 0));
    },
    30_000,
  );

  it('does not depend on the order of the papers, up to their names', () =>
    fc.assert(
      fc.asyncProperty(corpora, async (rows) => {
        const papers = rows.starts.length - 1;
        const reversed = reverse(rows);
        const values = ({ starts, values }: SparseRows) =>
          Array.from({ length: papers }, (_, i) => [...values.subarray(starts[i]!, starts[i + 1]!)]);
        expect(values(await join(reversed, { neighbours: 4 })).reverse()).toEqual(
          values(await join(rows, { neighbours: 4 })),
        );
      }),
    ));

  it('refuses options out of range', async () => {
    for (const options of [
      { neighbours: 0 },
      { neighbours: 2.5 },
      { minSimilarity: -1 },
      { minSimilarity: Number.NaN },
      { threads: 0 },
    ])
      await expect(join(adversaries['two papers']!, options)).rejects.toThrow(InputError);
  });

  it('reports progress that never falls and ends at the end', async () => {
    const seen: number[] = [];
    const progress = (_: Stage, done: number, total: number) => seen.push(done / total);
    await tiledJoin(kernel, proseLike(100, 1), { size: 3, least: 1, threads: 2, tile: 16 }, { progress });
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
  });

  it.each([1, 2])('stops when told to, on %i threads', async (threads) => {
    const stop = new AbortController();
    let units = 0;
    const progress = () => {
      if (++units === 3) stop.abort(new Error('enough'));
    };
    const hooks = { progress, signal: stop.signal };
    const run = tiledJoin(kernel, proseLike(400, 1), { size: 3, least: 1, threads, tile: 16 }, hooks);
    await expect(run).rejects.toThrow('enough');
    expect(units).toBeLessThan(20);
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
