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
import type { Hooks } from '../../model/options.ts';
import { type Share, type SparseRows, type TermRow, type TermRows, UNIT } from '../../model/sparse.ts';
import { isPauseDue, mapItems, pause } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import { selectTopK } from '../../util/top-k.ts';
import { transpose } from '../../util/transpose.ts';
import { diversify } from './diversify.ts';
import {
  EXPANSION_NEIGHBORS,
  expandPaper,
  expandScores,
  PAPER_WEIGHT,
  QUERY_WEIGHT,
  type WeightedPaper,
} from './query-expansion.ts';

/**
 * Rows and their inverted index, for any number of queries. The postings of term t are `papers[k]`, ascending, and its weights
 * `values[k]` for `starts[t] <= k < starts[t + 1]`.
 */
export interface InvertedIndex {
  rows: TermRows;
  starts: Uint32Array;
  papers: Uint32Array;
  values: Uint16Array;
}

/** An example of what to find: the index of a paper, or a text weighed by `weighText`. */
export type Example = number | TermRow;

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

/** The options of {@link RelatedOptions}. */
export const RELATED_OPTIONS: OptionTable<RelatedOptions> = {
  count: defineOption('maximum number of papers', integer(1), 10),
  unlike: defineOption('examples of irrelevant papers', objects('a list of examples', Array.isArray), '<none>'),
  unlikeWeight: defineOption('weight of the examples of irrelevant papers', number(0, 100), 0.5),
  diversity: defineOption('penalty for papers similar to those listed', number(0, 1), 0),
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
 * Creates the inverted index of rows.
 * @param terms Number of terms in the vocabulary.
 * @throws the reason of the signal if it is aborted
 */
export async function createIndex(rows: TermRows, terms: number, { signal }: Hooks = {}): Promise<InvertedIndex> {
  const { starts, ids: papers, values } = await transpose(rows, terms, signal);
  return { rows, starts, papers, values };
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
  const { count = 10, unlike = [], unlikeWeight = 0.5, diversity = 0, expandWith, isInLibrary = () => false } = options;
  const positive = typeof like === 'number' || 'ids' in like ? [like] : like;
  const query = combineExamples(index, [
    ...(await weightExamples(index, positive, 1, expandWith, signal)),
    ...(await weightExamples(index, unlike, -unlikeWeight, expandWith, signal)),
  ]);
  const ownTerms = new Set([...positive, ...unlike].flatMap((example) => [...toQuery(index, example).keys()]));
  const plainScores = await computeScores(index, query, signal);
  const scores = expandWith ? expandScores(plainScores, expandWith) : plainScores;
  for (const example of [...positive, ...unlike]) if (typeof example === 'number') scores[example] = 0;
  const candidates = await rankPapers(scores, diversity > 0 ? Math.max(100, 5 * count) : count, signal);
  const papers = diversity > 0 ? await diversify(index.rows, candidates, scores, count, diversity, signal) : candidates;
  return mapItems(papers, signal, (paper) => ({
    paper,
    similarity: scores[paper]! / UNIT / UNIT,
    terms: explainScore(
      index.rows,
      query,
      ownTerms,
      expandWith ? expandPaper(expandWith, paper, PAPER_WEIGHT) : [{ paper, factor: 1 }],
    ),
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

/** A query: integer weights by term, negative for unwanted terms. Its length is at most UNIT. */
type Query = Map<number, number>;

function toQuery({ rows }: InvertedIndex, example: Example): Query {
  const query: Query = new Map();
  if (typeof example === 'number')
    for (let k = rows.starts[example]!; k < rows.starts[example + 1]!; k++) query.set(rows.ids[k]!, rows.values[k]!);
  else
    example.ids.forEach((term, k) => {
      query.set(term, example.values[k]!);
    });
  return query;
}

/** An example and its weight, which is negative for a negative example. */
interface WeightedExample {
  example: Example;
  factor: number;
}

/**
 * Returns the examples with weights that add up to `totalWeight`, expanded if neighbors are given. A text is expanded with the
 * papers most similar to it.
 */
async function weightExamples(
  index: InvertedIndex,
  examples: readonly Example[],
  totalWeight: number,
  neighbors: SparseRows | undefined,
  signal: AbortSignal | undefined,
): Promise<WeightedExample[]> {
  const weighted = await mapItems(examples, signal, async (example): Promise<WeightedExample[]> => {
    const weight = totalWeight / examples.length;
    if (!neighbors) return [{ example, factor: weight }];
    const expanded =
      typeof example === 'number'
        ? expandPaper(neighbors, example, QUERY_WEIGHT).slice(1)
        : (await findNearest(index, example, neighbors, signal)).map((paper) => ({ paper, factor: QUERY_WEIGHT }));
    return [
      { example, factor: weight * (1 - expanded.length * QUERY_WEIGHT) },
      ...expanded.map(({ paper, factor }) => ({ example: paper, factor: weight * factor })),
    ];
  });
  return weighted.flat();
}

/** Returns the papers whose expanded rows are most similar to a text. */
async function findNearest(
  index: InvertedIndex,
  text: TermRow,
  neighbors: SparseRows,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const scores = await computeScores(index, toQuery(index, text), signal);
  return selectTopK(expandScores(scores, neighbors), EXPANSION_NEIGHBORS, 0);
}

/** Combines weighted examples into a query of unit length. A single example is not changed. */
function combineExamples(index: InvertedIndex, examples: readonly WeightedExample[]): Query {
  if (examples.length === 1) return toQuery(index, examples[0]!.example);
  const sum: Query = new Map();
  for (const { example, factor } of examples)
    for (const [term, value] of toQuery(index, example)) sum.set(term, (sum.get(term) ?? 0) + factor * value);
  let squares = 0;
  for (const value of sum.values()) squares += value * value;
  const query: Query = new Map();
  if (squares === 0) return query; // The negative examples cancel the positive ones.
  const scale = UNIT / Math.sqrt(squares);
  for (const [term, value] of sum) {
    const weight = Math.trunc(value * scale);
    if (weight !== 0) query.set(term, weight);
  }
  return query;
}

/** Returns the dot products of a query with all rows: similarities times UNIT². */
async function computeScores(
  { rows, starts, papers, values }: InvertedIndex,
  query: Query,
  signal: AbortSignal | undefined,
): Promise<Int32Array> {
  const scores = new Int32Array(rows.starts.length - 1);
  for (const [term, weight] of query) {
    if (isPauseDue()) await pause(signal);
    for (let k = starts[term]!; k < starts[term + 1]!; k++) scores[papers[k]!]! += weight * values[k]!;
  }
  return scores;
}

/**
 * Returns the contribution of each term to the similarity of a query and an expanded row, largest absolute value first.
 * @param ownTerms The terms of the examples before they were expanded.
 * @param expandedRow The summands of the expanded row, the paper itself first.
 */
function explainScore(
  rows: TermRows,
  query: Query,
  ownTerms: ReadonlySet<number>,
  expandedRow: readonly WeightedPaper[],
): Share[] {
  const shares = new Map<number, number>();
  const [first] = expandedRow;
  const isAdded = (term: number) => !ownTerms.has(term) || !hasTerm(rows, first!.paper, term);
  for (const { paper, factor } of expandedRow)
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const term = rows.ids[k]!;
      const weight = query.get(term);
      if (weight) shares.set(term, (shares.get(term) ?? 0) + (factor * weight * rows.values[k]!) / UNIT / UNIT);
    }
  return [...shares]
    .map(([term, share]) => ({ term, share, ...(isAdded(term) && { added: true }) }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.term - b.term);
}

function hasTerm({ starts, ids }: TermRows, paper: number, term: number): boolean {
  for (let k = starts[paper]!; k < starts[paper + 1]!; k++) if (ids[k] === term) return true;
  return false;
}
