import Papa from 'papaparse';
import { createRowReader, noQuote } from '../../input/table-rows.ts';
import { type Field, mapColumns, recordFromText } from '../../normalize/fields.ts';
import { findPaperEvidence } from '../../normalize/paper-evidence.ts';
import type { Format, FormatOptions, Sink, TextReader } from '../../record.ts';

const delimiters = [',', '\t', ';', '|'];
/** Number of lines among which the header is searched. */
const maxHeaderLines = 5;

interface Header {
  delimiter: string;
  quote: string;
  names: string[];
  columns: Map<Field, number[]>;
  /** Offset of the first row. */
  end: number;
}

/** Tables with commas, tabs, semicolons or bars as delimiters. */
export const table: Format = {
  name: 'CSV, TSV (Scopus, Web of Science, spreadsheets)',
  fields:
    'any column with a common name: title, abstract, authors, year, date, source, publisher, affiliations, type, language, keywords, DOI, PubMed id, link, code, votes, citations, references',
  detects: (head, options) => !/^\s*[[{<@]/.test(head) && findHeader(head, options) !== undefined,
  open(sink, options) {
    let reader: TextReader | undefined;
    return {
      write(block) {
        reader ??= createTableReader(sink, findHeader(block, options)!);
        reader.write(block);
      },
      end: () => reader?.end(),
    };
  },
};

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
function listsPapers({ names, columns, delimiter, end }: Header, head: string, options: FormatOptions): boolean {
  const evidence = findPaperEvidence(names, columns);
  if (evidence === 'none') return options.columns?.title !== undefined && columns.has('title');
  // "| --- | --- |" follows the header of a table in a Markdown document.
  if (/^[|\s:-]*---[|\s:-]*(?:\n|$)/.test(head.slice(end, end + 1000))) return false;
  if (evidence === 'certain') return names.every((name) => name.length <= 100);
  if (options.columns?.title !== undefined || names.length <= 2) return names.every(Boolean);
  // Other lists have titles as well, such as "Dr".
  const { data } = Papa.parse<string[]>(head.slice(end), { delimiter, preview: examinedRows, skipEmptyLines: true });
  const titles = data.map((row) => firstNonEmpty(row, columns.get('title')) ?? '');
  const isLong = (title: string) => title.trim().split(/\s+/).length >= 3;
  return titles.filter(isLong).length >= minTitleShare * titles.length;
}

function parseHeader(head: string, start: number, delimiter: string, options: FormatOptions): Header {
  let names: string[] = [];
  let end = start;
  Papa.parse<string[]>(head.slice(start), {
    delimiter,
    newline: '\n',
    step({ data, meta }, parser) {
      names = data;
      end += meta.cursor;
      parser.abort();
    },
  });
  // In the tab-delimited export of Web of Science quotation marks are text.
  const quote = names[0] === 'PT' && names.includes('TI') ? noQuote : '"';
  return { delimiter, quote, names, columns: mapColumns(names, options), end };
}

function createTableReader(sink: Sink, header: Header): TextReader {
  const columnCount = header.names.length;
  const onRow = (row: string[], line: number) => {
    if (row.length === 1 && !row[0].trim()) return;
    if (row.slice(columnCount).some(Boolean))
      sink.note(
        line,
        `this row has ${row.length} fields, but the header has ${columnCount}; check for a missing quotation mark or delimiter`,
      );
    const cellOf = (field: Field) => firstNonEmpty(row, header.columns.get(field));
    sink.record(line, recordFromText(cellOf));
  };
  const { delimiter, quote, end } = header;
  return createRowReader({ delimiter, quote, columnCount, start: end }, onRow, sink.note);
}

const firstNonEmpty = (row: string[], columns: number[] = []) =>
  columns.map((column) => row[column]).find((cell) => cell?.trim());
