const encoder = new TextEncoder();

/** Collects lines as bytes in large chunks: encoding each line to an array of its own takes longer than writing it. */
export class LineBuffer {
  readonly #chunkSize: number;
  #bytes: Uint8Array;
  #length = 0;
  /** Bytes of the current line. */
  #line = 0;

  /** @param chunkSize Minimum size of a chunk's buffer, in bytes. */
  constructor(chunkSize: number) {
    this.#chunkSize = chunkSize;
    this.#bytes = new Uint8Array(chunkSize);
  }

  /** Adds the text of a line. Returns a chunk if one is complete. */
  add(text: string): Uint8Array | undefined {
    // A code unit takes three bytes at most, and the end of a line two.
    const needed = 3 * text.length + 2;
    const full = this.#length + needed > this.#bytes.length ? this.take(needed) : undefined;
    this.#line = encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    this.#length += this.#line;
    return full;
  }

  /** Ends a line and returns the number of its bytes. */
  endLine(end: string): number {
    const { written } = encoder.encodeInto(end, this.#bytes.subarray(this.#length));
    this.#length += written;
    return this.#line + written;
  }

  /** Returns the bytes so far, and makes room for others. */
  take(needed = 0): Uint8Array {
    const full = this.#bytes.subarray(0, this.#length);
    this.#bytes = new Uint8Array(Math.max(this.#chunkSize, needed));
    this.#length = 0;
    return full;
  }
}
