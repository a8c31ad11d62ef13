/** The part of a file's text that is not dealt with yet, and the line it begins at. */
export class Window {
  text = '';
  #line = 1;
  #countedTo = 0;
  #tryAt = 0;

  /** Adds a block; says whether it is time to try again. */
  append(block: string): boolean {
    this.text += block;
    return this.text.length >= this.#tryAt;
  }

  /** The line that a place of the text stands on. Places must be asked for in ascending order. */
  lineAt(place: number): number {
    for (let at = this.text.indexOf('\n', this.#countedTo); at >= 0 && at < place; at = this.text.indexOf('\n', at + 1))
      this.#line++;
    this.#countedTo = Math.max(this.#countedTo, place);
    return this.#line;
  }

  /** Drops the text before a place. */
  dropTo(place: number): void {
    this.lineAt(place);
    this.text = this.text.slice(place);
    this.#countedTo = 0;
    this.#tryAt = 0;
  }

  /** Tries again only once there is twice as much text, so that a long record is scanned a few times, not once a block. */
  waitForMore(): void {
    this.#tryAt = 2 * this.text.length;
  }
}
