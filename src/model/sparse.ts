/**
 * Row i is ids[starts[i] .. starts[i+1]), with values alongside.
 * In the rows of a join, ids are papers, most similar first (ties by id), values are similarities in 0..1.
 */
export interface SparseRows<Values extends Uint16Array | Float64Array = Float64Array> {
  starts: Uint32Array;
  ids: Uint32Array;
  values: Values;
}

/**
 * One row a paper: ids are terms, ascending; a value is the term's weight times {@link UNIT}.
 * Rows have unit length (at most UNIT, never above it), so that a dot product divided by UNIT squared is a cosine in 0..1.
 * Whole numbers make every sum independent of its order, and UNIT is a power of two so that shares add up exactly.
 */
export type TermRows = SparseRows<Uint16Array>;

/** One row by itself, such as a text that was weighed: terms ascending, weights alongside. */
export interface TermRow {
  ids: Uint32Array;
  values: Uint16Array;
}

/** The weight 1 in {@link TermRows}. A product of two rows stays below 2^30 and fits an int32. */
export const UNIT = 32768;

/** One term's part of a similarity. */
export interface Share {
  /** The term's id in the vocabulary. */
  term: number;
  /** What it adds to the similarity; all shares of a similarity add up to it exactly. */
  share: number;
}
