import { forEachRange } from '../../../../src/util/pause.ts';
import { type Matches, WordMatcher } from '../match-words.ts';
import type { PaperTest } from '../paper-filter.ts';
import { splitWords } from '../query.ts';
import type { PaperGroup } from '../results.ts';
import { selectBest } from '../sort-keys.ts';
import { indexWords, normalize } from '../spellings.ts';
import { toAlternatives } from './title-index.ts';
import { type WordIndex, WordIndexBuilder } from './word-index.ts';

/** Number of papers or names that are indexed without a pause. */
const RANGE_SIZE = 200;

/** A whole word counts more than any number of papers. */
const WHOLE_WORD = 1e6;

/** Authors or venues: groups of papers that are found by the words of their names. */
export class GroupIndex {
  /** The papers of each normalized name. */
  readonly #names: WordIndex;
  /** The names as they are written, in the order of `#names`. */
  readonly #written: readonly string[];
  readonly words: WordIndex;
  readonly #matcher: WordMatcher;

  private constructor(names: WordIndex, written: readonly string[], words: WordIndex) {
    this.#names = names;
    this.#written = written;
    this.words = words;
    this.#matcher = new WordMatcher(words);
  }

  /**
   * Builds the index with pauses, so that the worker can handle other requests meanwhile.
   *
   * @param namesOf returns the names of a paper. Names that differ only in case, diacritics and punctuation are the same.
   */
  static async build(paperCount: number, namesOf: (paper: number) => readonly string[]): Promise<GroupIndex> {
    const papers = new WordIndexBuilder();
    const keys = new Map<string, string>();
    const written = new Map<string, string>();
    await forEachRange(paperCount, RANGE_SIZE, undefined, (start, end) => {
      for (let paper = start; paper < end; paper++)
        for (const name of namesOf(paper)) {
          let key = keys.get(name);
          if (key === undefined) {
            key = normalize(name);
            keys.set(name, key);
            if (!written.has(key)) written.set(key, name);
          }
          papers.add(paper, [key]);
        }
    });
    const names = papers.build();
    const words = new WordIndexBuilder();
    const inOrder = names.words.map((key) => written.get(key)!);
    await forEachRange(inOrder.length, RANGE_SIZE, undefined, (start, end) => {
      for (let name = start; name < end; name++) words.add(name, indexWords(inOrder[name]!).filter(Boolean));
    });
    return new GroupIndex(names, inOrder, words.build());
  }

  /** Returns the groups whose names contain all words, at least as the start of a word: whole words first, then the largest groups. */
  search(words: readonly string[], count: number): PaperGroup[] {
    const { documents, wholeWords } = this.#match(words);
    const best = selectBest(documents, count, (name) => wholeWords(name) * WHOLE_WORD + this.#papersOf(name).length);
    return best.map((name) => ({ name: this.#written[name]!, papers: this.#papersOf(name).slice() }));
  }

  /** Returns a test for the papers of all groups whose names contain all words of a text, at least as the start of a word. */
  createTest(text: string): PaperTest {
    const papers = new Set<number>();
    for (const name of this.#match([text]).documents) for (const paper of this.#papersOf(name)) papers.add(paper);
    return (paper) => papers.has(paper);
  }

  #match(texts: readonly string[]): Matches {
    return this.#matcher.match(texts.flatMap(splitWords).map(toAlternatives));
  }

  /** Returns the papers of a group with exactly this name; empty if there is none. */
  get(name: string): Uint32Array {
    return this.#names.documentsOf(this.#names.find(normalize(name))).slice();
  }

  #papersOf(name: number): Uint32Array {
    return this.#names.documentsOf({ from: name, to: name + 1 });
  }
}
