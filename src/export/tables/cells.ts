import { removeInvalidCharacters } from '../escape.ts';

/** The value of a cell; undefined for an empty cell. */
export type Cell = string | number | boolean | undefined;

/** Formats a row as in RFC 4180: texts are quoted, numbers and booleans are not, and undefined gives an empty cell. */
export function formatRow(cells: readonly Cell[], convert: (text: string) => string = (text) => text): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quote(convert(cell)) : (cell ?? ''))).join(',')}\r\n`;
}

const quote = (text: string) => `"${removeInvalidCharacters(text).replaceAll('"', '""')}"`;
