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
import { escapeXml, joinChunks } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectEdges, selectPapers } from '../selection.ts';

/** Options of {@link writeGraphml}. */
export interface GraphmlOptions extends Selection, AttributeOptions {}

/** The options of {@link GraphmlOptions}. */
export const GRAPHML_OPTIONS: OptionTable<GraphmlOptions> = { ...SELECTION_OPTIONS, ...ATTRIBUTE_OPTIONS };

const channelOf = (paper: PaperAttributes, start: number) => Number.parseInt(paper.color.slice(start, start + 2), 16);

/** Gephi reads position, size and color from attributes with these names. */
const NODE_COLUMNS: readonly Column<PaperAttributes>[] = [
  { name: 'label', type: 'string', value: (paper) => paper.label },
  ...PAPER_COLUMNS,
  { name: 'x', type: 'double', value: (paper) => paper.x },
  { name: 'y', type: 'double', value: (paper) => paper.y },
  { name: 'size', type: 'double', value: (paper) => paper.size },
  { name: 'r', type: 'integer', value: (paper) => channelOf(paper, 1) },
  { name: 'g', type: 'integer', value: (paper) => channelOf(paper, 3) },
  { name: 'b', type: 'integer', value: (paper) => channelOf(paper, 5) },
];

const WEIGHTED_EDGE_COLUMNS: readonly Column<SimilarityAttributes>[] = [
  { name: 'weight', type: 'double', value: (edge) => edge.weight },
  ...EDGE_COLUMNS,
];

const TYPES = { string: 'string', integer: 'int', double: 'double', boolean: 'boolean' };

/**
 * Writes the map as GraphML (graphml.graphdrawing.org), in chunks: the content of the GEXF export as typed attributes of
 * nodes and edges.
 */
export function writeGraphml(map: PaperMap, options: GraphmlOptions = {}): Iterable<string> {
  checkOptions(GRAPHML_OPTIONS, options, 'writeGraphml');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: GraphmlOptions): Generator<string> {
  const describer = describeMap(map, options);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield declareKeys('node', NODE_COLUMNS);
  yield declareKeys('edge', WEIGHTED_EDGE_COLUMNS);
  yield '<graph edgedefault="undirected">\n';
  for (const i of selectPapers(map, options))
    yield `<node id="${escapeXml(map.papers[i]!.id)}">${writeData('node', NODE_COLUMNS, describer.paper(i))}</node>\n`;
  for (const k of selectEdges(map, options)) {
    const source = escapeXml(map.papers[map.edges.sources[k]!]!.id);
    const target = escapeXml(map.papers[map.edges.targets[k]!]!.id);
    yield `<edge id="${k}" source="${source}" target="${target}">${writeData('edge', WEIGHTED_EDGE_COLUMNS, describer.edge(k))}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

/** Declares the attributes of nodes or edges. */
export function declareKeys<A>(element: 'node' | 'edge', columns: readonly Column<A>[]): string {
  return columns
    .map(
      ({ name, type }) =>
        `<key id="${element}-${name}" for="${element}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`,
    )
    .join('');
}

/** Writes the attributes of a node or an edge. */
export function writeData<A>(element: 'node' | 'edge', columns: readonly Column<A>[], attributes: A): string {
  return columns
    .map((column) => {
      const value = column.value(attributes);
      return value === undefined ? '' : `<data key="${element}-${column.name}">${escapeXml(String(value))}</data>`;
    })
    .join('');
}
