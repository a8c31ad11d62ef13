/** The rows at hand, a lane each: whatever term one of them has gets a slot, in which the weights of all eight lie together. */
import {
  blockWeights,
  DEFERRED,
  DENSE,
  FINE,
  inLane,
  LANES,
  MOST,
  SLACK,
  slots,
  starts,
  THRESHOLD,
  terms,
  union,
  weights,
  word,
} from './memory';
import { threshold } from './nearest';

/** Terms of the current block, each with a slot from 1 on; slot 0 is that of all other terms. */
export let united: u32 = 0;

/** Takes a row into the block, from its entry `split` on. */
export function gather(row: i32, lane: i32, split: u32): void {
  const last = word(starts, row + 1);
  for (let entry = split; entry < last; entry++) place(entry, lane);
  // Half a unit a product, and what the weights 32,768 lose, which 16 bits cannot hold.
  store<i16>(inLane(SLACK, lane), <i16>min(((last - word(starts, row)) >> 1) + 3, MOST));
  store<i16>(inLane(THRESHOLD, lane), threshold(row));
}

export function place(entry: u32, lane: i32): void {
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

export function clearBlock(): void {
  for (let slot: u32 = 1; slot <= united; slot++) store<u32>(slots + (word(union, slot) << 2), 0);
  united = 0;
  memory.fill(SLACK, 0, FINE + 128 - SLACK);
  memory.fill(DEFERRED, 0, <usize>LANES * DENSE);
}
