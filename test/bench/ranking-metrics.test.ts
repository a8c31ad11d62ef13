import { expect, it } from 'vitest';
import { scoreRankings } from '../../bench/support/ranking-metrics.ts';

it('scores a perfect ranking 1 and a missing ranking 0', () => {
  const relevant = new Map([
    ['a', ['x', 'y']],
    ['b', ['z']],
  ]);
  expect(scoreRankings(relevant, new Map([['a', ['y', 'x']]]))).toEqual({ ndcg10: 0.5, recall100: 0.5 });
});

it('discounts a relevant paper by its rank', () => {
  const { ndcg10, recall100 } = scoreRankings(new Map([['a', ['x']]]), new Map([['a', ['w', 'v', 'x']]]));
  expect(ndcg10).toBeCloseTo(1 / Math.log2(4));
  expect(recall100).toBe(1);
});
