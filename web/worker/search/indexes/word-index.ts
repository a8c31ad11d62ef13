/** The postings of all words from one on, up to but without another one, in the order of the sorted vocabulary. */
export interface WordRange {
  from: number;
  to: number;
}

/**
 * An inverted index of words: which documents contain a word. The vocabulary is sorted, so the words that start with the same
 * letters are next to each other, and so are their postings.
 */
export class WordIndex {
  /** The words in ascending order of their UTF-16 code units. */
  readonly words: readonly string[];
  readonly documentCount: number;
  /** The documents of word w are `#documents[#starts[w] .. #starts[w + 1])`, ascending. */
  readonly #starts: Uint32Array;
  readonly #documents: Uint32Array;

  constructor(words: readonly string[], starts: Uint32Array, documents: Uint32Array, documentCount: number) {
    this.words = words;
    this.#starts = starts;
    this.#documents = documents;
    this.documentCount = documentCount;
  }

  /** Returns the range of a word; empty if no document contains it. */
  find(word: string): WordRange {
    const from = this.#lowerBound(word);
    return { from, to: this.words[from] === word ? from + 1 : from };
  }

  /** Returns the range of the words that start with a prefix. */
  findPrefix(prefix: string): WordRange {
    return { from: this.#lowerBound(prefix), to: this.#lowerBound(`${prefix}\uffff`) };
  }

  /** Returns the documents that contain a word of a range, as a part of the index; those that contain several of them are repeated. */
  documentsOf({ from, to }: WordRange): Uint32Array {
    return this.#documents.subarray(this.#starts[from], this.#starts[to]);
  }

  /** Returns the number of documents that contain a word of a range, counting repetitions. */
  countOf({ from, to }: WordRange): number {
    return this.#starts[to]! - this.#starts[from]!;
  }

  /** Returns the index of the first word that is not less than a text. */
  #lowerBound(text: string): number {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Number of elements of a chunk of pairs. */
const CHUNK_SIZE = 1 << 17;

/** Collects the words of documents, and then creates their index. */
export class WordIndexBuilder {
  readonly #idOf = new Map<string, number>();
  /** The document that contained a word last, by word. */
  readonly #lastDocument: number[] = [];
  /** Pairs of a word and a document that contains it, in chunks, so that nothing is copied as they grow. */
  readonly #chunks: Uint32Array[] = [];
  /** Number of elements of the last chunk. */
  #size = CHUNK_SIZE;
  #documentCount = 0;

  /** Adds words of a document; documents are added in ascending order, each as often as needed. */
  add(document: number, words: Iterable<string>): void {
    this.#documentCount = document + 1;
    for (const word of words) {
      let id = this.#idOf.get(word);
      if (id === undefined) {
        id = this.#lastDocument.length;
        this.#idOf.set(word, id);
        this.#lastDocument.push(-1);
      }
      if (this.#lastDocument[id] === document) continue;
      this.#lastDocument[id] = document;
      this.#append(id, document);
    }
  }

  #append(word: number, document: number): void {
    if (this.#size === CHUNK_SIZE) {
      this.#chunks.push(new Uint32Array(CHUNK_SIZE));
      this.#size = 0;
    }
    const chunk = this.#chunks.at(-1)!;
    chunk[this.#size++] = word;
    chunk[this.#size++] = document;
  }

  /** Returns the pairs of each chunk. */
  #filledChunks(): Uint32Array[] {
    return this.#chunks.map((chunk, i) => (i === this.#chunks.length - 1 ? chunk.subarray(0, this.#size) : chunk));
  }

  /** Returns the index of all words that were added. */
  build(): WordIndex {
    const words = [...this.#idOf.keys()].sort(compare);
    const rankOf = new Uint32Array(words.length);
    for (const [rank, word] of words.entries()) rankOf[this.#idOf.get(word)!] = rank;
    const starts = new Uint32Array(words.length + 1);
    const chunks = this.#filledChunks();
    for (const pairs of chunks) for (let i = 0; i < pairs.length; i += 2) starts[rankOf[pairs[i]!]! + 1]!++;
    for (let word = 0; word < words.length; word++) starts[word + 1]! += starts[word]!;
    const ends = starts.slice();
    const documents = new Uint32Array(starts[words.length]!);
    // Pairs are in the order of the documents, and stay so within each word.
    for (const pairs of chunks)
      for (let i = 0; i < pairs.length; i += 2) documents[ends[rankOf[pairs[i]!]!]!++] = pairs[i + 1]!;
    return new WordIndex(words, starts, documents, this.#documentCount);
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : 1);
