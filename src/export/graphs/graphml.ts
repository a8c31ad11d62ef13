import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import {
  CONTENT_OPTIONS,
  type Column,
  type ContentOptions,
  listStyleColumns,
  type NodeStyle,
  type PaperNode,
} from '../columns.ts';
import { escapeXml, joinChunks } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of {@link writeGraphml}. */
export interface GraphmlOptions extends Selection, ContentOptions {}

/** The options of {@link GraphmlOptions}. */
export const GRAPHML_OPTIONS: OptionTable<GraphmlOptions> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

const channelOf = (color: string, start: number) => Number.parseInt(color.slice(start, start + 2), 16);

/** Gephi reads position, size and color from attributes with these names; igraph plots `color` and `size`. */
const listColumns = (columns: readonly Column<PaperNode>[]): Column<PaperNode>[] => [
  { name: 'label', type: 'string', value: ({ paper }) => paper.title },
  ...columns,
  ...listGephiStyleColumns(({ attributes }: PaperNode) => attributes),
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
  const graph = selectGraph(map, options);
  const columns = listColumns(graph.columns);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield declareKeys('node', columns);
  yield declareKeys('edge', graph.weightedEdgeColumns);
  yield '<graph edgedefault="undirected">\n';
  for (const node of graph.nodes())
    yield `<node id="${escapeXml(node.paper.id)}">${writeData('node', columns, node)}</node>\n`;
  for (const edge of graph.edges()) {
    const endpoints = `source="${escapeXml(edge.source)}" target="${escapeXml(edge.target)}"`;
    yield `<edge id="${edge.index}" ${endpoints}>${writeData('edge', graph.weightedEdgeColumns, edge)}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

/** Returns columns for position, size and color, the latter also as the channels that Gephi reads. */
export const listGephiStyleColumns = <Item>(getStyle: (item: Item) => NodeStyle): Column<Item>[] => [
  ...listStyleColumns(getStyle),
  { name: 'r', type: 'integer', value: (item) => channelOf(getStyle(item).color, 1) },
  { name: 'g', type: 'integer', value: (item) => channelOf(getStyle(item).color, 3) },
  { name: 'b', type: 'integer', value: (item) => channelOf(getStyle(item).color, 5) },
];

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
