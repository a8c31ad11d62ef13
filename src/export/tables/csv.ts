import type { PaperMap } from '../../model/map.ts';
import { boolean, checkOptions, defineOption, type OptionTable } from '../../model/option-table.ts';
import { withDefaults } from '../../model/options.ts';
import { protectFormulas } from '../../util/text/formulas.ts';
import { CONTENT_OPTIONS, type ContentOptions, STYLE_COLUMNS } from '../columns.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';
import { type Cell, formatRow } from './cells.ts';

/** Options for tables that spreadsheets open. */
export interface SpreadsheetOptions {
  /**
   * Whether an apostrophe is put before texts that a spreadsheet could take for a formula. papergraph removes it when it
   * reads the table; for other programs, use false. Default true.
   */
  safeCells?: boolean;
  /** Whether the file starts with a byte order mark, without which Excel does not recognize UTF-8. Default false. */
  bom?: boolean;
}

/** Defaults of {@link SpreadsheetOptions}. */
const SPREADSHEET_DEFAULTS: Required<SpreadsheetOptions> = { safeCells: true, bom: false };

/** The options of {@link SpreadsheetOptions}. */
export const SPREADSHEET_OPTIONS: OptionTable<SpreadsheetOptions> = {
  safeCells: defineOption(
    'put an apostrophe before texts that a spreadsheet could take for a formula',
    boolean,
    SPREADSHEET_DEFAULTS.safeCells,
  ),
  bom: defineOption('start with a byte order mark, which Excel needs', boolean, SPREADSHEET_DEFAULTS.bom),
};

/** Options of {@link writeNodesCsv} and {@link writeEdgesCsv}. */
export interface CsvOptions extends Selection, ContentOptions, SpreadsheetOptions {}

/** The options of {@link CsvOptions}. */
export const CSV_OPTIONS: OptionTable<CsvOptions> = {
  ...SELECTION_OPTIONS,
  ...CONTENT_OPTIONS,
  ...SPREADSHEET_OPTIONS,
};

const protect = (text: string) => protectFormulas(removeInvalidCharacters(text));

/** Writes rows as CSV, in chunks. The first one is the header. */
export function formatTable(rows: Iterable<readonly Cell[]>, options: SpreadsheetOptions = {}): Iterable<string> {
  return joinChunks(formatRows(rows, options));
}

function* formatRows(rows: Iterable<readonly Cell[]>, options: SpreadsheetOptions): Generator<string> {
  const { safeCells, bom } = withDefaults(SPREADSHEET_DEFAULTS, options);
  if (bom) yield '\ufeff';
  let isHeader = true;
  for (const row of rows) {
    // The quotation marks of the header tell the reader that cells are protected.
    if (isHeader && !safeCells) yield `${row.join(',')}\r\n`;
    else yield safeCells ? formatRow(row, protect) : formatRow(row);
    isHeader = false;
  }
}

/** Writes the papers as CSV, in chunks. Columns: id, label, topic, all fields, position, appearance. */
export function writeNodesCsv(map: PaperMap, options: CsvOptions = {}): Iterable<string> {
  checkOptions(CSV_OPTIONS, options, 'writeNodesCsv');
  return formatTable(nodeRows(map, options), options);
}

/** Writes the edges as CSV, in chunks. source and target are ids of {@link writeNodesCsv}, weight is the similarity. */
export function writeEdgesCsv(map: PaperMap, options: CsvOptions = {}): Iterable<string> {
  checkOptions(CSV_OPTIONS, options, 'writeEdgesCsv');
  return formatTable(edgeRows(map, options), options);
}

/** Yields the header and the rows of a table of the papers. */
export function* nodeRows(map: PaperMap, options: Selection & ContentOptions): Generator<Cell[]> {
  const graph = selectGraph(map, options);
  const columns = [...graph.columns, ...STYLE_COLUMNS];
  yield ['id', 'label', ...columns.map(({ name }) => name)];
  for (const node of graph.nodes()) yield [node.paper.id, node.paper.title, ...columns.map(({ value }) => value(node))];
}

/** Yields the header and the rows of a table of the edges. Gephi reads the direction from the column "type". */
export function* edgeRows(map: PaperMap, options: Selection & ContentOptions): Generator<Cell[]> {
  const graph = selectGraph(map, options);
  yield ['source', 'target', 'type', 'weight', ...graph.edgeColumns.map(({ name }) => name)];
  for (const edge of graph.edges())
    yield [edge.source, edge.target, 'Undirected', edge.weight, ...graph.edgeColumns.map(({ value }) => value(edge))];
}
