import type { VectorSet } from '../../model/vectors.ts';
import type { VectorRecord } from './vector-records.ts';

/** Collects the vectors of a file, one after the other. */
export class VectorList {
  readonly #ids: string[][] = [];
  #dimensions = 0;
  #values = new Float32Array(0);

  /** Adds a record; one without a vector is left out. Returns what is wrong with it; undefined if nothing is. */
  add({ ids, vector }: VectorRecord): string | undefined {
    if (vector === undefined) return undefined;
    if (vector === null) return 'the vector must be a list of numbers';
    if (ids.length === 0) return 'no id: it must be named id, doi, key, arxiv, pmid, or paperId; or a title';
    if (vector.length === 0) return 'an empty vector';
    this.#dimensions ||= vector.length;
    if (vector.length !== this.#dimensions)
      return `a vector with ${vector.length} components, where the first has ${this.#dimensions}`;
    const start = this.#ids.length * this.#dimensions;
    this.#reserve(start + this.#dimensions);
    for (let i = 0; i < vector.length; i++) {
      const value = vector[i];
      if (typeof value !== 'number' || !Number.isFinite(Math.fround(value)))
        return `component ${i + 1} of the vector is no finite number`;
      this.#values[start + i] = value;
    }
    this.#ids.push(ids);
    return undefined;
  }

  /** Returns the vectors. */
  finish(name: string): VectorSet {
    return {
      name,
      ids: this.#ids,
      dimensions: this.#dimensions,
      values: this.#values.slice(0, this.#ids.length * this.#dimensions),
    };
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return;
    const larger = new Float32Array(Math.max(length, 2 * this.#values.length, 1 << 16));
    larger.set(this.#values);
    this.#values = larger;
  }
}
