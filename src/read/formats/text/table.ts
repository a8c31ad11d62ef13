import { restoreText } from '../../../util/text/formulas.ts';
import type { Field } from '../../field-names.ts';
import { delimiters, noQuote, RowScanner } from '../../input/row-scanner.ts';
import { createRowReader, firstRows } from '../../input/table-rows.ts';
import { mapColumns, recordFromText } from '../../normalize/fields.ts';
import { splitGluedNames } from '../../normalize/names/name-lists.ts';
import { findPaperEvidence } from '../../normalize/paper-evidence.ts';
import { type Format, type FormatOptions, headLength, type Sink, type TextReader } from '../../record.ts';
import { createFieldRowReader, findFieldRows } from './field-rows.ts';
import { firstFilled, firstNonEmpty } from './table-cells.ts';

/** Number of lines among which the header is searched. */
const maxHeaderLines = 5;

interface Header {
  delimiter: string;
  quote: string;
  names: string[];
  columns: Map<Field, number[]>;
  /** Whether papergraph wrote the table, with apostrophes before what spreadsheets could take for formulas. */
  isProtected: boolean;
  /** Offset of the first row. */
  end: number;
}

/** Tables with commas, tabs, semicolons or bars as delimiters. */
export const table: Format = {
  name: 'CSV, TSV (Scopus, Web of Science, spreadsheets)',
  detects: (head, options) =>
    !/^\s*[[{<@]/.test(head) && (findFieldRows(head) ?? findHeader(head, options)) !== undefined,
  open(sink, options) {
    let reader: TextReader | undefined;
    return {
      write(block) {
        // The same text as for the detection, or another header might be found.
        reader ??= openTable(block.slice(0, headLength), sink, options);
        reader?.write(block);
      },
      end: () => reader?.end(),
    };
  },
};

function openTable(head: string, sink: Sink, options: FormatOptions): TextReader | undefined {
  const delimiter = findFieldRows(head);
  if (delimiter !== undefined) return createFieldRowReader(sink, delimiter, options);
  const header = findHeader(head, options);
  return header && createTableReader(sink, header);
}

/** Finds the first line that names a title column. Some exports start with a line about themselves, or with "sep=;". */
function findHeader(head: string, options: FormatOptions): Header | undefined {
  let start = 0;
  for (let line = 0; line < maxHeaderLines && start < head.length; line++) {
    const headers = delimiters
      .map((delimiter) => parseHeader(head, start, delimiter, options))
      .filter((header) => (header.names.length > 1 || start === 0) && listsPapers(header, head, options))
      // The delimiter that gives the most columns; the sort is stable.
      .sort((a, b) => b.names.length - a.names.length);
    if (headers.length) return headers[0];
    const lineEnd = head.indexOf('\n', start);
    if (lineEnd < 0) return undefined;
    start = lineEnd + 1;
  }
  return undefined;
}

/** Share of the first rows that must look like papers when only the name of one column says so. */
const minTitleShare = 0.5;
const examinedRows = 20;

/** Returns whether the columns, or the values under a title column, are those of papers. */
function listsPapers({ names, columns, delimiter, quote, end }: Header, head: string, options: FormatOptions): boolean {
  const evidence = findPaperEvidence(names, columns);
  if (evidence === 'none') return options.columns?.title !== undefined && columns.has('title');
  // "| --- | --- |" follows the header of a table in a Markdown document.
  if (/^[|\s:-]*---[|\s:-]*(?:\n|$)/.test(head.slice(end, end + 1000))) return false;
  if (evidence === 'certain') return names.every((name) => name.length <= 100);
  if (options.columns?.title !== undefined || names.length <= 2) return names.every(Boolean);
  // Other lists have titles as well, such as "Dr".
  const titles = firstRows(head, { delimiter, quote, columnCount: names.length, start: end }, examinedRows).map(
    (row) => firstNonEmpty(row, columns.get('title')) ?? '',
  );
  const isLong = (title: string) => title.trim().split(/\s+/).length >= 3;
  return titles.filter(isLong).length >= minTitleShare * titles.length;
}

/** Tags of Web of Science that mean something else in other tables, with the names of these columns in its Excel export. */
const webOfScienceTags = new Map([
  ['CA', 'Group Authors'],
  ['EA', 'Early Access Date'],
  ['ID', 'Keywords Plus'],
  ['PD', 'Publication Date'],
  ['UT', 'UT (Unique WOS ID)'],
]);

function parseHeader(head: string, start: number, delimiter: string, options: FormatOptions): Header {
  const syntax = { delimiter, quote: '"', columnCount: 0, start };
  const row = new RowScanner(head, syntax, true).scan(start, 'strict');
  const { cells: names, end } = typeof row === 'object' ? row : { cells: [], end: start };
  const isWebOfScience = names[0] === 'PT' && names.includes('TI');
  // In the tab-delimited export of Web of Science quotation marks are text.
  const quote = isWebOfScience ? noQuote : '"';
  const fullNames = isWebOfScience ? names.map((name) => webOfScienceTags.get(name) ?? name) : names;
  const isProtected = start === 0 && /^"id","(?:label|title)","/.test(head);
  return { delimiter, quote, names, columns: mapColumns(fullNames, options), isProtected, end };
}

function createTableReader(sink: Sink, header: Header): TextReader {
  const columnCount = header.names.length;
  const isSpringer = header.names.includes('Item DOI');
  // papergraph leaves the cells of missing values empty.
  const firstCell = header.isProtected ? firstNonEmpty : firstFilled;
  const onRow = (row: string[], line: number) => {
    if ((row.length === 1 && !row[0].trim()) || isHeader(row, header.names)) return;
    if (row.slice(columnCount).some(Boolean))
      sink.note(
        line,
        `this row has ${row.length} fields, but the header has ${columnCount}; check for a missing quotation mark or delimiter`,
      );
    const cells = header.isProtected ? row.map(restoreText) : row;
    const cellOf = (field: Field) => firstCell(cells, header.columns.get(field));
    const record = recordFromText(cellOf);
    if (isSpringer) record.authors = splitGluedNames(cellOf('authors') ?? '');
    sink.record(line, record);
  };
  const { delimiter, quote, end } = header;
  return createRowReader({ delimiter, quote, columnCount, start: end }, onRow, sink.note);
}

/** Returns whether a row repeats the header, as where files were concatenated; each may start with a byte order mark. */
function isHeader(row: readonly string[], names: readonly string[]): boolean {
  const isName = (cell: string, index: number) => withoutMark(cell) === withoutMark(names[index] ?? '');
  return row.length === names.length && row.every(isName);
}

/** Removes a byte order mark, and the quotation marks that are text behind it. */
const withoutMark = (text: string) => (text.startsWith('\ufeff') ? text.replace(/[\ufeff"]/g, '') : text);
