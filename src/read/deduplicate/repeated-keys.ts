import { forEachInSteps, type Steps } from '../../util/pause.ts';
import { log2 } from '../../util/portable-math.ts';

/** Log2 of the maximum number of counters. */
const MAX_COUNTER_BITS = 22;
/** Log2 of the number of counters per hash. */
const COUNTER_BITS_PER_HASH = 5;

/** Counts hashes, to find keys that may be repeated. Few keys are, and counting hashes is several times as fast as a map of all keys. */
export class HashCounters {
  readonly #counters: Uint8Array;
  readonly #shift: number;

  /** @param count Number of hashes that will be added. */
  constructor(count: number) {
    const bits = Math.min(MAX_COUNTER_BITS, Math.ceil(log2(count + 1)) + COUNTER_BITS_PER_HASH);
    this.#counters = new Uint8Array(2 ** bits);
    this.#shift = 32 - bits;
  }

  add(hash: number): void {
    const counter = hash >>> this.#shift;
    if (this.#counters[counter]! < 2) this.#counters[counter]!++;
  }

  /** Returns whether a hash may have been added more than once; false is certain. */
  mayRepeat(hash: number): boolean {
    return this.#counters[hash >>> this.#shift]! > 1;
  }
}

/**
 * Returns the items whose keys may be repeated, in their order: all items that share a key, and a few others whose hashes collide.
 * @param hashOf Returns the hash of the key of an item, undefined if it has none.
 */
export function* findRepeated<Item>(
  items: readonly Item[],
  hashOf: (item: Item) => number | undefined,
): Steps<{ item: Item; index: number }[]> {
  const hashes = new Uint32Array(items.length);
  const hasKey = new Uint8Array(items.length);
  const counters = new HashCounters(items.length);
  yield* forEachInSteps(items, (item, index) => {
    const hash = hashOf(item);
    if (hash === undefined) return;
    hashes[index] = hash;
    hasKey[index] = 1;
    counters.add(hash);
  });
  const repeated: { item: Item; index: number }[] = [];
  yield* forEachInSteps(items, (item, index) => {
    if (hasKey[index] && counters.mayRepeat(hashes[index]!)) repeated.push({ item, index });
  });
  return repeated;
}

/** Returns the FNV-1a hash of the UTF-16 code units from `start` to `end`, seeded with the kind of key. */
export function hashText(kind: number, text: string, start: number, end: number): number {
  let value = 0x811c9dc5 ^ kind;
  for (let i = start; i < end && i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Returns a hash that is equal for texts that are equal in lower case. */
export function hashInLowerCase(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return hashText(0, text.toLowerCase(), 0, Number.POSITIVE_INFINITY);
    value = Math.imul(value ^ (code >= 65 && code <= 90 ? code | 32 : code), 0x01000193);
  }
  return value >>> 0;
}
