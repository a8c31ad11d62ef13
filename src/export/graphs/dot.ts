import type { PaperMap } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { CONTENT_OPTIONS, type Column, type ContentOptions } from '../columns.ts';
import { joinChunks, removeInvalidCharacters } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of {@link writeDot}. */
export interface DotOptions extends Selection, ContentOptions {}

/** The options of {@link DotOptions}. */
export const DOT_OPTIONS: OptionTable<DotOptions> = { ...SELECTION_OPTIONS, ...CONTENT_OPTIONS };

/**
 * Writes the map in the DOT language of Graphviz, in chunks, with all attributes of papers and edges. `neato -n` draws the
 * papers at their positions.
 */
export function writeDot(map: PaperMap, options: DotOptions = {}): Iterable<string> {
  checkOptions(DOT_OPTIONS, options, 'writeDot');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: DotOptions): Generator<string> {
  const graph = selectGraph(map, options);
  yield 'graph papergraph {\n  node [shape=circle, style=filled];\n';
  for (const node of graph.nodes()) {
    const { label, x, y, color } = node.attributes;
    const position = x === undefined ? '' : `, pos="${x},${y}"`;
    const style = `label=${quote(label)}${position}, fillcolor="${color}"`;
    yield `  ${quote(node.paper.id)} [${style}${formatAttributes(graph.columns, node)}];\n`;
  }
  for (const edge of graph.edges())
    yield `  ${quote(edge.source)} -- ${quote(edge.target)} [weight=${edge.weight}${formatAttributes(graph.edgeColumns, edge)}];\n`;
  yield '}\n';
}

const formatAttributes = <Item>(columns: readonly Column<Item>[], item: Item) =>
  columns
    .map(({ name, value }) => {
      const attribute = value(item);
      if (attribute === undefined) return '';
      return `, ${name}=${typeof attribute === 'string' ? quote(attribute) : attribute}`;
    })
    .join('');

/** Quotes a text on one line. */
const quote = (text: string) => `"${removeInvalidCharacters(text).replace(/\s+/g, ' ').replace(/[\\"]/g, '\\$&')}"`;
