import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { CONTENT_OPTIONS, type Column, type ContentOptions, STYLE_COLUMNS } from '../columns.ts';
import { formatJson, joinChunks } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of {@link writeCx2}. */
export interface Cx2Options extends Selection, ContentOptions {}

/** The options of {@link Cx2Options}. */
export const CX2_OPTIONS: OptionTable<Cx2Options> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

/** Number of nodes or edges per fragment, so that readers need not hold all of them as one text. */
const FRAGMENT_SIZE = 500;

/**
 * Writes the map as CX2, in chunks, for Cytoscape and NDEx, with positions, sizes and colors. Source: Cytoscape Exchange Format
 * Specification, version 2.
 */
export function writeCx2(map: PaperMap, options: Cx2Options = {}): Iterable<string> {
  checkOptions(CX2_OPTIONS, options, 'writeCx2');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: Cx2Options): Generator<string> {
  const graph = selectGraph(map, options);
  const columns = [...graph.columns, ...STYLE_COLUMNS.filter(({ name }) => name === 'size' || name === 'color')];
  const ids = new Map<string, number>();
  const nodes = [...graph.nodes()].map((node, id) => {
    ids.set(node.paper.id, id);
    const { x, y } = node.attributes;
    // The y axis of Cytoscape points down.
    const position = x === undefined || y === undefined ? {} : { x, y: -y };
    return { id, ...position, v: { name: node.paper.title, id: node.paper.id, ...toValues(columns, node) } };
  });
  const edges = [...graph.edges()].map((edge, id) => ({
    id,
    s: ids.get(edge.source),
    t: ids.get(edge.target),
    v: { interaction: graph.relation, ...toValues(graph.weightedEdgeColumns, edge) },
  }));
  yield '[{"CXVersion":"2.0","hasFragments":true},\n';
  yield `${formatJson({ metaData: describeAspects(nodes.length, edges.length) })},\n`;
  const declarations = {
    networkAttributes: { name: { d: 'string' }, creator: { d: 'string' } },
    nodes: { name: { d: 'string' }, id: { d: 'string' }, ...declare(columns) },
    edges: { interaction: { d: 'string' }, ...declare(graph.weightedEdgeColumns) },
  };
  yield `${formatJson({ attributeDeclarations: [declarations] })},\n`;
  yield `${formatJson({ networkAttributes: [{ name: 'papergraph map', creator: 'papergraph' }] })},\n`;
  yield* fragments('nodes', nodes);
  yield* fragments('edges', edges);
  yield `${formatJson({ visualProperties: [VISUAL_PROPERTIES] })},\n`;
  yield '{"status":[{"success":true}]}]\n';
}

const describeAspects = (nodeCount: number, edgeCount: number) => [
  { name: 'attributeDeclarations', elementCount: 1 },
  { name: 'networkAttributes', elementCount: 1 },
  { name: 'nodes', elementCount: nodeCount },
  { name: 'edges', elementCount: edgeCount },
  { name: 'visualProperties', elementCount: 1 },
];

const VISUAL_PROPERTIES = {
  default: { network: {}, node: { NODE_SHAPE: 'ellipse' }, edge: {} },
  nodeMapping: {
    NODE_LABEL: { type: 'PASSTHROUGH', definition: { attribute: 'name', type: 'string' } },
    NODE_BACKGROUND_COLOR: { type: 'PASSTHROUGH', definition: { attribute: 'color', type: 'string' } },
    NODE_WIDTH: { type: 'PASSTHROUGH', definition: { attribute: 'size', type: 'double' } },
    NODE_HEIGHT: { type: 'PASSTHROUGH', definition: { attribute: 'size', type: 'double' } },
  },
};

function* fragments(aspect: string, elements: readonly object[]): Generator<string> {
  for (let start = 0; start < elements.length; start += FRAGMENT_SIZE)
    yield `${formatJson({ [aspect]: elements.slice(start, start + FRAGMENT_SIZE) })},\n`;
}

const declare = <Item>(columns: readonly Column<Item>[]) =>
  Object.fromEntries(columns.map(({ name, type }) => [name, { d: type }]));

const toValues = <Item>(columns: readonly Column<Item>[], item: Item) =>
  Object.fromEntries(columns.map(({ name, value }) => [name, value(item)]));
