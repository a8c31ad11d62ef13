/** How a table is written. */
export interface TableSyntax {
  delimiter: string;
  quote: string;
  columnCount: number;
  /** Offset of the first row. */
  start: number;
}

/** Characters between cells, the most frequent first. */
export const delimiters: readonly string[] = [',', '\t', ';', '|'];

/** A quote character that occurs in no text: quotation marks are then part of the text. */
export const noQuote = '\uffff';

/** A row of cells. */
export interface Row {
  cells: string[];
  /** Offset behind the line end. */
  end: number;
}

/**
 * Which quotation marks end a cell: doubled marks are text and all others must be followed by a delimiter or line end (RFC
 * 4180), any mark that is followed by one of these, or only a mark that is followed by another quoted cell or a line end.
 */
export type Quoting = 'strict' | 'before delimiter' | 'before quoted cell';

/** Maximum length of a row whose quotation marks are misplaced, in UTF-16 code units. */
const maxRepairLength = 1 << 16;

/** Scans rows of a text. Time is linear in the text, since what was searched for is remembered. */
export class RowScanner {
  #text: string;
  #syntax: TableSyntax;
  #isLast: boolean;
  /** The next line end and delimiter, as far as known, seen from `#seenFrom`. */
  #lineEnd = -1;
  #delimiter = -1;
  #seenFrom = 0;
  #row: string[] = [];

  constructor(text: string, syntax: TableSyntax, isLast: boolean) {
    this.#text = text;
    this.#syntax = syntax;
    this.#isLast = isLast;
  }

  /** Returns the row at `start`; 'incomplete' when the text ends inside it; undefined when quotation marks are misplaced. */
  scan(start: number, quoting: Quoting): Row | 'incomplete' | undefined {
    // A row that was read to its end is read again in another way.
    if (start < this.#seenFrom) [this.#lineEnd, this.#delimiter] = [-1, -1];
    this.#seenFrom = start;
    const saved: [number, number] = [this.#lineEnd, this.#delimiter];
    this.#row = [];
    const end = this.#scanCells(start, quoting);
    // A row that is read again starts from the same knowledge.
    if (typeof end !== 'number') [this.#lineEnd, this.#delimiter] = saved;
    else this.#seenFrom = end;
    return typeof end === 'number' ? { cells: this.#row, end } : end;
  }

  #scanCells(start: number, quoting: Quoting): number | 'incomplete' | undefined {
    const { quote, columnCount } = this.#syntax;
    const limit = quoting === 'strict' ? this.#text.length : start + maxRepairLength;
    for (let offset = start; ; ) {
      if (quoting !== 'strict' && (this.#row.length > 2 * columnCount || offset > limit)) return undefined;
      const end =
        this.#text[offset] === quote ? this.#scanQuoted(offset + 1, quoting, limit) : this.#scanUnquoted(offset);
      if (typeof end !== 'number') return end;
      if (end >= this.#text.length) return this.#isLast ? end : 'incomplete';
      if (this.#text[end] === '\n') return end + 1;
      offset = end + 1;
    }
  }

  /** Adds an unquoted cell and returns the offset of the delimiter or line end behind it. */
  #scanUnquoted(start: number): number {
    const end = Math.min(this.#nextDelimiter(start), this.#nextLineEnd(start));
    this.#row.push(this.#text.slice(start, end));
    return end;
  }

  #nextDelimiter(start: number): number {
    if (this.#delimiter < start) this.#delimiter = this.#find(this.#syntax.delimiter, start);
    return this.#delimiter;
  }

  #nextLineEnd(start: number): number {
    if (this.#lineEnd < start) this.#lineEnd = this.#find('\n', start);
    return this.#lineEnd;
  }

  #find(character: string, start: number): number {
    const index = this.#text.indexOf(character, start);
    return index < 0 ? this.#text.length : index;
  }

  /** Adds a quoted cell and returns the offset of the delimiter or line end behind it. */
  #scanQuoted(start: number, quoting: Quoting, limit: number): number | 'incomplete' | undefined {
    const text = this.#text;
    const { quote } = this.#syntax;
    let hasDoubled = false;
    for (let mark = text.indexOf(quote, start); mark >= 0; mark = text.indexOf(quote, mark + 1)) {
      if (mark > limit) return undefined;
      const end = skipBlanks(text, mark + 1, this.#syntax.delimiter);
      if (this.#endsCell(end, quoting)) {
        const cell = text.slice(start, mark);
        this.#row.push(hasDoubled ? cell.replaceAll(quote + quote, quote) : cell);
        return end;
      }
      if (text[mark + 1] === quote) {
        hasDoubled = true;
        mark++;
      } else if (quoting === 'strict' || this.#opensCell(mark)) return undefined;
    }
    return this.#isLast || text.length > limit ? undefined : 'incomplete';
  }

  #endsCell(end: number, quoting: Quoting): boolean {
    const next = this.#text[end];
    if (next === undefined) return this.#isLast;
    if (next === '\n') return true;
    if (next !== this.#syntax.delimiter) return false;
    if (quoting !== 'before quoted cell') return true;
    return [this.#syntax.quote, this.#syntax.delimiter, '\n', undefined].includes(this.#text[end + 1]);
  }

  /** Returns whether a quotation mark inside of a cell looks like the start of another cell: the cell was never closed. */
  #opensCell(mark: number): boolean {
    const previous = this.#text[mark - 1];
    return previous === '\n' || previous === this.#syntax.delimiter;
  }
}

/** Returns the first offset that holds no blank, which some programs write behind a quotation mark. */
function skipBlanks(text: string, start: number, delimiter: string): number {
  let offset = start;
  while (text[offset] === ' ' && delimiter !== ' ' && offset - start < 8) offset++;
  return offset;
}
