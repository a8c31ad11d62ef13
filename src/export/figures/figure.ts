import { topicColor } from '../../graph/colors.ts';
import { DENSITY_STYLE } from '../../layout/density/density-style.ts';
import { OTHER_TOPIC, type PaperMap } from '../../model/map.ts';
import { withDefaults } from '../../model/options.ts';
import { selectEdges, selectPapers } from '../selection.ts';
import { findRegions, layOutContours } from './figure-contours.ts';
import { drawDensity, listDensityColors } from './figure-density.ts';
import { estimateTextWidth, layOutLabels } from './figure-labels.ts';
import {
  type Disc,
  type EdgeGroup,
  type Figure,
  LEGEND_FONT_SIZE,
  LEGEND_WIDTH,
  MAP_SIZE,
  type MeasureText,
  PADDING,
  THEMES,
  type Theme,
  type TopicPapers,
} from './figure-model.ts';
import { FIGURE_DEFAULTS, type FigureOptions } from './figure-options.ts';
import { fitTexts } from './figure-size.ts';
import { layOutLegend } from './legend.ts';
import { fitMap, measureDiscs, type Projection } from './projection.ts';

/** Factor on the opacity of edges on top of contours, which would be hard to see otherwise. */
const EDGES_ON_CONTOURS = 0.5;

/** Edges are grouped into this number of strength levels, so that the file stays small. */
const STRENGTH_LEVELS = 8;

/**
 * Lays out the map as a figure: density, contours, edges, papers as circles, topic labels, and a legend with the number of papers of each topic. Papers without
 * a position are counted in the legend but not drawn.
 * @param measure width of texts. Default an estimate, for fonts that are not known.
 */
export function createFigure(map: PaperMap, options: FigureOptions, measure: MeasureText = estimateTextWidth): Figure {
  const { title, maxEdges, theme: themeName, width, contours, density } = withDefaults(FIGURE_DEFAULTS, options);
  const theme = THEMES[themeName];
  const scale = fitTexts(width, MAP_SIZE, LEGEND_WIDTH, LEGEND_FONT_SIZE);
  const papers = selectPapers(map, options);
  const lineScale = scaleLines(papers.length);
  const edges = strongestEdges(map, [...selectEdges(map, options)], maxEdges);
  const topics = groupByTopic(map, papers);
  const regions = contours ? findRegions(map, papers) : [];
  const rings = regions.flatMap(({ islands }) => islands.flat());
  const projection = fitMap(map, papers, density ? PADDING + 2 * DENSITY_STYLE.bandwidth : PADDING, rings);
  const isDark = themeName === 'dark';
  const edgeOpacity = density ? DENSITY_STYLE.edgeOpacity : contours ? EDGES_ON_CONTOURS : 1;
  return {
    width: round(MAP_SIZE + LEGEND_WIDTH * scale),
    height: MAP_SIZE,
    printedWidth: width,
    title: title || `Map of ${map.network?.nodes ?? 'papers'}`,
    background: theme.background,
    density: density ? drawDensity(map, projection, papers, isDark, theme.background) : undefined,
    contours: layOutContours(regions, projection),
    edges: groupEdges(map, projection, edges, theme, lineScale, edgeOpacity),
    papers: layOutPapers(map, projection, papers),
    paperOpacity: density ? DENSITY_STYLE.nodeOpacity : 1,
    paperOutline: roundWidth(PAPER_OUTLINE * lineScale),
    labels: layOutLabels(map, projection, topics, theme, scale, measure),
    legend: layOutLegend(map, topics, { papers: papers.length, edges: edges.length }, title, theme, scale, {
      contours,
      densityColors: density ? listDensityColors(isDark) : [],
    }),
  };
}

const hasPosition = (map: PaperMap, paper: number) => !Number.isNaN(map.positions[2 * paper]!);
const positionOf = ({ positions }: PaperMap, { toX, toY }: Projection, paper: number) => ({
  x: toX(positions[2 * paper]!),
  y: toY(positions[2 * paper + 1]!),
});
const round = (value: number) => Number(value.toFixed(1));
const roundWidth = (value: number) => Number(value.toFixed(2));

/** Width of the outline around papers in maps of up to {@link MAX_PAPERS_FULL_LINES}. */
const PAPER_OUTLINE = 0.8;
/** Number of papers above which lines become thinner, as discs become smaller. */
const MAX_PAPERS_FULL_LINES = 1000;
const MIN_LINE_SCALE = 0.15;

/** Returns the factor on the width of all lines, so that they do not hide the papers of a large map. */
const scaleLines = (papers: number) => Math.max(MIN_LINE_SCALE, Math.min(1, Math.sqrt(MAX_PAPERS_FULL_LINES / papers)));

/** Returns the strongest edges between papers with a position, in the order of the map. */
function strongestEdges(map: PaperMap, edges: number[], limit: number): number[] {
  const { sources, targets, weights } = map.edges;
  const drawable = edges.filter((k) => hasPosition(map, sources[k]!) && hasPosition(map, targets[k]!));
  drawable.sort((a, b) => weights[b]! - weights[a]! || a - b);
  return drawable.slice(0, limit).sort((a, b) => a - b);
}

/**
 * Groups edges by color and strength. Edges between topics come first, so that they are below the others, and weak ones before
 * strong ones.
 */
function groupEdges(
  map: PaperMap,
  projection: Projection,
  edges: number[],
  theme: Theme,
  lineScale: number,
  opacity: number,
): EdgeGroup[] {
  const { sources, targets, weights } = map.edges;
  const groups = new Map<number, EdgeGroup['lines']>();
  for (const k of edges) {
    const topic = map.topicOf[sources[k]!]!;
    const sharedTopic = topic === map.topicOf[targets[k]!] ? topic : 0;
    const level = Math.min(STRENGTH_LEVELS - 1, Math.floor(weights[k]! * STRENGTH_LEVELS * 1.6));
    const [from, to] = [positionOf(map, projection, sources[k]!), positionOf(map, projection, targets[k]!)];
    const line: EdgeGroup['lines'][number] = [round(from.x), round(from.y), round(to.x), round(to.y)];
    const key = sharedTopic * STRENGTH_LEVELS + level;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const isWithinTopic = (key: number) => Number(key >= STRENGTH_LEVELS);
  const keys = [...groups.keys()].sort((a, b) => isWithinTopic(a) - isWithinTopic(b) || a - b);
  return keys.map((key) => {
    const topic = Math.floor(key / STRENGTH_LEVELS);
    const strength = ((key % STRENGTH_LEVELS) + 1) / STRENGTH_LEVELS;
    return {
      color: topic ? topicColor(topic) : theme.edge,
      opacity: roundWidth(opacity * round(topic ? 0.15 + 0.5 * strength : 0.1 + 0.3 * strength)),
      width: roundWidth((0.5 + 2 * strength) * lineScale),
      lines: groups.get(key)!,
    };
  });
}

function* layOutPapers(
  map: PaperMap,
  projection: Projection,
  papers: Uint32Array,
): Generator<Disc & { title: string }> {
  const radiusOf = measureDiscs(map, projection);
  for (const paper of papers) {
    if (!hasPosition(map, paper)) continue;
    const { x, y } = positionOf(map, projection, paper);
    const radius = round(radiusOf(paper));
    const fill = topicColor(map.topicOf[paper]!);
    yield { x: round(x), y: round(y), radius, fill, title: map.papers[paper]!.title };
  }
}

/** Returns the topics of the given papers with those papers that are drawn, in the order of the map's topics; Other is last. */
function groupByTopic(map: PaperMap, papers: Uint32Array): TopicPapers[] {
  const topics = [...map.topics.filter(({ parent }) => parent === undefined), OTHER_TOPIC];
  const members = new Map<number, number[]>(topics.map(({ id }) => [id, []]));
  for (const paper of papers) if (hasPosition(map, paper)) members.get(map.topicOf[paper]!)?.push(paper);
  return topics.map((topic) => ({ topic, papers: members.get(topic.id)! })).filter(({ papers }) => papers.length > 0);
}
