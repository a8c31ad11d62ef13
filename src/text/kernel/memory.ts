/**
 * Exchange of arrays with the caller, accessors for arrays in linear memory, and growable lists. An array is
 * represented by its address. What grows with the collection is freed when it is no longer needed; small arrays are not, because a kernel
 * instance processes a single collection.
 */

let inboxAddress: usize = 0;
let inboxCapacity: u32 = 0;

/**
 * Returns the address of a buffer of at least `bytes` bytes for the arguments of the next call, which overwrites those
 * of the previous call.
 */
export function inbox(bytes: u32): usize {
  if (bytes > inboxCapacity) {
    if (inboxAddress !== 0) heap.free(inboxAddress);
    inboxCapacity = bytes + (bytes >> 2);
    inboxAddress = heap.alloc(inboxCapacity);
  }
  store<i32>(OUTBOX, 0);
  return inboxAddress;
}

/**
 * The results of a call: their number, followed by the element size, address and length of each. Holds up to 8 arrays.
 */
const OUTBOX: usize = heap.alloc(4 + 12 * 8);

/** Returns the address of the table that describes the results of the last call. */
export function outbox(): usize {
  return OUTBOX;
}

/** Element sizes in bytes, which identify the type of an output array. */
export const BYTES = 1;
export const SHORTS = 2;
export const INTS = 4;

/** Adds an array to the results of the current call. The caller copies it. */
export function output(elementSize: i32, address: usize, length: i32): void {
  const count = load<i32>(OUTBOX);
  const entry = OUTBOX + 4 + 12 * <usize>count;
  store<i32>(entry, elementSize);
  store<u32>(entry, <u32>address, 4);
  store<i32>(entry, length, 8);
  store<i32>(OUTBOX, count + 1);
}

/** Returns element `i` of an int32 array. */
export function getInt(array: usize, i: i32): i32 {
  return load<i32>(array + ((<usize>i) << 2));
}

/** Sets element `i` of an int32 array. */
export function setInt(array: usize, i: i32, value: i32): void {
  store<i32>(array + ((<usize>i) << 2), value);
}

/** Adds to element `i` of an int32 array. */
export function addInt(array: usize, i: i32, value: i32): void {
  const address = array + ((<usize>i) << 2);
  store<i32>(address, load<i32>(address) + value);
}

/** Returns element `i` of a uint8 array. */
export function getByte(array: usize, i: i32): i32 {
  return <i32>load<u8>(array + <usize>i);
}

/** Allocates an int32 array filled with `value`. */
export function filledInts(length: i32, value: i32): usize {
  const array = heap.alloc((<usize>length) << 2);
  for (let i = 0; i < length; i++) setInt(array, i, value);
  return array;
}

/** Allocates zeroed memory. */
export function zeroed(bytes: usize): usize {
  const array = heap.alloc(bytes);
  memory.fill(array, 0, bytes);
  return array;
}

/** Copies an argument out of the inbox, so that it outlives the current call. */
export function copyOf(array: usize, bytes: usize): usize {
  const copy = heap.alloc(bytes);
  memory.copy(copy, array, bytes);
  return copy;
}

/** A growable list of int32. */
export class IntList {
  length: i32 = 0;
  /** Address of the first element; changes when the list grows. */
  items: usize = 0;
  capacity: i32 = 0;

  /** Appends a value. */
  push(value: i32): void {
    if (this.length === this.capacity) this.reserve(1);
    setInt(this.items, this.length++, value);
  }

  /** Makes sure that `additional` more elements fit without reallocation. */
  reserve(additional: i32): void {
    if (this.length + additional <= this.capacity) return;
    this.capacity = max(this.capacity + (this.capacity >> 1), max(this.length + additional, 1 << 12));
    const bytes = (<usize>this.capacity) << 2;
    this.items = this.items === 0 ? heap.alloc(bytes) : heap.realloc(this.items, bytes);
  }
}
