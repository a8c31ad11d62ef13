import {
  type AttributeOptions,
  describe,
  type PaperAttributes,
  type SimilarityAttributes,
} from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { type Column, EDGE_COLUMNS, PAPER_COLUMNS } from '../columns.ts';
import { clean, pieces } from '../escape.ts';
import { type Selection, selectedEdges, selectedPapers } from '../selection.ts';

/** What to write as CSV. */
export interface CsvOptions extends Selection, AttributeOptions {}

/** A node's place and look, after the names that Gephi's spreadsheet import knows. */
const LOOK: readonly Column<PaperAttributes>[] = [
  { name: 'x', type: 'double', value: (paper) => paper.x },
  { name: 'y', type: 'double', value: (paper) => paper.y },
  { name: 'size', type: 'double', value: (paper) => paper.size },
  { name: 'color', type: 'string', value: (paper) => paper.color },
];

/** The papers as CSV, in pieces: Id, Label, facts, topic, place, and last the abstract. */
export function nodesCsv(map: PaperMap, options: CsvOptions = {}): Iterable<string> {
  return pieces(nodeLines(map, options));
}

/** The edges as CSV, in pieces: Source and Target are the Ids of {@link nodesCsv}, Weight is the similarity. */
export function edgesCsv(map: PaperMap, options: CsvOptions = {}): Iterable<string> {
  return pieces(edgeLines(map, options));
}

function* nodeLines(map: PaperMap, options: CsvOptions): Generator<string> {
  const columns = [...PAPER_COLUMNS, ...LOOK];
  const describer = describe(map, options);
  yield line(['Id', 'Label', ...columns.map((column) => column.name), 'abstract']);
  for (const i of selectedPapers(map, options)) {
    const { id, title, abstract } = map.papers[i]!;
    const paper = describer.paper(i);
    yield line([id, title, ...columns.map((column) => column.value(paper)), abstract]);
  }
}

function* edgeLines(map: PaperMap, options: CsvOptions): Generator<string> {
  const describer = describe(map, options);
  const columns: readonly Column<SimilarityAttributes>[] = EDGE_COLUMNS;
  yield line(['Source', 'Target', 'Type', 'Weight', ...columns.map((column) => column.name)]);
  for (const k of selectedEdges(map, options)) {
    const edge = describer.edge(k);
    const [source, target] = [map.edges.sources[k]!, map.edges.targets[k]!];
    const values = columns.map((column) => column.value(edge));
    yield line([map.papers[source]!.id, map.papers[target]!.id, 'Undirected', edge.weight, ...values]);
  }
}

/** A line after RFC 4180: every text quoted, numbers bare, nothing for what is not known. */
export function line(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map((cell) => (typeof cell === 'string' ? quoted(cell) : (cell ?? ''))).join(',')}\r\n`;
}

/**
 * Text as a quoted cell that no spreadsheet takes for a formula: one that starts like a formula gets an apostrophe in front
 * (and one more where apostrophes already stand there, so that taking one away always gives the text back).
 */
function quoted(text: string): string {
  const safe = clean(text).replace(/^'*[=+\-@\t\r\n＝＋－＠]/, "'$&");
  return `"${safe.replaceAll('"', '""')}"`;
}
