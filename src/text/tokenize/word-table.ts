/**
 * Assigns ids to distinct words in order of appearance. A hash table with open addressing and linear probing over a
 * pool of characters, so that looking up a word needs neither a string nor a Map.
 */
export class WordTable {
  /** Number of distinct words. */
  size = 0;
  /**
   * Slots of two int32: hash and id + 1, next to each other so that both lie in one cache line. Id + 1 of an empty slot
   * is 0.
   */
  #slots = new Int32Array(1 << 13);
  /** The start of each word in the pool, and the end of the last. */
  #starts = new Int32Array((1 << 11) + 1);
  /** The code units of all words. */
  #pool = new Uint16Array(1 << 14);

  /** Returns the id of the word codeUnits[start, end), whose FNV-1a hash is `hash`. Adds the word if it is new. */
  findOrAdd(codeUnits: Uint16Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = firstSlot(hash, mask);
    for (let entry = slots[slot + 1]!; entry > 0; entry = slots[slot + 1]!) {
      if (slots[slot] === hash && this.#equals(entry - 1, codeUnits, start, end)) return entry - 1;
      slot = (slot + 2) & mask;
    }
    return this.#add(codeUnits, start, end, hash, slot);
  }

  /** Returns all words by id. */
  list(): string[] {
    return Array.from({ length: this.size }, (_, id) => {
      const end = this.#starts[id + 1]!;
      let word = '';
      for (let start = this.#starts[id]!; start < end; start += CHUNK)
        word += String.fromCharCode(...this.#pool.subarray(start, Math.min(start + CHUNK, end)));
      return word;
    });
  }

  #equals(id: number, codeUnits: Uint16Array, start: number, end: number): boolean {
    const pool = this.#pool;
    const poolStart = this.#starts[id]!;
    if (this.#starts[id + 1]! - poolStart !== end - start) return false;
    for (let k = start; k < end; k++) if (pool[poolStart + k - start] !== codeUnits[k]) return false;
    return true;
  }

  #add(codeUnits: Uint16Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.size++;
    const poolStart = this.#starts[id]!;
    while (poolStart + end - start > this.#pool.length)
      this.#pool = copyInto(this.#pool, new Uint16Array(this.#pool.length * 2));
    for (let k = start; k < end; k++) this.#pool[poolStart + k - start] = codeUnits[k]!;
    this.#starts[id + 1] = poolStart + end - start;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = id + 1;
    if (this.size + 1 === this.#starts.length) this.#enlarge();
    return id;
  }

  #enlarge(): void {
    const oldSlots = this.#slots;
    this.#starts = copyInto(this.#starts, new Int32Array(this.size * 2 + 1));
    this.#slots = new Int32Array(oldSlots.length * 2);
    const mask = this.#slots.length - 1;
    for (let oldSlot = 0; oldSlot < oldSlots.length; oldSlot += 2) {
      if (oldSlots[oldSlot + 1] === 0) continue;
      let slot = firstSlot(oldSlots[oldSlot]!, mask);
      while (this.#slots[slot + 1]! > 0) slot = (slot + 2) & mask;
      this.#slots[slot] = oldSlots[oldSlot]!;
      this.#slots[slot + 1] = oldSlots[oldSlot + 1]!;
    }
  }
}

/** Long words are converted in chunks, because the number of arguments of a function call is limited. */
const CHUNK = 1024;

/** The low bits of FNV hashes cluster, so the high bits are mixed in. */
const firstSlot = (hash: number, mask: number) => ((hash ^ (hash >>> 15)) << 1) & mask;

function copyInto<T extends Int32Array | Uint16Array>(source: T, target: T): T {
  target.set(source);
  return target;
}
