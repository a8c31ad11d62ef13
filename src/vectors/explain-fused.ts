import type { SparseRows, TermShare } from '../model/sparse.ts';
import type { PaperVectors } from '../model/vectors.ts';
import type { Ranks } from './fuse.ts';
import { cosine } from './quantize.ts';

/** What vectors say about two papers, beside the terms that they share. */
export interface FusedExplanation {
  /** Cosine of the two vectors, -1..1; absent if one of the papers has none. */
  cosine?: number;
  /** Ranks of one paper in the lists of the other, from 1; 0 if it is not in the list. Absent if neither is a neighbor of the other. */
  ranks?: Ranks;
}

/** The parts of a map that explain fused links. */
export interface FusedMap {
  neighbors?: SparseRows;
  vectors: PaperVectors;
}

/**
 * Explains what vectors contribute to a link. Of the ranks in both directions, those with the higher fused score are given, because the link has
 * this score as its weight.
 * @param a Index of one paper.
 * @param b Index of the other paper.
 */
export function explainFused({ neighbors, vectors }: FusedMap, a: number, b: number): FusedExplanation {
  const similarity = cosine(vectors, a, b);
  const entries = neighbors ? [findEntry(neighbors, a, b), findEntry(neighbors, b, a)].filter((k) => k >= 0) : [];
  const score = (entry: number) => neighbors!.values[entry]!;
  const entry = entries.reduce((best, k) => (best < 0 || score(k) > score(best) ? k : best), -1);
  return {
    ...(similarity !== undefined && { cosine: similarity }),
    ...(entry >= 0 && { ranks: { terms: vectors.termRanks[entry]!, vectors: vectors.vectorRanks[entry]! } }),
  };
}

function findEntry({ starts, ids }: SparseRows, paper: number, neighbor: number): number {
  const position = ids.subarray(starts[paper]!, starts[paper + 1]!).indexOf(neighbor);
  return position < 0 ? -1 : starts[paper]! + position;
}

/** Number of terms that are named by default. */
const MAX_TERMS = 3;

/**
 * Says on one line which part of a link comes from terms and which from vectors: "3rd by terms (0.41: coral, reef, bleaching), 12th by vectors
 * (cosine 0.83)".
 * @param terms The shared terms and their shares of the similarity of the texts, largest first.
 * @param maxTerms Number of terms that are named. Default 3.
 */
export function formatFused(
  { cosine, ranks }: FusedExplanation,
  terms: readonly Pick<TermShare, 'term' | 'share'>[],
  maxTerms = MAX_TERMS,
): string {
  const similarity = terms.reduce((sum, { share }) => sum + share, 0);
  const names = [...terms.slice(0, maxTerms).map(({ term }) => term), ...(terms.length > maxTerms ? ['…'] : [])];
  const named = maxTerms > 0 ? `: ${names.join(', ')}` : '';
  const byTerms = terms.length > 0 ? ` (${similarity.toFixed(2)}${named})` : '';
  const position = (rank: number, list: string) =>
    rank > 0 ? `${toOrdinal(rank)} by ${list}` : `not among the nearest by ${list}`;
  const termPart = terms.length === 0 ? 'no shared terms' : ranks ? position(ranks.terms, 'terms') : 'terms';
  const vectorPart =
    cosine === undefined
      ? 'no vector'
      : `${ranks ? position(ranks.vectors, 'vectors') : 'vectors'} (cosine ${cosine.toFixed(2)})`;
  return `${termPart}${byTerms}, ${vectorPart}`;
}

/** Returns an ordinal number: 1st, 2nd, 3rd, 11th. */
export function toOrdinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${(isTeen ? undefined : ['st', 'nd', 'rd'][(number % 10) - 1]) ?? 'th'}`;
}
