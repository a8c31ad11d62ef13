/**
 * Reranks candidates by maximal marginal relevance (Carbonell and Goldstein 1998): each next paper has the highest
 * (1 - diversity) × score - diversity × highest similarity to the papers selected before it.
 * @param candidates Papers to choose from, best first.
 * @param scores Score of each paper of the collection.
 * @param count Maximum number of papers to select.
 * @param diversity Weight of dissimilarity, 0..1.
 * @param similarityTo Returns the similarities of a paper to others, in the unit of the scores.
 */
export function diversify(
  candidates: readonly number[],
  scores: ArrayLike<number>,
  count: number,
  diversity: number,
  similarityTo: (paper: number) => (other: number) => number,
): number[] {
  const selected: number[] = [];
  /** Highest similarity of each remaining candidate to the selected papers. */
  const redundancy = new Map(candidates.map((paper) => [paper, 0]));
  while (selected.length < count && redundancy.size > 0) {
    let next = -1;
    let maxRelevance = Number.NEGATIVE_INFINITY;
    for (const [paper, similarity] of redundancy) {
      const relevance = (1 - diversity) * scores[paper]! - diversity * similarity;
      if (relevance > maxRelevance) [maxRelevance, next] = [relevance, paper];
    }
    selected.push(next);
    redundancy.delete(next);
    const similarity = similarityTo(next);
    for (const [paper, highest] of redundancy) redundancy.set(paper, Math.max(highest, similarity(paper)));
  }
  return selected;
}
