/**
 * Counts the surface forms (spellings) of each concept. A surface form is identified by its concept and two hashes of its
 * characters, so that counting millions of mentions creates no strings.
 */
export class SurfaceFormCounter {
  /** Number of distinct surface forms; the next four arrays have one entry for each. */
  size = 0;
  concepts = new Int32Array(1 << 10);
  counts = new Int32Array(1 << 10);
  /** Paper and mention of the first occurrence. */
  papers = new Int32Array(1 << 10);
  mentions = new Int32Array(1 << 10);
  #hashes = new Int32Array(1 << 10);
  #secondHashes = new Int32Array(1 << 10);
  /** Open-addressing hash table: index of the surface form plus one, 0 for empty slots. */
  #slots = new Int32Array(1 << 11);

  /** Counts the surface form text[start, end) of a mention. */
  add(concept: number, text: string, start: number, end: number, paper: number, mention: number): void {
    let hash = Math.imul(concept, 0x9e3779b1) ^ (end - start);
    let second = 0;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      hash = Math.imul(hash ^ code, 0x01000193);
      second = Math.imul(second + code, 0x2c1b3c6d);
    }
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let entry = this.#slots[slot]!; entry > 0; entry = this.#slots[slot]!) {
      if (
        this.#hashes[entry - 1] === hash &&
        this.#secondHashes[entry - 1] === second &&
        this.concepts[entry - 1] === concept
      ) {
        this.counts[entry - 1]!++;
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (this.size === this.counts.length) this.#enlarge();
    this.concepts[this.size] = concept;
    this.counts[this.size] = 1;
    this.papers[this.size] = paper;
    this.mentions[this.size] = mention;
    this.#secondHashes[this.size] = second;
    this.#hashes[this.size++] = hash;
    this.#slots[slot] = this.size;
    if (2 * this.size > this.#slots.length) this.#rehash();
  }

  #enlarge(): void {
    const enlarged = (old: Int32Array) => {
      const next = new Int32Array(2 * old.length);
      next.set(old);
      return next;
    };
    this.concepts = enlarged(this.concepts);
    this.counts = enlarged(this.counts);
    this.papers = enlarged(this.papers);
    this.mentions = enlarged(this.mentions);
    this.#hashes = enlarged(this.#hashes);
    this.#secondHashes = enlarged(this.#secondHashes);
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let entry = 0; entry < this.size; entry++) {
      let slot = this.#hashes[entry]! & mask;
      while (this.#slots[slot]! > 0) slot = (slot + 1) & mask;
      this.#slots[slot] = entry + 1;
    }
  }
}
