import {
  type KnowledgeEdge,
  type KnowledgeNode,
  knowledgeEdges,
  knowledgeNodes,
} from '../../concepts/knowledge-graph.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import type { Column, NodeStyle } from '../columns.ts';
import { escapeXml, joinChunks } from '../escape.ts';
import * as gexf from './gexf.ts';
import * as graphml from './graphml.ts';
import { createStyler } from './knowledge-style.ts';

const NODE_COLUMNS: readonly Column<KnowledgeNode>[] = [
  { name: 'node_type', type: 'string', value: (node) => node.type },
  { name: 'kind', type: 'string', value: (node) => node.kind },
  { name: 'variants', type: 'string', value: (node) => node.variants?.join('; ') },
  { name: 'documents', type: 'integer', value: (node) => node.documents },
  { name: 'year', type: 'integer', value: (node) => node.year },
  { name: 'date', type: 'string', value: (node) => node.date },
  { name: 'doi', type: 'string', value: (node) => node.doi },
  { name: 'url', type: 'string', value: (node) => node.url },
];

const EDGE_COLUMNS: readonly Column<KnowledgeEdge>[] = [
  { name: 'type', type: 'string', value: (edge) => edge.type },
  { name: 'symmetric', type: 'boolean', value: (edge) => edge.type === 'similar-to' },
  { name: 'terms', type: 'string', value: (edge) => edge.terms },
  { name: 'places', type: 'string', value: (edge) => edge.places },
  { name: 'sentence', type: 'string', value: (edge) => edge.sentence },
  { name: 'short', type: 'string', value: (edge) => edge.short },
  { name: 'long', type: 'string', value: (edge) => edge.long },
  { name: 'line', type: 'integer', value: (edge) => edge.line },
];

/**
 * Writes the knowledge graph as GEXF 1.3, in chunks: nodes and edges of all types, distinguished by the attribute `type`,
 * the position, size and color of each node, and the evidence of each edge. All edges are directed, because some readers reject mixed directions; those of symmetric relations
 * have the attribute `symmetric`. Two nodes can have several edges.
 */
export function writeKnowledgeGexf(map: PaperMap, concepts: Concepts): Iterable<string> {
  return joinChunks(gexfElements(map, concepts));
}

function* gexfElements(map: PaperMap, concepts: Concepts): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf version="1.3" xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz">\n';
  yield '<meta>\n<creator>papergraph</creator>\n</meta>\n<graph defaultedgetype="directed" mode="static">\n';
  yield gexf.declareAttributes('node', NODE_COLUMNS);
  yield gexf.declareAttributes('edge', EDGE_COLUMNS);
  yield '<nodes>\n';
  const styleOf = createStyler(map, concepts);
  for (const node of knowledgeNodes(map, concepts)) {
    const content = gexf.writeAttributes(NODE_COLUMNS, node) + gexf.formatStyle(styleOf(node));
    yield `<node id="${escapeXml(node.id)}" label="${escapeXml(node.label)}">${content}</node>\n`;
  }
  yield '</nodes>\n<edges>\n';
  let id = 0;
  for (const edge of knowledgeEdges(map, concepts)) {
    const endpoints = `source="${escapeXml(edge.source)}" target="${escapeXml(edge.target)}"`;
    const weight = edge.weight === undefined ? '' : ` weight="${edge.weight}"`;
    yield `<edge id="${id++}" ${endpoints} type="directed" kind="${edge.type}"${weight}>${gexf.writeAttributes(EDGE_COLUMNS, edge)}</edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

interface StyledNode {
  node: KnowledgeNode;
  style: NodeStyle;
}

const STYLED_NODE_COLUMNS: readonly Column<StyledNode>[] = [
  { name: 'label', type: 'string', value: ({ node }) => node.label },
  ...NODE_COLUMNS.map(
    ({ name, type, value }): Column<StyledNode> => ({ name, type, value: ({ node }) => value(node) }),
  ),
  ...graphml.listGephiStyleColumns(({ style }: StyledNode) => style),
];

const WEIGHTED_EDGE_COLUMNS: readonly Column<KnowledgeEdge>[] = [
  { name: 'weight', type: 'double', value: (edge) => edge.weight },
  ...EDGE_COLUMNS,
];

/** Writes the knowledge graph as GraphML, in chunks, with the same content as {@link writeKnowledgeGexf}. */
export function writeKnowledgeGraphml(map: PaperMap, concepts: Concepts): Iterable<string> {
  return joinChunks(graphmlElements(map, concepts));
}

function* graphmlElements(map: PaperMap, concepts: Concepts): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield graphml.declareKeys('node', STYLED_NODE_COLUMNS);
  yield graphml.declareKeys('edge', WEIGHTED_EDGE_COLUMNS);
  yield '<graph edgedefault="directed">\n';
  const styleOf = createStyler(map, concepts);
  for (const node of knowledgeNodes(map, concepts)) {
    const data = graphml.writeData('node', STYLED_NODE_COLUMNS, { node, style: styleOf(node) });
    yield `<node id="${escapeXml(node.id)}">${data}</node>\n`;
  }
  let id = 0;
  for (const edge of knowledgeEdges(map, concepts)) {
    const endpoints = `source="${escapeXml(edge.source)}" target="${escapeXml(edge.target)}"`;
    yield `<edge id="${id++}" ${endpoints}>${graphml.writeData('edge', WEIGHTED_EDGE_COLUMNS, edge)}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}
