/** Returns the median, of an even number of values the upper one; 0 for none. */
export const findMedian = (values: Float64Array): number => values.slice().sort()[values.length >> 1] ?? 0;

/** Number of the leading bits of a number that are counted: the sign, the exponent, and 12 bits behind the point. */
const COUNTED_BITS = 24;

/** Finds the median of positive numbers without keeping them: at most 2^-12 below it. */
export class ApproximateMedian {
  // Positive numbers have the order of their bits.
  readonly #counts = new Uint32Array(2 ** COUNTED_BITS);
  readonly #number = new Float64Array(1);
  readonly #bits = new Uint32Array(this.#number.buffer);
  #size = 0;

  add(value: number): void {
    this.#number[0] = value;
    this.#counts[this.#bits[HIGH]! >>> (32 - COUNTED_BITS)]!++;
    this.#size++;
  }

  /** Returns the median, of an even number of values the upper one; 0 for none. */
  get(): number {
    let before = 0;
    for (let bits = 0; bits < this.#counts.length; bits++) {
      before += this.#counts[bits]!;
      if (before <= this.#size >> 1) continue;
      this.#bits[HIGH] = bits << (32 - COUNTED_BITS);
      this.#bits[1 - HIGH] = 0;
      return this.#number[0]!;
    }
    return 0;
  }
}

/** Index of the half of a number that has the exponent. WebAssembly runs on little-endian processors only, or emulates them. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;
