/**
 * A sparse matrix in compressed sparse row (CSR) format.
 *
 * The entries of row i are `ids[k]` (column) and `values[k]` for `starts[i] <= k < starts[i + 1]`. What columns and values
 * mean depends on the matrix: see {@link TermRows} for papers × terms. In a matrix of nearest neighbors (papers × papers) the ids
 * of a row are papers, most similar first (ties by id), and the values are their similarities, 0..1.
 */
export interface SparseRows<Values extends Uint16Array | Float64Array = Float64Array> {
  /** Offset of the first entry of each row, and the number of entries at the end. Length: rows + 1. */
  starts: Uint32Array;
  /** Column of each entry. */
  ids: Uint32Array;
  /** Value of each entry. */
  values: Values;
}

/**
 * A papers × terms matrix: the ids of a row are terms, ascending; its values are their weights times {@link UNIT}.
 *
 * Rows have unit length (at most UNIT, never more), so that the dot product of two rows divided by UNIT² is their cosine, 0..1.
 * Integer weights make every sum independent of the order of summation. UNIT is a power of two, so that the
 * contributions of the terms add up to the cosine exactly.
 */
export type TermRows = SparseRows<Uint16Array>;

/** A single row of a papers × terms matrix, such as a text returned by `weighText`. */
export interface TermRow {
  /** Terms, ascending. */
  ids: Uint32Array;
  /** Weight of each term times {@link UNIT}. */
  values: Uint16Array;
}

/** The integer that represents the weight 1 in {@link TermRows}. The dot product of two rows is at most 2^30 and fits an int32. */
export const UNIT = 32768;

/** The contribution of one term to a similarity. */
export interface Share {
  /** Id of the term in the vocabulary. */
  term: number;
  /** Summand of the similarity. The shares of a similarity add up to it exactly. */
  share: number;
  /** True if query expansion added the term: the query or the paper itself does not contain it, but similar papers do. */
  added?: boolean;
}

/** A term and its contribution to a similarity. */
export interface TermShare {
  /** Surface form of the term. */
  term: string;
  /** Summand of the similarity. */
  share: number;
  /** True if query expansion added the term: the query or the paper itself does not contain it, but similar papers do. */
  added?: boolean;
}
