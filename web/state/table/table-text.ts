import { toSingleLine } from '../../../src/export/escape.ts';
import { protectFormulas } from '../../../src/util/text/formulas.ts';

/** The value of a cell of the table; '' if it is unknown. */
export type CellValue = string | number;

/**
 * Formats rows as tab-separated text, as it is pasted into spreadsheets. Texts that a spreadsheet could take for a formula are
 * protected as in CSV exports; tabs and line ends become spaces.
 */
export const formatRows = (rows: readonly (readonly CellValue[])[]): string =>
  rows.map((row) => `${row.map(formatCell).join('\t')}\r\n`).join('');

function formatCell(value: CellValue): string {
  if (typeof value === 'number') return String(value);
  const text = protectFormulas(toSingleLine(value));
  // Spreadsheets take a cell that begins with a quotation mark for a quoted one.
  return text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
}
