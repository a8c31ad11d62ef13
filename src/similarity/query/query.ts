import { type Share, type SparseRows, type TermRow, type TermRows, UNIT } from '../../model/sparse.ts';
import { isPauseDue, mapItems, pause } from '../../util/pause.ts';
import { selectTopK } from '../../util/top-k.ts';
import type { Example, InvertedIndex } from './inverted-index.ts';
import { EXPANSION_NEIGHBORS, expandPaper, expandScores, QUERY_WEIGHT, type WeightedPaper } from './query-expansion.ts';

/** A query: integer weights by term, negative for unwanted terms. Its length is at most UNIT. */
export type Query = Map<number, number>;

/** Returns the query that consists of one example. */
export function toQuery({ rows }: InvertedIndex, example: Example): Query {
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
export interface WeightedExample {
  example: Example;
  factor: number;
  /** Whether the example is a paper that an example was expanded with. */
  isAdded?: boolean;
}

/**
 * Returns the examples with weights that add up to `totalWeight`, expanded if neighbors are given. A text is expanded with the
 * papers most similar to it.
 */
export async function weightExamples(
  index: InvertedIndex,
  examples: readonly Example[],
  totalWeight: number,
  neighbors: SparseRows | undefined,
  signal: AbortSignal | undefined,
): Promise<WeightedExample[]> {
  const weighted = await mapItems(examples, signal, async (example): Promise<WeightedExample[]> => {
    const weight = totalWeight / examples.length;
    if (!neighbors) return [{ example, factor: weight }];
    const nearest =
      typeof example === 'number'
        ? expandPaper(neighbors, example, QUERY_WEIGHT).slice(1)
        : await findNearest(index, example, neighbors, signal);
    return [
      { example, factor: weight * (1 - nearest.length * QUERY_WEIGHT) },
      ...nearest.map(({ paper, factor }) => ({ example: paper, factor: weight * factor, isAdded: true })),
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
): Promise<WeightedPaper[]> {
  const scores = await computeScores(index, toQuery(index, text), signal);
  const papers = selectTopK(expandScores(scores, neighbors), EXPANSION_NEIGHBORS, 0);
  return papers.map((paper) => ({ paper, factor: QUERY_WEIGHT }));
}

/** A query, and the query for the papers that it was expanded with. */
export interface CombinedQuery {
  query: Query;
  /**
   * For each paper that an example was expanded with, the query without half of its contribution: a paper would
   * otherwise match the query because of what it contributed itself.
   */
  withoutPaper: Map<number, Query>;
}

/** Combines weighted examples into a query of unit length. A single example is not changed. */
export function combineExamples(index: InvertedIndex, examples: readonly WeightedExample[]): CombinedQuery {
  const withoutPaper = new Map<number, Query>();
  if (examples.length === 1) return { query: toQuery(index, examples[0]!.example), withoutPaper };
  const sum = sumExamples(index, examples, new Map());
  let squares = 0;
  for (const value of sum.values()) squares += value * value;
  if (squares === 0) return { query: new Map(), withoutPaper }; // The negative examples cancel the positive ones.
  const scale = UNIT / Math.sqrt(squares);
  for (const { example: paper, isAdded } of examples) {
    if (!isAdded || typeof paper !== 'number' || withoutPaper.has(paper)) continue;
    const own = examples.filter(({ example, isAdded }) => isAdded && example === paper);
    const half = own.map(({ factor }) => ({ example: paper, factor: -factor / 2 }));
    withoutPaper.set(paper, toIntegers(sumExamples(index, half, new Map(sum)), scale));
  }
  return { query: toIntegers(sum, scale), withoutPaper };
}

/** Adds weighted examples to a sum. */
function sumExamples(index: InvertedIndex, examples: readonly WeightedExample[], sum: Query): Query {
  for (const { example, factor } of examples)
    for (const [term, value] of toQuery(index, example)) sum.set(term, (sum.get(term) ?? 0) + factor * value);
  return sum;
}

function toIntegers(sum: Query, scale: number): Query {
  const weights = [...sum].map(([term, value]) => [term, Math.trunc(value * scale)] as const);
  return new Map(weights.filter(([, weight]) => weight !== 0));
}

/** Returns the dot products of a query with all rows: similarities times UNIT². */
export async function computeScores(
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
export function explainScore(
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
