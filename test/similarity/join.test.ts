import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/model/errors.ts';
import type { Stage } from '../../src/model/options.ts';
import type { SparseRows, TermRows } from '../../src/model/sparse.ts';
import { blockedJoin } from '../../src/similarity/join/blocked-join.ts';
import { join, toMinDotProduct } from '../../src/similarity/join/join.ts';
import { layOutMemory } from '../../src/similarity/join/memory-layout.ts';
import { toSparseRows } from '../../src/similarity/join/neighbor-lists.ts';
import { concatenateRows, corpora, proseLike, reverseRows, unitRows } from './corpora.ts';
import { bruteForceJoin, bruteForceJoinOfCopies, invertedIndexJoin } from './oracles.ts';

/** Corpora chosen to reveal mistakes. */
const edgeCases: Record<string, TermRows> = {
  'no papers': unitRows([]),
  'one paper': unitRows([[[3, 1]]]),
  'two papers': unitRows([[[0, 1]], [[0, 1]]]),
  'two papers without a common term': unitRows([[[0, 1]], [[1, 1]]]),
  'only empty papers': unitRows([[], [], []]),
  'empty papers between others': unitRows([[], [[0, 1]], [], [[0, 2]], []]),
  'the same paper thirty times': unitRows(
    Array.from({ length: 30 }, () => [
      [0, 1],
      [1, 2],
    ]),
  ),
  'papers of one term (weight 32,768), some terms common, with empty papers between': unitRows(
    Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? [] : [[i % 4, 1]])),
  ),
  'papers that share only terms whose products are less than a unit of the sums': unitRows(
    Array.from({ length: 40 }, (_, i) => [
      [i + 10, 1000],
      [i % 3, 1 + (i % 2)],
      [3 + (i % 4), 0.1],
    ]),
  ),
  'papers with one heavy term and many light ones': unitRows(
    Array.from({ length: 20 }, (_, i) => [
      [i % 5, 100],
      ...Array.from({ length: 600 }, (_, t) => [10 + t, 1 + ((i + t) % 3)] as const),
    ]),
  ),
  'some very long papers': unitRows(
    Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: i % 6 === 0 ? 2000 : 5 }, (_, t) => [(t * (1 + (i % 4))) % 2500, 1 + (t % 5)] as const),
    ),
  ),
  'papers that all share one term, with ties at the last neighbor': unitRows(
    Array.from({ length: 25 }, (_, i) => [
      [0, 1],
      [i + 1, 3],
    ]),
  ),
};

type TestedJoin = (rows: TermRows, neighbors: number, minSimilarity: number) => Promise<SparseRows>;

const inBlocks =
  (blockSize: number, threads: number): TestedJoin =>
  async (rows, neighbors, minSimilarity) => {
    const minDotProduct = toMinDotProduct(minSimilarity);
    const lists = await blockedJoin(rows, { neighbors, minDotProduct, threads, blockSize }, {});
    return toSparseRows(lists, rows.starts.length - 1);
  };

const variants: Record<string, TestedJoin> = {
  'blockedJoin in blocks of 16 on one thread': inBlocks(16, 1),
  'blockedJoin in blocks of 16 on two threads': inBlocks(16, 2),
  'blockedJoin in blocks of 16 on four threads': inBlocks(16, 4),
  'the reference implementation with an inverted index': async (rows, neighbors, minSimilarity) =>
    invertedIndexJoin(rows, neighbors, toMinDotProduct(minSimilarity)),
};

describe('join', () => {
  const compare = async (rows: TermRows, neighbors: number, minSimilarity = 0) =>
    expect(await join(rows, { neighbors, minSimilarity })).toEqual(
      bruteForceJoinOfCopies(rows, neighbors, minSimilarity),
    );

  it.each(Object.entries(edgeCases))('equals brute force for %s', async (_, rows) => {
    for (const neighbors of [1, 3, 10, 40, 100]) await compare(rows, neighbors);
  });

  it('equals brute force bit for bit on random corpora with copies', () =>
    fc.assert(
      fc.asyncProperty(corpora, fc.integer({ min: 1, max: 12 }), fc.nat(4), async (rows, neighbors, copies) => {
        let copied = rows;
        for (let copy = 0; copy < copies; copy++) copied = concatenateRows(copied, rows);
        await compare(copied, neighbors);
        await compare(copied, neighbors, 0.2);
      }),
      { numRuns: 60 },
    ));

  /** Returns how often each of the rows is a neighbor, and what the join warns about. */
  const countNeighbors = async (rows: [number, number][][]) => {
    const warnings: string[] = [];
    const { ids } = await join(unitRows(rows), { neighbors: 10 }, { warn: (message) => warnings.push(message) });
    const counts = rows.map(() => 0);
    for (const id of ids) counts[id]!++;
    return { counts, warnings };
  };

  it('links copies of one text evenly and says so', async () => {
    const copies = Array.from({ length: 300 }, (_, i): [number, number][] => [[i % 3, 1]]);
    const { counts, warnings } = await countNeighbors(copies);
    expect(new Set(counts)).toEqual(new Set([10]));
    expect(warnings).toEqual([expect.stringMatching(/^300 papers in 3 groups have the same text/)]);
  });

  it('links equally similar papers evenly, such as copies with different titles', async () => {
    const copies = Array.from({ length: 300 }, (_, i): [number, number][] => [
      [0, 3],
      [1 + i, 1],
    ]);
    expect(new Set((await countNeighbors(copies)).counts)).toEqual(new Set([10]));
    // Each of the other papers is as similar to all copies of one text.
    const others = copies.map((row, i): [number, number][] => (i % 2 === 0 ? [[0, 1]] : row));
    expect(Math.max(...(await countNeighbors(others)).counts)).toBeLessThanOrEqual(30);
  });
});

describe.each(Object.entries(variants))('%s', (name, findNeighbors) => {
  it.each(Object.entries(edgeCases))('equals brute force for %s', async (_, rows) => {
    for (const neighbors of [1, 3, 10, 39, 40, 41, 100])
      expect(await findNeighbors(rows, neighbors, 0)).toEqual(bruteForceJoin(rows, neighbors));
  });

  it('equals brute force bit for bit on random corpora', () =>
    fc.assert(
      fc.asyncProperty(
        corpora,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 0.2, 0.7),
        async (rows, neighbors, minSimilarity) => {
          expect(await findNeighbors(rows, neighbors, minSimilarity)).toEqual(
            bruteForceJoin(rows, neighbors, minSimilarity),
          );
        },
      ),
      { numRuns: name.includes('threads') ? 10 : 100 },
    ));

  it('equals brute force when terms are deferred (many papers, few common and many rare terms)', async () => {
    const rows = proseLike(300, 3);
    for (const neighbors of [1, 5, 40, 41])
      expect(await findNeighbors(rows, neighbors, 0)).toEqual(bruteForceJoin(rows, neighbors));
  });

  it('equals brute force when each paper occurs three times, with ties at every last neighbor', async () => {
    const rows = proseLike(80, 5);
    const tripled = concatenateRows(concatenateRows(rows, rows), rows);
    for (const neighbors of [1, 2, 3, 10])
      expect(await findNeighbors(tripled, neighbors, 0)).toEqual(bruteForceJoin(tripled, neighbors));
  });
});

describe('join', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each([24, 1000, 4096])(
    'equals the reference implementation bit for bit in blocks of %i',
    async (blockSize) => {
      const rows = proseLike(4500, 7);
      expect(await inBlocks(blockSize, 2)(rows, 10, 0)).toEqual(invertedIndexJoin(rows, 10));
    },
    30_000,
  );

  it('finds the same similarities for papers in reverse order', () =>
    fc.assert(
      fc.asyncProperty(corpora, async (rows) => {
        const papers = rows.starts.length - 1;
        const similarities = ({ starts, values }: SparseRows) =>
          Array.from({ length: papers }, (_, i) => [...values.subarray(starts[i]!, starts[i + 1]!)]);
        expect(similarities(await join(reverseRows(rows), { neighbors: 4 })).reverse()).toEqual(
          similarities(await join(rows, { neighbors: 4 })),
        );
      }),
    ));

  it('rejects options that are out of range', async () => {
    for (const options of [
      { neighbors: 0 },
      { neighbors: 2.5 },
      { minSimilarity: -1 },
      { minSimilarity: Number.NaN },
      { threads: 0 },
    ])
      await expect(join(edgeCases['two papers']!, options)).rejects.toThrow(InputError);
  });

  it('throws an InputError when WebAssembly is missing', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const joining = join(edgeCases['two papers']!);
    await expect(joining).rejects.toThrow(InputError);
    await expect(joining).rejects.toThrow('WebAssembly with SIMD is required');
  });

  it('throws an InputError when the rows need more memory than WebAssembly can address', () => {
    const sizes = { papers: 3e6, entries: 3e8, columns: 1e6, blocks: 733, lists: 3e8, slots: 1000, neighbors: 10 };
    expect(() => layOutMemory(sizes)).toThrow(InputError);
    expect(() => layOutMemory({ ...sizes, papers: 3e5, entries: 3e7, blocks: 74, lists: 3e7 })).not.toThrow();
  });

  it('reports progress that never decreases and ends at the total', async () => {
    const fractions: number[] = [];
    const progress = (_: Stage, done: number, total: number) => fractions.push(done / total);
    const options = { neighbors: 3, minDotProduct: 1, threads: 2, blockSize: 16 };
    await blockedJoin(proseLike(100, 1), options, { progress });
    expect(fractions.length).toBeGreaterThan(20);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it.each([1, 2])('stops when the signal is aborted, with %i threads', async (threads) => {
    const controller = new AbortController();
    let reports = 0;
    const progress = () => {
      if (++reports === 3) controller.abort(new Error('aborted by the test'));
    };
    const hooks = { progress, signal: controller.signal };
    const joining = blockedJoin(proseLike(400, 1), { neighbors: 3, minDotProduct: 1, threads, blockSize: 16 }, hooks);
    await expect(joining).rejects.toThrow('aborted by the test');
    expect(reports).toBeLessThan(20);
  });
});
