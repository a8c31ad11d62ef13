import type { Hooks } from '../model/options.ts';
import type { Share } from '../model/sparse.ts';
import type { PaperVectors } from '../model/vectors.ts';
import { explain } from '../similarity/explain.ts';
import { findRelated, type InvertedIndex, type RelatedOptions } from '../similarity/query/find-related.ts';
import { sortItems } from '../util/sort.ts';
import type { FusedExplanation } from './explain-fused.ts';
import { fuseRankings, LIST_FACTOR } from './fuse.ts';
import { cosine, dotProduct, type IntegerVectors } from './quantize.ts';

/** Minimum length of the lists that are fused. */
const MIN_LIST = 100;

/** A paper that {@link findFusedRelated} found. */
export interface FusedRelatedPaper {
  /** Index of the paper. */
  paper: number;
  /** Fused score of both ranks, above 0, at most 1. */
  score: number;
  /** Similarity of the texts, 0..1: the sum of the shares of the terms. */
  similarity: number;
  /** Contributions of the terms to the similarity of the texts, largest first. */
  terms: Share[];
  /** Both ranks, and the cosine of the vectors. */
  fused: FusedExplanation;
  /** Result of `options.isInLibrary`. */
  inLibrary: boolean;
}

/**
 * Returns the papers most related to a paper by terms and by vectors, best first: fuses both rankings by reciprocal rank. A paper without a
 * vector, or without terms, is ranked by the other list alone.
 * @param paper Index of the paper.
 * @throws {InputError} if an option is out of range
 * @throws the reason of the signal if it is aborted
 */
export async function findFusedRelated(
  index: InvertedIndex,
  vectors: IntegerVectors | PaperVectors,
  paper: number,
  options: Pick<RelatedOptions, 'count' | 'expandWith' | 'isInLibrary'> = {},
  hooks: Hooks = {},
): Promise<FusedRelatedPaper[]> {
  const { count = 10, isInLibrary = () => false } = options;
  const listLength = Math.max(MIN_LIST, LIST_FACTOR * count);
  const byTerms = await findRelated(index, paper, { ...options, count: listLength }, hooks);
  const byVectors = await rankByVectors(vectors, paper, listLength, hooks.signal);
  const found = new Map(byTerms.map((match) => [match.paper, match]));
  return fuseRankings(
    byTerms.map((match) => match.paper),
    byVectors,
  )
    .slice(0, count)
    .map(({ paper: other, score, ranks }) => {
      const terms = found.get(other)?.terms ?? explain(index.rows, paper, other);
      const similarity = cosine(vectors, paper, other);
      return {
        paper: other,
        score,
        similarity: found.get(other)?.similarity ?? terms.reduce((sum, { share }) => sum + share, 0),
        terms,
        fused: { ranks, ...(similarity !== undefined && { cosine: similarity }) },
        inLibrary: isInLibrary(other),
      };
    });
}

/** Returns the papers with the nearest vectors, nearest first, ties by index; only cosines above 0 count. */
export async function rankByVectors(
  vectors: IntegerVectors,
  paper: number,
  count: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const papers = vectors.values.length / vectors.dimensions;
  const scores = new Float64Array(papers);
  const candidates: number[] = [];
  for (let other = 0; other < papers; other++) {
    const dot = other === paper ? 0 : dotProduct(vectors, paper, other);
    if (dot <= 0) continue;
    scores[other] = dot / Math.sqrt(dotProduct(vectors, other, other));
    candidates.push(other);
  }
  return (await sortItems(candidates, (a, b) => scores[b]! - scores[a]!, signal)).slice(0, count);
}
