import { type Element, textContent } from '../xml/xml.ts';
import type { ArchiveContext, ZipPackage } from './archive.ts';
import { maxColumns, maxRows } from './sheet-writer.ts';
import { readSheets, readXml } from './sheets.ts';

interface Sheet {
  name: string;
  rows: { cells: string[]; number: number }[];
  rowCount: number;
}

/** Reads an OpenDocument spreadsheet (.ods). Source: OASIS OpenDocument 1.3, section 9. */
export async function readOpenDocument(name: string, zip: ZipPackage, context: ArchiveContext): Promise<void> {
  const sheets = new Map<Element | undefined, Sheet>();
  readXml(zip.read('content.xml'), ['table-row'], (row, ancestors) => {
    const table = ancestors.findLast((ancestor) => ancestor.name === 'table');
    const sheet = sheets.get(table) ?? { name: table?.attributes.get('table:name') ?? '', rows: [], rowCount: 0 };
    sheets.set(table, sheet);
    const cells = readCells(row);
    if (cells.length) sheet.rows.push({ cells, number: sheet.rowCount + 1 });
    // Rows at the end of a sheet are repeated up to its last row.
    sheet.rowCount += readCount(row, 'table:number-rows-repeated', maxRows);
  });
  await readSheets(name, [...sheets.values()], context, ({ rows }, writer) => {
    for (const { cells, number } of rows) writer.addRow(cells, number);
  });
}

/** Returns the texts of the cells, without empty ones at the end. */
function readCells(row: Element): string[] {
  const cells: string[] = [];
  let length = 0;
  for (const cell of row.children) {
    if (typeof cell === 'string' || !/^(?:covered-)?table-cell$/.test(cell.name)) continue;
    const text = cellText(cell);
    const count = readCount(cell, 'table:number-columns-repeated', maxColumns - length);
    if (text) while (cells.length < length) cells.push('');
    if (text) for (let i = 0; i < count; i++) cells.push(text);
    length += count;
  }
  return cells;
}

function readCount(element: Element, attribute: string, max: number): number {
  const count = Number(element.attributes.get(attribute) ?? 1);
  return Math.max(0, Math.min(count >= 1 ? Math.floor(count) : 1, max));
}

function cellText(cell: Element): string {
  const get = (name: string) => cell.attributes.get(`office:${name}`);
  if (get('value-type') === 'date') return get('date-value') ?? '';
  // The text shows a number as formatted: "2,019" or "12 %".
  if (get('value-type') === 'float') return get('value') ?? '';
  return cell.children
    .map((child) => (typeof child === 'object' && child.name === 'p' ? paragraphText(child) : ''))
    .join(' ')
    .trim();
}

/** Returns the text of a paragraph, in which repeated spaces, tabs, and line breaks are elements. */
function paragraphText({ children }: Element): string {
  let text = '';
  for (const child of children) {
    if (typeof child === 'string') text += child;
    else if (/^(?:s|tab|line-break)$/.test(child.name)) text += ' ';
    else if (child.name === 'span' || child.name === 'a') text += paragraphText(child);
    else if (!child.name.startsWith('annotation')) text += textContent(child) ?? '';
  }
  return text;
}
