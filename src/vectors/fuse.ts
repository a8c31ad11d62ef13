import type { SparseRows } from '../model/sparse.ts';

/** Constant of reciprocal rank fusion: Cormack, Clarke, and Büttcher (2009). */
const RANK_CONSTANT = 60;

/** The lists that are fused are this many times longer than the result. */
export const LIST_FACTOR = 3;

/** Ranks of a paper in the lists by terms and by vectors, from 1; 0 if it is not in the list. */
export interface Ranks {
  terms: number;
  vectors: number;
}

/**
 * Returns the fused score of ranks, 0..1: the sum of 1 / (60 + rank) over the lists that have the paper, divided by what a paper has that is
 * first in all lists.
 * @param lists Number of lists that there are: 1 for papers without a text or a vector.
 */
export const fuseRanks = ({ terms, vectors }: Ranks, lists: number): number =>
  ((terms > 0 ? 1 / (RANK_CONSTANT + terms) : 0) + (vectors > 0 ? 1 / (RANK_CONSTANT + vectors) : 0)) *
  ((RANK_CONSTANT + 1) / lists);

/** A paper in a fused list. */
export interface FusedPaper {
  paper: number;
  /** Fused score, above 0, at most 1. */
  score: number;
  ranks: Ranks;
}

/**
 * Fuses two rankings by reciprocal rank, best first. Ties go to the better rank by terms, then by vectors.
 * @param terms Papers by terms, best first.
 * @param vectors Papers by vectors, best first.
 */
export function fuseRankings(terms: ArrayLike<number>, vectors: ArrayLike<number>): FusedPaper[] {
  const ranks = new Map<number, Ranks>();
  for (let i = 0; i < terms.length; i++) ranks.set(terms[i]!, { terms: i + 1, vectors: 0 });
  for (let i = 0; i < vectors.length; i++)
    ranks.set(vectors[i]!, { terms: ranks.get(vectors[i]!)?.terms ?? 0, vectors: i + 1 });
  const lists = Math.max(1, Number(terms.length > 0) + Number(vectors.length > 0));
  return [...ranks]
    .map(([paper, found]) => ({ paper, score: fuseRanks(found, lists), ranks: found }))
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.ranks.terms || Number.POSITIVE_INFINITY) - (b.ranks.terms || Number.POSITIVE_INFINITY) ||
        a.ranks.vectors - b.ranks.vectors,
    );
}

/** Fused neighbors, and the ranks of each entry in both lists. */
export interface FusedNeighbors {
  neighbors: SparseRows;
  termRanks: Uint16Array;
  vectorRanks: Uint16Array;
}

/** Fuses the neighbors of all papers by terms and by vectors: see {@link fuseRankings}. The values are fused scores. */
export function fuseNeighbors(terms: SparseRows, vectors: SparseRows, count: number): FusedNeighbors {
  const papers = terms.starts.length - 1;
  const starts = new Uint32Array(papers + 1);
  const found: FusedPaper[] = [];
  const listOf = ({ starts, ids }: SparseRows, paper: number) => ids.subarray(starts[paper]!, starts[paper + 1]!);
  for (let paper = 0; paper < papers; paper++) {
    for (const entry of fuseRankings(listOf(terms, paper), listOf(vectors, paper)).slice(0, count)) found.push(entry);
    starts[paper + 1] = found.length;
  }
  return {
    neighbors: {
      starts,
      ids: Uint32Array.from(found, ({ paper }) => paper),
      values: Float64Array.from(found, ({ score }) => score),
    },
    termRanks: Uint16Array.from(found, ({ ranks }) => ranks.terms),
    vectorRanks: Uint16Array.from(found, ({ ranks }) => ranks.vectors),
  };
}
