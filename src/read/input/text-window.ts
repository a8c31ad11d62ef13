/** The text of a file that is not yet consumed, and its line numbers. The counterpart of `ByteWindow`. */
export class TextWindow {
  text = '';
  #line = 1;
  /** Offset of the first line feed that is not counted yet. Stored, since searching a long line repeatedly would be quadratic. */
  #nextLineFeed = Number.POSITIVE_INFINITY;
  #minLength = 0;

  /** Appends a block. Returns false while the window waits for more text; see {@link waitForMore}. */
  append(block: string): boolean {
    if (this.#nextLineFeed === Number.POSITIVE_INFINITY) {
      const index = block.indexOf('\n');
      if (index >= 0) this.#nextLineFeed = this.text.length + index;
    }
    this.text += block;
    return this.text.length >= this.#minLength;
  }

  /** Returns the line number at `offset`. Offsets must not decrease from call to call. */
  lineAt(offset: number): number {
    while (this.#nextLineFeed < offset) {
      this.#line++;
      const index = this.text.indexOf('\n', this.#nextLineFeed + 1);
      this.#nextLineFeed = index < 0 ? Number.POSITIVE_INFINITY : index;
    }
    return this.#line;
  }

  /** Removes the text before `offset`. */
  dropTo(offset: number): void {
    this.lineAt(offset);
    this.text = this.text.slice(offset);
    this.#nextLineFeed -= offset;
    this.#minLength = 0;
  }

  /** Waits until the window has twice as much text, so that a long record is scanned a few times, not once per block. */
  waitForMore(): void {
    this.#minLength = 2 * this.text.length;
  }
}
