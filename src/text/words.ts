/**
 * Distinct words, numbered in order of appearance: an open-addressed table over one pool of characters,
 * so that a known word costs neither a string nor a Map.
 */
export class Words {
  /** Number of distinct words. */
  size = 0;
  private slots = new Int32Array(1 << 12).fill(-1);
  private hashes = new Int32Array(1 << 11);
  private starts = new Int32Array((1 << 11) + 1);
  private pool = new Uint16Array(1 << 14);

  /** The number of text[start, end), whose FNV-1a is `hash`; a new one where the word is new. */
  number(text: string, start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1;
    let slot = spread(hash) & mask;
    for (let id = this.slots[slot]!; id >= 0; id = this.slots[slot]!) {
      if (this.hashes[id] === hash && this.equals(id, text, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    return this.append(text, start, end, hash, slot);
  }

  /** All words, by number. */
  list(): string[] {
    const { pool, starts } = this;
    return Array.from({ length: this.size }, (_, id) => {
      let word = '';
      for (let k = starts[id]!; k < starts[id + 1]!; k++) word += String.fromCharCode(pool[k]!);
      return word;
    });
  }

  private equals(id: number, text: string, start: number, end: number): boolean {
    const from = this.starts[id]!;
    if (this.starts[id + 1]! - from !== end - start) return false;
    for (let k = start; k < end; k++) if (this.pool[from + k - start] !== text.charCodeAt(k)) return false;
    return true;
  }

  private append(text: string, start: number, end: number, hash: number, slot: number): number {
    const id = this.size++;
    const from = this.starts[id]!;
    while (from + end - start > this.pool.length) this.pool = grown(this.pool, new Uint16Array(this.pool.length * 2));
    for (let k = start; k < end; k++) this.pool[from + k - start] = text.charCodeAt(k);
    this.starts[id + 1] = from + end - start;
    this.hashes[id] = hash;
    this.slots[slot] = id;
    if (this.size === this.hashes.length) this.enlarge();
    return id;
  }

  private enlarge(): void {
    this.hashes = grown(this.hashes, new Int32Array(this.size * 2));
    this.starts = grown(this.starts, new Int32Array(this.size * 2 + 1));
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = spread(this.hashes[id]!) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

/** FNV's low bits alone cluster in a table whose size is a power of two. */
const spread = (hash: number) => hash ^ (hash >>> 15);

function grown<T extends Int32Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
