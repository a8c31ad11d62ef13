import type { PaperMap } from '../../model/map.ts';
import { MAP_RADIUS } from '../../model/map.ts';
import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { joinChunks, toSingleLine } from '../escape.ts';
import { selectGraph } from '../nodes.ts';
import { SELECTION_OPTIONS, type Selection } from '../selection.ts';

/** Options of {@link writePajek}. */
export interface PajekOptions extends Selection {}

/** The options of {@link PajekOptions}. */
export const PAJEK_OPTIONS: OptionTable<PajekOptions> = SELECTION_OPTIONS;

/**
 * Writes the map as a Pajek network, in chunks: titles, positions and weights, which is all that the format has. Titles that
 * occur twice are followed by the id, because readers identify vertices by their labels.
 */
export function writePajek(map: PaperMap, options: PajekOptions = {}): Iterable<string> {
  checkOptions(PAJEK_OPTIONS, options, 'writePajek');
  return joinChunks(lines(map, options));
}

function* lines(map: PaperMap, options: PajekOptions): Generator<string> {
  const graph = selectGraph(map, { ...options, terms: 0 });
  const nodes = [...graph.nodes()];
  const labels = new Set<string>();
  const numbers = new Map<string, number>();
  yield `*Vertices ${nodes.length}\n`;
  for (const [i, { paper, attributes }] of nodes.entries()) {
    const title = toLabel(paper.title);
    const label = title === '' || labels.has(title) ? `${title} [${toLabel(paper.id)}]` : title;
    labels.add(label);
    numbers.set(paper.id, i + 1);
    const { x = 0, y = 0 } = attributes;
    yield `${i + 1} "${label}" ${toUnit(x)} ${toUnit(-y)} 0.5\n`;
  }
  yield '*Edges\n';
  for (const { source, target, weight } of graph.edges())
    yield `${numbers.get(source)} ${numbers.get(target)} ${weight}\n`;
}

/** Pajek has no escape for quotation marks. */
const toLabel = (text: string) => toSingleLine(text).replaceAll('"', "'");

/** Pajek draws the square from 0 to 1. */
const toUnit = (coordinate: number) => (0.5 + (0.5 * coordinate) / MAP_RADIUS).toFixed(5);
