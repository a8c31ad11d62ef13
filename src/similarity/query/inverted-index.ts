import type { Hooks } from '../../model/options.ts';
import type { TermRow, TermRows } from '../../model/sparse.ts';
import { transpose } from '../../util/transpose.ts';

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

/**
 * Creates the inverted index of rows.
 * @param terms Number of terms in the vocabulary.
 * @throws the reason of the signal if it is aborted
 */
export async function createIndex(rows: TermRows, terms: number, { signal }: Hooks = {}): Promise<InvertedIndex> {
  const { starts, ids: papers, values } = await transpose(rows, terms, signal);
  return { rows, starts, papers, values };
}
