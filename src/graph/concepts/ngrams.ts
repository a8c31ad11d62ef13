import { Grown } from './grown.ts';

/** Numbers sequences of words: a phrase is its beginning and one more word. An open-addressing table of two integer keys. */
export class Ngrams {
  /** The number of the phrase without its last word; 0 for single words. */
  readonly parents = new Grown();
  /** The last word. */
  readonly words = new Grown();
  #slots = new Uint32Array(1 << 16);

  constructor() {
    this.parents.push(0);
    this.words.push(0);
  }

  /** How many numbers are taken, 0 ("no phrase") included. */
  get size(): number {
    return this.parents.length;
  }

  /** The number of the phrase that goes on from `parent` (0: starts) with `word`; a new one if it was not there. */
  id(parent: number, word: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(parent, word) & mask;
    for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
      if (this.parents.get(found) === parent && this.words.get(found) === word) return found;
      slot = (slot + 1) & mask;
    }
    const id = this.parents.length;
    this.parents.push(parent);
    this.words.push(word);
    this.#slots[slot] = id;
    if (2 * id > this.#slots.length) this.#widen();
    return id;
  }

  #widen(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let id = 1; id < this.parents.length; id++) {
      let slot = hash(this.parents.get(id), this.words.get(id)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}

function hash(a: number, b: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
