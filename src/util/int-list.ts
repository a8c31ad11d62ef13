/** A list of whole numbers that grows. */
export class Ints {
  length = 0;
  constructor(public items = new Int32Array(1024)) {}
  push(item: number): void {
    if (this.length === this.items.length) this.reserve(1);
    this.items[this.length++] = item;
  }
  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.length + more <= this.items.length) return;
    const larger = new Int32Array(Math.max(this.items.length * 2, this.length + more));
    larger.set(this.items.subarray(0, this.length));
    this.items = larger;
  }
}
