/** Memory layout shared by all parts of the kernel, and functions to access it. Addresses and sizes are in bytes. */

/** Eight int16 per column: the partial sum of each lane. A block has at most 4,096 columns, so that an offset fits 16 bits. */
export const SUMS: usize = 0;
/** Per lane an int16 per common term: the weights that the row defers. */
export const DEFERRED_WEIGHTS: usize = 65536;
/** An int32 per field: see the fields below. */
export const HEADER: usize = 67584;
/** Per lane an int32: the first entry of the row that may not be deferred. */
export const SPLITS: usize = 67840;
/** Per lane an int16: the upper bound of the rounding error of the row's sums. */
export const SLACK: usize = 67872;
/** Per lane an int16: the threshold of the row, in units of the sums. */
export const ROW_THRESHOLDS: usize = 67888;
/** Per group of common terms an int16 per lane: the length of what the row defers in the group. */
export const DEFERRED_LENGTHS: usize = 67904;
/** Per lane a byte per subgroup: the length of what the row defers in the subgroup. */
export const DEFERRED_FINE_LENGTHS: usize = 67968;
/** An int32 per subgroup: a sum of squares. */
export const SQUARES: usize = 68096;
/** 64 vectors of maxima, used while seeding. */
export const MAXIMA: usize = 68160;
/** An int16 per column: its threshold in units of the sums. */
export const COLUMN_THRESHOLDS: usize = 69184;
/** Per group of four columns with a hit: the bit mask of the hits, then eight times the number of the first column. */
export const HITS: usize = 77440;
/** Hits that pass the finer bound: eight times the column plus the lane, an int32 each. */
export const CANDIDATES: usize = 85696;
export const CANDIDATES_END: usize = 93888;
/** Results of a call: their number, then the bytes per item, address and length of each. */
export const OUTBOX: usize = 93888;

/** Rows in a batch, one per lane of a vector. */
export const LANES: i32 = 8;
/** Bytes of a dense row: an int16 for each of the 128 common terms. */
export const DENSE_BYTES: usize = 256;
/** Largest int16. */
export const MAX_I16: i16 = 32767;

/** Fields of the header, in the order of HEADER_FIELDS in ../join/blocked-index.ts. */
export const PAPERS: usize = 0;
export const BLOCK_SIZE: usize = 1;
export const TERMS: usize = 2;
export const DEFERRAL_PERCENT: usize = 3;
export const NEIGHBORS: usize = 4;
export const LENGTH_STRIDE: usize = 5;
export const ROW_STARTS: usize = 6;
export const COMMON_ENDS: usize = 7;
export const ROW_TERMS: usize = 8;
export const ROW_WEIGHTS: usize = 9;
export const LIST_STARTS: usize = 10;
export const POSTINGS: usize = 11;
export const DENSE_ROWS: usize = 12;
export const LENGTHS: usize = 13;
export const FINE_LENGTHS: usize = 14;
export const THRESHOLDS: usize = 15;
export const NEIGHBOR_IDS: usize = 16;
export const NEIGHBOR_DOTS: usize = 17;
export const CURSORS: usize = 18;
export const SLOT_OF_TERM: usize = 19;
export const TERM_OF_SLOT: usize = 20;
export const BATCH_WEIGHTS: usize = 21;
export const ACTIVE_LISTS: usize = 22;
export const INBOX: usize = 23;
export const LIST_BITS: usize = 24;

/** Offset of the first entry of each row (uint32). */
export let rowStarts: usize = 0;
/** End of the common terms of each row, which precede its rare terms (uint32). */
export let commonEnds: usize = 0;
/** Term of each entry (uint32). */
export let rowTerms: usize = 0;
/** Weight of each entry (uint16). */
export let rowWeights: usize = 0;
/** Postings, see scatter.ts (uint32). */
export let postings: usize = 0;
/** Weights of the common terms of each row, dense (int16). */
export let denseRows: usize = 0;
/** Smallest dot product that enters the neighbors of each paper (int32). */
export let thresholds: usize = 0;
/** Slot of each term in the current batch, 0 for none (uint32). */
export let slotOfTerm: usize = 0;
/** Term of each slot (uint32). */
export let termOfSlot: usize = 0;
/** Weights of the eight rows for the term of each slot (uint16 per lane). */
export let batchWeights: usize = 0;
/** Posting lists of the current batch: start, end, slot, and the first posting (uint32 each). */
export let activeLists: usize = 0;

/** Copies the addresses of the arrays from the header to globals, which inner loops read faster. */
export function cacheAddresses(): void {
  rowStarts = headerField(ROW_STARTS);
  commonEnds = headerField(COMMON_ENDS);
  rowTerms = headerField(ROW_TERMS);
  rowWeights = headerField(ROW_WEIGHTS);
  postings = headerField(POSTINGS);
  denseRows = headerField(DENSE_ROWS);
  thresholds = headerField(THRESHOLDS);
  slotOfTerm = headerField(SLOT_OF_TERM);
  termOfSlot = headerField(TERM_OF_SLOT);
  batchWeights = headerField(BATCH_WEIGHTS);
  activeLists = headerField(ACTIVE_LISTS);
}

/** Returns a field of the header. */
export function headerField(field: usize): usize {
  return load<u32>(HEADER + (field << 2));
}

/** Returns an element of a uint32 array. */
export function loadWord(array: usize, index: u32): u32 {
  return load<u32>(array + ((<usize>index) << 2));
}

/** Returns the address of a lane of a vector of int16. */
export function laneAddress(vector: usize, lane: i32): usize {
  return vector + ((<usize>lane) << 1);
}

/** Grows the memory to at least the given number of bytes. Traps if it cannot grow. */
export function ensureMemory(bytes: usize): void {
  const missing = <i32>((bytes + 65535) >> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
}
