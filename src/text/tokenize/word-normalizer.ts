import { Ints } from '../../util/int-list.ts';
import { foldRules, type Settings } from '../options.ts';
import { type FoldRules, fold, type Part } from './normalize-word.ts';

/** Folds words as they come. What only the whole collection tells of a compound waits until all are there. */
export class Folding {
  readonly parts = new Parts();
  /** Where the parts of each word are: from, to, in turn. */
  readonly #ranges = new Ints();
  /** Words of two parts, which may be one. */
  readonly #open: number[] = [];
  readonly #settings: Settings;
  readonly #rules: FoldRules;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#rules = { ...foldRules(settings, () => false), known: new Map() };
  }

  add(words: readonly string[]): void {
    for (const written of words) {
      const word = this.#ranges.length / 2;
      const parts = fold(written, this.#rules);
      this.#ranges.push(this.parts.size);
      for (const part of parts) this.parts.add(part, word);
      this.#ranges.push(this.parts.size);
      if (parts.length === 2 && this.#settings.spelling) this.#open.push(word);
    }
  }

  /** The key of each word that is a key by itself and counts, -1 for the others. */
  ownKeys(): Int32Array {
    const { parts } = this;
    return Int32Array.from({ length: this.#ranges.length / 2 }, (_, word) => {
      const [from, to] = this.range(word);
      return to - from === 1 ? parts.countingKey(from) : -1;
    });
  }

  /** Closes up compounds whose closed form stands in the papers by itself. */
  close(words: readonly string[], stands: (key: string) => boolean): void {
    const rules = { ...this.#rules, ...foldRules(this.#settings, stands) };
    for (const word of this.#open) {
      const parts = fold(words[word]!, rules);
      if (parts.length !== 1) continue;
      this.#ranges.items[2 * word] = this.parts.size;
      this.parts.add(parts[0]!, word);
      this.#ranges.items[2 * word + 1] = this.parts.size;
    }
  }

  /** The parts of a word: the first, and the one after the last. */
  range(word: number): [from: number, to: number] {
    const { items } = this.#ranges;
    return [items[2 * word]!, items[2 * word + 1]!];
  }
}

/** All parts of all words, by number, and their keys. */
class Parts {
  private keys: string[] = [];
  private counts: number[] = [];
  private numbers = new Map<string, number>();
  private keyOf = new Ints();
  private forms: string[] = [];
  private wordOf = new Ints();

  get size(): number {
    return this.forms.length;
  }

  add({ key, form, counts }: Part, word: number): void {
    const name = nameOf(key, counts);
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.keys.length;
      this.numbers.set(name, number);
      this.keys.push(key);
      this.counts.push(counts ? 1 : 0);
    }
    this.keyOf.push(number);
    this.forms.push(form);
    this.wordOf.push(word);
  }

  key(part: number): string {
    return this.keys[this.keyOf.items[part]!]!;
  }

  /** The number of a part's key if it counts, else -1. */
  countingKey(part: number): number {
    const key = this.keyOf.items[part]!;
    return this.counts[key] === 1 ? key : -1;
  }

  /** The number of a key that counts; undefined where no part has it. */
  numberOf(key: string): number | undefined {
    return this.numbers.get(key);
  }

  get keyCount(): number {
    return this.keys.length;
  }

  arrays() {
    return {
      keys: this.keys,
      counts: Uint8Array.from(this.counts),
      keyOf: this.keyOf.items.subarray(0, this.keyOf.length),
      forms: this.forms,
      wordOf: this.wordOf.items.subarray(0, this.wordOf.length),
    };
  }
}

/** A key that one word gives as a term and another as none ("in-s", a name, and "ins") is two: neither depends on which came first. */
export const nameOf = (key: string, counts: boolean): string => (counts ? key : ` ${key}`);
