import { isPauseDue, pause } from '../../util/pause.ts';

/** The stems of a block, numbered in the order of its word forms. */
export class RootNumbers {
  /** The stem of each number. */
  readonly roots: Uint32Array;
  /** The number of the stem of each word form. */
  readonly rootOf: Uint32Array;
  readonly #numbers = new Map<number, number>();

  constructor(stemOf: Uint32Array) {
    this.rootOf = new Uint32Array(stemOf.length);
    for (let id = 0; id < stemOf.length; id++) {
      let root = this.#numbers.get(stemOf[id]!);
      if (root === undefined) {
        root = this.#numbers.size;
        this.#numbers.set(stemOf[id]!, root);
      }
      this.rootOf[id] = root;
    }
    this.roots = Uint32Array.from(this.#numbers.keys());
  }

  /** Translates sequences of stems to numbers. Sequences with a stem that the block does not have are left out. */
  async translate(lists: readonly Uint32Array[], signal: AbortSignal | undefined): Promise<Uint32Array> {
    const translated: number[] = [];
    for (const sequences of lists)
      for (let k = 0; k < sequences.length; k += 1 + sequences[k]!) {
        if (isPauseDue()) await pause(signal);
        const numbers: number[] = [];
        for (let m = 1; m <= sequences[k]!; m++) numbers.push(this.#numbers.get(sequences[k + m]!) ?? -1);
        if (!numbers.includes(-1)) translated.push(numbers.length, ...numbers);
      }
    return Uint32Array.from(translated);
  }
}
