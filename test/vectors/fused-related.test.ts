import { describe, expect, it } from 'vitest';
import { createIndex, findRelated } from '../../src/similarity/query/find-related.ts';
import { findFusedRelated, rankByVectors } from '../../src/vectors/fused-related.ts';
import { findNearestVectors } from '../../src/vectors/nearest-vectors.ts';
import { cosine } from '../../src/vectors/quantize.ts';
import { proseLike } from '../similarity/corpora.ts';
import { createVectors } from './oracles.ts';

describe('findFusedRelated', () => {
  const rows = proseLike(60, 3);
  const vectors = createVectors(60, 12);

  it('ranks papers by the sum of their reciprocal ranks in both lists', async () => {
    const index = await createIndex(rows, Math.max(...rows.ids) + 1);
    for (const paper of [1, 2, 30]) {
      const terms = (await findRelated(index, paper, { count: 100 })).map((match) => match.paper);
      const nearest = await rankByVectors(vectors, paper, 100);
      const score = (other: number) =>
        [terms, nearest].reduce((sum, list) => sum + (list.includes(other) ? 1 / (61 + list.indexOf(other)) : 0), 0);
      const expected = [...new Set([...terms, ...nearest])].map(score).sort((a, b) => b - a);
      const found = await findFusedRelated(index, vectors, paper, { count: 100 });
      expect(found.length).toBe(expected.length);
      found.forEach(({ paper: other, similarity, terms: shares, fused }, i) => {
        expect(score(other)).toBeCloseTo(expected[i]!, 12);
        expect(fused.ranks).toEqual({ terms: terms.indexOf(other) + 1, vectors: nearest.indexOf(other) + 1 });
        expect(fused.cosine).toBe(cosine(vectors, paper, other));
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(similarity, 12);
      });
    }
  });

  it('ranks a paper without a vector by terms alone', async () => {
    const index = await createIndex(rows, Math.max(...rows.ids) + 1);
    const terms = (await findRelated(index, 7, { count: 10 })).map((match) => match.paper);
    const found = await findFusedRelated(index, vectors, 7, { count: 10 });
    expect(found.map((match) => match.paper)).toEqual(terms);
    expect(found[0]).toMatchObject({ score: 1, fused: { ranks: { terms: 1, vectors: 0 } } });
    expect(found[0]!.fused.cosine).toBeUndefined();
  });

  it('ranks by vectors as the search of all neighbors does, except for ties', async () => {
    const { starts, ids } = await findNearestVectors(vectors, 5, 1);
    const cosines = (paper: number, list: Iterable<number>) => [...list].map((other) => cosine(vectors, paper, other));
    for (let paper = 0; paper < 60; paper++)
      expect(cosines(paper, await rankByVectors(vectors, paper, 5))).toEqual(
        cosines(paper, ids.subarray(starts[paper]!, starts[paper + 1]!)),
      );
  });
});
