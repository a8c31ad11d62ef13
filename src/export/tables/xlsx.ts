import { strToU8, type Zippable, zipSync } from 'fflate';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import type { Paper } from '../../model/paper.ts';
import { capitalize } from '../../util/text/capitalize.ts';
import { CONTENT_OPTIONS, type ContentOptions } from '../columns.ts';
import { escapeXml } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';
import type { Cell } from './cells.ts';
import { edgeRows, nodeRows } from './csv.ts';
import { paperRows } from './papers.ts';
import { topicRows } from './topics.ts';

/** Options of {@link writeXlsx}. */
export interface XlsxOptions extends Selection, ContentOptions {}

/** The options of {@link XlsxOptions}. */
export const XLSX_OPTIONS: OptionTable<XlsxOptions> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

/** Limits of Excel. */
const MAX_ROWS = 1_048_576;
const MAX_CELL_LENGTH = 32_767;

/**
 * Writes the map as an Excel workbook with sheets of papers (or of other nodes), topics and edges. Texts are stored as texts, so that none is taken
 * for a formula. Edges beyond the row limit of Excel continue on another sheet. Source: ECMA-376, part 1, SpreadsheetML.
 */
export function writeXlsx(map: PaperMap, options: XlsxOptions = {}): Iterable<Uint8Array> {
  checkOptions(XLSX_OPTIONS, options, 'writeXlsx');
  return formatFile([
    ...splitSheets(capitalize(map.network?.nodes ?? 'papers'), nodeRows(map, options)),
    ...splitSheets('Topics', topicRows(map)),
    ...splitSheets('Edges', edgeRows(map, options)),
  ]);
}

/** Writes papers as an Excel workbook, one row per paper. Texts are stored as texts, so that none is taken for a formula. */
export function writePapersXlsx(papers: readonly Paper[]): Iterable<Uint8Array> {
  return formatFile(splitSheets('Papers', paperRows(papers)));
}

/** Formats a workbook of sheets. Equal sheets give equal files. */
function formatFile(sheets: readonly [name: string, xml: string[]][]): [file: Uint8Array] {
  // The first entry is not compressed and names the program, by which papergraph recognizes its own files.
  const entries: Zippable = { 'docProps/app.xml': [strToU8(APP), { level: 0 }] };
  entries['[Content_Types].xml'] = strToU8(formatContentTypes(sheets.length));
  entries['_rels/.rels'] = strToU8(ROOT_RELATIONS);
  entries['xl/workbook.xml'] = strToU8(formatWorkbook(sheets.map(([name]) => name)));
  entries['xl/_rels/workbook.xml.rels'] = strToU8(formatWorkbookRelations(sheets.length));
  for (const [i, [, xml]] of sheets.entries()) entries[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(xml.join(''));
  return [zipSync(entries, { mtime: '1980-01-01T00:00:00' })];
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument';

const APP = `${DECLARATION}<Properties xmlns="${OFFICE}/extended-properties"><Application>papergraph</Application></Properties>`;
const ROOT_RELATIONS =
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`;

const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const formatContentTypes = (count: number) =>
  `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.spreadsheetml.sheet.main+xml"/>` +
  `<Override PartName="/docProps/app.xml" ContentType="${TYPES}.extended-properties+xml"/>` +
  range(count)
    .map(
      (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPES}.spreadsheetml.worksheet+xml"/>`,
    )
    .join('') +
  '</Types>';

const formatWorkbook = (names: readonly string[]) =>
  `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets>${names
    .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`;

const formatWorkbookRelations = (count: number) =>
  `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${range(count)
    .map(
      (n) => `<Relationship Id="rId${n}" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet${n}.xml"/>`,
    )
    .join('')}</Relationships>`;

const SHEET_START = `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>`;

/** Formats rows as one or more sheets, each with the header. */
function splitSheets(name: string, rows: Iterable<readonly Cell[]>): [name: string, xml: string[]][] {
  const sheets: [string, string[]][] = [];
  let header: readonly Cell[] | undefined;
  let count = MAX_ROWS;
  for (const row of rows) {
    header ??= row;
    if (count >= MAX_ROWS) {
      sheets.push([sheets.length === 0 ? name : `${name} ${sheets.length + 1}`, [SHEET_START, formatRow(header, 1)]]);
      count = 1;
    }
    if (row !== header) sheets.at(-1)![1].push(formatRow(row, ++count));
  }
  for (const [, xml] of sheets) xml.push('</sheetData></worksheet>');
  return sheets;
}

const formatRow = (cells: readonly Cell[], row: number) =>
  `<row r="${row}">${cells.map((cell, i) => formatCell(cell, `${toLetters(i)}${row}`)).join('')}</row>`;

function formatCell(cell: Cell, reference: string): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return `<c r="${reference}"><v>${Number(cell)}</v></c>`;
  const text = escapeXml(cell.slice(0, MAX_CELL_LENGTH));
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** Returns A, B, …, Z, AA, AB, … for 0, 1, …. */
function toLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : toLetters(Math.floor(column / 26) - 1) + letter;
}
