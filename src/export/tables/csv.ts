import {
  ATTRIBUTE_OPTIONS,
  type AttributeOptions,
  describeMap,
  type PaperAttributes,
  type SimilarityAttributes,
} from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { type Column, EDGE_COLUMNS, PAPER_COLUMNS } from '../columns.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectEdges, selectPapers } from '../selection.ts';

/** Options of {@link writeNodesCsv} and {@link writeEdgesCsv}. */
export interface CsvOptions extends Selection, AttributeOptions {}

/** The options of {@link CsvOptions}. */
export const CSV_OPTIONS: OptionTable<CsvOptions> = { ...SELECTION_OPTIONS, ...ATTRIBUTE_OPTIONS };

/** Position and appearance of nodes, named as Gephi's spreadsheet import expects. */
const STYLE_COLUMNS: readonly Column<PaperAttributes>[] = [
  { name: 'x', type: 'double', value: (paper) => paper.x },
  { name: 'y', type: 'double', value: (paper) => paper.y },
  { name: 'size', type: 'double', value: (paper) => paper.size },
  { name: 'color', type: 'string', value: (paper) => paper.color },
];

/** Writes the papers as CSV, in chunks. Columns: Id, Label, metadata, topic, position, appearance, abstract. */
export function writeNodesCsv(map: PaperMap, options: CsvOptions = {}): Iterable<string> {
  checkOptions(CSV_OPTIONS, options, 'writeNodesCsv');
  return joinChunks(nodeLines(map, options));
}

/** Writes the edges as CSV, in chunks. Source and Target are Ids of {@link writeNodesCsv}, Weight is the similarity. */
export function writeEdgesCsv(map: PaperMap, options: CsvOptions = {}): Iterable<string> {
  checkOptions(CSV_OPTIONS, options, 'writeEdgesCsv');
  return joinChunks(edgeLines(map, options));
}

function* nodeLines(map: PaperMap, options: CsvOptions): Generator<string> {
  const columns = [...PAPER_COLUMNS, ...STYLE_COLUMNS];
  const describer = describeMap(map, options);
  yield formatRow(['Id', 'Label', ...columns.map((column) => column.name), 'abstract']);
  for (const i of selectPapers(map, options)) {
    const { id, title, abstract } = map.papers[i]!;
    const paper = describer.paper(i);
    yield formatRow([id, title, ...columns.map((column) => column.value(paper)), abstract]);
  }
}

function* edgeLines(map: PaperMap, options: CsvOptions): Generator<string> {
  const describer = describeMap(map, options);
  const columns: readonly Column<SimilarityAttributes>[] = EDGE_COLUMNS;
  yield formatRow(['Source', 'Target', 'Type', 'Weight', ...columns.map((column) => column.name)]);
  for (const k of selectEdges(map, options)) {
    const edge = describer.edge(k);
    const [source, target] = [map.edges.sources[k]!, map.edges.targets[k]!];
    const values = columns.map((column) => column.value(edge));
    yield formatRow([map.papers[source]!.id, map.papers[target]!.id, 'Undirected', edge.weight, ...values]);
  }
}

/** Formats a row as in RFC 4180: texts are quoted, numbers and booleans are not, and undefined gives an empty cell. */
export function formatRow(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quote(cell) : (cell ?? ''))).join(',')}\r\n`;
}

/**
 * Quotes a text such that spreadsheets do not interpret it as a formula: an apostrophe is put before texts that start like
 * a formula, also after leading apostrophes, so that removing one apostrophe restores the text.
 */
function quote(text: string): string {
  const safe = removeInvalidCharacters(text).replace(/^'*[=+\-@\t\r\n＝＋－＠]/, "'$&");
  return `"${safe.replaceAll('"', '""')}"`;
}
