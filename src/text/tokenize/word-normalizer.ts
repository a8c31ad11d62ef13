import { IntList } from '../../util/int-list.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import type { ResolvedOptions } from '../options.ts';
import { type NormalizationRules, normalizationRules, normalizeWord, type WordPart } from './normalize-word.ts';

/**
 * Normalizes the distinct words of a collection as they are read. Compounds that may have to be closed are normalized
 * again by {@link closeCompounds}, when the whole collection is known.
 */
export class WordNormalizer {
  readonly parts = new WordPartTable();
  /** The range of parts of each word: the first part and the end, alternately. */
  readonly #ranges = new IntList();
  /** Words of two parts, which may become one; if there are synonyms, all words. */
  readonly #openCompounds: number[] = [];
  /** Whether compounds with each closed form were closed. */
  readonly closedForms = new Map<string, boolean>();
  readonly #options: ResolvedOptions;
  /** The rules of each language, by number. */
  readonly #rules: NormalizationRules[] = [];

  constructor(options: ResolvedOptions) {
    this.#options = options;
  }

  /**
   * Normalizes words. Their ids continue those of the words added before.
   * @param languages The number of the language of each word.
   * @throws the reason of the signal if it is aborted
   */
  async add(words: readonly string[], languages: readonly number[], signal?: AbortSignal): Promise<void> {
    for (const [k, word] of words.entries()) {
      if (isPauseDue()) await pause(signal);
      const id = this.#ranges.length / 2;
      const parts = normalizeWord(word, this.#rulesOf(languages[k]!));
      this.#ranges.push(this.parts.size);
      for (const part of parts) this.parts.add(part, id);
      this.#ranges.push(this.parts.size);
      const mayClose = parts.length === 2 || this.#options.synonyms.length > 0;
      if (mayClose && this.#options.spelling) this.#openCompounds.push(id);
    }
  }

  #rulesOf(language: number): NormalizationRules {
    this.#rules[language] ??= { ...normalizationRules(this.#options, () => false, language), cache: new Map() };
    return this.#rules[language];
  }

  /** Returns for each word the id of its key, or -1 for words of several parts and words that are not content words. */
  contentKeyIds(): Int32Array {
    return Int32Array.from({ length: this.#ranges.length / 2 }, (_, word) => {
      const [start, end] = this.partRange(word);
      return end - start === 1 ? this.parts.contentKeyIdOf(start) : -1;
    });
  }

  /**
   * Closes compounds whose closed form is a term of the collection.
   * @param words All words, by id.
   * @param languages The number of the language of each word.
   * @throws the reason of the signal if it is aborted
   */
  async closeCompounds(
    words: readonly string[],
    languages: readonly number[],
    hasKey: (key: string) => boolean,
    signal?: AbortSignal,
  ): Promise<void> {
    const recordDecision = (key: string) => {
      const isClosed = this.closedForms.get(key) ?? hasKey(key);
      this.closedForms.set(key, isClosed);
      return isClosed;
    };
    const rules: NormalizationRules[] = [];
    for (const word of this.#openCompounds) {
      if (isPauseDue()) await pause(signal);
      const language = languages[word]!;
      rules[language] ??= {
        ...this.#rulesOf(language),
        ...normalizationRules(this.#options, recordDecision, language),
      };
      const parts = normalizeWord(words[word]!, rules[language]);
      const [start, end] = this.partRange(word);
      if (parts.length === end - start && parts.every(({ key }, p) => key === this.parts.keyOf(start + p))) continue;
      this.#ranges.items[2 * word] = this.parts.size;
      for (const part of parts) this.parts.add(part, word);
      this.#ranges.items[2 * word + 1] = this.parts.size;
    }
  }

  /** Returns the range of parts of a word; `end` is exclusive. */
  partRange(word: number): [start: number, end: number] {
    const { items } = this.#ranges;
    return [items[2 * word]!, items[2 * word + 1]!];
  }
}

/** The parts of all words by id, and the distinct keys by id. */
class WordPartTable {
  #keys: string[] = [];
  #isContent: number[] = [];
  #keyIds = new Map<string, number>();
  #keyOf = new IntList();
  #forms: string[] = [];
  #wordOf = new IntList();

  /** Number of parts. */
  get size(): number {
    return this.#forms.length;
  }

  /** Number of distinct keys. */
  get keyCount(): number {
    return this.#keys.length;
  }

  /** Adds a part of a word. */
  add({ key, form, isContent }: WordPart, word: number): void {
    const name = qualifiedKey(key, isContent);
    let id = this.#keyIds.get(name);
    if (id === undefined) {
      id = this.#keys.length;
      this.#keyIds.set(name, id);
      this.#keys.push(key);
      this.#isContent.push(isContent ? 1 : 0);
    }
    this.#keyOf.push(id);
    this.#forms.push(form);
    this.#wordOf.push(word);
  }

  /** Adds a part with the key and form of another, which belongs to no word. */
  addCopy(part: number): void {
    this.#keyOf.push(this.keyIdOf(part));
    this.#forms.push(this.formOf(part));
    this.#wordOf.push(-1);
  }

  /** Returns the surface form of a part. */
  formOf(part: number): string {
    return this.#forms[part]!;
  }

  /** Returns the id of a part's key. */
  keyIdOf(part: number): number {
    return this.#keyOf.items[part]!;
  }

  /** Returns the key of a part. */
  keyOf(part: number): string {
    return this.#keys[this.#keyOf.items[part]!]!;
  }

  /** Returns the id of a part's key, or -1 if the part is not a content word. */
  contentKeyIdOf(part: number): number {
    const key = this.keyIdOf(part);
    return this.#isContent[key] === 1 ? key : -1;
  }

  /** Returns the id of the key of a content word, or undefined if no part has it. */
  findContentKey(key: string): number | undefined {
    return this.#keyIds.get(qualifiedKey(key, true));
  }

  /** Returns the table as arrays: keys and `isContent` by key, the other arrays by part. */
  toArrays() {
    return {
      keys: this.#keys,
      isContent: Uint8Array.from(this.#isContent),
      keyOf: this.#keyOf.items.subarray(0, this.#keyOf.length),
      forms: this.#forms,
      wordOf: this.#wordOf.items.subarray(0, this.#wordOf.length),
    };
  }
}

/**
 * Returns a string that identifies a key together with whether it is a content word. The same key may be both: "in-s"
 * is a name, "ins" is a form of "in". They must not be merged, since the result would depend on which occurs first.
 */
export const qualifiedKey = (key: string, isContent: boolean): string => (isContent ? key : ` ${key}`);
