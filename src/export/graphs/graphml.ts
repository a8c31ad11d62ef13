import {
  type AttributeOptions,
  describe,
  type PaperAttributes,
  type SimilarityAttributes,
} from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { type Column, EDGE_COLUMNS, PAPER_COLUMNS } from '../columns.ts';
import { pieces, xml } from '../escape.ts';
import { type Selection, selectedEdges, selectedPapers } from '../selection.ts';

/** What to write as GraphML. */
export interface GraphmlOptions extends Selection, AttributeOptions {}

const channel = (paper: PaperAttributes, at: number) => Number.parseInt(paper.color.slice(at, at + 2), 16);

/** Gephi takes position, size and colour from attributes of these names. */
const NODE_COLUMNS: readonly Column<PaperAttributes>[] = [
  { name: 'label', type: 'string', value: (paper) => paper.label },
  ...PAPER_COLUMNS,
  { name: 'x', type: 'double', value: (paper) => paper.x },
  { name: 'y', type: 'double', value: (paper) => paper.y },
  { name: 'size', type: 'double', value: (paper) => paper.size },
  { name: 'r', type: 'integer', value: (paper) => channel(paper, 1) },
  { name: 'g', type: 'integer', value: (paper) => channel(paper, 3) },
  { name: 'b', type: 'integer', value: (paper) => channel(paper, 5) },
];

const LINK_COLUMNS: readonly Column<SimilarityAttributes>[] = [
  { name: 'weight', type: 'double', value: (edge) => edge.weight },
  ...EDGE_COLUMNS,
];

const TYPES = { string: 'string', integer: 'int', double: 'double' };

/** The map as GraphML (graphml.graphdrawing.org), in pieces: what GEXF holds, as typed attributes of nodes and edges. */
export function graphml(map: PaperMap, options: GraphmlOptions = {}): Iterable<string> {
  return pieces(lines(map, options));
}

function* lines(map: PaperMap, options: GraphmlOptions): Generator<string> {
  const describer = describe(map, options);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield keys('node', NODE_COLUMNS);
  yield keys('edge', LINK_COLUMNS);
  yield '<graph edgedefault="undirected">\n';
  for (const i of selectedPapers(map, options))
    yield `<node id="${xml(map.papers[i]!.id)}">${data('node', NODE_COLUMNS, describer.paper(i))}</node>\n`;
  for (const k of selectedEdges(map, options)) {
    const source = xml(map.papers[map.edges.sources[k]!]!.id);
    const target = xml(map.papers[map.edges.targets[k]!]!.id);
    yield `<edge id="${k}" source="${source}" target="${target}">${data('edge', LINK_COLUMNS, describer.edge(k))}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

/** Declares what nodes or edges carry. */
export function keys<A>(of: 'node' | 'edge', columns: readonly Column<A>[]): string {
  return columns
    .map(({ name, type }) => `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`)
    .join('');
}

/** What a node or an edge carries. */
export function data<A>(of: 'node' | 'edge', columns: readonly Column<A>[], attributes: A): string {
  return columns
    .map((column) => {
      const value = column.value(attributes);
      return value === undefined ? '' : `<data key="${of}-${column.name}">${xml(String(value))}</data>`;
    })
    .join('');
}
