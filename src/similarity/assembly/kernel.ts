/**
 * The join's inner loops, in AssemblyScript: `npm run kernel` compiles them to WebAssembly with vector instructions
 * and writes ../kernel-bytes.ts. All numbers are whole; ../image.ts lays out the memory that they work on.
 *
 * A call joins the papers of one tile (rows) with those of another (columns), a block of eight rows at a time, a lane
 * each. The products with rare terms are summed blindly, posting by posting, for all eight rows at once, in 16 bits:
 * a sieve, not the result. The commonest terms, which cost most and weigh least, are deferred: by Cauchy-Schwarz their
 * part of a dot product is at most the product of both papers' lengths in these terms, group by group of terms. Where
 * sum + bound reaches the worse of the last places of the two papers' lists, finer groups are asked, then the deferred
 * part itself; only what is left is computed exactly. The bounds are those of L2AP (Anastasiu and Karypis, ICDE 2014)
 * applied to a half-dense, half-sparse split.
 *
 * A unit of the sums is 1/32,768 of the similarity 1. A rounded product misses at most half a unit, so that a row of n
 * terms misses at most n / 2: its slack. Weights below FAINT count as FAINT in the sums: a shared term always shows.
 */

/** Eight int16 a column: each lane's sum so far. At most 4,096 columns, so that a byte offset fits 16 bits. */
const SUMS: usize = 0;
/** By lane an int16 a common term: the weights that the row defers. */
const DEFERRED: usize = 65536;
/** Sizes and addresses, an int32 each, in the order of image.ts. */
const HEADER: usize = 67584;
/** By lane an int32: the row's first entry that it would not defer. */
const SPLITS: usize = 67840;
/** Int16 a lane: slack, threshold, and the length of what it defers in each of four groups of common terms. */
const SLACK: usize = 67872;
const THRESHOLD: usize = 67888;
const LENGTHS: usize = 67904;
/** By lane a byte for each of sixteen finer groups: the same lengths. */
const FINE: usize = 67968;
/** An int32 a fine group: squares being summed. */
const SQUARES: usize = 68096;
/** 64 vectors of the best seen so far, while seeding. */
const MAXIMA: usize = 68160;
/** An int16 a column: its threshold in units of the sums. */
const LOWER: usize = 69184;
/** Fours of columns with a hit: the mask of hits, then eight times the first column. */
const HITS: usize = 77440;
/** Hits that the finer bound lets through: eight times the column plus the lane. */
const CLOSE: usize = 85696;
const CLOSE_END: usize = 93888;

const LANES: i32 = 8;
/** Bytes of a dense row: an int16 for each of the 128 common terms. */
const DENSE: usize = 256;
/** A row defers less than half a unit length, so that products of lengths fit 16 bits. */
const LONGEST: f64 = 16383.0 * 16383.0;
/** The least weight whose square rounds to a whole unit. */
const FAINT: i16 = 182;
const MOST: i16 = 32767;

/** Terms of the current block, each with a slot from 1 on; slot 0 is that of all other terms. */
let united: u32 = 0;
let starts: usize = 0;
let commonEnds: usize = 0;
let terms: usize = 0;
let weights: usize = 0;
let postings: usize = 0;
let dense: usize = 0;
let thresholds: usize = 0;
/** By term its slot, by slot its term, eight lanes' weights a slot, and a place for the lists found. */
let slots: usize = 0;
let union: usize = 0;
let blockWeights: usize = 0;
let found: usize = 0;

function header(field: usize): usize {
  return load<u32>(HEADER + (field << 2));
}

function word(array: usize, at: u32): u32 {
  return load<u32>(array + ((<usize>at) << 2));
}

/** A lane's entry in a vector. */
function inLane(vector: usize, lane: i32): usize {
  return vector + ((<usize>lane) << 1);
}

/**
 * Joins the papers from `firstRow` to `lastRow`, all of one tile, with those of the column tile, each pair once.
 * Within its own tile, a row tile begins at its first paper and goes on where it left off.
 */
export function joinRows(firstRow: i32, lastRow: i32, columnTile: i32): void {
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
  const tile = <i32>header(1);
  const firstColumn = columnTile * tile;
  const diagonal = firstRow >= firstColumn && firstRow < firstColumn + tile;
  const columns = min(<i32>header(0) - firstColumn, tile);
  const lists = header(8) + <usize>columnTile * (header(2) + 1) * 4;
  const begins = diagonal ? header(17) : lists;
  if (firstRow === firstColumn) {
    seed(firstColumn, columns, lists);
    memory.copy(begins, lists, header(2) * 4);
  }
  for (let column = 0; column < columns; column++) store<i16>(inLane(LOWER, column), threshold(firstColumn + column));
  for (let row = firstRow; row < lastRow; row += LANES) {
    const after = min(row + LANES, lastRow);
    for (let paper = row; paper < after; paper++) gather(paper, paper - row, defer(paper, paper - row));
    for (let paper = row; paper < after; paper++) settle(paper, paper - row);
    scatter(begins, lists + 4);
    scan(row, firstColumn, columns, diagonal);
    clearBlock();
    if (diagonal) for (let paper = row; paper < after; paper++) passBy(paper, begins);
  }
}

/** A paper's threshold in units of the sums, rounded down. */
function threshold(paper: i32): i16 {
  return <i16>min(word(thresholds, paper) >> 15, MOST);
}

/**
 * How far a row's common terms may wait: in the order in which they stand (most work saved for least length first),
 * while their length stays below a share of the similarity that its last place asks for.
 */
function defer(row: i32, lane: i32): u32 {
  const reach = <f64>word(thresholds, row) * <f64>header(4) * (1.0 / 100.0 / 32768.0);
  const budget = <i32>min(reach * reach, LONGEST);
  const common = word(commonEnds, row);
  let entry = word(starts, row);
  for (let squares = 0; entry < common; entry++) {
    const weight = <i32>load<u16>(weights + (entry << 1));
    squares += weight * weight;
    if (squares > budget) break;
  }
  store<u32>(SPLITS + ((<usize>lane) << 2), entry);
  return entry;
}

/** Takes a row into the block, from its entry `split` on. */
function gather(row: i32, lane: i32, split: u32): void {
  const last = word(starts, row + 1);
  for (let entry = split; entry < last; entry++) place(entry, lane);
  // Half a unit a product, and what the weights 32,768 lose, which 16 bits cannot hold.
  store<i16>(inLane(SLACK, lane), <i16>min(((last - word(starts, row)) >> 1) + 3, MOST));
  store<i16>(inLane(THRESHOLD, lane), threshold(row));
}

function place(entry: u32, lane: i32): void {
  const term = word(terms, entry);
  let slot = word(slots, term);
  if (slot === 0) {
    slot = ++united;
    store<u32>(slots + (term << 2), slot);
    store<u32>(union + (slot << 2), term);
    v128.store(blockWeights + (slot << 4), i16x8.splat(0));
  }
  store<u16>(inLane(blockWeights + (slot << 4), lane), load<u16>(weights + (entry << 1)));
}

/** Common terms that another row of the block needs at once cost nothing more here: only the others are deferred. */
function settle(row: i32, lane: i32): void {
  memory.fill(SQUARES, 0, 64);
  const split = word(SPLITS, lane);
  for (let entry = word(starts, row); entry < split; entry++) {
    const term = word(terms, entry);
    if (word(slots, term)) {
      place(entry, lane);
      continue;
    }
    const weight = <i32>load<u16>(weights + (entry << 1));
    const squares = SQUARES + ((term >> 3) << 2);
    store<i32>(squares, load<i32>(squares) + weight * weight);
    store<i16>(inLane(DEFERRED + <usize>lane * DENSE, term), <i16>weight);
  }
  for (let group: u32 = 0; group < 4; group++) {
    let all: u32 = 0;
    for (let fine = group << 2; fine < (group << 2) + 4; fine++) {
      all += word(SQUARES, fine);
      store<u8>(FINE + ((<usize>lane) << 4) + fine, <u8>length(word(SQUARES, fine)));
    }
    store<u16>(inLane(LENGTHS + (group << 4), lane), length(all));
  }
}

/** In 256ths, rounded up; columns carry 128ths, so that a product is in units of the sums. */
function length(squares: u32): u16 {
  return <u16>Math.ceil(Math.sqrt(<f64>squares) * (1.0 / 128.0));
}

function clearBlock(): void {
  for (let slot: u32 = 1; slot <= united; slot++) store<u32>(slots + (word(union, slot) << 2), 0);
  united = 0;
  memory.fill(SLACK, 0, FINE + 128 - SLACK);
  memory.fill(DEFERRED, 0, <usize>LANES * DENSE);
}

/** Within a tile a row meets only those after it: moves its own postings out of the lists' fronts. */
function passBy(row: i32, begins: usize): void {
  const last = word(starts, row + 1);
  for (let entry = word(starts, row); entry < last; entry++) {
    const begin = begins + (word(terms, entry) << 2);
    store<u32>(begin, load<u32>(begin) + 1);
  }
}

/** A posting: byte offset of the column's sums, then weight, 16 bits each. */
function add(posting: usize, weight: v128): void {
  const sum = SUMS + <usize>load<u16>(posting);
  const product = i16x8.q15mulr_sat_s(v128.load16_splat(posting, 2), weight);
  v128.store(sum, i16x8.add_sat_s(v128.load(sum), product));
}

/** Adds the products of the block's entries with all postings of their terms. */
function scatter(begins: usize, ends: usize): void {
  // All lists are looked up, and their first postings touched, before any is walked: so the waits for memory overlap.
  let top = found;
  for (let slot: u32 = 1; slot <= united; slot++) {
    const term = word(union, slot);
    const begin = word(begins, term);
    const end = word(ends, term);
    store<u32>(top, begin);
    store<u32>(top, end, 4);
    store<u32>(top, slot, 8);
    store<u32>(top, word(postings, begin), 12);
    top += (<usize>i32(end > begin)) << 4;
  }
  for (let list = found; list < top; list += 16) {
    const exact = v128.load(blockWeights + (load<u32>(list, 8) << 4));
    const fitting = i16x8.min_u(i16x8.max_u(exact, i16x8.splat(FAINT)), i16x8.splat(MOST));
    const weight = v128.and(fitting, i16x8.ne(exact, i16x8.splat(0)));
    const end = postings + (load<u32>(list, 4) << 2);
    let at = postings + (load<u32>(list) << 2);
    for (; at + 16 <= end; at += 16) {
      add(at, weight);
      add(at + 4, weight);
      add(at + 8, weight);
      add(at + 12, weight);
    }
    for (; at < end; at += 4) add(at, weight);
  }
}

/** Finds the pairs whose sum and bound reach the lower of the two thresholds, finishes them, and clears the sums. */
function scan(row: i32, firstColumn: i32, columns: i32, diagonal: bool): void {
  const from = diagonal ? (row - firstColumn) & ~3 : 0;
  const end = sieve(from, columns, header(12) + ((<usize>firstColumn) << 1));
  const fine = header(23) + ((<usize>firstColumn) << 4);
  let close = CLOSE;
  for (let at = HITS; at < end; at += 8) {
    for (let hits = load<u32>(at); hits; hits &= hits - 1) {
      const hit = load<i32>(at, 4) + ctz(hits);
      store<i32>(close, hit);
      close += (<usize>i32(comesClose(hit, fine))) << 2;
      if (close === CLOSE_END) {
        finish(close, row, firstColumn, columns, diagonal);
        close = CLOSE;
      }
    }
  }
  finish(close, row, firstColumn, columns, diagonal);
  memory.fill(SUMS + ((<usize>from) << 4), 0, (columns - from) << 4);
}

/**
 * Notes four columns at a time where any of the eight lanes may reach a threshold; returns the end of the notes.
 * Without a branch, which would be mispredicted at every other hit.
 */
function sieve(from: i32, columns: i32, lengths: usize): usize {
  let top = HITS;
  for (let column = from; column < columns; column += 4) {
    const first = i8x16.narrow_i16x8_s(reach(column, lengths), reach(column + 1, lengths));
    const second = i8x16.narrow_i16x8_s(reach(column + 2, lengths), reach(column + 3, lengths));
    const hits = i8x16.bitmask(first) | (i8x16.bitmask(second) << 16);
    store<u32>(top, hits);
    store<i32>(top, column << 3, 4);
    top += (<usize>i32(hits !== 0)) << 3;
  }
  return top;
}

/** The lanes whose sum and bound reach the lower threshold; never those that share no term with the column. */
function reach(column: i32, lengths: usize): v128 {
  const at = inLane(lengths, column);
  const stride = header(22);
  const bound = i16x8.add(
    i16x8.add(part(at, 0), part(at + stride, 16)),
    i16x8.add(part(at + stride * 2, 32), part(at + stride * 3, 48)),
  );
  const sum = i16x8.add_sat_s(v128.load(SUMS + ((<usize>column) << 4)), bound);
  const lower = i16x8.min_s(v128.load16_splat(inLane(LOWER, column)), v128.load(THRESHOLD));
  return i16x8.ge_s(sum, i16x8.max_s(i16x8.sub_sat_s(lower, v128.load(SLACK)), i16x8.splat(1)));
}

function part(length: usize, group: usize): v128 {
  return i16x8.mul(v128.load16_splat(length), v128.load(LENGTHS + group));
}

/** How far a bound of the deferred part carries a hit above the lower threshold; below 0 it cannot count. */
function excess(hit: i32, bound: i32): i32 {
  const lane = hit & 7;
  const lower = min(load<i16>(inLane(THRESHOLD, lane)), load<i16>(inLane(LOWER, hit >> 3)));
  return <i32>load<i16>(inLane(SUMS, hit)) + load<i16>(inLane(SLACK, lane)) + bound - lower;
}

/** Whether a hit stays one by the finer groups' lengths. */
function comesClose(hit: i32, fine: usize): bool {
  const row = v128.load(FINE + ((<usize>(hit & 7)) << 4));
  const column = v128.load(fine + ((<usize>(hit >> 3)) << 4));
  const products = i16x8.add(i16x8.extmul_low_i8x16_u(row, column), i16x8.extmul_high_i8x16_u(row, column));
  return excess(hit, total(i32x4.extadd_pairwise_i16x8_s(products))) >= 0;
}

/** Finishes the hits up to `end`; a row of the diagonal leaves out itself and those before it. */
function finish(end: usize, row: i32, firstColumn: i32, columns: i32, diagonal: bool): void {
  for (let at = CLOSE; at < end; at += 4) {
    const hit = load<i32>(at);
    const lane = hit & 7;
    const column = firstColumn + (hit >> 3);
    if (hit >> 3 >= columns || (diagonal && column <= row + lane)) continue;
    const deferred = product(DEFERRED + <usize>lane * DENSE, column);
    if (excess(hit, (deferred + 32767) >> 15) < 0) continue;
    const dot = dotProduct(row + lane, lane, column);
    if (dot >= <i32>word(thresholds, row + lane)) store<i16>(inLane(THRESHOLD, lane), offer(row + lane, column, dot));
    if (dot >= <i32>word(thresholds, column)) store<i16>(inLane(LOWER, hit >> 3), offer(column, row + lane, dot));
  }
}

/** The products of a row's dense weights with a column's. */
function product(row: usize, column: i32): i32 {
  const other = dense + <usize>column * DENSE;
  let even = i32x4.splat(0);
  let odd = i32x4.splat(0);
  for (let at: usize = 0; at < DENSE; at += 32) {
    even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(other + at), v128.load(row + at)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(other + at, 16), v128.load(row + at, 16)));
  }
  return total(i32x4.add(even, odd));
}

function total(four: v128): i32 {
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** The whole dot product of a row of the block with a column, exactly. */
function dotProduct(row: i32, lane: i32, column: i32): i32 {
  let dot = product(dense + <usize>row * DENSE, column);
  const mine = inLane(blockWeights, lane);
  const last = word(starts, column + 1);
  for (let entry = word(commonEnds, column); entry < last; entry++) {
    const slot = word(slots, word(terms, entry));
    dot += <i32>load<u16>(mine + (slot << 4)) * <i32>load<u16>(weights + (entry << 1));
  }
  return dot;
}

/** As `offer` in ../nearest.ts; returns the paper's threshold, which a full list raises. */
function offer(paper: i32, other: i32, dot: i32): i16 {
  const size = <usize>header(14);
  const ids = header(15);
  const dots = header(16);
  const first = (<usize>paper * size) << 2;
  const last = first + ((size - 1) << 2);
  let slot = last;
  if (comesBefore(load<i32>(dots + slot), load<i32>(ids + slot), dot, other)) return threshold(paper);
  while (slot > first && !comesBefore(load<i32>(dots + slot - 4), load<i32>(ids + slot - 4), dot, other)) {
    store<i32>(dots + slot, load<i32>(dots + slot - 4));
    store<i32>(ids + slot, load<i32>(ids + slot - 4));
    slot -= 4;
  }
  store<i32>(dots + slot, dot);
  store<i32>(ids + slot, other);
  raise(paper, load<i32>(dots + last));
  return threshold(paper);
}

function comesBefore(dot: i32, id: i32, otherDot: i32, otherId: i32): bool {
  return dot > otherDot || (dot === otherDot && id < otherId);
}

function raise(paper: i32, least: i32): void {
  const at = thresholds + ((<usize>paper) << 2);
  store<i32>(at, max(load<i32>(at), least));
}

/**
 * Gives the papers of a tile thresholds to begin with: the last place among some neighbours in the tile that the rare
 * terms find. Whoever they are, the last place in the end is no worse.
 */
function seed(firstColumn: i32, columns: i32, lists: usize): void {
  // 64 columns stand for all: enough for lists of up to 40.
  if (header(14) > 40) return;
  for (let row = 0; row < columns; row += LANES) {
    const after = min(row + LANES, columns);
    for (let paper = row; paper < after; paper++)
      gather(firstColumn + paper, paper - row, word(commonEnds, firstColumn + paper));
    scatter(lists, lists + 4);
    for (let paper = row; paper < after; paper++) store<i16>(inLane(SUMS + ((<usize>paper) << 4), paper - row), 0);
    takeMaxima(columns);
    for (let paper = row; paper < after; paper++) seedRow(firstColumn, firstColumn + paper, paper - row);
    clearBlock();
  }
}

/** Of all columns with the same number modulo 64 the largest sum, its last six bits replaced by the number over 64; clears the sums. */
function takeMaxima(columns: i32): void {
  memory.fill(MAXIMA, 0, 1024);
  for (let column = 0; column < columns; column++) {
    const sum = SUMS + ((<usize>column) << 4);
    const best = MAXIMA + ((<usize>(column & 63)) << 4);
    const key = v128.or(v128.and(v128.load(sum), i16x8.splat(-64)), i16x8.splat(<i16>(column >> 6)));
    v128.store(best, i16x8.max_s(v128.load(best), key));
    v128.store(sum, i16x8.splat(0));
  }
}

/** Half as many candidates again as a list is long; their exact dot products are sorted where hits will be. */
function seedRow(firstColumn: i32, row: i32, lane: i32): void {
  const size = <usize>header(14);
  const candidates = size + (size >> 1);
  for (let n: usize = 0; n < candidates; n++) {
    const place = bestPlace(lane);
    const maximum = inLane(MAXIMA + ((<usize>place) << 4), lane);
    const key = <i32>load<i16>(maximum);
    const dot = key < 64 ? 0 : dotProduct(row, lane, firstColumn + ((key & 63) << 6) + place);
    store<i16>(maximum, 0);
    let slot = HITS + (n << 2);
    for (; slot > HITS && load<i32>(slot - 4) < dot; slot -= 4) store<i32>(slot, load<i32>(slot - 4));
    store<i32>(slot, dot);
  }
  raise(row, load<i32>(HITS + ((size - 1) << 2)));
}

function bestPlace(lane: i32): i32 {
  let best = 0;
  let place = 0;
  for (let i = 0; i < 64; i++) {
    const key = <i32>load<i16>(inLane(MAXIMA + ((<usize>i) << 4), lane));
    if (key > best) {
      best = key;
      place = i;
    }
  }
  return place;
}
