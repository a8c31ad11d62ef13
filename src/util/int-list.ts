import { copyInto } from './pause.ts';

/** A growable list of 32-bit integers. */
export class IntList {
  /** Number of integers in the list. */
  length = 0;

  /** @param items Buffer of the list; its first {@link length} elements are the list. Replaced when it is full. */
  constructor(public items = new Int32Array(1024)) {}

  /** Appends an integer. */
  push(item: number): void {
    if (this.length === this.items.length) this.reserve(1);
    this.items[this.length++] = item;
  }

  /**
   * Ensures capacity for `count` more integers, so that adding them takes little time. Pauses when it is due; the list must not
   * be used until the promise is resolved.
   * @throws the reason of the signal if it is aborted
   */
  async reserveWithPauses(count: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.length + count <= this.items.length) return;
    const larger = new Int32Array(Math.max(this.items.length * 2, this.length + count));
    this.items = await copyInto(this.items.subarray(0, this.length), larger, signal);
  }

  /** Ensures capacity for `count` more integers. */
  reserve(count: number): void {
    if (this.length + count <= this.items.length) return;
    const larger = new Int32Array(Math.max(this.items.length * 2, this.length + count));
    larger.set(this.items.subarray(0, this.length));
    this.items = larger;
  }
}
