import {
  type KnowledgeEdge,
  type KnowledgeNode,
  knowledgeEdges,
  knowledgeNodes,
} from '../../concepts/knowledge-graph.ts';
import type { Concepts } from '../../model/concepts.ts';
import type { PaperMap } from '../../model/map.ts';
import type { Column } from '../columns.ts';
import { pieces, xml } from '../escape.ts';
import * as gexf from './gexf.ts';
import * as graphml from './graphml.ts';

const NODE_COLUMNS: readonly Column<KnowledgeNode>[] = [
  { name: 'type', type: 'string', value: (node) => node.type },
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
  { name: 'terms', type: 'string', value: (edge) => edge.terms },
  { name: 'places', type: 'string', value: (edge) => edge.places },
  { name: 'sentence', type: 'string', value: (edge) => edge.sentence },
  { name: 'short', type: 'string', value: (edge) => edge.short },
  { name: 'long', type: 'string', value: (edge) => edge.long },
  { name: 'line', type: 'integer', value: (edge) => edge.line },
];

const isDirected = ({ type }: KnowledgeEdge) => type !== 'similar-to';

/**
 * The knowledge graph as GEXF 1.3, in pieces: nodes and edges of all types, `type` telling which, edges with their evidence.
 * Edges have directions but for similar-to, and two nodes may have several edges between them.
 */
export function knowledgeGexf(map: PaperMap, concepts: Concepts): Iterable<string> {
  return pieces(gexfLines(map, concepts));
}

function* gexfLines(map: PaperMap, concepts: Concepts): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf version="1.3" xmlns="http://gexf.net/1.3">\n';
  yield '<meta>\n<creator>papergraph</creator>\n</meta>\n<graph defaultedgetype="directed" mode="static">\n';
  yield gexf.declarations('node', NODE_COLUMNS);
  yield gexf.declarations('edge', EDGE_COLUMNS);
  yield '<nodes>\n';
  for (const node of knowledgeNodes(map, concepts))
    yield `<node id="${xml(node.id)}" label="${xml(node.label)}">${gexf.values(NODE_COLUMNS, node)}</node>\n`;
  yield '</nodes>\n<edges>\n';
  let id = 0;
  for (const edge of knowledgeEdges(map, concepts)) {
    const ends = `source="${xml(edge.source)}" target="${xml(edge.target)}"`;
    const type = isDirected(edge) ? 'directed' : 'undirected';
    const weight = edge.weight === undefined ? '' : ` weight="${edge.weight}"`;
    yield `<edge id="${id++}" ${ends} type="${type}" kind="${edge.type}"${weight}>${gexf.values(EDGE_COLUMNS, edge)}</edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

const LABELLED: readonly Column<KnowledgeNode>[] = [
  { name: 'label', type: 'string', value: (node) => node.label },
  ...NODE_COLUMNS,
];

const WEIGHTED: readonly Column<KnowledgeEdge>[] = [
  { name: 'weight', type: 'double', value: (edge) => edge.weight },
  ...EDGE_COLUMNS,
];

/** The knowledge graph as GraphML, in pieces: what {@link knowledgeGexf} holds. */
export function knowledgeGraphml(map: PaperMap, concepts: Concepts): Iterable<string> {
  return pieces(graphmlLines(map, concepts));
}

function* graphmlLines(map: PaperMap, concepts: Concepts): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield graphml.keys('node', LABELLED);
  yield graphml.keys('edge', WEIGHTED);
  yield '<graph edgedefault="directed">\n';
  for (const node of knowledgeNodes(map, concepts))
    yield `<node id="${xml(node.id)}">${graphml.data('node', LABELLED, node)}</node>\n`;
  let id = 0;
  for (const edge of knowledgeEdges(map, concepts)) {
    const ends = `source="${xml(edge.source)}" target="${xml(edge.target)}" directed="${isDirected(edge)}"`;
    yield `<edge id="${id++}" ${ends}>${graphml.data('edge', WEIGHTED, edge)}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}
