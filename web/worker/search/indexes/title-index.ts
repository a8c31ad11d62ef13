import { forEachRange } from '../../../../src/util/pause.ts';
import { type Alternatives, WordMatcher } from '../match-words.ts';
import { fromKey, toKey } from '../sort-keys.ts';
import { indexWords, normalize, spellings } from '../spellings.ts';
import { type WordIndex, WordIndexBuilder } from './word-index.ts';

/** Number of titles that are indexed without a pause. */
const RANGE_SIZE = 200;

/** Scores of a title. A phrase counts more than any number of words, and a word more than the length of the title. */
const SCORES = { phrase: 1e5, wholeWord: 2e3, optionalWord: 1e3, maxWords: 40, maxLength: 999 };

/** What a title contains of the query: nothing but the query, the query as whole words, the start of a word, or only its words. */
const PHRASE = { only: 3, whole: 2, prefix: 1, none: 0 };

/** A query for titles. */
export interface TitleQuery {
  /** Words that a title must contain, at least as the start of a word. */
  required: readonly string[];
  /** Words that a title need not contain. */
  optional: readonly string[];
  /** The whole query as it was typed; titles that contain it come first. */
  text: string;
}

/** The titles of papers, indexed by their words. */
export class TitleIndex {
  readonly words: WordIndex;
  /** The normalized titles, with a space at both ends. */
  readonly #titles: readonly string[];
  readonly #matcher: WordMatcher;
  readonly #optionalWords: Uint8Array;

  private constructor(words: WordIndex, titles: readonly string[]) {
    this.words = words;
    this.#titles = titles;
    this.#matcher = new WordMatcher(words);
    this.#optionalWords = new Uint8Array(titles.length);
  }

  /** Builds the index with pauses, so that the worker can handle other requests meanwhile. */
  static async build(titles: readonly string[]): Promise<TitleIndex> {
    const builder = new WordIndexBuilder();
    const normalized: string[] = [];
    await forEachRange(titles.length, RANGE_SIZE, undefined, (start, end) => {
      for (let paper = start; paper < end; paper++) {
        const words = indexWords(titles[paper]!).filter(Boolean);
        builder.add(paper, words);
        normalized.push(` ${normalize(titles[paper]!)} `);
      }
    });
    return new TitleIndex(builder.build(), normalized);
  }

  /**
   * Returns the papers whose titles contain all required words. Titles that contain the query as a phrase come first, then those
   * with more whole words, then shorter ones.
   */
  search({ required, optional, text }: TitleQuery): Uint32Array {
    const { documents, wholeWords } = this.#matcher.match(required.map(toAlternatives));
    const optionalPostings = optional.flatMap((word) =>
      spellings(word).map((spelling) => this.words.documentsOf(this.words.find(spelling))),
    );
    for (const postings of optionalPostings) for (const paper of postings) this.#optionalWords[paper]!++;
    const phrase = normalize(text);
    const isOneWord = required.length === 1 && optional.length === 0;
    const keys = Float64Array.from(documents, (paper) => {
      const whole = wholeWords(paper);
      const title = this.#titles[paper]!;
      const level = isOneWord ? levelOfWord(title, phrase, whole) : levelOfPhrase(title, phrase);
      const words = Math.min(
        SCORES.maxWords * SCORES.wholeWord,
        whole * SCORES.wholeWord + this.#optionalWords[paper]! * SCORES.optionalWord,
      );
      const score = level * SCORES.phrase + words + SCORES.maxLength - Math.min(SCORES.maxLength, title.length);
      return toKey(score, paper);
    });
    for (const postings of optionalPostings) for (const paper of postings) this.#optionalWords[paper] = 0;
    return Uint32Array.from(keys.sort(), fromKey);
  }
}

/** A whole word or the start of a word, in all spellings. */
export function toAlternatives(word: string): Alternatives {
  const all = spellings(word);
  return { whole: all, prefixes: all };
}

function levelOfWord(title: string, word: string, wholeWords: number): number {
  if (title.length === word.length + 2) return PHRASE.only;
  return wholeWords > 0 ? PHRASE.whole : PHRASE.prefix;
}

function levelOfPhrase(title: string, phrase: string): number {
  const start = title.indexOf(` ${phrase}`);
  if (start < 0) return PHRASE.none;
  if (title.length === phrase.length + 2) return PHRASE.only;
  return title.includes(` ${phrase} `, start) ? PHRASE.whole : PHRASE.prefix;
}
