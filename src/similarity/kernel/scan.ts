/** Selects pairs by increasingly tight and expensive upper bounds, and computes the exact products of those that remain. */
import {
  CANDIDATES,
  CANDIDATES_END,
  COLUMN_THRESHOLDS,
  DEFERRED_FINE_LENGTHS,
  DEFERRED_LENGTHS,
  DEFERRED_WEIGHTS,
  DENSE_BYTES,
  FINE_LENGTHS,
  HITS,
  headerField,
  LENGTH_STRIDE,
  LENGTHS,
  laneAddress,
  loadWord,
  ROW_THRESHOLDS,
  SLACK,
  SUMS,
  thresholds,
} from './memory';
import { insertNeighbor } from './neighbor-lists';
import { denseProduct, dotProduct, horizontalSum } from './products';

/** Finds the pairs whose upper bound reaches the lower of the two thresholds, finishes them, and clears the sums. */
export function scan(row: i32, firstColumn: i32, columns: i32, isDiagonal: bool): void {
  const start = isDiagonal ? (row - firstColumn) & ~3 : 0;
  const hitsEnd = findHits(start, columns, headerField(LENGTHS) + ((<usize>firstColumn) << 1));
  const fineLengths = headerField(FINE_LENGTHS) + ((<usize>firstColumn) << 4);
  let end = CANDIDATES;
  for (let position = HITS; position < hitsEnd; position += 8) {
    for (let mask = load<u32>(position); mask; mask &= mask - 1) {
      const hit = load<i32>(position, 4) + ctz(mask);
      store<i32>(end, hit);
      end += (<usize>i32(passesFineBound(hit, fineLengths))) << 2;
      if (end === CANDIDATES_END) {
        finishCandidates(end, row, firstColumn, columns, isDiagonal);
        end = CANDIDATES;
      }
    }
  }
  finishCandidates(end, row, firstColumn, columns, isDiagonal);
  memory.fill(SUMS + ((<usize>start) << 4), 0, (columns - start) << 4);
}

/**
 * Stores the hits of each group of four columns in which a lane reaches a threshold. Returns the end of the stored hits.
 * It has no branch, because a branch would be mispredicted at every other hit.
 */
function findHits(start: i32, columns: i32, lengths: usize): usize {
  let end = HITS;
  for (let column = start; column < columns; column += 4) {
    const first = i8x16.narrow_i16x8_s(compareBounds(column, lengths), compareBounds(column + 1, lengths));
    const second = i8x16.narrow_i16x8_s(compareBounds(column + 2, lengths), compareBounds(column + 3, lengths));
    const mask = i8x16.bitmask(first) | (i8x16.bitmask(second) << 16);
    store<u32>(end, mask);
    store<i32>(end, column << 3, 4);
    end += (<usize>i32(mask !== 0)) << 3;
  }
  return end;
}

/** Returns the lanes whose sum plus bound reaches the lower threshold. Lanes that share no term with the column never do. */
function compareBounds(column: i32, lengths: usize): v128 {
  const length = laneAddress(lengths, column);
  const stride = headerField(LENGTH_STRIDE);
  const bound = i16x8.add(
    i16x8.add(groupBound(length, 0), groupBound(length + stride, 16)),
    i16x8.add(groupBound(length + stride * 2, 32), groupBound(length + stride * 3, 48)),
  );
  const sum = i16x8.add_sat_s(v128.load(SUMS + ((<usize>column) << 4)), bound);
  const lower = i16x8.min_s(v128.load16_splat(laneAddress(COLUMN_THRESHOLDS, column)), v128.load(ROW_THRESHOLDS));
  return i16x8.ge_s(sum, i16x8.max_s(i16x8.sub_sat_s(lower, v128.load(SLACK)), i16x8.splat(1)));
}

/** Returns the Cauchy-Schwarz bound of the deferred products in one group of common terms. */
function groupBound(length: usize, offset: usize): v128 {
  return i16x8.mul(v128.load16_splat(length), v128.load(DEFERRED_LENGTHS + offset));
}

/** Returns by how much the sum of a hit plus a bound of its deferred part exceeds the lower threshold; negative if it does not. */
function computeExcess(hit: i32, bound: i32): i32 {
  const lane = hit & 7;
  const lower = min(load<i16>(laneAddress(ROW_THRESHOLDS, lane)), load<i16>(laneAddress(COLUMN_THRESHOLDS, hit >> 3)));
  return <i32>load<i16>(laneAddress(SUMS, hit)) + load<i16>(laneAddress(SLACK, lane)) + bound - lower;
}

/** Returns whether a hit reaches the threshold with the tighter bound by subgroups. */
function passesFineBound(hit: i32, fineLengths: usize): bool {
  const row = v128.load(DEFERRED_FINE_LENGTHS + ((<usize>(hit & 7)) << 4));
  const column = v128.load(fineLengths + ((<usize>(hit >> 3)) << 4));
  const products = i16x8.add(i16x8.extmul_low_i8x16_u(row, column), i16x8.extmul_high_i8x16_u(row, column));
  return computeExcess(hit, horizontalSum(i32x4.extadd_pairwise_i16x8_s(products))) >= 0;
}

/** Computes the candidates up to `end`. On the diagonal a row skips itself and earlier rows. */
function finishCandidates(end: usize, row: i32, firstColumn: i32, columns: i32, isDiagonal: bool): void {
  for (let position = CANDIDATES; position < end; position += 4) {
    const hit = load<i32>(position);
    const lane = hit & 7;
    const column = firstColumn + (hit >> 3);
    if (hit >> 3 >= columns || (isDiagonal && column <= row + lane)) continue;
    const deferred = denseProduct(DEFERRED_WEIGHTS + <usize>lane * DENSE_BYTES, column);
    if (computeExcess(hit, (deferred + 32767) >> 15) < 0) continue;
    const dot = dotProduct(row + lane, lane, column);
    if (dot >= <i32>loadWord(thresholds, row + lane))
      store<i16>(laneAddress(ROW_THRESHOLDS, lane), insertNeighbor(row + lane, column, dot));
    if (dot >= <i32>loadWord(thresholds, column))
      store<i16>(laneAddress(COLUMN_THRESHOLDS, hit >> 3), insertNeighbor(column, row + lane, dot));
  }
}
