import { topicColour } from '../../graph/colors.ts';
import { sizes } from '../../graph/node-sizes.ts';
import type { PaperMap, Topic } from '../../model/map.ts';
import { MAP_RADIUS } from '../../model/map.ts';
import { pieces, xml } from '../escape.ts';
import { type Selection, selectedEdges, selectedPapers } from '../selection.ts';
import { type Box, freePlace, linesOf, middleOf, widthOf } from './svg-labels.ts';

/** What to draw, and how. */
export interface SvgOptions extends Selection {
  /** Dark ink on light ground, or the reverse. Default "light". */
  theme?: 'light' | 'dark';
  /** Width of the picture in pixels, legend included, at least 400; the height follows. Default 1600. */
  width?: number;
  /** Stands above the legend. Default none. */
  title?: string;
  /** Links beyond so many, the weakest, are left out: more is fog. Whole number, 0 or more. Default 15,000. */
  mostLinks?: number;
}

const THEMES = {
  light: { ground: '#faf9f5', ink: '#1e2530', muted: '#5c6470', link: '#6d7480' },
  dark: { ground: '#12161d', ink: '#eceae4', muted: '#98a1b0', link: '#8d99ad' },
};
type Theme = (typeof THEMES)['light'];

const FONT = 'Inter, Helvetica Neue, Segoe UI, Roboto, Liberation Sans, Arial, sans-serif';

/** In units of the drawing: a square for the map, a column for the legend at its right. */
const SQUARE = 1200;
const COLUMN = 340;
const EDGE = 40;
const ROW = 26;
const LINE = 17;

/** The part of the square's half that the map's circle takes: discs at the rim need room. */
const SCALE = (SQUARE / 2 - EDGE) / MAP_RADIUS;

/** Steps of opacity that links are grouped by, so that the file stays small. */
const STEPS = 8;

/**
 * The map as an SVG picture, in pieces: links, papers as discs with their titles as tips, names of topics, and a legend
 * with the papers of each topic. Papers without a place are counted in the legend but not drawn. Any text is
 * escaped; nothing in the picture runs or loads.
 */
export function svg(map: PaperMap, options: SvgOptions = {}): Iterable<string> {
  return pieces(parts(map, options));
}

function* parts(map: PaperMap, options: SvgOptions): Generator<string> {
  const { theme = 'light', title = '' } = options;
  const paint = THEMES[theme];
  const width = Math.max(400, options.width ?? 1600);
  const [across, down] = [SQUARE + COLUMN, SQUARE];
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.round((width * down) / across)}" `;
  yield `viewBox="0 0 ${across} ${down}" font-family="${FONT}">\n`;
  yield `<title>${xml(title || 'Map of papers')}</title>\n`;
  yield `<rect width="${across}" height="${down}" fill="${paint.ground}"/>\n`;
  const papers = selectedPapers(map, options);
  const links = strongest(map, [...selectedEdges(map, options)], options.mostLinks ?? 15_000);
  yield* linkParts(map, links, paint);
  yield* paperParts(map, papers, paint);
  yield* nameParts(map, papers, paint);
  yield* legendParts(map, papers, links.length, title, paint);
  yield '</svg>\n';
}

const placed = (map: PaperMap, paper: number) => !Number.isNaN(map.positions[2 * paper]!);
/** Where a paper stands in the drawing; y points down there. */
const placeOf = (map: PaperMap, paper: number) => ({
  x: SQUARE / 2 + map.positions[2 * paper]! * SCALE,
  y: SQUARE / 2 - map.positions[2 * paper + 1]! * SCALE,
});
const short = (value: number) => Number(value.toFixed(1));

/** The strongest links between papers that have a place, in the order of the map. */
function strongest(map: PaperMap, edges: number[], most: number): number[] {
  const { sources, targets, weights } = map.edges;
  const drawn = edges.filter((k) => placed(map, sources[k]!) && placed(map, targets[k]!));
  drawn.sort((a, b) => weights[b]! - weights[a]! || a - b);
  return drawn.slice(0, most).sort((a, b) => a - b);
}

/** Links of one colour and strength are one path; those between topics lie beneath, the faint beneath the strong. */
function* linkParts(map: PaperMap, links: number[], paint: Theme): Generator<string> {
  const { sources, targets, weights } = map.edges;
  const groups = new Map<number, string[]>();
  for (const k of links) {
    const topic = map.topicOf[sources[k]!]!;
    const own = topic === map.topicOf[targets[k]!] ? topic : 0;
    const step = Math.min(STEPS - 1, Math.floor(weights[k]! * STEPS * 1.6));
    const [from, to] = [placeOf(map, sources[k]!), placeOf(map, targets[k]!)];
    const line = `M${short(from.x)} ${short(from.y)}L${short(to.x)} ${short(to.y)}`;
    const key = own * STEPS + step;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  yield '<g fill="none">\n';
  for (const key of [...groups.keys()].sort((a, b) => Number(a >= STEPS) - Number(b >= STEPS) || a - b)) {
    const own = Math.floor(key / STEPS);
    const strength = ((key % STEPS) + 1) / STEPS;
    const opacity = short(own ? 0.15 + 0.5 * strength : 0.1 + 0.3 * strength);
    const colour = own ? topicColour(own) : paint.link;
    yield `<path stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${short(0.5 + 2 * strength)}" d="`;
    yield* groups.get(key)!;
    yield '"/>\n';
  }
  yield '</g>\n';
}

function* paperParts(map: PaperMap, papers: Uint32Array, paint: Theme): Generator<string> {
  const radii = sizes(map.edges, map.papers.length, MAP_RADIUS);
  yield `<g stroke="${paint.ground}" stroke-width="0.8">\n`;
  for (const paper of papers) {
    if (!placed(map, paper)) continue;
    const { x, y } = placeOf(map, paper);
    const radius = short(Math.max(1.2, radii[paper]! * SCALE));
    yield `<circle cx="${short(x)}" cy="${short(y)}" r="${radius}" fill="${topicColour(map.topicOf[paper]!)}">`;
    yield `<title>${xml(map.papers[paper]!.title)}</title></circle>\n`;
  }
  yield '</g>\n';
}

/** The topics that have papers among these, the largest of the map first, each with its papers. */
function topicsAmong(map: PaperMap, papers: Uint32Array): { topic: Topic; papers: number[] }[] {
  const members = new Map<number, number[]>(map.topics.map((topic) => [topic.id, []]));
  for (const paper of papers) members.get(map.topicOf[paper]!)?.push(paper);
  return map.topics
    .filter((topic) => topic.parent === undefined && members.get(topic.id)!.length > 0)
    .map((topic) => ({ topic, papers: members.get(topic.id)! }));
}

/** Each topic's name at its middle, or as near to it as there is room. */
function* nameParts(map: PaperMap, papers: Uint32Array, paint: Theme): Generator<string> {
  const [size, height] = [17, 20];
  const taken: Box[] = [];
  yield `<g font-size="${size}" font-weight="600" text-anchor="middle" fill="${paint.ink}" stroke="${paint.ground}" `;
  yield 'stroke-width="4" stroke-linejoin="round" paint-order="stroke">\n';
  for (const { topic, papers: own } of topicsAmong(map, papers)) {
    const places = own.filter((paper) => placed(map, paper)).map((paper) => placeOf(map, paper));
    if (places.length === 0) continue;
    const lines = linesOf(topic.label, 22);
    const width = Math.max(...lines.map((line) => widthOf(line, size)));
    const box = freePlace(middleOf(places), width, lines.length * height, taken, SQUARE);
    if (!box) continue;
    taken.push(box);
    for (const [at, line] of lines.entries())
      yield `<text x="${short(box.x)}" y="${short(box.y + (at - (lines.length - 1) / 2) * height + size * 0.35)}">${xml(line)}</text>\n`;
  }
  yield '</g>\n';
}

/** The title, the topics with their colours and numbers of papers, and what discs and lines stand for. */
function* legendParts(
  map: PaperMap,
  papers: Uint32Array,
  links: number,
  title: string,
  paint: Theme,
): Generator<string> {
  const left = SQUARE + 10;
  const right = SQUARE + COLUMN - EDGE;
  let y = EDGE + 10;
  for (const line of title ? linesOf(title, 28).slice(0, 4) : []) {
    yield `<text x="${left}" y="${y}" font-size="20" font-weight="600" fill="${paint.ink}">${xml(line)}</text>\n`;
    y += 26;
  }
  y += 8;
  const topics = topicsAmong(map, papers);
  let listed = 0;
  yield `<g font-size="14" fill="${paint.ink}">\n`;
  for (const { topic, papers: own } of topics) {
    const lines = linesOf(topic.label, 30);
    if (y + lines.length * LINE > SQUARE - EDGE - 3 * ROW) break;
    yield `<circle cx="${left + 6}" cy="${y - 5}" r="6" fill="${topicColour(topic.id)}"/>`;
    yield `<text x="${right}" y="${y}" text-anchor="end" fill="${paint.muted}">${own.length}</text>\n`;
    for (const [at, line] of lines.entries()) yield `<text x="${left + 20}" y="${y + at * LINE}">${xml(line)}</text>\n`;
    y += ROW + (lines.length - 1) * LINE;
    listed++;
  }
  if (listed < topics.length) {
    yield `<text x="${left + 20}" y="${y}" fill="${paint.muted}">${topics.length - listed} more topics</text>\n`;
    y += ROW;
  }
  yield '</g>\n';
  yield `<g font-size="12" fill="${paint.muted}">`;
  yield `<text x="${left}" y="${y + 10}">${papers.length} papers, ${links} links drawn</text>`;
  yield `<text x="${left}" y="${y + 28}">Larger discs: more links.</text>`;
  yield `<text x="${left}" y="${y + 46}">Stronger lines: more alike.</text></g>\n`;
}
