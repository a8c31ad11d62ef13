import { topicColor } from '../../graph/colors.ts';
import type { PaperMap } from '../../model/map.ts';
import type { NetworkName, NetworkNodes } from '../../model/network.ts';
import { wrapText } from './figure-labels.ts';
import {
  LEGEND_FONT_SIZE,
  LEGEND_WIDTH,
  type Legend,
  type LegendSection,
  type LegendText,
  MAP_SIZE,
  PADDING,
  type Theme,
  type TopicPapers,
} from './figure-model.ts';

const ROW_HEIGHT = 26;
const LINE_HEIGHT = 17;
const NOTE_HEIGHT = 18;

/** Lays out the title, the topics with their colors and numbers of papers, and an explanation of sizes and widths. */
export function layOutLegend(
  map: PaperMap,
  topics: readonly TopicPapers[],
  counts: { papers: number; edges: number },
  title: string,
  theme: Theme,
  scale: number,
  shown: { contours: boolean; densityColors: string[] },
): Legend {
  const [left, right, bottom] = [10, LEGEND_WIDTH - PADDING, MAP_SIZE / scale];
  let y = PADDING + 10;
  const titleItems: LegendText[] = [];
  for (const text of title ? wrapTitle(title) : []) {
    titleItems.push({ text, x: left, y });
    y += 26;
  }
  y += 8;
  const reserved =
    3 * ROW_HEIGHT + (shown.contours ? NOTE_HEIGHT : 0) + (shown.densityColors.length > 0 ? SCALE_HEIGHT : 0);
  let listed = 0;
  const items: LegendSection['items'] = [];
  for (const { topic, papers } of topics) {
    const lines = wrapText(topic.label, 30);
    if (y + lines.length * LINE_HEIGHT > bottom - PADDING - reserved) break;
    items.push({ x: left + 6, y: y - 5, radius: 6, fill: topicColor(topic.id) });
    items.push({ text: String(papers.length), x: right, y, anchor: 'end', fill: theme.muted });
    for (const [index, text] of lines.entries()) items.push({ text, x: left + 20, y: y + index * LINE_HEIGHT });
    y += ROW_HEIGHT + (lines.length - 1) * LINE_HEIGHT;
    listed++;
  }
  if (listed < topics.length) {
    items.push({ text: countOf(topics.length - listed, 'more topic'), x: left + 20, y, fill: theme.muted });
    y += ROW_HEIGHT;
  }
  const nodes = map.network?.nodes ?? 'papers';
  const scaleItems = layOutScale(shown.densityColors, nodes, left, right, y);
  if (scaleItems.length > 0) y += SCALE_HEIGHT;
  const stronger = map.vectors ? 'more alike by terms and vectors' : STRONGER[map.network?.name ?? 'similarity'];
  const notes = [
    `${countNodes(map, counts.papers)}, ${countOf(counts.edges, 'link')} drawn`,
    'Larger discs: more links.',
    `Stronger lines: ${stronger}.`,
    ...(shown.contours ? [`Outlines: most ${nodes} of a topic.`] : []),
  ].map((text, index) => ({ text, x: left, y: y + 10 + NOTE_HEIGHT * index }));
  return {
    x: MAP_SIZE,
    scale,
    sections: [
      { size: 20, bold: true, fill: theme.text, items: titleItems },
      { size: LEGEND_FONT_SIZE, bold: false, fill: theme.text, items },
      { size: 12, bold: false, fill: theme.muted, items: [...scaleItems, ...notes] },
    ].filter(({ items }) => items.length > 0),
  };
}

/** Maximum number of characters of a line of the title, and of its lines. */
const [TITLE_LENGTH, TITLE_LINES] = [28, 4];

/** Returns the lines of a title; an ellipsis marks what is left out. */
function wrapTitle(title: string): string[] {
  const lines = wrapText(title, TITLE_LENGTH);
  return lines.length > TITLE_LINES ? [...lines.slice(0, TITLE_LINES - 1), `${lines[TITLE_LINES - 1]} …`] : lines;
}

/** Height of the scale of the density, with the texts below it. */
const SCALE_HEIGHT = 44;

/** Lays out the scale of the density; nothing if there is none. */
function layOutScale(
  colors: string[],
  nodes: NetworkNodes,
  left: number,
  right: number,
  y: number,
): LegendSection['items'] {
  if (colors.length === 0) return [];
  return [
    { x: left, y: y - 4, width: right - left, height: 10, colors },
    { text: `few ${nodes}`, x: left, y: y + 20 },
    { text: `many ${nodes}`, x: right, y: y + 20, anchor: 'end' },
  ];
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
