import { type Element, findElements, textContent, textsOf } from '../xml/xml.ts';
import type { ArchiveContext, ZipPackage } from './archive.ts';
import { maxColumns } from './sheet-writer.ts';
import { readSheets, readXml } from './sheets.ts';

/** A sheet and the entry it is stored in. */
interface Sheet {
  name: string;
  path: string;
}

/** What the cells of all sheets refer to. */
interface CellContext {
  strings: string[];
  /** Whether the cells of each style are dates. */
  dateStyles: boolean[];
  /** Days between 1970-01-01 and day 0 of the workbook. */
  epoch: number;
}

/** Reads an Excel workbook (.xlsx). Source: ECMA-376, Part 1, section 18. */
export async function readWorkbook(name: string, zip: ZipPackage, context: ArchiveContext): Promise<void> {
  const { sheets, hasEpoch1904 } = listSheets(zip);
  const cellContext: CellContext = {
    strings: readSharedStrings(zip),
    dateStyles: readDateStyles(zip),
    epoch: hasEpoch1904 ? -24107 : -25569,
  };
  await readSheets(name, sheets, context, (sheet, writer) => {
    let rowNumber = 0;
    readXml(zip.read(sheet.path), ['row'], (row) => {
      rowNumber = Number(row.attributes.get('r')) || rowNumber + 1;
      writer.addRow(readCells(row, cellContext), rowNumber);
    });
  });
}

function listSheets(zip: ZipPackage): { sheets: Sheet[]; hasEpoch1904: boolean } {
  const targets = new Map<string, string>();
  readXml(zip.read('xl/_rels/workbook.xml.rels'), ['Relationship'], ({ attributes }) => {
    const target = attributes.get('Target') ?? '';
    targets.set(attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  });
  const sheets: Sheet[] = [];
  let hasEpoch1904 = false;
  readXml(zip.read('xl/workbook.xml'), ['sheet', 'workbookPr'], ({ name, attributes }) => {
    if (name === 'workbookPr') hasEpoch1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
    const path = targets.get(attributes.get('r:id') ?? '');
    if (name === 'sheet' && path) sheets.push({ name: attributes.get('name') ?? path, path });
  });
  return { sheets, hasEpoch1904 };
}

function readSharedStrings(zip: ZipPackage): string[] {
  const strings: string[] = [];
  const path = zip.names.find((name) => /^xl\/sharedStrings\.xml$/i.test(name));
  if (path) readXml(zip.read(path), ['si'], (item) => strings.push(richText(item)));
  return strings;
}

/** Returns plain text or runs of formatted text, without phonetic hints. */
const richText = (element: Element) => [...textsInOrder(element)].join('');

function* textsInOrder({ children }: Element): Generator<string> {
  for (const child of children) {
    if (typeof child === 'string') continue;
    if (child.name === 't') yield textContent(child) ?? '';
    else if (child.name === 'r') yield* textsInOrder(child);
  }
}

function readDateStyles(zip: ZipPackage): boolean[] {
  const dateFormats = new Set<string>();
  const styles: boolean[] = [];
  readXml(zip.read('xl/styles.xml'), ['numFmt', 'cellXfs'], (element) => {
    if (element.name === 'numFmt') {
      const code = (element.attributes.get('formatCode') ?? '').replace(/"[^"]*"|\[[^[\]]*\]|\\./g, '');
      if (/[ymd]/i.test(code)) dateFormats.add(element.attributes.get('numFmtId') ?? '');
    } else
      for (const { attributes } of findElements(element, 'xf')) {
        const id = attributes.get('numFmtId') ?? '';
        styles.push(dateFormats.has(id) || isDateFormat(Number(id)));
      }
  });
  return styles;
}

/** Returns whether a built-in format shows a date. */
const isDateFormat = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);

function readCells(row: Element, context: CellContext): string[] {
  const cells: string[] = [];
  for (const cell of findElements(row, 'c')) {
    const column = columnOf(cell.attributes.get('r')) ?? cells.length;
    if (column >= maxColumns) break;
    while (cells.length < column) cells.push('');
    cells[column] = cellText(cell, context);
  }
  return cells;
}

/** Returns the zero-based column of a reference such as "AB12". */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (!letters) return undefined;
  return [...letters].reduce((column, letter) => 26 * column + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: Element, { strings, dateStyles, epoch }: CellContext): string {
  const value = textsOf(cell, 'v')[0] ?? '';
  switch (cell.attributes.get('t')) {
    case 's':
      return strings[Number(value)] ?? '';
    case 'inlineStr':
      return findElements(cell, 'is').map(richText).join('');
    case 'e':
      return '';
    case 'str':
    case 'd':
    case 'b':
      return value;
    default:
      return dateStyles[Number(cell.attributes.get('s') ?? -1)] ? toIsoDate(Number(value) + epoch, value) : value;
  }
}

/** Converts days since 1970-01-01 to a date. */
function toIsoDate(days: number, original: string): string {
  const isDate = Math.abs(days) < 1e6 && original !== '';
  return isDate ? new Date(days * 86_400_000).toISOString().slice(0, 10) : original;
}
