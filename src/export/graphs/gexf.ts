import type { PaperMap } from '../../model/map.ts';
import { checkOptions, defineOption, type OptionTable, oneOf } from '../../model/option-table.ts';
import { withDefaults } from '../../model/options.ts';
import { CONTENT_OPTIONS, type Column, type ContentOptions, type NodeStyle, type PaperNode } from '../columns.ts';
import { escapeXml, joinChunks } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of {@link writeGexf}. */
export interface GexfOptions extends Selection, ContentOptions {
  /** Version of the format. Gephi and Gephi Lite read both; older readers such as networkx 2 read only 1.2. Default "1.3". */
  gexfVersion?: '1.3' | '1.2';
}

/** Defaults of {@link GexfOptions}. */
const GEXF_DEFAULTS: Required<Pick<GexfOptions, 'gexfVersion'>> = { gexfVersion: '1.3' };

/** The options of {@link GexfOptions}. */
export const GEXF_OPTIONS: OptionTable<GexfOptions> = {
  ...SELECTION_OPTIONS,
  ...CONTENT_OPTIONS,
  gexfVersion: defineOption('version of GEXF', oneOf('1.3', '1.2'), GEXF_DEFAULTS.gexfVersion),
};

const NAMESPACES = { '1.3': 'http://gexf.net/1.3', '1.2': 'http://www.gexf.net/1.2draft' };

/**
 * Writes the map as GEXF (gexf.net), in chunks: papers with position, size, color and attributes; edges with weight and
 * terms.
 */
export function writeGexf(map: PaperMap, options: GexfOptions = {}): Iterable<string> {
  checkOptions(GEXF_OPTIONS, options, 'writeGexf');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: GexfOptions): Generator<string> {
  const { gexfVersion } = withDefaults(GEXF_DEFAULTS, options);
  const namespace = NAMESPACES[gexfVersion];
  const graph = selectGraph(map, options);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  yield `<gexf version="${gexfVersion}" xmlns="${namespace}" xmlns:viz="${namespace}/viz">\n`;
  yield '<meta>\n<creator>papergraph</creator>\n</meta>\n<graph defaultedgetype="undirected" mode="static">\n';
  yield declareAttributes('node', graph.columns);
  yield declareAttributes('edge', graph.edgeColumns);
  yield '<nodes>\n';
  for (const node of graph.nodes()) yield nodeElement(node, graph.columns);
  yield '</nodes>\n<edges>\n';
  for (const edge of graph.edges()) {
    const endpoints = `source="${escapeXml(edge.source)}" target="${escapeXml(edge.target)}"`;
    yield `<edge id="${edge.index}" ${endpoints} weight="${edge.weight}">${writeAttributes(graph.edgeColumns, edge)}</edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

/** Declares the attributes of nodes or edges. */
export function declareAttributes<A>(element: 'node' | 'edge', columns: readonly Column<A>[]): string {
  const declarations = columns.map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${type}"/>\n`);
  return `<attributes class="${element}" mode="static">\n${declarations.join('')}</attributes>\n`;
}

/** Writes the attributes of a node or an edge. */
export function writeAttributes<A>(columns: readonly Column<A>[], attributes: A): string {
  const values = columns.map((column) => {
    const value = column.value(attributes);
    return value === undefined ? '' : `<attvalue for="${column.name}" value="${escapeXml(String(value))}"/>`;
  });
  return `<attvalues>${values.join('')}</attvalues>`;
}

/** Formats position, size and color in the syntax of GEXF. */
export function formatStyle({ x, y, size, color }: NodeStyle): string {
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
  const position = x === undefined ? '' : `<viz:position x="${x}" y="${y}" z="0"/>`;
  return `${position}<viz:size value="${size}"/><viz:color r="${red}" g="${green}" b="${blue}"/>`;
}

function nodeElement(node: PaperNode, columns: readonly Column<PaperNode>[]): string {
  const { paper, attributes } = node;
  return `<node id="${escapeXml(paper.id)}" label="${escapeXml(paper.title)}">${writeAttributes(columns, node)}${formatStyle(attributes)}</node>\n`;
}
