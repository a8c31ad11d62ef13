import { maxRecordLength, type TextReader } from '../record.ts';
import { type Row, RowScanner, type TableSyntax } from './row-scanner.ts';
import { TextWindow } from './text-window.ts';

/** Amount of text that may be scanned twice, in UTF-16 code units, beyond a multiple of the text that was read correctly. */
const rescanLimit = 1 << 19;

/**
 * Creates a reader of the rows of a table.
 *
 * A row with misplaced quotation marks is repaired if that gives as many cells as there are columns. Otherwise it is read as a
 * single line without quoting, so that it affects no other row. The text that is scanned twice is limited, which keeps the
 * time linear.
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

/** Returns up to `count` rows of the beginning of a file that are not empty, until one has misplaced quotation marks. */
export function firstRows(head: string, syntax: TableSyntax, count: number): string[][] {
  const scanner = new RowScanner(head, syntax, true);
  const rows: string[][] = [];
  for (let offset = syntax.start; offset < head.length && rows.length < count; ) {
    const row = scanner.scan(offset, 'strict');
    if (typeof row !== 'object') break;
    if (row.cells.length > 1 || row.cells[0]) rows.push(row.cells);
    offset = row.end;
  }
  return rows;
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
    const { text } = this.#window;
    const scanner = new RowScanner(text, this.#syntax, isLast);
    let offset = 0;
    while (offset < text.length) {
      const row = this.#readRow(scanner, offset);
      const isTooLong = row === 'incomplete' && text.length - offset > maxRecordLength;
      if (row === 'incomplete' && !isTooLong) break;
      if (row === undefined || row === 'incomplete') offset = this.#readUnquoted(offset);
      else {
        if (row.cells.length > 1 || row.cells[0]) this.#onRow(row.cells, this.#window.lineAt(offset));
        offset = row.end;
      }
    }
    this.#readLength += offset;
    this.#window.dropTo(Math.min(offset, text.length));
    if (!isLast) this.#window.waitForMore();
  }

  /** Returns the row at `offset`, repaired if necessary; undefined when it must be read without quoting. */
  #readRow(scanner: RowScanner, offset: number): Row | 'incomplete' | undefined {
    const row = scanner.scan(offset, 'strict');
    if (row === 'incomplete') return row;
    if (row) {
      // A quoted line break in a row with the wrong number of cells may be a misplaced quotation mark.
      const isSuspect = !this.#hasAllCells(row) && this.#spansLines(row, offset);
      if (!isSuspect || !this.#areRows(offset, 1)) return row;
      this.#wastedLength += row.end - offset;
      return undefined;
    }
    if (this.#isExhausted(offset)) return undefined;
    for (const quoting of ['before delimiter', 'before quoted cell'] as const) {
      const repaired = scanner.scan(offset, quoting);
      if (repaired === 'incomplete') return repaired;
      if (repaired && this.#hasAllCells(repaired)) {
        if (!this.#spansLines(repaired, offset) || !this.#areRows(offset, 2)) return repaired;
      }
      this.#wastedLength += (repaired?.end ?? Math.min(this.#window.text.length, offset + rescanLimit / 8)) - offset;
    }
    return undefined;
  }

  /** Returns whether a row has as many cells as the header, apart from empty ones at its end. */
  #hasAllCells({ cells }: Row): boolean {
    const { columnCount } = this.#syntax;
    return cells.length >= columnCount && cells.slice(columnCount).every((cell) => !cell.trim());
  }

  #spansLines = ({ end }: Row, start: number): boolean => this.#window.text.indexOf('\n', start) < end - 1;

  /** Returns whether each of the next lines has as many cells as the header when quotation marks are ignored. */
  #areRows(start: number, count: number): boolean {
    const { text } = this.#window;
    let offset = start;
    for (let line = 0; line < count && offset < text.length; line++) {
      const end = text.indexOf('\n', offset);
      const content = text.slice(offset, end < 0 ? text.length : end);
      if (content.split(this.#syntax.delimiter).length !== this.#syntax.columnCount) return false;
      offset += content.length + 1;
    }
    return true;
  }

  #isExhausted = (offset: number): boolean => this.#wastedLength > rescanLimit + 4 * (this.#readLength + offset);

  /** Reads one line without quoting, or all complete lines once too much was scanned in vain. Returns the offset behind it. */
  #readUnquoted(start: number): number {
    const { text } = this.#window;
    const lineEnd = this.#isExhausted(start) ? text.lastIndexOf('\n') : text.indexOf('\n', start);
    const end = lineEnd < start ? text.length : lineEnd;
    this.#onNote(this.#window.lineAt(start), 'misplaced quotation mark; this line was read without quoting');
    let offset = start;
    for (const line of text.slice(start, end).split('\n')) {
      if (line) this.#onRow(line.split(this.#syntax.delimiter).map(removeOuterQuotes), this.#window.lineAt(offset));
      offset += line.length + 1;
    }
    return end + 1;
  }
}

/** Removes the quotation marks around a cell. A single one belongs to a pair in the text, as in: "Quiet" buses. */
function removeOuterQuotes(cell: string): string {
  const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
  const isUnbalanced = cell.split('"').length % 2 === 0;
  const inner = isQuoted ? cell.slice(1, -1) : isUnbalanced ? cell.replace(/^"|"$/g, '') : cell;
  return inner.replaceAll('""', '"');
}
