/**
 * Query expansion by pseudo-relevance feedback (Rocchio 1971), with the same expansion of the papers that are searched (document
 * expansion: Singhal and Pereira 1999).
 *
 * Two papers about the same subject may use different words; their nearest neighbors often use the words of both. The
 * expanded row of a paper is
 *
 *     (1 - share) × its own row + share × the mean row of its nearest neighbors
 *
 * An expanded row has at most unit length, so that dot products stay in 0..1 and remain sums of contributions of terms.
 * `bench/retrieval.ts` measures the effect.
 */
import type { SparseRows } from '../../model/sparse.ts';

/** Number of nearest neighbors in an expanded row. More neighbors blur it. */
export const EXPANSION_NEIGHBORS = 3;
/** Share of the neighbors in the expanded row of a query. */
export const QUERY_SHARE = 1 / 3;
/** Share of the neighbors in the expanded row of a paper that is searched. */
export const PAPER_SHARE = 1 / 5;

/** A summand of an expanded row: the row of a paper and its weight. */
export interface WeightedPaper {
  paper: number;
  factor: number;
}

/**
 * Returns the summands of the expanded row of a paper. Their factors add up to 1. A paper without neighbors is not expanded.
 * @param share Share of the neighbors, 0..1.
 */
export function expandPaper({ starts, ids }: SparseRows, paper: number, share: number): WeightedPaper[] {
  const end = Math.min(starts[paper]! + EXPANSION_NEIGHBORS, starts[paper + 1]!);
  const nearest = Array.from(ids.subarray(starts[paper]!, end));
  if (nearest.length === 0) return [{ paper, factor: 1 }];
  return [
    { paper, factor: 1 - share },
    ...nearest.map((neighbor) => ({ paper: neighbor, factor: share / nearest.length })),
  ];
}

/**
 * Returns the dot products of a query with the expanded rows of all papers.
 * @param scores Dot products of the query with the rows of all papers.
 */
export function expandScores(scores: Int32Array, { starts, ids }: SparseRows): Float64Array {
  const expanded = Float64Array.from(scores);
  for (let paper = 0; paper < scores.length; paper++) {
    const start = starts[paper]!;
    const end = Math.min(start + EXPANSION_NEIGHBORS, starts[paper + 1]!);
    if (start === end) continue;
    let sum = 0;
    for (let k = start; k < end; k++) sum += scores[ids[k]!]!;
    expanded[paper] = (1 - PAPER_SHARE) * scores[paper]! + (PAPER_SHARE * sum) / (end - start);
  }
  return expanded;
}
