import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseNeighbors, fuseRankings } from '../../src/vectors/fuse.ts';

describe('fuseRankings', () => {
  it('ranks by the sum of reciprocal ranks', () => {
    const fused = fuseRankings([5, 6, 7], [7, 8]);
    expect(fused.map(({ paper }) => paper)).toEqual([7, 5, 6, 8]);
    expect(fused[0]!.score).toBeCloseTo((1 / 63 + 1 / 61) * (61 / 2), 12);
    expect(fused[0]!.ranks).toEqual({ terms: 3, vectors: 1 });
    expect(fused[3]!.ranks).toEqual({ terms: 0, vectors: 2 });
  });

  it('keeps the order of the only list, from score 1', () => {
    expect(fuseRankings([], [3, 1]).map(({ paper, score }) => [paper, score])).toEqual([
      [3, 1],
      [1, 61 / 62],
    ]);
  });

  it('gives every paper of both lists once, with scores in 0..1 that decrease', () => {
    const lists = fc.uniqueArray(fc.nat(40), { maxLength: 30 });
    fc.assert(
      fc.property(lists, lists, (terms, vectors) => {
        const fused = fuseRankings(terms, vectors);
        expect(fused.map(({ paper }) => paper).sort()).toEqual([...new Set([...terms, ...vectors])].sort());
        fused.forEach(({ paper, score, ranks }, i) => {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(score).toBeLessThanOrEqual(fused[Math.max(0, i - 1)]!.score);
          expect([ranks.terms, ranks.vectors]).toEqual([terms.indexOf(paper) + 1, vectors.indexOf(paper) + 1]);
        });
      }),
    );
  });
});

describe('fuseNeighbors', () => {
  it('fuses the lists of each paper and keeps the best', () => {
    const terms = { starts: Uint32Array.of(0, 2, 2), ids: Uint32Array.of(1, 2), values: Float64Array.of(0.5, 0.1) };
    const vectors = { starts: Uint32Array.of(0, 1, 2), ids: Uint32Array.of(2, 0), values: Float64Array.of(0.9, 0.8) };
    const { neighbors, termRanks, vectorRanks } = fuseNeighbors(terms, vectors, 1);
    expect([...neighbors.starts]).toEqual([0, 1, 2]);
    expect([...neighbors.ids]).toEqual([2, 0]);
    expect([...termRanks]).toEqual([2, 0]);
    expect([...vectorRanks]).toEqual([1, 1]);
    expect(neighbors.values[1]).toBe(1);
  });
});
