/** A list of numbers that grows by doubling: plain arrays of tens of millions of numbers cost several times the memory. */
export class Grown {
  length = 0;
  #numbers = new Uint32Array(1024);

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length++] = number;
  }

  get(at: number): number {
    return this.#numbers[at]!;
  }

  set(at: number, number: number): void {
    this.#numbers[at] = number;
  }

  /** A copy of its own length. */
  array(): Uint32Array {
    return this.#numbers.slice(0, this.length);
  }
}
