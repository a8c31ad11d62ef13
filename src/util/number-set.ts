/**
 * A set of integers from 0 to 2^53 - 1. Unlike `Set` it has no maximum size of 16.7 million, and takes 12 to 24 bytes per
 * number. A hash table with open addressing.
 */
export class NumberSet {
  #slots: Float64Array;
  #size = 0;

  /** @param capacity Initial number of slots, a power of two. */
  constructor(capacity = 1 << 12) {
    this.#slots = new Float64Array(capacity).fill(EMPTY);
  }

  /** Number of integers in the set. */
  get size(): number {
    return this.#size;
  }

  /** Adds an integer. Returns whether it is new. */
  add(value: number): boolean {
    const slot = findSlot(this.#slots, value);
    if (this.#slots[slot] === value) return false;
    this.#slots[slot] = value;
    this.#size++;
    if (3 * this.#size > 2 * this.#slots.length) this.#grow();
    return true;
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#slots.length).fill(EMPTY);
    for (const value of this.#slots) if (value !== EMPTY) larger[findSlot(larger, value)] = value;
    this.#slots = larger;
  }
}

/** Marks unused slots. */
const EMPTY = -1;

/** Returns the slot that holds a value, or the empty slot where it belongs. */
function findSlot(slots: Float64Array, value: number): number {
  const mask = slots.length - 1;
  let hash = Math.imul(value % 2 ** 32, 0x9e3779b1) ^ Math.imul(Math.floor(value / 2 ** 32), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  let slot = (hash ^ (hash >>> 13)) & mask;
  while (slots[slot] !== EMPTY && slots[slot] !== value) slot = (slot + 1) & mask;
  return slot;
}
