/**
 * Finds the nearest vectors by cosine, in AssemblyScript: see ../nearest-vectors.ts. Components are integers, so that dot products are exact
 * in any order. They are stored in 16 bits, padded with zeros to a multiple of eight.
 *
 * Memory: results of a call (OUTBOX), then the inverse length of each vector (f64), the vectors (i16), the lists of the rows of a call
 * (scores f64, ids i32, dot products i32), and the arrays of the next call.
 */

/** Results of a call: their number, then the bytes per item, address and length of each. */
const OUTBOX: usize = 0;
const OUTBOX_BYTES: usize = 64;
/** Maximum number of rows of a call. */
const MAX_ROWS: i32 = 16;

let vectors: i32 = 0;
/** Bytes of a vector. */
let stride: usize = 0;
let dimensions: i32 = 0;
/** Entries of a list. */
let size: i32 = 0;
let inverseLengths: usize = 0;
let components: usize = 0;
let scores: usize = 0;
let ids: usize = 0;
let dots: usize = 0;
let inboxStart: usize = OUTBOX_BYTES;

/** Returns the address for the arrays of the next call. */
export function inbox(bytes: usize): usize {
  ensureMemory(inboxStart + bytes);
  store<i32>(OUTBOX, 0);
  return inboxStart;
}

/** Returns the address of the results of the last call. */
export function outbox(): usize {
  return OUTBOX;
}

/** Reserves memory for a number of vectors and for lists of `listSize` neighbors. */
export function reserve(count: i32, dimensionCount: i32, listSize: i32): void {
  vectors = count;
  dimensions = dimensionCount;
  size = listSize;
  stride = <usize>((dimensionCount + 7) & ~7) * 2;
  inverseLengths = OUTBOX_BYTES;
  components = (inverseLengths + <usize>count * 8 + 15) & ~15;
  scores = components + <usize>count * stride;
  ids = scores + <usize>(MAX_ROWS * listSize) * 8;
  dots = ids + <usize>(MAX_ROWS * listSize) * 4;
  inboxStart = (dots + <usize>(MAX_ROWS * listSize) * 4 + 15) & ~15;
  ensureMemory(inboxStart);
}

/** Takes over vectors, one byte per component, and computes their lengths. */
export function loadVectors(array: usize, length: i32, first: i32): void {
  const count = length / dimensions;
  for (let i = 0; i < count; i++) {
    let squares: i32 = 0;
    const target = components + <usize>(first + i) * stride;
    for (let k = 0; k < dimensions; k++) {
      const value = <i32>load<i8>(array + <usize>(i * dimensions + k));
      store<i16>(target + ((<usize>k) << 1), <i16>value);
      squares += value * value;
    }
    store<f64>(inverseLengths + ((<usize>(first + i)) << 3), squares === 0 ? 0 : 1 / Math.sqrt(<f64>squares));
  }
}

/** Gives the nearest vectors of the rows from `firstRow` to `endRow`, at most 16: ids, and dot products, 0 for an empty slot. */
export function findNearest(firstRow: i32, endRow: i32): void {
  memory.fill(scores, 0, inboxStart - scores);
  for (let column = 0; column < vectors; column += 4) {
    const columns = min(4, vectors - column);
    for (let row = firstRow; row < endRow; row++) multiply(row, row - firstRow, column, columns);
  }
  const length = (endRow - firstRow) * size;
  give(0, ids, length);
  give(1, dots, length);
}

/** Computes the dot products of a row with up to four columns at once, which loads the row once. */
function multiply(row: i32, slot: i32, column: i32, columns: i32): void {
  const a = components + <usize>row * stride;
  const b0 = components + <usize>column * stride;
  // Beyond the last vector the first column stands in; its result is not used.
  const b1 = columns > 1 ? b0 + stride : b0;
  const b2 = columns > 2 ? b1 + stride : b0;
  const b3 = columns > 3 ? b2 + stride : b0;
  let s0 = i32x4.splat(0);
  let s1 = i32x4.splat(0);
  let s2 = i32x4.splat(0);
  let s3 = i32x4.splat(0);
  for (let offset: usize = 0; offset < stride; offset += 16) {
    const x = v128.load(a + offset);
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x, v128.load(b0 + offset)));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x, v128.load(b1 + offset)));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(x, v128.load(b2 + offset)));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(x, v128.load(b3 + offset)));
  }
  consider(row, slot, column, sum(s0));
  if (columns > 1) consider(row, slot, column + 1, sum(s1));
  if (columns > 2) consider(row, slot, column + 2, sum(s2));
  if (columns > 3) consider(row, slot, column + 3, sum(s3));
}

/** Returns the sum of four integers. */
function sum(vector: v128): i32 {
  return (
    i32x4.extract_lane(vector, 0) +
    i32x4.extract_lane(vector, 1) +
    i32x4.extract_lane(vector, 2) +
    i32x4.extract_lane(vector, 3)
  );
}

/** Inserts a column into the list of a row if it belongs there: higher scores first, of equal ones the column that follows next. */
function consider(row: i32, slot: i32, column: i32, dot: i32): void {
  const score = <f64>dot * load<f64>(inverseLengths + ((<usize>column) << 3));
  const first = slot * size;
  let position = first + size - 1;
  if (score <= 0 || score < load<f64>(scores + ((<usize>position) << 3)) || column === row) return;
  if (!precedes(row, column, score, position)) return;
  for (; position > first && precedes(row, column, score, position - 1); position--) copyDown(position);
  store<f64>(scores + ((<usize>position) << 3), score);
  store<i32>(ids + ((<usize>position) << 2), column);
  store<i32>(dots + ((<usize>position) << 2), dot);
}

/** Returns whether a column comes before the entry at a position. */
function precedes(row: i32, column: i32, score: f64, position: i32): bool {
  const other = load<f64>(scores + ((<usize>position) << 3));
  if (score !== other) return score > other;
  const distance: u32 = column - row;
  const otherDistance: u32 = load<i32>(ids + ((<usize>position) << 2)) - row;
  return distance < otherDistance;
}

/** Copies the entry before a position to it. */
function copyDown(position: i32): void {
  store<f64>(scores + ((<usize>position) << 3), load<f64>(scores + ((<usize>(position - 1)) << 3)));
  store<i32>(ids + ((<usize>position) << 2), load<i32>(ids + ((<usize>(position - 1)) << 2)));
  store<i32>(dots + ((<usize>position) << 2), load<i32>(dots + ((<usize>(position - 1)) << 2)));
}

/** Sets a result of the call: an int32 array. */
function give(index: usize, address: usize, length: i32): void {
  const result = OUTBOX + 4 + 12 * index;
  store<i32>(OUTBOX, <i32>index + 1);
  store<i32>(result, 4);
  store<u32>(result, <u32>address, 4);
  store<i32>(result, length, 8);
}

/** Grows the memory to at least the given number of bytes. Traps if it cannot grow. */
function ensureMemory(bytes: usize): void {
  const missing = <i32>((bytes + 65535) >> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
}
