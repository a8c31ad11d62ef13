import { type Share, type SparseRows, type TermRow, type TermRows, UNIT } from '../../model/sparse.ts';
import { COMPANY, COMPANY_OF_PAPER, COMPANY_OF_QUERY, companyOf, sharedScores } from './query-expansion.ts';

/**
 * Rows and their inverse, built once and asked often. Posting lists run by term:
 * term t stands in papers[starts[t] .. starts[t + 1]), ascending, with its weights alongside.
 */
export interface Index {
  rows: TermRows;
  starts: Uint32Array;
  papers: Uint32Array;
  values: Uint16Array;
}

/** An example: a paper of the index, by its number, or any text weighed by `weighText`. */
export type Example = number | TermRow;

/** How many papers a query finds, and what they are ranked by. */
export interface RelatedOptions {
  /** How many papers to return at most. Whole number, at least 1. Default 10. */
  count?: number;
  /** Examples of what is not wanted. Default none. */
  unlike?: readonly Example[];
  /** How much the bad examples count beside the good ones, 0 or more. Default 0.5. */
  unlikeWeight?: number;
  /**
   * How much to avoid papers that resemble those already chosen, 0..1: 0 ranks by similarity alone,
   * 1 by difference alone. Default 0.
   */
  diversity?: number;
  /**
   * The neighbours of all papers, as the join gives them. When given, every paper speaks with its three nearest: see
   * `company.ts`. That finds more of what is related; the terms of a similarity may then be those of the nearest. Default none.
   */
  company?: SparseRows;
  /** Papers to mark as known, such as those in the reader's own library. Default none. */
  known?: (paper: number) => boolean;
}

/** A paper that a query found, and why. */
export interface Related {
  paper: number;
  /** Cosine with the query, or with `company` the like of it; above 0 and at most 1. */
  similarity: number;
  /** What each shared term adds; negative where bad examples speak against it. Adds up to the similarity exactly. */
  terms: Share[];
  /** Whether `options.known` knows the paper. */
  known: boolean;
}

/** Inverts the rows. `terms` is the size of their vocabulary. */
export function createIndex(rows: TermRows, terms: number): Index {
  const starts = new Uint32Array(terms + 1);
  for (const term of rows.ids) starts[term + 1]!++;
  for (let term = 0; term < terms; term++) starts[term + 1]! += starts[term]!;
  const next = starts.slice();
  const papers = new Uint32Array(rows.ids.length);
  const values = new Uint16Array(rows.ids.length);
  for (let paper = 0; paper + 1 < rows.starts.length; paper++)
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const at = next[rows.ids[k]!]!++;
      papers[at] = paper;
      values[at] = rows.values[k]!;
    }
  return { rows, starts, papers, values };
}

/**
 * The papers most like the examples, most similar first (ties by paper), each with its reasons. Papers that are examples
 * themselves are left out. One good example alone is the query as it is, so that the similarity of two papers is the
 * cosine of their rows; several make a query after Rocchio (1971): the mean of the good examples less `unlikeWeight` times
 * the mean of the bad ones, brought to unit length. Throws nothing; an empty query finds nothing.
 */
export function related(index: Index, like: Example | readonly Example[], options: RelatedOptions = {}): Related[] {
  const { count = 10, unlike = [], unlikeWeight = 0.5, diversity = 0, company, known = () => false } = options;
  const good = typeof like === 'number' || 'ids' in like ? [like] : like;
  const voices = [...voicesOf(index, good, 1, company), ...voicesOf(index, unlike, -unlikeWeight, company)];
  const query = voices.length === 1 ? asMap(index, voices[0]!.example) : rocchio(index, voices);
  const plain = scores(index, query);
  const sums = company ? sharedScores(plain, company) : plain;
  for (const example of [...good, ...unlike]) if (typeof example === 'number') sums[example] = 0;
  const candidates = best(sums, diversity > 0 ? Math.max(100, 5 * count) : count);
  const chosen = diversity > 0 ? diverse(index, candidates, sums, count, diversity) : candidates;
  return chosen.map((paper) => ({
    paper,
    similarity: sums[paper]! / UNIT / UNIT,
    terms: sharesOf(index.rows, query, company ? companyOf(company, paper, COMPANY_OF_PAPER) : [{ paper, factor: 1 }]),
    known: known(paper),
  }));
}

/** A query: whole-number weights by term, negative where the term is unwanted; length at most UNIT. */
type Query = Map<number, number>;

function asMap({ rows }: Index, example: Example): Query {
  const query: Query = new Map();
  if (typeof example === 'number')
    for (let k = rows.starts[example]!; k < rows.starts[example + 1]!; k++) query.set(rows.ids[k]!, rows.values[k]!);
  else
    example.ids.forEach((term, k) => {
      query.set(term, example.values[k]!);
    });
  return query;
}

/** An example and how much it counts; below 0 when it is a bad one. */
interface Voice {
  example: Example;
  factor: number;
}

/** The examples, `weight` in all, each with its company if that is wanted; a text's company is what it is most like. */
function voicesOf(index: Index, examples: readonly Example[], weight: number, company?: SparseRows): Voice[] {
  return examples.flatMap((example) => {
    const factor = weight / examples.length;
    if (!company) return [{ example, factor }];
    if (typeof example === 'number')
      return companyOf(company, example, COMPANY_OF_QUERY).map((voice) => ({
        example: voice.paper,
        factor: factor * voice.factor,
      }));
    const nearest = best(scores(index, asMap(index, example)), COMPANY);
    const share = nearest.length > 0 ? COMPANY_OF_QUERY : 0;
    return [
      { example, factor: factor * (1 - share) },
      ...nearest.map((paper) => ({ example: paper, factor: (factor * share) / nearest.length })),
    ];
  });
}

function rocchio(index: Index, voices: readonly Voice[]): Query {
  const sum: Query = new Map();
  for (const { example, factor } of voices)
    for (const [term, value] of asMap(index, example)) sum.set(term, (sum.get(term) ?? 0) + factor * value);
  let square = 0;
  for (const value of sum.values()) square += value * value;
  const query: Query = new Map();
  if (square === 0) return query; // the bad examples undo the good ones
  const scale = UNIT / Math.sqrt(square);
  for (const [term, value] of sum) {
    const whole = Math.trunc(value * scale);
    if (whole !== 0) query.set(term, whole);
  }
  return query;
}

/** The query's dot product with every row, as a whole number: similarity times UNIT squared. */
function scores({ rows, starts, papers, values }: Index, query: Query): Int32Array {
  const sums = new Int32Array(rows.starts.length - 1);
  for (const [term, weight] of query)
    for (let k = starts[term]!; k < starts[term + 1]!; k++) sums[papers[k]!]! += weight * values[k]!;
  return sums;
}

/** The `count` papers with the highest sums above 0, highest first, ties by paper. */
function best(sums: Int32Array | Float64Array, count: number): number[] {
  const top: number[] = [];
  for (let paper = 0; paper < sums.length; paper++) {
    const sum = sums[paper]!;
    if (sum <= 0 || (top.length === count && sum <= sums[top[count - 1]!]!)) continue;
    let at = top.length === count ? count - 1 : top.length;
    for (; at > 0 && sums[top[at - 1]!]! < sum; at--) top[at] = top[at - 1]!;
    top[at] = paper;
  }
  return top;
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein, 1998): each next paper has the highest
 * (1 - diversity) x similarity to the query - diversity x highest similarity to those chosen before it.
 */
function diverse(
  index: Index,
  candidates: number[],
  sums: Int32Array | Float64Array,
  count: number,
  diversity: number,
): number[] {
  const chosen: number[] = [];
  const closest = new Map(candidates.map((paper) => [paper, 0]));
  while (chosen.length < count && closest.size > 0) {
    let next = -1;
    let highest = Number.NEGATIVE_INFINITY;
    for (const [paper, nearness] of closest) {
      const worth = (1 - diversity) * sums[paper]! - diversity * nearness;
      if (worth > highest) [highest, next] = [worth, paper];
    }
    chosen.push(next);
    closest.delete(next);
    const row = asMap(index, next);
    for (const [paper, nearness] of closest) closest.set(paper, Math.max(nearness, dot(index.rows, row, paper)));
  }
  return chosen;
}

function dot(rows: TermRows, query: Query, paper: number): number {
  let sum = 0;
  for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++)
    sum += (query.get(rows.ids[k]!) ?? 0) * rows.values[k]!;
  return sum;
}

/** Every term's part in the similarity of a query and the papers that speak together, weightiest first whichever its sign, ties by term. */
function sharesOf(rows: TermRows, query: Query, speakers: readonly { paper: number; factor: number }[]): Share[] {
  const shares = new Map<number, number>();
  for (const { paper, factor } of speakers)
    for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
      const term = rows.ids[k]!;
      const weight = query.get(term);
      if (weight) shares.set(term, (shares.get(term) ?? 0) + (factor * weight * rows.values[k]!) / UNIT / UNIT);
    }
  return [...shares]
    .map(([term, share]) => ({ term, share }))
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || a.term - b.term);
}
