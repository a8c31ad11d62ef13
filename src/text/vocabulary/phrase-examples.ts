import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import type { Candidates } from './select-phrases.ts';

/** Maximum number of examples from which the form of a phrase is chosen. */
const MAX_EXAMPLES = 9;

/** An occurrence of a phrase. Its parts are parts[start], parts[start + 1], ... */
export interface Example {
  parts: Int32Array;
  start: number;
  /** Pseudo-random sort key. Those of examples in titles and at the start of sentences are larger than all others. */
  hash: number;
}

/** Tells whether an example is in an abstract and not at the start of a sentence. */
export const isMidSentence = ({ hash }: Example): boolean => hash < FALLBACK_OFFSET;

/** Added to the 32-bit hashes of all other examples. */
const FALLBACK_OFFSET = 2 ** 32;

/** Returns examples of the phrases among the terms (nodes of the trie), from each kernel, in order of nodes. */
export async function getPhraseExamples(
  { trie }: Candidates,
  terms: readonly number[],
  pool: WorkerPool,
): Promise<Int32Array[]> {
  const isSelected = new Uint8Array(trie.size - trie.rootCount);
  for (const node of terms) if (node >= trie.rootCount) isSelected[node - trie.rootCount] = 1;
  const results = await callAll(pool, 'getPhraseExamples', () => [isSelected]);
  return results.map(([examples]) => examples as Int32Array);
}

/** Reads the examples that the kernels returned, phrase by phrase. */
export class ExampleReader {
  readonly #lists: readonly Int32Array[];
  readonly #positions: number[];
  /** Reused from phrase to phrase. */
  readonly #examples: Example[];

  /** @param lists For each kernel and example: the phrase, the hash, whether it is mid-sentence, and the parts. */
  constructor(lists: readonly Int32Array[]) {
    this.#lists = lists;
    this.#positions = lists.map(() => 0);
    this.#examples = Array.from({ length: (MAX_EXAMPLES + 1) * lists.length }, () => ({
      parts: lists[0]!,
      start: 0,
      hash: 0,
    }));
  }

  /**
   * Returns the examples of a phrase that its form is chosen from: the first mid-sentence examples by hash, or the
   * first other example if there are none. Phrases must be read in ascending order. The examples are valid until the
   * next call.
   * @param length Number of parts in the phrase.
   */
  read(phrase: number, length: number): Example[] {
    let count = 0;
    for (let worker = 0; worker < this.#lists.length; worker++) count = this.#readList(worker, phrase, length, count);
    let size = Math.min(1, count);
    while (size < Math.min(count, MAX_EXAMPLES) && isMidSentence(this.#examples[size]!)) size++;
    return this.#examples.slice(0, size);
  }

  /** Inserts the examples of one kernel into the sorted list of `count` examples. Returns the new count. */
  #readList(worker: number, phrase: number, length: number, count: number): number {
    const list = this.#lists[worker]!;
    const examples = this.#examples;
    let position = this.#positions[worker]!;
    let end = count;
    for (; list[position] === phrase; position += 3 + length) {
      const example = examples[end]!;
      example.parts = list;
      example.start = position + 3;
      example.hash = (list[position + 1]! >>> 0) + (list[position + 2] === 1 ? 0 : FALLBACK_OFFSET);
      let i = end++;
      for (; i > 0 && examples[i - 1]!.hash > example.hash; i--) examples[i] = examples[i - 1]!;
      examples[i] = example;
    }
    this.#positions[worker] = position;
    return end;
  }
}
