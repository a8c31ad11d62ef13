import { InputError } from '../../model/errors.ts';
import {
  checkOptions,
  defineOption,
  func,
  integer,
  number,
  type OptionTable,
  objects,
} from '../../model/option-table.ts';
import { type Hooks, withDefaults } from '../../model/options.ts';
import { type Share, type SparseRows, UNIT } from '../../model/sparse.ts';
import { mapItems } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import { selectTopK } from '../../util/top-k.ts';
import { diversify } from './diversify.ts';
import type { Example, InvertedIndex } from './inverted-index.ts';
import { combineExamples, computeScores, explainScore, toQuery, weightExamples } from './query.ts';
import { expandPaper, expandScores, PAPER_WEIGHT } from './query-expansion.ts';

export { createIndex, type Example, type InvertedIndex } from './inverted-index.ts';

/** Options of {@link findRelated}. */
export interface RelatedOptions {
  /** Maximum number of papers to return. Integer, at least 1. Default 10. */
  count?: number;
  /** Negative examples: papers or texts unlike those to find. Default none. */
  unlike?: readonly Example[];
  /** Weight of the negative examples relative to the positive ones, 0..100. Default 0.5. */
  unlikeWeight?: number;
  /** How strongly to avoid papers that resemble one another, 0..1: 0 ranks by similarity alone, 1 by dissimilarity alone. Default 0. */
  diversity?: number;
  /**
   * Nearest neighbors of all papers, as returned by `join`, for query expansion: see query-expansion.ts. Finds more related papers;
   * terms that only neighbors contribute are marked as added. Default: no expansion.
   */
  expandWith?: SparseRows;
  /** Returns whether a paper (index) is already in the user's library. Default: none is. */
  isInLibrary?: (paper: number) => boolean;
}

/** Defaults of {@link RelatedOptions}. */
const RELATED_DEFAULTS: Required<Omit<RelatedOptions, 'expandWith'>> = {
  count: 10,
  unlike: [],
  unlikeWeight: 0.5,
  diversity: 0,
  isInLibrary: () => false,
};

/** The options of {@link RelatedOptions}. */
export const RELATED_OPTIONS: OptionTable<RelatedOptions> = {
  count: defineOption('maximum number of papers', integer(1), RELATED_DEFAULTS.count),
  unlike: defineOption(
    'examples of irrelevant papers',
    objects('a list of examples', Array.isArray),
    RELATED_DEFAULTS.unlike,
  ),
  unlikeWeight: defineOption(
    'weight of the examples of irrelevant papers',
    number(0, 100),
    RELATED_DEFAULTS.unlikeWeight,
  ),
  diversity: defineOption('penalty for papers similar to those listed', number(0, 1), RELATED_DEFAULTS.diversity),
  expandWith: defineOption(
    'nearest neighbors for query expansion',
    objects('a matrix as returned by join', (value) => 'starts' in value && 'ids' in value && 'values' in value),
    '<no expansion>',
  ),
  isInLibrary: defineOption('returns whether a paper is in your library', func, '<none is>'),
};

/** A paper that a query found. */
export interface RelatedPaper {
  /** Index of the paper. */
  paper: number;
  /** Cosine similarity to the query, or that of the expanded rows. Above 0, at most 1. */
  similarity: number;
  /**
   * Contributions of the terms, largest absolute value first, ties by term. They add up to the similarity exactly. Negative
   * examples may cause negative contributions.
   */
  terms: Share[];
  /** Result of `options.isInLibrary`. */
  inLibrary: boolean;
}

/**
 * Returns the papers most similar to the examples, most similar first, ties by index. Papers that are examples are left out.
 *
 * A single positive example is the query itself, so that its similarity to a paper is the cosine of the two rows. Several examples are
 * combined after Rocchio (1971): the mean of the positive examples minus `unlikeWeight` times the mean of the negative ones, scaled
 * to unit length. A query without terms finds nothing.
 * @param like One or more positive examples.
 * @throws {InputError} if an argument cannot be used, or an option is unknown or out of range
 * @throws the reason of the signal if it is aborted
 */
export async function findRelated(
  index: InvertedIndex,
  like: Example | readonly Example[],
  options: RelatedOptions = {},
  { signal }: Hooks = {},
): Promise<RelatedPaper[]> {
  checkOptions(RELATED_OPTIONS, options, 'findRelated');
  checkArguments(index, like);
  const { count, unlike, unlikeWeight, diversity, isInLibrary } = withDefaults(RELATED_DEFAULTS, options);
  const { expandWith } = options;
  const positive = typeof like === 'number' || 'ids' in like ? [like] : like;
  const { query, withoutPaper } = combineExamples(index, [
    ...(await weightExamples(index, positive, 1, expandWith, signal)),
    ...(await weightExamples(index, unlike, -unlikeWeight, expandWith, signal)),
  ]);
  const ownTerms = new Set([...positive, ...unlike].flatMap((example) => [...toQuery(index, example).keys()]));
  const plainScores = await computeScores(index, query, signal);
  const scores = expandWith ? expandScores(plainScores, expandWith) : plainScores;
  const explainPaper = (paper: number): Share[] =>
    explainScore(
      index.rows,
      withoutPaper.get(paper) ?? query,
      ownTerms,
      expandWith ? expandPaper(expandWith, paper, PAPER_WEIGHT) : [{ paper, factor: 1 }],
    );
  for (const paper of withoutPaper.keys())
    scores[paper] = explainPaper(paper).reduce((sum, { share }) => sum + share, 0) * UNIT * UNIT;
  for (const example of [...positive, ...unlike]) if (typeof example === 'number') scores[example] = 0;
  const candidates = await rankPapers(scores, diversity > 0 ? Math.max(100, 5 * count) : count, signal);
  const papers = diversity > 0 ? await diversify(index.rows, candidates, scores, count, diversity, signal) : candidates;
  return mapItems(papers, signal, (paper) => ({
    paper,
    similarity: scores[paper]! / UNIT / UNIT,
    terms: explainPaper(paper),
    inLibrary: isInLibrary(paper),
  }));
}

function checkArguments(index: InvertedIndex, like: Example | readonly Example[]): void {
  if (typeof index !== 'object' || index === null || !('starts' in index && 'rows' in index))
    throw new InputError('findRelated: the first argument must be an index as returned by createIndex');
  const papers = index.rows.starts.length - 1;
  for (const example of Array.isArray(like) ? like : [like])
    if (typeof example === 'number' ? !(Number.isInteger(example) && example >= 0 && example < papers) : !example?.ids)
      throw new InputError(
        `findRelated: an example must be the index of a paper, 0 to ${papers - 1}, or a text weighed by weighText`,
      );
}

/** Largest number of papers that {@link selectTopK} selects fast. */
const MAX_TOP_K = 100;

/** Returns the papers with the highest scores above 0, highest first, ties by index. */
async function rankPapers(
  scores: ArrayLike<number>,
  count: number,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  if (count <= MAX_TOP_K) return selectTopK(scores, count, 0);
  const found: number[] = [];
  for (let paper = 0; paper < scores.length; paper++) if (scores[paper]! > 0) found.push(paper);
  return (await sortItems(found, (a, b) => scores[b]! - scores[a]!, signal)).slice(0, count);
}
