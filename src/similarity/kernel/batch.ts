/** The current batch of eight rows, one per lane. Each term of a row has a slot that holds the weights of all eight rows. */
import {
  batchWeights,
  DEFERRED_FINE_LENGTHS,
  DEFERRED_WEIGHTS,
  DENSE_BYTES,
  LANES,
  laneAddress,
  loadWord,
  MAX_I16,
  ROW_THRESHOLDS,
  rowStarts,
  rowTerms,
  rowWeights,
  SLACK,
  slotOfTerm,
  termOfSlot,
} from './memory';
import { getThreshold } from './neighbor-lists';

/** Number of slots in use. They are numbered from 1; slot 0 has the weight 0 and stands for all other terms. */
export let slotCount: u32 = 0;

/** Adds the entries of a row to the batch, beginning with entry `split`. */
export function addRow(row: i32, lane: i32, split: u32): void {
  const end = loadWord(rowStarts, row + 1);
  for (let entry = split; entry < end; entry++) addEntry(entry, lane);
  // Half a unit per product, plus the part of the weight 32,768 that 16 bits cannot hold.
  store<i16>(laneAddress(SLACK, lane), <i16>min(((end - loadWord(rowStarts, row)) >> 1) + 3, MAX_I16));
  store<i16>(laneAddress(ROW_THRESHOLDS, lane), getThreshold(row));
}

/** Adds one entry to the batch. */
export function addEntry(entry: u32, lane: i32): void {
  const term = loadWord(rowTerms, entry);
  let slot = loadWord(slotOfTerm, term);
  if (slot === 0) {
    slot = ++slotCount;
    store<u32>(slotOfTerm + (term << 2), slot);
    store<u32>(termOfSlot + (slot << 2), term);
    v128.store(batchWeights + (slot << 4), i16x8.splat(0));
  }
  store<u16>(laneAddress(batchWeights + (slot << 4), lane), load<u16>(rowWeights + (entry << 1)));
}

/** Removes all rows from the batch. */
export function clearBatch(): void {
  for (let slot: u32 = 1; slot <= slotCount; slot++) store<u32>(slotOfTerm + (loadWord(termOfSlot, slot) << 2), 0);
  slotCount = 0;
  memory.fill(SLACK, 0, DEFERRED_FINE_LENGTHS + 128 - SLACK);
  memory.fill(DEFERRED_WEIGHTS, 0, <usize>LANES * DENSE_BYTES);
}
