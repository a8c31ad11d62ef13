import { type AttributeOptions, describe, type PaperAttributes } from '../../graph/attributes.ts';
import type { PaperMap } from '../../model/map.ts';
import { type Column, EDGE_COLUMNS, PAPER_COLUMNS } from '../columns.ts';
import { pieces, xml } from '../escape.ts';
import { type Selection, selectedEdges, selectedPapers } from '../selection.ts';

/** What to write as GEXF, and in which version. */
export interface GexfOptions extends Selection, AttributeOptions {
  /** Gephi and Gephi Lite read both; some older readers, networkx below 3 among them, know 1.2 only. Default "1.3". */
  gexfVersion?: '1.3' | '1.2';
}

const NAMESPACES = { '1.3': 'http://gexf.net/1.3', '1.2': 'http://www.gexf.net/1.2draft' };

/** The map as GEXF (gexf.net), in pieces: papers with position, size, colour and attributes; edges with weight and terms. */
export function gexf(map: PaperMap, options: GexfOptions = {}): Iterable<string> {
  return pieces(lines(map, options));
}

function* lines(map: PaperMap, options: GexfOptions): Generator<string> {
  const { gexfVersion = '1.3' } = options;
  const namespace = NAMESPACES[gexfVersion];
  const describer = describe(map, options);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  yield `<gexf version="${gexfVersion}" xmlns="${namespace}" xmlns:viz="${namespace}/viz">\n`;
  yield '<meta>\n<creator>papergraph</creator>\n</meta>\n<graph defaultedgetype="undirected" mode="static">\n';
  yield declarations('node', PAPER_COLUMNS);
  yield declarations('edge', EDGE_COLUMNS);
  yield '<nodes>\n';
  for (const i of selectedPapers(map, options)) yield node(map.papers[i]!.id, describer.paper(i));
  yield '</nodes>\n<edges>\n';
  for (const k of selectedEdges(map, options)) {
    const edge = describer.edge(k);
    const source = xml(map.papers[map.edges.sources[k]!]!.id);
    const target = xml(map.papers[map.edges.targets[k]!]!.id);
    yield `<edge id="${k}" source="${source}" target="${target}" weight="${edge.weight}">${values(EDGE_COLUMNS, edge)}</edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

/** Declares what nodes or edges carry. */
export function declarations<A>(of: 'node' | 'edge', columns: readonly Column<A>[]): string {
  const each = columns.map(({ name, type }) => `<attribute id="${name}" title="${name}" type="${type}"/>\n`);
  return `<attributes class="${of}" mode="static">\n${each.join('')}</attributes>\n`;
}

/** What a node or an edge carries. */
export function values<A>(columns: readonly Column<A>[], attributes: A): string {
  const each = columns.map((column) => {
    const value = column.value(attributes);
    return value === undefined ? '' : `<attvalue for="${column.name}" value="${xml(String(value))}"/>`;
  });
  return `<attvalues>${each.join('')}</attvalues>`;
}

function node(id: string, paper: PaperAttributes): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(paper.color.slice(at, at + 2), 16));
  const position = paper.x === undefined ? '' : `<viz:position x="${paper.x}" y="${paper.y}" z="0"/>`;
  return (
    `<node id="${xml(id)}" label="${xml(paper.label)}">${values(PAPER_COLUMNS, paper)}` +
    `${position}<viz:size value="${paper.size}"/><viz:color r="${red}" g="${green}" b="${blue}"/></node>\n`
  );
}
