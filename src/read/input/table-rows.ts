import Papa from 'papaparse';
import { maxRecordLength, type TextReader } from '../record.ts';
import { TextWindow } from './text-window.ts';

/** Amount of text that may be scanned twice, in UTF-16 code units, beyond a multiple of the text that was read correctly. */
const rescanLimit = 1 << 19;
/** A quote character that occurs in no text: quotation marks are then part of the text. */
export const noQuote = '\uffff';

/** How a table is written. */
export interface TableSyntax {
  delimiter: string;
  quote: string;
  columnCount: number;
  /** Offset of the first row. */
  start: number;
}

/**
 * Creates a reader of the rows of a table.
 *
 * A row with misplaced quotation marks is read again as a single line without quoting, so that it affects no other row. The
 * text that is scanned twice is limited, which keeps the time linear.
 *
 * @param onRow Receives the cells of a row and the line it starts on.
 */
export function createRowReader(
  syntax: TableSyntax,
  onRow: (row: string[], line: number) => void,
  onNote: (line: number, reason: string) => void,
): TextReader {
  const reader = new RowReader(syntax, onRow, onNote);
  return {
    write: (block) => reader.write(block),
    end: () => reader.end(),
  };
}

class RowReader {
  #syntax: TableSyntax;
  #onRow: (row: string[], line: number) => void;
  #onNote: (line: number, reason: string) => void;
  #window = new TextWindow();
  #hasSkippedHeader = false;
  /** Length of the text that was read, and of the text that was scanned in vain. */
  #readLength = 0;
  #wastedLength = 0;

  constructor(
    syntax: TableSyntax,
    onRow: (row: string[], line: number) => void,
    onNote: (line: number, reason: string) => void,
  ) {
    this.#syntax = syntax;
    this.#onRow = onRow;
    this.#onNote = onNote;
  }

  write(block: string): void {
    const isReady = this.#window.append(block);
    if (!this.#hasSkippedHeader) this.#window.dropTo(this.#syntax.start);
    this.#hasSkippedHeader = true;
    if (isReady) this.#readAll(false);
  }

  end(): void {
    this.#readAll(true);
  }

  #readAll(isLast: boolean): void {
    let offset = 0;
    while (offset < this.#window.text.length) {
      const { end, isMalformed } = this.#readRows(offset, isLast);
      offset = end;
      if (!isMalformed && this.#window.text.length - offset <= maxRecordLength) break;
      offset = this.#readUnquoted(offset);
    }
    this.#readLength += offset;
    this.#window.dropTo(Math.min(offset, this.#window.text.length));
    if (!isLast) this.#window.waitForMore();
  }

  /** Reads rows up to one that is malformed or may be incomplete, and returns where that one starts. */
  #readRows(start: number, isLast: boolean): { end: number; isMalformed: boolean } {
    const { delimiter, quote, columnCount } = this.#syntax;
    const text = this.#window.text.slice(start);
    let rowStart = 0;
    let isMalformed = false;
    Papa.parse<string[]>(text, {
      delimiter,
      newline: '\n',
      quoteChar: quote,
      step: ({ data, errors, meta }, parser) => {
        const rowEnd = meta.cursor;
        const isMisquoted = errors.some(({ type }) => type === 'Quotes');
        // A quoted line break in a row with the wrong number of cells is more likely a misplaced quotation mark.
        const isTorn = data.length !== columnCount && text.slice(rowStart, rowEnd - 1).includes('\n');
        const isIncomplete = !isLast && rowEnd >= text.length;
        isMalformed = quote === '"' && (isMisquoted || isTorn) && !isIncomplete;
        if (isMalformed) this.#wastedLength += rowEnd - rowStart;
        if (isMalformed || isIncomplete) return parser.abort();
        if (data.length > 1 || data[0]) this.#onRow(data, this.#window.lineAt(start + rowStart));
        rowStart = rowEnd;
      },
    });
    return { end: start + rowStart, isMalformed };
  }

  /** Reads one line without quoting, or all complete lines once too much was scanned in vain. Returns the offset behind it. */
  #readUnquoted(start: number): number {
    const { text } = this.#window;
    const readAll = this.#wastedLength > rescanLimit + 4 * (this.#readLength + start);
    const lineEnd = readAll ? text.lastIndexOf('\n') : text.indexOf('\n', start);
    const end = lineEnd < start ? text.length : lineEnd;
    this.#onNote(this.#window.lineAt(start), 'misplaced quotation mark; this line was read without quoting');
    const { data } = Papa.parse<string[]>(text.slice(start, end), {
      delimiter: this.#syntax.delimiter,
      newline: '\n',
      quoteChar: noQuote,
    });
    let offset = start;
    for (const row of data) {
      const cells = row.map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));
      this.#onRow(cells, this.#window.lineAt(offset));
      offset = text.indexOf('\n', offset) + 1;
    }
    return end + 1;
  }
}
