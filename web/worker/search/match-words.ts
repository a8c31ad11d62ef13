import type { WordIndex, WordRange } from './indexes/word-index.ts';

/** The documents that match a query. */
export interface Matches {
  /** In no particular order. */
  documents: number[];
  /** How many words of the query a document contains as whole words. */
  wholeWords(document: number): number;
}

/** What may stand for a word of a query: whole words, and prefixes of words. */
export interface Alternatives {
  whole: readonly string[];
  prefixes: readonly string[];
}

/** Finds documents that contain all words of a query. Needs three bytes per document, which all queries of an index share. */
export class WordMatcher {
  readonly #index: WordIndex;
  /** Number of words of the query that a document is known to contain. */
  readonly #found: Uint16Array;
  readonly #whole: Uint8Array;
  #touched: number[] = [];

  constructor(index: WordIndex) {
    this.#index = index;
    this.#found = new Uint16Array(index.documentCount);
    this.#whole = new Uint8Array(index.documentCount);
  }

  /**
   * Returns the documents that contain one of the alternatives of each word; none if there are no words. The result is valid until
   * the next call.
   */
  match(words: readonly Alternatives[]): Matches {
    this.#clear();
    const found = this.#found;
    const whole = this.#whole;
    // The rarest word first, so that few documents are touched.
    const ranges = words
      .map(({ whole: wholeWords, prefixes }) => ({
        all: this.#rangesOf([...wholeWords, ...prefixes], prefixes),
        whole: wholeWords.map((word) => this.#index.find(word)),
      }))
      .sort((a, b) => this.#countOf(a.all) - this.#countOf(b.all));
    for (const [i, range] of ranges.entries()) {
      for (const part of range.all)
        for (const document of this.#index.documentsOf(part)) {
          if (found[document] !== i) continue;
          found[document] = i + 1;
          if (i === 0) this.#touched.push(document);
        }
      const seen = new Set<number>();
      for (const part of range.whole)
        for (const document of this.#index.documentsOf(part)) {
          if (found[document] !== i + 1) continue;
          if (range.whole.length > 1) {
            if (seen.has(document)) continue;
            seen.add(document);
          }
          whole[document]!++;
        }
    }
    const documents = this.#touched.filter((document) => found[document] === words.length);
    return { documents, wholeWords: (document) => whole[document]! };
  }

  /** Returns the ranges of words; those that are in `prefixes` stand for all words that start with them. */
  #rangesOf(texts: readonly string[], prefixes: readonly string[]): WordRange[] {
    return [...new Set(texts)].map((text) =>
      prefixes.includes(text) ? this.#index.findPrefix(text) : this.#index.find(text),
    );
  }

  #countOf(ranges: readonly WordRange[]): number {
    return ranges.reduce((sum, range) => sum + this.#index.countOf(range), 0);
  }

  #clear(): void {
    for (const document of this.#touched) {
      this.#found[document] = 0;
      this.#whole[document] = 0;
    }
    this.#touched = [];
  }
}
