import { forEachRange } from '../../../../src/util/pause.ts';
import { type Matches, WordMatcher } from '../match-words.ts';
import { selectBest } from '../sort-keys.ts';
import { indexWords, normalize } from '../spellings.ts';
import { toAlternatives } from './title-index.ts';
import { type WordIndex, WordIndexBuilder } from './word-index.ts';

/** Number of items that are indexed without a pause. */
const RANGE_SIZE = 200;

/** How well an item matches: a name equals the query, starts with it, contains it from the start of a word on, or has all its words. */
const LEVELS = { equal: 3, start: 2, inside: 1, words: 0 };

/** A level counts more than any weight. */
const LEVEL = 2 ** 22;

/** Short names, such as those of terms and concepts, that are found by phrases. */
export class PhraseIndex {
  readonly words: WordIndex;
  /** The normalized names of each item. */
  readonly #names: readonly (readonly string[])[];
  readonly #matcher: WordMatcher;

  private constructor(words: WordIndex, names: readonly (readonly string[])[]) {
    this.words = words;
    this.#names = names;
    this.#matcher = new WordMatcher(words);
  }

  /**
   * Builds the index with pauses, so that the worker can handle other requests meanwhile.
   *
   * @param namesOf returns the names of an item.
   */
  static async build(itemCount: number, namesOf: (item: number) => readonly string[]): Promise<PhraseIndex> {
    const builder = new WordIndexBuilder();
    const names: string[][] = [];
    await forEachRange(itemCount, RANGE_SIZE, undefined, (start, end) => {
      for (let item = start; item < end; item++) {
        for (const name of namesOf(item)) builder.add(item, indexWords(name).filter(Boolean));
        names.push(namesOf(item).map(normalize));
      }
    });
    return new PhraseIndex(builder.build(), names);
  }

  /**
   * Returns the items whose names contain all words of a phrase, at least as the start of a word. Names that equal the phrase come
   * first, then those that start with it, those that contain it, and others, each by descending weight, ties by index.
   *
   * @param phrase normalized.
   */
  search(phrase: string, count: number, weight: (item: number) => number): number[] {
    const { documents } = this.#match(phrase.split(' '));
    const scoreOf = (item: number) => this.#levelOf(item, phrase) * LEVEL + Math.min(LEVEL - 1, weight(item));
    return selectBest(documents, count, scoreOf);
  }

  #match(words: readonly string[]): Matches {
    return this.#matcher.match(words.filter(Boolean).map(toAlternatives));
  }

  #levelOf(item: number, phrase: string): number {
    let best = LEVELS.words;
    for (const text of this.#names[item]!) {
      if (text === phrase) return LEVELS.equal;
      if (text.startsWith(phrase)) best = Math.max(best, LEVELS.start);
      else if (text.includes(` ${phrase}`)) best = Math.max(best, LEVELS.inside);
    }
    return best;
  }
}
