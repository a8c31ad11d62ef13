import type { TermRows } from '../model/sparse.ts';
import type { WeighedText } from '../model/vocabulary.ts';
import { wordTermCount } from '../text/weighting/authors.ts';
import { forEachRange } from '../util/pause.ts';
import { selectTopK } from '../util/top-k.ts';

/** Term statistics of a group of papers. All arrays except `terms` have one entry per term of the vocabulary. */
export interface TermStatistics {
  /** Number of papers. */
  size: number;
  /** Words and phrases of the papers, in order of first occurrence. Without authors, because these do not describe a topic. */
  terms: number[];
  /** Number of papers with each term. */
  paperCounts: Uint32Array;
  /** Sum of each term's weights over the papers, in the unit of the rows. */
  weightSums: Float64Array;
  /** Sum of the squares of all weights of all papers, in the squared unit of the rows. */
  squaredWeightSum: number;
}

/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 11;

/** Scratch buffers for {@link computeTermStatistics}. */
export type TermBuffers = Pick<TermStatistics, 'paperCounts' | 'weightSums'>;

/** Allocates buffers for the term statistics of one group. */
export function allocateTermBuffers({ vocabulary }: WeighedText): TermBuffers {
  return {
    paperCounts: new Uint32Array(vocabulary.keys.length),
    weightSums: new Float64Array(vocabulary.keys.length),
  };
}

/**
 * Computes the term statistics of a group of papers.
 * @param buffers Buffers to reuse; they become part of the result, so statistics computed with them before are overwritten.
 * Allocation takes longer than counting a small group. Default: new buffers.
 * @throws the reason of the signal if it is aborted
 */
export async function computeTermStatistics(
  text: WeighedText,
  group: Uint32Array,
  buffers = allocateTermBuffers(text),
  signal?: AbortSignal,
): Promise<TermStatistics> {
  const { starts, ids, values } = text.rows;
  const wordTerms = wordTermCount(text.vocabulary);
  const { paperCounts, weightSums } = buffers;
  paperCounts.fill(0);
  weightSums.fill(0);
  const terms: number[] = [];
  let squaredWeightSum = 0;
  const count = (paper: number) => {
    const end = starts[paper + 1]!;
    for (let k = starts[paper]!; k < end; k++) {
      const term = ids[k]!;
      const value = values[k]!;
      const previousCount = paperCounts[term]!;
      paperCounts[term] = previousCount + 1;
      if (previousCount === 0 && term < wordTerms) terms.push(term);
      weightSums[term]! += value;
      squaredWeightSum += value * value;
    }
  };
  await forEachRange(group.length, PAPERS_PER_RANGE, signal, (start, end) => group.subarray(start, end).forEach(count));
  return { size: group.length, terms, paperCounts, weightSums, squaredWeightSum };
}

/**
 * Returns the papers that are most similar to their group: those with the largest dot product with the sum of its rows, in
 * descending order. Ties are ordered as in `group`.
 * @param limit Maximum number of papers to return.
 */
export function findCentralPapers(
  { starts, ids, values }: TermRows,
  group: Uint32Array,
  { weightSums }: TermStatistics,
  limit: number,
): number[] {
  const products = new Float64Array(group.length);
  for (let index = 0; index < group.length; index++) {
    const paper = group[index]!;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) products[index]! += values[k]! * weightSums[ids[k]!]!;
  }
  return selectTopK(products, limit, Number.NEGATIVE_INFINITY).map((index) => group[index]!);
}
