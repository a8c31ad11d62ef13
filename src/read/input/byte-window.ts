import { lineFeed } from './ascii.ts';

/** The bytes of a file that are not yet consumed, and their line numbers. The counterpart of `TextWindow`. */
export class ByteWindow {
  /** Valid until the next call of {@link append}. */
  bytes: Uint8Array = new Uint8Array(0);
  #buffer = new Uint8Array(0);
  #line = 1;
  /** Offset of the first line feed that is not counted yet. `indexOf` finds it faster than a loop over the bytes. */
  #nextLineFeed = Number.POSITIVE_INFINITY;
  #minLength = 0;

  /** Appends a block. Returns false while the window waits for more bytes; see {@link waitForMore}. */
  append(block: Uint8Array): boolean {
    const rest = this.bytes;
    if (this.#nextLineFeed === Number.POSITIVE_INFINITY) {
      const index = block.indexOf(lineFeed);
      if (index >= 0) this.#nextLineFeed = rest.length + index;
    }
    const length = rest.length + block.length;
    if (length > this.#buffer.length) this.#buffer = new Uint8Array(2 * length);
    this.#buffer.set(rest);
    this.#buffer.set(block, rest.length);
    this.bytes = this.#buffer.subarray(0, length);
    return length >= this.#minLength;
  }

  /** Returns the line number at `offset`. Offsets must not decrease from call to call. */
  lineAt(offset: number): number {
    while (this.#nextLineFeed < offset) {
      this.#line++;
      const index = this.bytes.indexOf(lineFeed, this.#nextLineFeed + 1);
      this.#nextLineFeed = index < 0 ? Number.POSITIVE_INFINITY : index;
    }
    return this.#line;
  }

  /** Removes the bytes before `offset`. */
  dropTo(offset: number): void {
    this.lineAt(offset);
    this.bytes = this.bytes.subarray(offset);
    this.#nextLineFeed -= offset;
    this.#minLength = 0;
  }

  /** Waits until the window has twice as many bytes, so that a long record is scanned a few times, not once per block. */
  waitForMore(): void {
    this.#minLength = 2 * this.bytes.length;
  }
}
