import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import type { SparseRows, TermRows } from '../../../src/model/sparse.ts';
import { canHaveNeighbors, findMaxWeights } from '../../../src/similarity/blocks/block-bounds.ts';
import { joinBetween, joinWithin, mergeLists } from '../../../src/similarity/blocks/join-blocks.ts';
import { getThresholds, type PaperBlock, sliceRows, splitRows } from '../../../src/similarity/blocks/paper-block.ts';
import { blockedJoin } from '../../../src/similarity/join/blocked-join.ts';
import { createNeighborLists, toSparseRows } from '../../../src/similarity/join/neighbor-lists.ts';
import { concatenateRows, corpora, proseLike, unitRows } from '../corpora.ts';
import { bruteForceJoin, invertedIndexJoin } from '../oracles.ts';

interface Settings {
  neighbors: number;
  minDotProduct?: number;
  /** Number of papers in a block of the index. */
  blockSize?: number;
  threads?: number;
}

/** Joins blocks as the machines of a cluster do. Returns the neighbors in the collection, and the pairs that the bound ruled out. */
async function joinDistributed(blocks: PaperBlock[], { neighbors, minDotProduct = 1, ...settings }: Settings) {
  const options = { neighbors, minDotProduct, threads: 1, ...settings };
  const within = await Promise.all(blocks.map((block) => joinWithin(block, options)));
  const joined = blocks.map((block, b) => ({ ...block, thresholds: getThresholds(within[b]!, minDotProduct) }));
  const maxima = blocks.map(({ rows }) => findMaxWeights(rows));
  const ruledOut: [number, number][] = [];
  const found: { block: number; lists: (typeof within)[number] }[] = [];
  for (const [a, first] of joined.entries())
    for (const [b, second] of [...joined.entries()].slice(a + 1)) {
      const mayMatch =
        canHaveNeighbors(first.rows, first.thresholds, maxima[b]!) ||
        canHaveNeighbors(second.rows, second.thresholds, maxima[a]!);
      if (!mayMatch) ruledOut.push([a, b]);
      else {
        const [left, right] = await joinBetween(first, second, options);
        found.push({ block: a, lists: left }, { block: b, lists: right });
      }
    }
  const merge = (parts: typeof found) => {
    const lists = within.map(({ size, ids, dots }) => ({ size, ids: ids.slice(), dots: dots.slice() }));
    for (const { block, lists: part } of parts) mergeLists(lists[block]!, part, blocks[block]!.first);
    const papers = lists.reduce((sum, { dots }) => sum + dots.length / neighbors, 0);
    const all = createNeighborLists(papers, neighbors);
    blocks.forEach(({ first }, b) => {
      all.ids.set(lists[b]!.ids, first * neighbors);
      all.dots.set(lists[b]!.dots, first * neighbors);
    });
    return toSparseRows(all, papers);
  };
  const result = merge(found);
  expect(merge([...found].reverse())).toEqual(result);
  return { result, ruledOut };
}

/** Divides rows at given places. */
function splitAt(rows: TermRows, places: readonly number[]): PaperBlock[] {
  const papers = rows.starts.length - 1;
  const ends = [0, ...places.map((place) => Math.min(place, papers)).sort((a, b) => a - b), papers];
  return ends.slice(1).map((end, i) => sliceRows(rows, ends[i]!, end));
}

const plainJoin = async (rows: TermRows, neighbors: number, minDotProduct = 1): Promise<SparseRows> =>
  toSparseRows(await blockedJoin(rows, { neighbors, minDotProduct, threads: 1 }, {}), rows.starts.length - 1);

describe('canHaveNeighbors', () => {
  it('bounds the dot products with all papers of a block, exactly if it has one', () =>
    fc.assert(
      fc.property(corpora, fc.nat(30), fc.integer({ min: -1, max: 1 }), (rows, place, difference) => {
        const papers = rows.starts.length - 1;
        const [start, end] = [Math.min(place, papers), Math.min(place + 1, papers)];
        const target = sliceRows(rows, start, papers).rows;
        for (let paper = 0; paper < start; paper++) {
          const { rows: row } = sliceRows(rows, paper, paper + 1);
          const largest = Math.max(...listDotProducts(row, target));
          if (largest > 0) expect(canHaveNeighbors(row, Int32Array.of(largest), findMaxWeights(target))).toBe(true);
          if (start === end) continue;
          const single = sliceRows(rows, start, end).rows;
          const [dot] = listDotProducts(row, single);
          const threshold = Math.max(1, dot! + difference);
          expect(canHaveNeighbors(row, Int32Array.of(threshold), findMaxWeights(single))).toBe(dot! >= threshold);
        }
      }),
    ));
});

/** Returns the dot products of a row with others. */
function listDotProducts(row: TermRows, others: TermRows): number[] {
  const weights = new Map(Array.from(row.ids, (term, k) => [term, row.values[k]!]));
  return Array.from({ length: others.starts.length - 1 }, (_, other) => {
    const { ids, values } = sliceRows(others, other, other + 1).rows;
    return ids.reduce((sum, term, k) => sum + (weights.get(term) ?? 0) * values[k]!, 0);
  });
}

describe('joinWithin and joinBetween', () => {
  it('find the neighbors of brute force and of the plain join, in one to five blocks of any size', () =>
    fc.assert(
      fc.asyncProperty(
        corpora,
        fc.array(fc.nat(30), { maxLength: 4 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 0.2, 0.7),
        async (rows, places, neighbors, minSimilarity) => {
          const minDotProduct = Math.max(1, Math.ceil(minSimilarity * 2 ** 30));
          const { result } = await joinDistributed(splitAt(rows, places), { neighbors, minDotProduct, blockSize: 8 });
          expect(result).toEqual(bruteForceJoin(rows, neighbors, minSimilarity));
          expect(result).toEqual(await plainJoin(rows, neighbors, minDotProduct));
        },
      ),
      { numRuns: 60 },
    ));

  it.each([1, 2, 3, 4, 5])('find the neighbors of the reference implementation in %i blocks', async (count) => {
    const rows = proseLike(700, 11);
    const blocks = splitRows(rows, count);
    for (const neighbors of [1, 10, 41])
      expect((await joinDistributed(blocks, { neighbors, blockSize: 64 })).result).toEqual(
        invertedIndexJoin(rows, neighbors),
      );
  });

  it('find the same with two threads, and with blocks larger than one of the index', async () => {
    const rows = proseLike(9000, 2);
    const blocks = splitAt(rows, [4500]);
    expect((await joinDistributed(blocks, { neighbors: 10, threads: 2 })).result).toEqual(await plainJoin(rows, 10));
  }, 60_000);

  it('break ties as the plain join does, when each paper occurs in several blocks', async () => {
    const rows = proseLike(80, 5);
    const tripled = concatenateRows(concatenateRows(rows, rows), rows);
    for (const places of [[80, 160], [7, 200], [120], [1, 2, 3, 4]])
      for (const neighbors of [1, 2, 3, 10])
        expect((await joinDistributed(splitAt(tripled, places), { neighbors, blockSize: 16 })).result).toEqual(
          bruteForceJoin(tripled, neighbors),
        );
  });

  it('do not join blocks that the bound rules out', async () => {
    // Two fields that share one light term, then papers of both.
    const field = (terms: number, papers: number) =>
      Array.from({ length: papers }, (_, i) => [
        ...Array.from({ length: 5 }, (_, t): [number, number] => [terms + ((i + t) % 8), 1 + (t % 3)]),
        [99, 0.01] as [number, number],
      ]);
    const rows = unitRows([...field(0, 12), ...field(20, 12), ...field(0, 6), ...field(20, 6)]);
    const { result, ruledOut } = await joinDistributed(splitAt(rows, [12, 24]), { neighbors: 3, blockSize: 8 });
    expect(ruledOut).toEqual([[0, 1]]);
    expect(result).toEqual(bruteForceJoin(rows, 3));
    // With a fourth neighbor missing, any shared term counts.
    const { ruledOut: none } = await joinDistributed(splitAt(rows, [12, 24]), { neighbors: 30, blockSize: 8 });
    expect(none).toEqual([]);
  });

  it('refuse blocks in the wrong order', async () => {
    const [first, second] = splitRows(proseLike(20, 1), 2).map((block) => ({
      ...block,
      thresholds: new Int32Array(10),
    }));
    const joining = joinBetween(second!, first!, { neighbors: 3, minDotProduct: 1, threads: 1 });
    await expect(joining).rejects.toThrow(InputError);
    await expect(joining).rejects.toThrow('wrong order');
  });
});
