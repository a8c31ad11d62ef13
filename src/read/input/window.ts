/** The part of a file's text that is not dealt with yet, and the line it begins at. */
export class Window {
  text = '';
  #line = 1;
  /** The first line feed that is not counted yet. Kept, since to look for one again and again in a long line is quadratic. */
  #lineFeed = Number.POSITIVE_INFINITY;
  #tryAt = 0;

  /** Adds a block; says whether it is time to try again. */
  append(block: string): boolean {
    if (this.#lineFeed === Number.POSITIVE_INFINITY) {
      const found = block.indexOf('\n');
      if (found >= 0) this.#lineFeed = this.text.length + found;
    }
    this.text += block;
    return this.text.length >= this.#tryAt;
  }

  /** The line that a place of the text stands on. Places must be asked for in ascending order. */
  lineAt(place: number): number {
    while (this.#lineFeed < place) {
      this.#line++;
      const found = this.text.indexOf('\n', this.#lineFeed + 1);
      this.#lineFeed = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#line;
  }

  /** Drops the text before a place. */
  dropTo(place: number): void {
    this.lineAt(place);
    this.text = this.text.slice(place);
    this.#lineFeed -= place;
    this.#tryAt = 0;
  }

  /** Tries again only once there is twice as much text, so that a long record is scanned a few times, not once a block. */
  waitForMore(): void {
    this.#tryAt = 2 * this.text.length;
  }
}
