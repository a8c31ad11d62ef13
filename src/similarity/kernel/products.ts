/** Exact dot products: common terms through dense rows, eight at a time; rare terms through the slots of the batch. */
import {
  batchWeights,
  commonEnds,
  DENSE_BYTES,
  denseRows,
  laneAddress,
  loadWord,
  rowStarts,
  rowTerms,
  rowWeights,
  slotOfTerm,
} from './memory';

/** Returns the dot product of a dense row (address) with the dense row of a column. */
export function denseProduct(row: usize, column: i32): i32 {
  const other = denseRows + <usize>column * DENSE_BYTES;
  let even = i32x4.splat(0);
  let odd = i32x4.splat(0);
  for (let offset: usize = 0; offset < DENSE_BYTES; offset += 32) {
    even = i32x4.add(even, i32x4.dot_i16x8_s(v128.load(other + offset), v128.load(row + offset)));
    odd = i32x4.add(odd, i32x4.dot_i16x8_s(v128.load(other + offset, 16), v128.load(row + offset, 16)));
  }
  return horizontalSum(i32x4.add(even, odd));
}

/** Returns the sum of the four lanes of a vector of int32. */
export function horizontalSum(vector: v128): i32 {
  const pairs = i32x4.add(vector, v128.shuffle<i32>(vector, vector, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}

/** Returns the exact dot product of a row of the batch with a column. */
export function dotProduct(row: i32, lane: i32, column: i32): i32 {
  let dot = denseProduct(denseRows + <usize>row * DENSE_BYTES, column);
  const laneWeights = laneAddress(batchWeights, lane);
  const end = loadWord(rowStarts, column + 1);
  for (let entry = loadWord(commonEnds, column); entry < end; entry++) {
    const slot = loadWord(slotOfTerm, loadWord(rowTerms, entry));
    dot += <i32>load<u16>(laneWeights + (slot << 4)) * <i32>load<u16>(rowWeights + (entry << 1));
  }
  return dot;
}
