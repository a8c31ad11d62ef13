/** Exact dot products: common terms as dense rows, eight at a time; rare ones by the slots of the block. */
import { blockWeights, commonEnds, DENSE, dense, inLane, slots, starts, terms, weights, word } from './memory';

/** The products of a row's dense weights with a column's. */
export function product(row: usize, column: i32): i32 {
  const other = dense + <usize>column * DENSE;
  let even = i32x4.splat(0);
  let odd = i32x4.splat(0);
  for (let at: usize = 0; at < DENSE; at += 32) {
    even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(other + at), v128.load(row + at)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(other + at, 16), v128.load(row + at, 16)));
  }
  return total(i32x4.add(even, odd));
}

export function total(four: v128): i32 {
  const two = i32x4.add(four, v128.shuffle<i32>(four, four, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** The whole dot product of a row of the block with a column, exactly. */
export function dotProduct(row: i32, lane: i32, column: i32): i32 {
  let dot = product(dense + <usize>row * DENSE, column);
  const mine = inLane(blockWeights, lane);
  const last = word(starts, column + 1);
  for (let entry = word(commonEnds, column); entry < last; entry++) {
    const slot = word(slots, word(terms, entry));
    dot += <i32>load<u16>(mine + (slot << 4)) * <i32>load<u16>(weights + (entry << 1));
  }
  return dot;
}
