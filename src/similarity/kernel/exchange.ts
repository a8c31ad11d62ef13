/** Arrays that callers pass to the kernel and receive from it, as src/workers/kernel-instance.js expects. */
import {
  cacheAddresses,
  ensureMemory,
  headerField,
  INBOX,
  NEIGHBOR_DOTS,
  NEIGHBOR_IDS,
  NEIGHBORS,
  OUTBOX,
  PAPERS,
  thresholds,
} from './memory';

/** Bytes per item of an int32 array, which tell the caller its type. */
const INT32_BYTES = 4;

/** Whether the index is loaded. */
let isLoaded: bool = false;
/** Number of bytes of the index that have been stored. */
let loadedBytes: usize = 0;

/**
 * Returns the address at which the caller stores the arrays of the next call. The first arrays are the parts of the index, whose
 * place is the start of the memory; storing them there avoids a copy.
 */
export function inbox(bytes: usize): usize {
  if (!isLoaded) {
    ensureMemory(loadedBytes + bytes);
    return loadedBytes;
  }
  store<i32>(OUTBOX, 0);
  return headerField(INBOX);
}

/** Returns the address of the results of the last call. */
export function outbox(): usize {
  return OUTBOX;
}

/** Reserves the memory that the join needs in all. */
export function reserveMemory(memoryBytes: usize): void {
  ensureMemory(memoryBytes);
}

/** Takes over the next part of the index that ../join/blocked-index.ts builds. Its length is a multiple of 8. */
export function loadIndexPart(_address: usize, length: i32): void {
  loadedBytes += <usize>length;
}

/** Makes the index available when all of its parts are loaded. */
export function finishIndex(): void {
  isLoaded = true;
  cacheAddresses();
}

/** Raises the thresholds of papers, from `first` on, to those of other workers where these are higher. */
export function raiseThresholds(array: usize, length: i32, first: i32): void {
  const target = thresholds + ((<usize>first) << 2);
  for (let i = 0; i < length; i++) {
    const offset = (<usize>i) << 2;
    store<i32>(target + offset, max(load<i32>(target + offset), load<i32>(array + offset)));
  }
}

/** Gives the thresholds of `count` papers from `first` on. */
export function giveThresholds(first: i32, count: i32): void {
  give(thresholds + ((<usize>first) << 2), count);
}

/** Gives the ids of the neighbors of all papers and their dot products, with a fixed number of entries per paper. */
export function giveNeighbors(): void {
  const length = <i32>(headerField(PAPERS) * headerField(NEIGHBORS));
  give(headerField(NEIGHBOR_IDS), length);
  give(headerField(NEIGHBOR_DOTS), length);
}

/** Adds an int32 array to the results of the call. */
function give(address: usize, length: i32): void {
  const count = load<i32>(OUTBOX);
  const result = OUTBOX + 4 + 12 * <usize>count;
  store<i32>(result, INT32_BYTES);
  store<u32>(result, <u32>address, 4);
  store<i32>(result, length, 8);
  store<i32>(OUTBOX, count + 1);
}
