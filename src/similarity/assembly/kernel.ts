/**
 * The join's inner loops, in AssemblyScript: `npm run kernel` compiles them to WebAssembly with vector instructions
 * and writes ../kernel-bytes.ts. All numbers are whole; ../image.ts lays out the memory that they work on.
 *
 * A call joins the papers of one tile (rows) with those of another (columns). For each row the products with rare
 * terms are summed blindly, posting by posting, into an array with an entry a column. Its commonest terms, which
 * cost most and weigh least, are deferred: by Cauchy-Schwarz their part of a dot product is at most the product of
 * both papers' lengths in these terms. Only where sum + bound reaches the worse of the last places of the two
 * papers' lists is the deferred part computed, densely. The bounds are those of L2AP (Anastasiu and Karypis, ICDE
 * 2014) applied to a half-dense, half-sparse split.
 */

/** An int32 a column: the row's dot product so far. At most 16,384 columns, so that a byte offset fits 16 bits. */
const SUMS: usize = 0;
/** An int16 a common term: the row's weights of the terms that it defers. */
const DEFERRED: usize = 65536;
/** Sizes and addresses, an int32 each, in the order of image.ts. */
const HEADER: usize = 66560;

/** Row lengths stay below half a unit, so that twice a length fits an int16 (columns carry half lengths). */
const LONGEST: f64 = 16383.0 * 16383.0;

/** The squared lengths of what the current row defers, by half of the common terms. */
let deferredFirst: i32 = 0;
let deferredSecond: i32 = 0;

function header(field: usize): usize {
  return load<u32>(HEADER + (field << 2));
}

/**
 * Joins the papers from `firstRow` to `lastRow`, all of one tile, with those of the column tile, each pair once.
 * Within its own tile, a row tile begins at its first paper and goes on where it left off.
 */
export function joinRows(firstRow: i32, lastRow: i32, columnTile: i32): void {
  const papers = <i32>header(0);
  const tile = <i32>header(1);
  const starts = header(5);
  const firstColumn = columnTile * tile;
  const diagonal = firstRow >= firstColumn && firstRow < firstColumn + tile;
  const columns = min(papers - firstColumn, tile);
  const lists = header(8) + <usize>columnTile * (header(2) + 1) * 4;
  const begins = diagonal ? header(17) : lists;
  if (firstRow === firstColumn) memory.copy(begins, lists, header(2) * 4);
  for (let row = firstRow; row < lastRow; row++) {
    const first = load<u32>(starts + ((<usize>row) << 2));
    const last = load<u32>(starts + ((<usize>row) << 2), 4);
    const split = defer(row, first);
    if (diagonal) passBy(first, last, begins);
    scatter(split, last, begins, lists + 4);
    scan(row, firstColumn, columns, diagonal ? row + 1 - firstColumn : 0);
  }
}

/**
 * Chooses what the row leaves for later: common terms in the order in which they stand (most work saved for
 * least length first), while their length stays below a share of the similarity that its last place asks for.
 * Returns the first entry that is not deferred.
 */
function defer(row: i32, first: u32): u32 {
  const common = load<u32>(header(6) + ((<usize>row) << 2));
  const reach = <f64>load<i32>(header(13) + ((<usize>row) << 2)) * <f64>header(4) * (1.0 / 100.0 / 32768.0);
  const budget = <i32>min(reach * reach, LONGEST);
  const half = header(3) >> 1;
  memory.fill(DEFERRED, 0, header(3) << 1);
  deferredFirst = 0;
  deferredSecond = 0;
  let entry = first;
  for (; entry < common; entry++) {
    const term = <usize>load<u32>(header(7) + ((<usize>entry) << 2));
    const weight = <i32>load<u16>(header(9) + ((<usize>entry) << 1));
    const square = weight * weight;
    if (deferredFirst + deferredSecond + square > budget) break;
    if (term < half) deferredFirst += square;
    else deferredSecond += square;
    store<u16>(DEFERRED + (term << 1), <u16>weight);
  }
  return entry;
}

/** Within a tile a row meets only those after it: moves its own postings out of the lists' fronts. */
function passBy(first: u32, last: u32, begins: usize): void {
  const terms = header(7);
  for (let entry = first; entry < last; entry++) {
    const begin = begins + ((<usize>load<u32>(terms + ((<usize>entry) << 2))) << 2);
    store<u32>(begin, load<u32>(begin) + 1);
  }
}

function add(posting: u32, weight: i32): void {
  const sum: usize = SUMS + (posting & 0xffff);
  store<i32>(sum, load<i32>(sum) + <i32>(posting >> 16) * weight);
}

/** Adds the products of the row's entries with all postings of their terms. A posting: weight, then byte offset of the column. */
function scatter(first: u32, last: u32, begins: usize, ends: usize): void {
  const terms = header(7);
  const weights = header(9);
  const postings = header(10);
  for (let entry = first; entry < last; entry++) {
    const term = (<usize>load<u32>(terms + ((<usize>entry) << 2))) << 2;
    const weight = <i32>load<u16>(weights + ((<usize>entry) << 1));
    let at = postings + ((<usize>load<u32>(begins + term)) << 2);
    const end = postings + ((<usize>load<u32>(ends + term)) << 2);
    for (; at + 16 <= end; at += 16) {
      const a = load<u32>(at);
      const b = load<u32>(at, 4);
      const c = load<u32>(at, 8);
      const d = load<u32>(at, 12);
      add(a, weight);
      add(b, weight);
      add(c, weight);
      add(d, weight);
    }
    for (; at < end; at += 4) add(load<u32>(at), weight);
  }
}

/** Finds the columns whose sum and bound reach the lower of the two thresholds, finishes them, and clears the sums. */
function scan(row: i32, firstColumn: i32, columns: i32, from: i32): void {
  const thresholds = header(13) + ((<usize>firstColumn) << 2);
  const lengths = header(12) + ((<usize>firstColumn) << 2);
  const end = (<usize>((columns + 15) & ~15)) << 2;
  const first = (<u32>Math.ceil(Math.sqrt(<f64>deferredFirst))) << 1;
  const second = (<u32>Math.ceil(Math.sqrt(<f64>deferredSecond))) << 1;
  const deferred = i32x4.splat((second << 16) | first);
  const zero = i32x4.splat(0);
  let threshold = load<i32>(header(13) + ((<usize>row) << 2));
  let thresholdVector = i32x4.splat(threshold);
  for (let at: usize = (<usize>(from & ~15)) << 2; at < end; at += 64) {
    const sums = SUMS + at;
    const hit0 = reach(at, lengths, thresholds, deferred, thresholdVector);
    const hit1 = reach(at + 16, lengths, thresholds, deferred, thresholdVector);
    const hit2 = reach(at + 32, lengths, thresholds, deferred, thresholdVector);
    const hit3 = reach(at + 48, lengths, thresholds, deferred, thresholdVector);
    if (v128.any_true(v128.or(v128.or(hit0, hit1), v128.or(hit2, hit3)))) {
      let hits =
        i32x4.bitmask(hit0) | (i32x4.bitmask(hit1) << 4) | (i32x4.bitmask(hit2) << 8) | (i32x4.bitmask(hit3) << 12);
      for (; hits; hits &= hits - 1) {
        const column = <i32>(at >> 2) + ctz(hits);
        if (column < from || column >= columns) continue;
        const dot = load<i32>(SUMS + ((<usize>column) << 2)) + deferredPart(firstColumn + column);
        if (dot >= threshold) {
          threshold = offer(row, firstColumn + column, dot);
          thresholdVector = i32x4.splat(threshold);
        }
        if (dot >= load<i32>(thresholds + ((<usize>column) << 2))) offer(firstColumn + column, row, dot);
      }
    }
    v128.store(sums, zero);
    v128.store(sums, zero, 16);
    v128.store(sums, zero, 32);
    v128.store(sums, zero, 48);
  }
}

/** Of four columns, those whose sum and bound reach the lower threshold. */
function reach(at: usize, lengths: usize, thresholds: usize, deferred: v128, threshold: v128): v128 {
  const bound = i32x4.dot_i16x8_s(v128.load(lengths + at), deferred);
  const lower = i32x4.min_s(v128.load(thresholds + at), threshold);
  return i32x4.ge_s(i32x4.add(v128.load(SUMS + at), bound), lower);
}

/** The dot product of the row's deferred terms with a column's common terms. */
function deferredPart(column: i32): i32 {
  const bytes = header(3) << 1;
  const dense = header(11) + <usize>column * bytes;
  let even = i32x4.splat(0);
  let odd = i32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 32) {
    even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(dense + at), v128.load(DEFERRED + at)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(dense + at, 16), v128.load(DEFERRED + at, 16)));
  }
  const sums = i32x4.add(even, odd);
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/** As `offer` in ../nearest.ts; returns the paper's threshold, which a full list raises. */
function offer(paper: i32, other: i32, dot: i32): i32 {
  const size = <usize>header(14);
  const ids = header(15);
  const dots = header(16);
  const threshold = header(13) + ((<usize>paper) << 2);
  const first = (<usize>paper * size) << 2;
  const last = first + ((size - 1) << 2);
  let slot = last;
  if (comesBefore(load<i32>(dots + slot), load<i32>(ids + slot), dot, other)) return load<i32>(threshold);
  while (slot > first && !comesBefore(load<i32>(dots + slot - 4), load<i32>(ids + slot - 4), dot, other)) {
    store<i32>(dots + slot, load<i32>(dots + slot - 4));
    store<i32>(ids + slot, load<i32>(ids + slot - 4));
    slot -= 4;
  }
  store<i32>(dots + slot, dot);
  store<i32>(ids + slot, other);
  const raised = max(load<i32>(threshold), load<i32>(dots + last));
  store<i32>(threshold, raised);
  return raised;
}

function comesBefore(dot: i32, id: i32, otherDot: i32, otherId: i32): bool {
  return dot > otherDot || (dot === otherDot && id < otherId);
}
