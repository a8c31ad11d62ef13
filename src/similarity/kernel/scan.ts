/** What is left of the sums: a sieve of bounds, each finer and dearer than the one before, and exact products for what passes. */
import {
  CLOSE,
  CLOSE_END,
  DEFERRED,
  DENSE,
  FINE,
  HITS,
  header,
  inLane,
  LENGTHS,
  LOWER,
  SLACK,
  SUMS,
  THRESHOLD,
  thresholds,
  word,
} from './memory';
import { offer } from './nearest';
import { dotProduct, product, total } from './products';

/** Finds the pairs whose sum and bound reach the lower of the two thresholds, finishes them, and clears the sums. */
export function scan(row: i32, firstColumn: i32, columns: i32, diagonal: bool): void {
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
