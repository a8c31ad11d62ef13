/**
 * Counts in how many ways each concept is written. A way is known by its concept and the hash of its characters, so that
 * millions of mentions make no strings.
 */
export class Surfaces {
  /** Number of ways; each has an entry in the next four. */
  size = 0;
  concepts = new Int32Array(1 << 10);
  counts = new Int32Array(1 << 10);
  /** Where the way is first written: paper and mention. */
  papers = new Int32Array(1 << 10);
  mentions = new Int32Array(1 << 10);
  #hashes = new Int32Array(1 << 10);
  #slots = new Int32Array(1 << 11);

  /** Counts characters [from, to) of a text, which stand at this mention of a paper. */
  add(concept: number, text: string, from: number, to: number, paper: number, mention: number): void {
    let hash = Math.imul(concept, 0x9e3779b1) ^ (to - from);
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let found = this.#slots[slot]!; found > 0; found = this.#slots[slot]!) {
      if (this.#hashes[found - 1] === hash && this.concepts[found - 1] === concept) {
        this.counts[found - 1]!++;
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (this.size === this.counts.length) this.#enlarge();
    this.concepts[this.size] = concept;
    this.counts[this.size] = 1;
    this.papers[this.size] = paper;
    this.mentions[this.size] = mention;
    this.#hashes[this.size++] = hash;
    this.#slots[slot] = this.size;
    if (2 * this.size > this.#slots.length) this.#rehash();
  }

  #enlarge(): void {
    const larger = (old: Int32Array) => {
      const next = new Int32Array(2 * old.length);
      next.set(old);
      return next;
    };
    this.concepts = larger(this.concepts);
    this.counts = larger(this.counts);
    this.papers = larger(this.papers);
    this.mentions = larger(this.mentions);
    this.#hashes = larger(this.#hashes);
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
