import Papa from 'papaparse';
import { Window } from '../../input/window.ts';
import { columnsOf, draftOfText, type Field } from '../../normalize/fields.ts';
import type { ReadOptions } from '../../record.ts';
import { type Format, recordLimit, type TextReader } from '../../record.ts';

const delimiters = [',', '\t', ';', '|'];
/** How much may be read twice (in UTF-16 code units), beyond a multiple of what was read well. */
const rescanLimit = 1 << 19;
/** Stands in no text: where quotes mean nothing. */
const noQuote = '\uffff';

interface Header {
  delimiter: string;
  quote: string;
  names: string[];
  columns: Map<Field, number[]>;
  /** Where the rows begin. */
  end: number;
}

/** The first line that names a title column. Some exports put a line about themselves, or "sep=;", before it. */
function headerOf(head: string, options: ReadOptions): Header | undefined {
  let start = 0;
  for (let tries = 0; tries < 5 && start < head.length; tries++) {
    const found = delimiters
      .map((delimiter) => headerAt(head, start, delimiter, options))
      .filter(({ columns, names }) => columns.has('title') && (names.length > 1 || start === 0))
      .reduce<Header | undefined>(
        (best, header) => (best && best.names.length >= header.names.length ? best : header),
        undefined,
      );
    if (found) return found;
    const next = head.indexOf('\n', start);
    if (next < 0) return undefined;
    start = next + 1;
  }
  return undefined;
}

function headerAt(head: string, start: number, delimiter: string, options: ReadOptions): Header {
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
  // Web of Science's own tab-delimited export: quotes are part of its text.
  const quote = names[0] === 'PT' && names.includes('TI') ? noQuote : '"';
  return { delimiter, quote, names, columns: columnsOf(names, options), end };
}

const firstFilled = (row: string[], places: number[] = []) => places.map((at) => row[at]).find((text) => text?.trim());

/** Tables: CSV, TSV and whatever else is parted by commas, tabs, semicolons or bars. */
export const table: Format = {
  name: 'CSV, TSV (Scopus, Web of Science, spreadsheets)',
  keeps:
    'whatever goes by a common column name: title, abstract, authors, year, date, source, publisher, affiliations, type, language, keywords, DOI, PubMed id, link, code, votes, citations, references',
  detects: (head, options) => !/^\s*[[{<@]/.test(head) && headerOf(head, options) !== undefined,
  open(sink, options) {
    let reader: TextReader | undefined;
    const begin = (head: string) => {
      const header = headerOf(head, options)!;
      const onRow = (row: string[], line: number) => {
        if (row.length === 1 && !row[0].trim()) return;
        if (row.length !== header.names.length && row.some((field, at) => at >= header.names.length && field))
          sink.note(
            line,
            `${row.length} fields where the header has ${header.names.length}; is a quote or delimiter missing?`,
          );
        sink.paper(
          line,
          draftOfText((field) => firstFilled(row, header.columns.get(field))),
        );
      };
      reader = rowReader(header, onRow, sink.note);
    };
    return {
      write(block) {
        if (!reader) begin(block);
        reader!.write(block);
      },
      end: () => reader?.end(),
    };
  },
};

/**
 * Cuts the stream into rows. A row whose quotes are wrong is read again as one line without quotes, and the lines after it
 * afresh, so that it costs none of its neighbours. What that reads twice is bounded by a budget.
 */
function rowReader(
  header: Header,
  onRow: (row: string[], line: number) => void,
  note: (line: number, reason: string) => void,
): TextReader {
  const window = new Window();
  let inHeader = true;
  let consumed = 0;
  let wasted = 0;

  /** Reads rows up to one that is wrong or perhaps not complete; says where that one begins. */
  const rowsFrom = (from: number, last: boolean, quote: string): { at: number; wrong: boolean } => {
    const text = window.text.slice(from);
    let at = 0;
    let wrong = false;
    Papa.parse<string[]>(text, {
      delimiter: header.delimiter,
      newline: '\n',
      quoteChar: quote,
      step({ data, errors, meta }, parser) {
        const end = meta.cursor;
        const misquoted = errors.some(({ type }) => type === 'Quotes');
        const torn = data.length !== header.names.length && text.slice(at, end - 1).includes('\n');
        const incomplete = !last && end >= text.length;
        wrong = quote === '"' && (misquoted || torn) && !incomplete;
        if (wrong) wasted += end - at;
        if (wrong || incomplete) return parser.abort();
        if (data.length > 1 || data[0]) onRow(data, window.lineAt(from + at));
        at = end;
      },
    });
    return { at: from + at, wrong };
  };
  /** One line, or all there is once too much was read in vain, without regard to quotes. */
  const readWithoutQuotes = (from: number): number => {
    const all = wasted > rescanLimit + 4 * (consumed + from);
    const lineEnd = all ? window.text.lastIndexOf('\n') : window.text.indexOf('\n', from);
    const end = lineEnd < from ? window.text.length : lineEnd;
    note(
      window.lineAt(from),
      'a quote that does not close, or closes inside a field; this line was read without regard to quotes',
    );
    const rows = Papa.parse<string[]>(window.text.slice(from, end), {
      delimiter: header.delimiter,
      newline: '\n',
      quoteChar: noQuote,
    });
    let at = from;
    for (const row of rows.data) {
      onRow(
        row.map((field) => field.replace(/^"|"$/g, '').replaceAll('""', '"')),
        window.lineAt(at),
      );
      at = window.text.indexOf('\n', at) + 1;
    }
    return end + 1;
  };
  const readAll = (last: boolean) => {
    let from = 0;
    while (from < window.text.length) {
      const { at, wrong } = rowsFrom(from, last, header.quote);
      from = at;
      if (wrong || window.text.length - from > recordLimit) from = readWithoutQuotes(from);
      else break;
    }
    consumed += from;
    window.dropTo(Math.min(from, window.text.length));
    if (!last) window.waitForMore();
  };
  return {
    write(block) {
      const ready = window.append(block);
      if (inHeader) window.dropTo(header.end);
      inHeader = false;
      if (ready) readAll(false);
    },
    end: () => readAll(true),
  };
}
