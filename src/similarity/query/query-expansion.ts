import type { SparseRows } from '../../model/sparse.ts';

/**
 * A paper says what it is about in few words, and its nearest papers say it in others. So in a query every paper may
 * speak together with its nearest: its row is
 *
 *     (1 - share) x its own row + share x the mean row of its nearest
 *
 * on both sides. That is query expansion by relevance feedback (Rocchio 1971) with as much done for the papers that are
 * searched (Singhal and Pereira 1999, document expansion). Rows stay at most of unit length, so that products stay in
 * 0..1, and every product still splits into terms that add up. `bench/quality.ts` shows what it is worth.
 */

/** How many of the nearest papers speak with a paper. More blur it. */
export const COMPANY = 3;
/** Their share in a query. */
export const COMPANY_OF_QUERY = 1 / 3;
/** Their share in a paper that is searched. */
export const COMPANY_OF_PAPER = 1 / 5;

/** A paper that speaks, and how much it counts. */
export interface Speaker {
  paper: number;
  factor: number;
}

/** The paper and its nearest, with factors that add up to 1. A paper without neighbours speaks alone. */
export function companyOf({ starts, ids }: SparseRows, paper: number, share: number): Speaker[] {
  const nearest = Array.from(ids.subarray(starts[paper]!, Math.min(starts[paper]! + COMPANY, starts[paper + 1]!)));
  if (nearest.length === 0) return [{ paper, factor: 1 }];
  return [
    { paper, factor: 1 - share },
    ...nearest.map((neighbour) => ({ paper: neighbour, factor: share / nearest.length })),
  ];
}

/** What a query's products with single papers come to when each of these papers speaks with its nearest. */
export function sharedScores(plain: Int32Array, { starts, ids }: SparseRows): Float64Array {
  const shared = Float64Array.from(plain);
  for (let paper = 0; paper < plain.length; paper++) {
    const from = starts[paper]!;
    const to = Math.min(from + COMPANY, starts[paper + 1]!);
    if (from === to) continue;
    let sum = 0;
    for (let k = from; k < to; k++) sum += plain[ids[k]!]!;
    shared[paper] = (1 - COMPANY_OF_PAPER) * plain[paper]! + (COMPANY_OF_PAPER * sum) / (to - from);
  }
  return shared;
}
