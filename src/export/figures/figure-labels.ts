import { TopicPlacement } from '../../layout/labels/topic-placement.ts';
import { OTHER_TOPIC, type PaperMap } from '../../model/map.ts';
import { type Labels, MAP_SIZE, type MeasureText, type Text, type Theme, type TopicPapers } from './figure-model.ts';
import { measureDiscs, type Projection } from './projection.ts';

/**
 * Labels of topics in a figure. Without font metrics, text widths are estimated, rather too large than too small.
 */

/** Average width of a character relative to the font size. Characters of wide scripts have width 1. */
const CHARACTER_WIDTH = 0.58;

/** Estimates the width of a text, in the unit of the font size. */
export function estimateTextWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += character.codePointAt(0)! >= 0x1100 ? size : size * CHARACTER_WIDTH;
  return width;
}

/** Breaks a text at spaces into lines of at most `length` characters; a longer word gets its own line. */
export function wrapText(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** Font sizes of labels, in user units at the default width of a figure. */
const FONT_SIZES = [17, 14.5, 12] as const;
/** What a smaller font and a topic without a label cost, relative to a disc that a label covers. */
const COSTS = { smallerFont: 6, missing: 30 };

/** Distance of two lines, relative to the font size. */
const LINE_HEIGHT = 1.18;

/** Maximum numbers of characters per line that are tried. */
const LINE_LENGTHS = [24, 16, 34] as const;

/**
 * Labels topics next to their papers, so that labels cover few discs and each is nearest to its own topic. A topic without space for it has none. The font
 * is smaller where large labels would cover many discs.
 */
export function layOutLabels(
  map: PaperMap,
  projection: Projection,
  topics: readonly TopicPapers[],
  theme: Theme,
  scale: number,
  measure: MeasureText,
): Labels {
  const attempts = FONT_SIZES.map((fontSize, step) => {
    const size = round(fontSize * scale);
    const { labels, cost } = placeLabels(map, projection, topics, size, measure);
    return { size, labels, cost: cost + step * COSTS.smallerFont };
  });
  const { size, labels } = attempts.reduce((best, attempt) => (attempt.cost < best.cost ? attempt : best));
  const texts = labels.flatMap(({ lines, x, y }) =>
    lines.map((text, index): Text => {
      const middle = y + (index - (lines.length - 1) / 2) * LINE_HEIGHT * size;
      return { text, x: round(x), y: round(middle + size * 0.35) };
    }),
  );
  return { size, fill: theme.text, texts };
}

/** The lines of a label, and its center. */
interface PlacedLabel {
  lines: string[];
  x: number;
  y: number;
}

/** Places as many labels of one size as there is space for. */
function placeLabels(
  map: PaperMap,
  projection: Projection,
  topics: readonly TopicPapers[],
  size: number,
  measure: MeasureText,
): { labels: PlacedLabel[]; cost: number } {
  const { positions } = map;
  const { scale, center, toX, toY } = projection;
  const radiusOf = measureDiscs(map, projection);
  const shown = topics.flatMap(({ topic, papers }) => papers.map((paper) => ({ paper, topic: topic.id })));
  const placement = new TopicPlacement(
    {
      width: MAP_SIZE,
      height: MAP_SIZE,
      scale,
      center,
      obstacles: [],
      radiusOf: (index) => radiusOf(shown[index]!.paper),
    },
    Float32Array.from(shown.flatMap(({ paper }) => [positions[2 * paper]!, positions[2 * paper + 1]!])),
    shown.map(({ topic }) => topic),
  );
  const labels: PlacedLabel[] = [];
  let cost = 0;
  for (const { topic } of topics) {
    if (topic === OTHER_TOPIC) continue;
    const found = LINE_LENGTHS.flatMap((length) => {
      const lines = wrapText(topic.label, length);
      const width = Math.max(...lines.map((line) => measure(line, size)));
      const place = placement.find(topic.id, { width, height: lines.length * LINE_HEIGHT * size });
      return place ? [{ lines, place }] : [];
    });
    cost += found.length === 0 ? COSTS.missing : 0;
    if (found.length === 0) continue;
    const { lines, place } = found.reduce((best, other) => (other.place.cost < best.place.cost ? other : best));
    const { x, y, offsetX, offsetY } = placement.occupy(place);
    labels.push({ lines, x: toX(x) + offsetX, y: toY(-y) + offsetY });
    cost += place.cost;
  }
  return { labels, cost };
}

const round = (value: number) => Number(value.toFixed(1));
