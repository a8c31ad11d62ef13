/** What lies where in the memory that all parts of the kernel share, and how they get at it. */

/** Eight int16 a column: each lane's sum so far. At most 4,096 columns, so that a byte offset fits 16 bits. */
export const SUMS: usize = 0;
/** By lane an int16 a common term: the weights that the row defers. */
export const DEFERRED: usize = 65536;
/** Sizes and addresses, an int32 each, in the order of ../image.ts. */
export const HEADER: usize = 67584;
/** By lane an int32: the row's first entry that it would not defer. */
export const SPLITS: usize = 67840;
/** Int16 a lane: slack, threshold, and the length of what it defers in each of four groups of common terms. */
export const SLACK: usize = 67872;
export const THRESHOLD: usize = 67888;
export const LENGTHS: usize = 67904;
/** By lane a byte for each of sixteen finer groups: the same lengths. */
export const FINE: usize = 67968;
/** An int32 a fine group: squares being summed. */
export const SQUARES: usize = 68096;
/** 64 vectors of the best seen so far, while seeding. */
export const MAXIMA: usize = 68160;
/** An int16 a column: its threshold in units of the sums. */
export const LOWER: usize = 69184;
/** Fours of columns with a hit: the mask of hits, then eight times the first column. */
export const HITS: usize = 77440;
/** Hits that the finer bound lets through: eight times the column plus the lane. */
export const CLOSE: usize = 85696;
export const CLOSE_END: usize = 93888;

export const LANES: i32 = 8;
/** Bytes of a dense row: an int16 for each of the 128 common terms. */
export const DENSE: usize = 256;

/** The largest number that 16 bits hold. */
export const MOST: i16 = 32767;

/** Where the arrays are that ../image.ts lays out, by the same names. */
export let starts: usize = 0;
export let commonEnds: usize = 0;
export let terms: usize = 0;
export let weights: usize = 0;
export let postings: usize = 0;
export let dense: usize = 0;
export let thresholds: usize = 0;
/** By term its slot, by slot its term, eight lanes' weights a slot, and a place for the lists found. */
export let slots: usize = 0;
export let union: usize = 0;
export let blockWeights: usize = 0;
export let found: usize = 0;

/** Reads from the header where the arrays are, once a call, so that the inner loops need not. */
export function findArrays(): void {
  starts = header(5);
  commonEnds = header(6);
  terms = header(7);
  weights = header(9);
  postings = header(10);
  dense = header(11);
  thresholds = header(13);
  slots = header(18);
  union = header(19);
  blockWeights = header(20);
  found = header(21);
}

export function header(field: usize): usize {
  return load<u32>(HEADER + (field << 2));
}

export function word(array: usize, at: u32): u32 {
  return load<u32>(array + ((<usize>at) << 2));
}

/** A lane's entry in a vector. */
export function inLane(vector: usize, lane: i32): usize {
  return vector + ((<usize>lane) << 1);
}
