/**
 * Returns the indexes of the k highest scores above `minScore`, highest first, ties by smaller index.
 *
 * Scores are inserted into a sorted list, which is fast for a small k: most scores are compared with the k-th only.
 */
export function selectTopK(scores: ArrayLike<number>, k: number, minScore: number): number[] {
  const top: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (score <= minScore || (top.length === k && score <= scores[top[k - 1]!]!)) continue;
    let position = top.length === k ? k - 1 : top.length;
    for (; position > 0 && scores[top[position - 1]!]! < score; position--) top[position] = top[position - 1]!;
    top[position] = i;
  }
  return top;
}
