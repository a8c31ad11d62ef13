/** Mean scores over queries, in 0..1. */
export interface Scores {
  ndcg10: number;
  recall100: number;
}

/**
 * Scores ranked lists against known relevant papers: nDCG@10 with binary gain and the ideal cut at 10, recall@100.
 * A query without a ranked list scores 0. The names of papers are compared as they are.
 */
export function score(
  relevant: ReadonlyMap<string, readonly string[]>,
  ranked: ReadonlyMap<string, readonly string[]>,
): Scores {
  let [ndcg10, recall100] = [0, 0];
  for (const [query, names] of relevant) {
    const good = new Set(names);
    const list = ranked.get(query) ?? [];
    const gain = list.slice(0, 10).reduce((sum, name, rank) => sum + (good.has(name) ? discount(rank) : 0), 0);
    let ideal = 0;
    for (let rank = 0; rank < Math.min(10, good.size); rank++) ideal += discount(rank);
    ndcg10 += gain / ideal;
    recall100 += new Set(list.slice(0, 100).filter((name) => good.has(name))).size / good.size;
  }
  return { ndcg10: ndcg10 / relevant.size, recall100: recall100 / relevant.size };
}

const discount = (rank: number) => 1 / Math.log2(rank + 2);
