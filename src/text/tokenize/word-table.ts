/**
 * Distinct words, numbered in order of appearance: an open-addressed table over one pool of characters,
 * so that a known word costs neither a string nor a Map.
 */
export class Words {
  /** Number of distinct words. */
  size = 0;
  /** Hash and number + 1 of a word in turn, so that both lie in one cache line; 0 in place of a number is free. */
  private slots = new Int32Array(1 << 13);
  private starts = new Int32Array((1 << 11) + 1);
  private pool = new Uint16Array(1 << 14);

  /** The number of codes[start, end), whose FNV-1a is `hash`; a new one where the word is new. */
  number(codes: Uint16Array, start: number, end: number, hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = slotOf(hash, mask);
    for (let next = slots[slot + 1]!; next > 0; next = slots[slot + 1]!) {
      if (slots[slot] === hash && this.equals(next - 1, codes, start, end)) return next - 1;
      slot = (slot + 2) & mask;
    }
    return this.append(codes, start, end, hash, slot);
  }

  /** All words, by number. */
  list(): string[] {
    const { pool, starts } = this;
    return Array.from({ length: this.size }, (_, id) => {
      let word = '';
      for (let from = starts[id]!; from < starts[id + 1]!; from += PIECE)
        word += String.fromCharCode(...pool.subarray(from, Math.min(from + PIECE, starts[id + 1]!)));
      return word;
    });
  }

  private equals(id: number, codes: Uint16Array, start: number, end: number): boolean {
    const { pool } = this;
    const from = this.starts[id]!;
    if (this.starts[id + 1]! - from !== end - start) return false;
    for (let k = start; k < end; k++) if (pool[from + k - start] !== codes[k]) return false;
    return true;
  }

  private append(codes: Uint16Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.size++;
    const from = this.starts[id]!;
    while (from + end - start > this.pool.length) this.pool = grown(this.pool, new Uint16Array(this.pool.length * 2));
    for (let k = start; k < end; k++) this.pool[from + k - start] = codes[k]!;
    this.starts[id + 1] = from + end - start;
    this.slots[slot] = hash;
    this.slots[slot + 1] = id + 1;
    if (this.size + 1 === this.starts.length) this.enlarge();
    return id;
  }

  private enlarge(): void {
    const old = this.slots;
    this.starts = grown(this.starts, new Int32Array(this.size * 2 + 1));
    this.slots = new Int32Array(old.length * 2);
    const mask = this.slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      let slot = slotOf(old[from]!, mask);
      while (this.slots[slot + 1]! > 0) slot = (slot + 2) & mask;
      this.slots[slot] = old[from]!;
      this.slots[slot + 1] = old[from + 1]!;
    }
  }
}

/** Longer words become strings by pieces, since a call takes only so many arguments. */
const PIECE = 1024;

/** FNV's low bits alone cluster in a table whose size is a power of two. */
const slotOf = (hash: number, mask: number) => ((hash ^ (hash >>> 15)) << 1) & mask;

function grown<T extends Int32Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
