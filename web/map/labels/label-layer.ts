import type { MapNodes } from '../../../src/map-file/format.ts';
import type { Topic } from '../../../src/model/map.ts';
import { type Emphasis, hasEmphasis } from '../emphasis.ts';
import { mixColors, type ThemeColors } from '../palette.ts';
import { LabelPlan } from './label-planning.ts';
import { getMeanSpacing, getTopicCenters } from './label-positions.ts';
import { LABEL_STYLES, LabelFactory, type LabelStyle, MAX_WIDTH, type TextLabel } from './label-text.ts';

/** What is needed to paint the labels of one view. Positions and sizes are in CSS pixels. */
export interface LabelFrame {
  width: number;
  height: number;
  /** Pixels per map unit. */
  scale: number;
  toScreen(x: number, y: number): { x: number; y: number };
  forEachPaperInView(visit: (paper: number) => void): void;
  radiusOf(paper: number): number;
  theme: ThemeColors;
  /** 1 for papers that pass the filters, otherwise 0. */
  visible: Uint8Array;
  emphasis: Emphasis;
  /** Returns the color of a paper's node as #rrggbb. */
  colorOf(paper: number): string;
}

/** The label of a topic. */
interface TopicLabel extends TextLabel {
  /** A paper of the topic; the label has its color. */
  paper: number;
  /** The scale from which the label is shown. */
  shownFrom: number;
}

/** Titles are shown from the scale at which the mean distance between papers is this many pixels. */
const TITLE_SPACING = 84;

/** Subtopics are shown from the scale at which the mean distance between them is this many pixels. */
const SUBTOPIC_SPACING = 150;

/** Distance in pixels between a paper and its title. */
const TITLE_OFFSET = 10;

/** Milliseconds of work after which the page may handle events. */
const TIME_SLICE = 8;

/** Maximum number of titles painted at once. */
const MAX_TITLES = 4000;

/** Maximum number of highlighted papers whose titles are painted. */
const MAX_HIGHLIGHTED_TITLES = 12;

/** Opacity of topic labels while papers are emphasized. */
const DIMMED_OPACITY = 0.28;

/** The labels of the map: topics when zoomed out, then subtopics, then titles. */
export class LabelLayer {
  readonly #nodes: MapNodes;
  readonly #topics: readonly Topic[];
  readonly #factory = new LabelFactory();
  readonly #plan: LabelPlan;
  readonly #topicLabels: TopicLabel[] = [];
  /** The titles of papers, and the scale from which each is shown. */
  readonly #titles: (TextLabel | undefined)[] = [];
  readonly #titleShownFrom: Float64Array;
  /** The scale from which titles are shown. */
  readonly #titleScale: number;
  /** Mean distance between papers, in map units. */
  readonly #spacing: number;

  constructor(nodes: MapNodes, topics: readonly Topic[]) {
    this.#nodes = nodes;
    this.#topics = topics;
    this.#titleShownFrom = new Float64Array(nodes.ids.length).fill(Number.POSITIVE_INFINITY);
    this.#spacing = getMeanSpacing(nodes.positions);
    this.#titleScale = TITLE_SPACING / this.#spacing;
    this.#plan = new LabelPlan(this.#titleScale, MAX_WIDTH);
  }

  /**
   * Plans the labels of topics, then those of papers in time slices.
   *
   * @param onPlaced called after each of the two steps.
   * @param signal cancels the second step.
   */
  async place(onPlaced: () => void, signal: AbortSignal): Promise<void> {
    this.#placeTopics();
    onPlaced();
    if (!(await this.#placeTitles(signal))) return;
    onPlaced();
    performance.mark('labels placed');
  }

  #placeTopics(): void {
    const { topicOf, subtopicOf, ids } = this.#nodes;
    const subtopicCount = this.#topics.filter((topic) => topic.parent !== undefined).length;
    const subtopicSpacing = this.#spacing * Math.sqrt(ids.length / Math.max(1, subtopicCount));
    const subtopicScale = Math.min(this.#titleScale * 0.8, SUBTOPIC_SPACING / subtopicSpacing);
    // Topics come first, so that they take precedence over subtopics.
    this.#placeTopicLevel(topicOf, false, 0, this.#titleScale * 3);
    this.#placeTopicLevel(subtopicOf, true, subtopicScale, this.#titleScale * 6);
  }

  #placeTopicLevel(topicOf: Uint32Array, isSubtopic: boolean, minScale: number, maxScale: number): void {
    const style = isSubtopic ? LABEL_STYLES.subtopic : LABEL_STYLES.topic;
    const centers = getTopicCenters(topicOf, this.#nodes.positions);
    for (const topic of this.#topics) {
      const center = centers.get(topic.id);
      if (!center || (topic.parent !== undefined) !== isSubtopic) continue;
      const placement = { x: center.x, y: -center.y, offsetY: 0, minScale, maxScale };
      const label = this.#factory.create(topic.label, style, placement);
      this.#topicLabels.push({ ...label, paper: center.paper, shownFrom: this.#plan.add(label) });
    }
  }

  /** Plans titles by descending degree. Returns false if canceled. */
  async #placeTitles(signal: AbortSignal): Promise<boolean> {
    const { degrees, positions, titles } = this.#nodes;
    const order = Uint32Array.from(degrees.keys()).sort((a, b) => degrees[b]! - degrees[a]! || a - b);
    let sliceStart = performance.now();
    for (const paper of order) {
      if (performance.now() - sliceStart > TIME_SLICE) {
        await new Promise((resolve) => setTimeout(resolve));
        if (signal.aborted) return false;
        sliceStart = performance.now();
      }
      const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
      if (Number.isNaN(x)) continue;
      const placement = { x, y: -y, offsetY: 0, minScale: this.#titleScale, maxScale: Number.POSITIVE_INFINITY };
      const title = this.#factory.create(titles[paper]!, LABEL_STYLES.title, placement);
      title.offsetY = TITLE_OFFSET + title.height / 2;
      this.#titles[paper] = title;
      this.#titleShownFrom[paper] = this.#plan.add(title);
    }
    return true;
  }

  /** Paints the labels of a view. */
  paint(context: CanvasRenderingContext2D, frame: LabelFrame): void {
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    const { scale, theme } = frame;
    const isEmphasized = hasEmphasis(frame.emphasis);
    const titles = isEmphasized ? this.#emphasizedTitles(frame) : [];
    if (!isEmphasized && scale >= this.#titleScale) this.#paintTitles(context, frame);
    for (const label of this.#topicLabels) {
      const fade = getOpacity(scale, label.shownFrom) * (1 - getOpacity(scale, label.maxScale));
      const opacity = fade * (isEmphasized ? DIMMED_OPACITY : 1);
      if (opacity <= 0.02 || titles.some((title) => isOverlapping(title, label, frame))) continue;
      // Mixed with the text color, the color has enough contrast to be read.
      paintLabel(context, label, frame, opacity, mixColors(frame.colorOf(label.paper), theme.text, 0.45));
    }
    for (const title of titles) paintLabel(context, title, frame, 1, theme.text);
  }

  #paintTitles(context: CanvasRenderingContext2D, frame: LabelFrame): void {
    const papers: number[] = [];
    frame.forEachPaperInView((paper) => {
      const isShown = frame.visible[paper] && frame.scale >= this.#titleShownFrom[paper]!;
      if (isShown && papers.length < MAX_TITLES) papers.push(paper);
    });
    for (const paper of papers) {
      const opacity = getOpacity(frame.scale, this.#titleShownFrom[paper]!);
      paintLabel(context, this.#titles[paper]!, frame, opacity, frame.theme.text);
    }
  }

  /** Returns the labels of the marker and of emphasized papers that do not overlap, in order of importance. */
  #emphasizedTitles(frame: LabelFrame): TextLabel[] {
    const { focused, path, marker, highlighted } = frame.emphasis;
    const { positions, titles } = this.#nodes;
    const labels: TextLabel[] = [];
    const add = (text: string, style: LabelStyle, x: number, y: number, distance: number) => {
      const label = this.#factory.create(text, style, { x, y: -y, offsetY: 0, minScale: 0, maxScale: 0 });
      label.offsetY = distance + label.height / 2;
      if (labels.every((other) => !isOverlapping(other, label, frame))) labels.push(label);
    };
    if (marker) add(marker.label, LABEL_STYLES.subtopic, marker.x, marker.y, 12);
    const papers = [...focused, ...path, ...Array.from(highlighted).slice(0, MAX_HIGHLIGHTED_TITLES)];
    for (const paper of papers) {
      const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
      if (Number.isNaN(x)) continue;
      add(titles[paper]!, LABEL_STYLES.title, x, y, Math.max(3, frame.radiusOf(paper)) + 6);
    }
    return labels;
  }
}

function paintLabel(
  context: CanvasRenderingContext2D,
  label: TextLabel,
  frame: LabelFrame,
  opacity: number,
  color: string,
): void {
  const { x, y } = frame.toScreen(label.x, -label.y);
  const { lines, lineHeight, width } = label;
  if (x < -width || x > frame.width + width || y < -60 || y > frame.height + 60) return;
  context.font = label.font;
  context.globalAlpha = opacity;
  context.strokeStyle = frame.theme.background;
  context.fillStyle = color;
  context.lineWidth = 4;
  const firstY = y + label.offsetY - ((lines.length - 1) * lineHeight) / 2;
  // All outlines are painted before the text, so that none covers the text of the previous line.
  for (const [i, line] of lines.entries()) context.strokeText(line, x, firstY + i * lineHeight);
  for (const [i, line] of lines.entries()) context.fillText(line, x, firstY + i * lineHeight);
  context.globalAlpha = 1;
}

/** Returns the opacity of a label that is shown from a scale on; it fades in over a quarter of a doubling of the scale. */
const getOpacity = (scale: number, shownFrom: number) =>
  shownFrom === 0 ? 1 : Math.min(1, Math.max(0, Math.log2(scale / shownFrom) * 4 + 0.001));

/** Returns whether two labels overlap or nearly touch in a view. */
function isOverlapping(a: TextLabel, b: TextLabel, frame: LabelFrame): boolean {
  const [boxA, boxB] = [getBox(a, frame), getBox(b, frame)];
  return (
    Math.abs(boxA.x - boxB.x) < (boxA.width + boxB.width) / 2 &&
    Math.abs(boxA.y - boxB.y) < (boxA.height + boxB.height) / 2
  );
}

/** Returns the center and the size of a label in pixels, with some padding. */
function getBox(label: TextLabel, frame: LabelFrame) {
  const { x, y } = frame.toScreen(label.x, -label.y);
  return { x, y: y + label.offsetY, width: label.width + 8, height: label.height + 4 };
}
