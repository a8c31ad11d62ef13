/**
 * Query expansion by pseudo-relevance feedback (Rocchio 1971), with the same expansion of the papers that are searched (document
 * expansion: Singhal and Pereira 1999).
 *
 * Two papers about the same subject may use different words; their nearest neighbors often use the words of both. The
 * expanded row of a paper with n of its nearest neighbors, at most {@link EXPANSION_NEIGHBORS}, is
 *
 *     (1 - n × weight) × its own row + weight × the sum of the rows of the neighbors
 *
 * An expanded row has at most unit length, so that dot products stay in 0..1 and remain sums of contributions of terms.
 * The weights are powers of two, so that these contributions add up exactly. `bench/retrieval.ts` measures the effect.
 */
import type { SparseRows } from '../../model/sparse.ts';

/** Number of nearest neighbors in an expanded row. More neighbors blur it. */
export const EXPANSION_NEIGHBORS = 4;
/** Weight of each neighbor in the expanded row of a query. */
export const QUERY_WEIGHT = 1 / 8;
/** Weight of each neighbor in the expanded row of a paper that is searched. */
export const PAPER_WEIGHT = 1 / 16;

/** A summand of an expanded row: the row of a paper and its weight. */
export interface WeightedPaper {
  paper: number;
  factor: number;
}

/**
 * Returns the summands of the expanded row of a paper, itself first. Their factors add up to 1.
 * @param weight Weight of each neighbor.
 */
export function expandPaper({ starts, ids }: SparseRows, paper: number, weight: number): WeightedPaper[] {
  const end = Math.min(starts[paper]! + EXPANSION_NEIGHBORS, starts[paper + 1]!);
  const nearest = Array.from(ids.subarray(starts[paper]!, end), (neighbor) => ({ paper: neighbor, factor: weight }));
  return [{ paper, factor: 1 - nearest.length * weight }, ...nearest];
}

/**
 * Returns the dot products of a query with the expanded rows of all papers.
 * @param scores Dot products of the query with the rows of all papers.
 */
export function expandScores(scores: Int32Array, { starts, ids }: SparseRows): Float64Array {
  const expanded = new Float64Array(scores.length);
  for (let paper = 0; paper < scores.length; paper++) {
    const start = starts[paper]!;
    const end = Math.min(start + EXPANSION_NEIGHBORS, starts[paper + 1]!);
    let sum = 0;
    for (let k = start; k < end; k++) sum += scores[ids[k]!]!;
    expanded[paper] = (1 - (end - start) * PAPER_WEIGHT) * scores[paper]! + PAPER_WEIGHT * sum;
  }
  return expanded;
}
