/** Means over the queries, 0..1. */
export interface RankingScores {
  ndcg10: number;
  recall100: number;
}

/**
 * Scores rankings against sets of relevant papers: nDCG@10 with binary relevance, and recall@100. The ideal ranking of
 * nDCG has at most 10 papers. A query without a ranking scores 0.
 *
 * @param relevant Keys of the relevant papers, by query.
 * @param ranked Keys of the ranked papers, by query.
 */
export function scoreRankings(
  relevant: ReadonlyMap<string, readonly string[]>,
  ranked: ReadonlyMap<string, readonly string[]>,
): RankingScores {
  let [ndcg10, recall100] = [0, 0];
  for (const [query, keys] of relevant) {
    const relevantKeys = new Set(keys);
    const ranking = ranked.get(query) ?? [];
    const gain = ranking
      .slice(0, 10)
      .reduce((sum, key, rank) => sum + (relevantKeys.has(key) ? getDiscount(rank) : 0), 0);
    let idealGain = 0;
    for (let rank = 0; rank < Math.min(10, relevantKeys.size); rank++) idealGain += getDiscount(rank);
    ndcg10 += gain / idealGain;
    recall100 += new Set(ranking.slice(0, 100).filter((key) => relevantKeys.has(key))).size / relevantKeys.size;
  }
  return { ndcg10: ndcg10 / relevant.size, recall100: recall100 / relevant.size };
}

const getDiscount = (rank: number) => 1 / Math.log2(rank + 2);
