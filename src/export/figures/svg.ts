import { topicColor } from '../../graph/colors.ts';
import { computeNodeSizes } from '../../graph/node-sizes.ts';
import { MAP_RADIUS, OTHER_TOPIC, type PaperMap, type Topic } from '../../model/map.ts';
import type { NetworkName } from '../../model/network.ts';
import { checkOptions, defineOption, integer, type OptionTable, oneOf, text } from '../../model/option-table.ts';
import { withDefaults } from '../../model/options.ts';
import { escapeXml, joinChunks } from '../escape.ts';
import { SELECTION_OPTIONS, type Selection, selectEdges, selectPapers } from '../selection.ts';
import { figureWidth, fitTexts, scaleLength } from './figure-size.ts';
import { type Box, estimateTextWidth, findFreeBox, medianPoint, wrapText } from './svg-labels.ts';

/** Options of {@link writeSvg}. */
export interface SvgOptions extends Selection {
  /** Color theme. Default "light". */
  theme?: 'light' | 'dark';
  /**
   * Width of the figure, including the legend: pixels, 400 to 100000, or a length such as '180mm', '18cm', or '7in', 50 mm to 5 m. The height
   * is proportional. Texts of figures for print have at least 7 points from 135 mm. Default 1600.
   */
  width?: number | string;
  /** Title above the legend. Default none. */
  title?: string;
  /**
   * Maximum number of edges; the weakest ones are left out, because too many obscure the structure. Integer, at least
   * 0. Default 15,000.
   */
  maxEdges?: number;
}

/** Defaults of {@link SvgOptions}. */
const SVG_DEFAULTS: Required<Omit<SvgOptions, keyof Selection>> = {
  theme: 'light',
  width: 1600,
  title: '',
  maxEdges: 15_000,
};

/** The options of {@link SvgOptions}. */
export const SVG_OPTIONS: OptionTable<SvgOptions> = {
  ...SELECTION_OPTIONS,
  theme: defineOption('color theme', oneOf('light', 'dark'), SVG_DEFAULTS.theme),
  width: defineOption('width, including the legend', figureWidth, SVG_DEFAULTS.width),
  title: defineOption('title above the legend', text, '<none>'),
  maxEdges: defineOption('maximum number of edges', integer(0), SVG_DEFAULTS.maxEdges),
};

const THEMES = {
  light: { background: '#faf9f5', text: '#1e2530', muted: '#5c6470', edge: '#6d7480' },
  dark: { background: '#12161d', text: '#eceae4', muted: '#98a1b0', edge: '#8d99ad' },
};
type Theme = (typeof THEMES)['light'];

const FONT = 'Inter, Helvetica Neue, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif';

/** Lengths in user units: the map is a square, the legend a column to its right. */
const MAP_SIZE = 1200;
const PADDING = 40;

/** Sizes of the legend and of all texts, multiplied by the scale of texts. */
const LEGEND_WIDTH = 340;
const LEGEND_ROW_HEIGHT = 26;
const LEGEND_LINE_HEIGHT = 17;

/** Scale from map coordinates to user units; the padding leaves space for nodes on the border. */
const SCALE = (MAP_SIZE / 2 - PADDING) / MAP_RADIUS;

const LEGEND_FONT_SIZE = 14;

/** Edges are grouped into this number of strength levels, so that the file stays small. */
const STRENGTH_LEVELS = 8;

/**
 * Writes the map as an SVG figure, in chunks: edges, papers as circles with their titles as tooltips, topic labels, and a
 * legend with the number of papers of each topic. Papers without a position are counted in the legend but not drawn. All
 * text is escaped, and the figure contains no scripts and loads nothing.
 */
export function writeSvg(map: PaperMap, options: SvgOptions = {}): Iterable<string> {
  checkOptions(SVG_OPTIONS, options, 'writeSvg');
  return joinChunks(elements(map, options));
}

function* elements(map: PaperMap, options: SvgOptions): Generator<string> {
  const { title, maxEdges, theme: themeName, width } = withDefaults(SVG_DEFAULTS, options);
  const theme = THEMES[themeName];
  const scale = fitTexts(width, MAP_SIZE, LEGEND_WIDTH, LEGEND_FONT_SIZE);
  const viewWidth = round(MAP_SIZE + LEGEND_WIDTH * scale);
  const height = scaleLength(width, MAP_SIZE / viewWidth);
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" `;
  yield `viewBox="0 0 ${viewWidth} ${MAP_SIZE}" font-family="${FONT}">\n`;
  yield `<title>${escapeXml(title || `Map of ${map.network?.nodes ?? 'papers'}`)}</title>\n`;
  yield `<rect width="${viewWidth}" height="${MAP_SIZE}" fill="${theme.background}"/>\n`;
  const papers = selectPapers(map, options);
  const edges = strongestEdges(map, [...selectEdges(map, options)], maxEdges);
  yield* edgeElements(map, edges, theme);
  yield* paperElements(map, papers, theme);
  yield* labelElements(map, papers, theme, scale);
  yield* legendElements(map, papers, edges.length, title, theme, scale);
  yield '</svg>\n';
}

const hasPosition = (map: PaperMap, paper: number) => !Number.isNaN(map.positions[2 * paper]!);
/** Returns the position of a paper in user units; the y axis points down. */
const positionOf = (map: PaperMap, paper: number) => ({
  x: MAP_SIZE / 2 + map.positions[2 * paper]! * SCALE,
  y: MAP_SIZE / 2 - map.positions[2 * paper + 1]! * SCALE,
});
const round = (value: number) => Number(value.toFixed(1));

/** Returns the strongest edges between papers with a position, in the order of the map. */
function strongestEdges(map: PaperMap, edges: number[], limit: number): number[] {
  const { sources, targets, weights } = map.edges;
  const drawable = edges.filter((k) => hasPosition(map, sources[k]!) && hasPosition(map, targets[k]!));
  drawable.sort((a, b) => weights[b]! - weights[a]! || a - b);
  return drawable.slice(0, limit).sort((a, b) => a - b);
}

/**
 * Draws edges of the same color and strength as one path. Edges between topics are drawn first, so that they are below the
 * others, and weak ones before strong ones.
 */
function* edgeElements(map: PaperMap, edges: number[], theme: Theme): Generator<string> {
  const { sources, targets, weights } = map.edges;
  const groups = new Map<number, string[]>();
  for (const k of edges) {
    const topic = map.topicOf[sources[k]!]!;
    const sharedTopic = topic === map.topicOf[targets[k]!] ? topic : 0;
    const level = Math.min(STRENGTH_LEVELS - 1, Math.floor(weights[k]! * STRENGTH_LEVELS * 1.6));
    const [from, to] = [positionOf(map, sources[k]!), positionOf(map, targets[k]!)];
    const line = `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
    const key = sharedTopic * STRENGTH_LEVELS + level;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const isWithinTopic = (key: number) => Number(key >= STRENGTH_LEVELS);
  yield '<g fill="none">\n';
  for (const key of [...groups.keys()].sort((a, b) => isWithinTopic(a) - isWithinTopic(b) || a - b)) {
    const topic = Math.floor(key / STRENGTH_LEVELS);
    const strength = ((key % STRENGTH_LEVELS) + 1) / STRENGTH_LEVELS;
    const opacity = round(topic ? 0.15 + 0.5 * strength : 0.1 + 0.3 * strength);
    const color = topic ? topicColor(topic) : theme.edge;
    yield `<path stroke="${color}" stroke-opacity="${opacity}" stroke-width="${round(0.5 + 2 * strength)}" d="`;
    yield* groups.get(key)!;
    yield '"/>\n';
  }
  yield '</g>\n';
}

function* paperElements(map: PaperMap, papers: Uint32Array, theme: Theme): Generator<string> {
  const radii = computeNodeSizes(map.edges, map.papers.length, MAP_RADIUS);
  yield `<g stroke="${theme.background}" stroke-width="0.8">\n`;
  for (const paper of papers) {
    if (!hasPosition(map, paper)) continue;
    const { x, y } = positionOf(map, paper);
    const radius = round(Math.max(1.2, radii[paper]! * SCALE));
    yield `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${topicColor(map.topicOf[paper]!)}">`;
    yield `<title>${escapeXml(map.papers[paper]!.title)}</title></circle>\n`;
  }
  yield '</g>\n';
}

/** Returns the topics of the given papers with those papers that are drawn, in the order of the map's topics; Other is last. */
function groupByTopic(map: PaperMap, papers: Uint32Array): { topic: Pick<Topic, 'id' | 'label'>; papers: number[] }[] {
  const topics = [...map.topics.filter(({ parent }) => parent === undefined), OTHER_TOPIC];
  const members = new Map<number, number[]>(topics.map(({ id }) => [id, []]));
  for (const paper of papers) if (hasPosition(map, paper)) members.get(map.topicOf[paper]!)?.push(paper);
  return topics.map((topic) => ({ topic, papers: members.get(topic.id)! })).filter(({ papers }) => papers.length > 0);
}

/** Labels each topic at the median of its papers, or as close to it as possible without overlap. */
function* labelElements(map: PaperMap, papers: Uint32Array, theme: Theme, scale: number): Generator<string> {
  const [size, height] = [round(17 * scale), round(20 * scale)];
  const occupied: Box[] = [];
  yield `<g font-size="${size}" font-weight="600" text-anchor="middle" fill="${theme.text}" stroke="${theme.background}" `;
  yield 'stroke-width="4" stroke-linejoin="round" paint-order="stroke">\n';
  for (const { topic, papers: members } of groupByTopic(map, papers)) {
    if (topic === OTHER_TOPIC) continue;
    const positions = members.map((paper) => positionOf(map, paper));
    const lines = wrapText(topic.label, 22);
    const width = Math.max(...lines.map((line) => estimateTextWidth(line, size)));
    const box = findFreeBox(medianPoint(positions), width, lines.length * height, occupied, MAP_SIZE);
    if (!box) continue;
    occupied.push(box);
    for (const [index, line] of lines.entries())
      yield `<text x="${round(box.x)}" y="${round(box.y + (index - (lines.length - 1) / 2) * height + size * 0.35)}">${escapeXml(line)}</text>\n`;
  }
  yield '</g>\n';
}

/** Draws the title, the topics with their colors and numbers of papers, and an explanation of sizes and widths. */
function* legendElements(
  map: PaperMap,
  papers: Uint32Array,
  edgeCount: number,
  title: string,
  theme: Theme,
  scale: number,
): Generator<string> {
  // The legend is drawn as if texts had their usual size, and scaled.
  const [left, right, bottom] = [10, LEGEND_WIDTH - PADDING, MAP_SIZE / scale];
  yield `<g transform="translate(${MAP_SIZE} 0) scale(${scale})">\n`;
  let y = PADDING + 10;
  for (const line of title ? wrapText(title, 28).slice(0, 4) : []) {
    yield `<text x="${left}" y="${y}" font-size="20" font-weight="600" fill="${theme.text}">${escapeXml(line)}</text>\n`;
    y += 26;
  }
  y += 8;
  const topics = groupByTopic(map, papers);
  let listed = 0;
  yield `<g font-size="${LEGEND_FONT_SIZE}" fill="${theme.text}">\n`;
  for (const { topic, papers: members } of topics) {
    const lines = wrapText(topic.label, 30);
    if (y + lines.length * LEGEND_LINE_HEIGHT > bottom - PADDING - 3 * LEGEND_ROW_HEIGHT) break;
    yield `<circle cx="${left + 6}" cy="${y - 5}" r="6" fill="${topicColor(topic.id)}"/>`;
    yield `<text x="${right}" y="${y}" text-anchor="end" fill="${theme.muted}">${members.length}</text>\n`;
    for (const [index, line] of lines.entries())
      yield `<text x="${left + 20}" y="${y + index * LEGEND_LINE_HEIGHT}">${escapeXml(line)}</text>\n`;
    y += LEGEND_ROW_HEIGHT + (lines.length - 1) * LEGEND_LINE_HEIGHT;
    listed++;
  }
  if (listed < topics.length) {
    yield `<text x="${left + 20}" y="${y}" fill="${theme.muted}">${topics.length - listed} more topics</text>\n`;
    y += LEGEND_ROW_HEIGHT;
  }
  yield '</g>\n';
  yield `<g font-size="12" fill="${theme.muted}">`;
  yield `<text x="${left}" y="${y + 10}">${countNodes(map, papers.length)}, ${countOf(edgeCount, 'link')} drawn</text>`;
  yield `<text x="${left}" y="${y + 28}">Larger discs: more links.</text>`;
  const stronger = map.vectors ? 'more alike by terms and vectors' : STRONGER[map.network?.name ?? 'similarity'];
  yield `<text x="${left}" y="${y + 46}">Stronger lines: ${stronger}.</text></g>\n</g>\n`;
}

/** What stronger lines mean in each network. */
const STRONGER: Record<NetworkName, string> = {
  similarity: 'more alike',
  citation: 'citations',
  coupling: 'more shared references',
  combination: 'more alike',
  'co-citation': 'more often cited together',
  'co-authorship': 'more joint papers',
  keywords: 'more papers with both',
  concepts: 'more papers with both',
};

const countNodes = ({ network }: PaperMap, n: number) => countOf(n, (network?.nodes ?? 'papers').replace(/s$/, ''));

const countOf = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
