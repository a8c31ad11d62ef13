import { fieldOf } from '../../field-names.ts';
import { delimiters } from '../../input/row-scanner.ts';
import { createRowReader, firstRows } from '../../input/table-rows.ts';
import { mapColumns, recordFromText } from '../../normalize/fields.ts';
import type { FormatOptions, Sink, TextReader } from '../../record.ts';
import { firstFilled } from './table-cells.ts';

/** Number of rows that are looked at, and how many fields their labels must name at least. */
const examinedRows = 20;
const minFields = 3;

/**
 * Returns the delimiter of a table with one field per row, which Embase calls "fields by row": a label such as TITLE, and one or
 * more values. Undefined for other tables.
 */
export const findFieldRows = (head: string): string | undefined =>
  delimiters.find((delimiter) => {
    if (!startsWithTitle(head, delimiter)) return false;
    const rows = firstRows(head, { delimiter, quote: '"', columnCount: 0, start: 0 }, examinedRows);
    // A row of labels is a header.
    if (rows[0]?.slice(1).some((value) => fieldOf(value))) return false;
    const known = rows.flatMap(([label]) => fieldOf(label) ?? []);
    return known.length * 2 >= rows.length && new Set(known).size >= minFields;
  });

/** Returns whether the first label is that of a title: a table whose first column has other titles is not examined further. */
const startsWithTitle = (head: string, delimiter: string) =>
  fieldOf(head.slice(0, 100).split(delimiter, 1)[0]) === 'title';

/** Reads a table with one field per row, in which each record starts with a title. */
export function createFieldRowReader(sink: Sink, delimiter: string, options: FormatOptions): TextReader {
  let startLine = 1;
  let labels: string[] = [];
  let values: string[] = [];
  const passOn = () => {
    const columns = mapColumns(labels, options);
    if (labels.length)
      sink.record(
        startLine,
        recordFromText((field) => firstFilled(values, columns.get(field))),
      );
    [labels, values] = [[], []];
  };
  const onRow = ([label, ...cells]: string[], line: number) => {
    if (!label.trim()) return;
    if (!labels.length || fieldOf(label) === 'title') {
      passOn();
      startLine = line;
    }
    labels.push(label);
    values.push(cells.filter((cell) => cell.trim()).join('; '));
  };
  const reader = createRowReader({ delimiter, quote: '"', columnCount: 0, start: 0 }, onRow, sink.note);
  return {
    write: reader.write,
    end() {
      reader.end();
      passOn();
    },
  };
}
