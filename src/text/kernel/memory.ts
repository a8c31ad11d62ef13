/**
 * What goes into the kernel and what comes out of it, and lists that grow. Memory is never given back: a kernel lives for one
 * collection.
 */

let inboxAt: usize = 0;
let inboxRoom: u32 = 0;

/** Room for the arrays of the next call, one after the other. The call after that writes over them. */
export function inbox(bytes: u32): usize {
  if (bytes > inboxRoom) {
    inboxRoom = bytes + (bytes >> 2);
    inboxAt = heap.alloc(inboxRoom);
  }
  store<i32>(OUTBOX, 0);
  return inboxAt;
}

/** How many arrays a call gives, then of each its kind, address and length. */
const OUTBOX: usize = heap.alloc(4 + 12 * 8);

/** Where the arrays are that the last call gave. */
export function outbox(): usize {
  return OUTBOX;
}

/** Bytes an item, which tell an array's kind. */
export const BYTES = 1;
export const SHORTS = 2;
export const INTS = 4;

/** Gives an array to the caller, who copies it. */
export function give(kind: i32, address: usize, length: i32): void {
  const count = load<i32>(OUTBOX);
  const slot = OUTBOX + 4 + 12 * <usize>count;
  store<i32>(slot, kind);
  store<u32>(slot, <u32>address, 4);
  store<i32>(slot, length, 8);
  store<i32>(OUTBOX, count + 1);
}

/** Item `i` of an array of int32. */
export function at(array: usize, i: i32): i32 {
  return load<i32>(array + ((<usize>i) << 2));
}

export function put(array: usize, i: i32, value: i32): void {
  store<i32>(array + ((<usize>i) << 2), value);
}

export function add(array: usize, i: i32, value: i32): void {
  const place = array + ((<usize>i) << 2);
  store<i32>(place, load<i32>(place) + value);
}

/** Item `i` of an array of bytes. */
export function byteAt(array: usize, i: i32): i32 {
  return <i32>load<u8>(array + <usize>i);
}

/** An array of int32, all `value`. */
export function filled(length: i32, value: i32): usize {
  const array = heap.alloc((<usize>length) << 2);
  for (let i = 0; i < length; i++) put(array, i, value);
  return array;
}

export function zeros(bytes: usize): usize {
  const array = heap.alloc(bytes);
  memory.fill(array, 0, bytes);
  return array;
}

/** A copy of what the inbox holds, to keep. */
export function kept(array: usize, bytes: usize): usize {
  const copy = heap.alloc(bytes);
  memory.copy(copy, array, bytes);
  return copy;
}

/** A list of int32 that grows. */
export class Ints {
  length: i32 = 0;
  items: usize = 0;
  private room: i32 = 0;

  push(value: i32): void {
    if (this.length === this.room) this.reserve(1);
    put(this.items, this.length++, value);
  }

  /** Makes room for so many more. */
  reserve(more: i32): void {
    if (this.length + more <= this.room) return;
    this.room = max(this.room + (this.room >> 1), max(this.length + more, 1 << 12));
    const bytes = (<usize>this.room) << 2;
    this.items = this.items === 0 ? heap.alloc(bytes) : heap.realloc(this.items, bytes);
  }
}
