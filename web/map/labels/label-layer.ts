import { isAtOwnTopic, MAX_DISTANCE } from '../../../src/layout/labels/own-topic.ts';
import { expand, type Rectangle } from '../../../src/layout/labels/rectangle.ts';
import type { WholeView } from '../../../src/layout/labels/topic-placement.ts';
import type { MapNodes } from '../../../src/map-file/format.ts';
import type { Topic } from '../../../src/model/map.ts';
import { hasEmphasis } from '../emphasis.ts';
import { markStep } from '../mark-step.ts';
import { mixColors } from '../style/palette.ts';
import { TimeSlice } from '../time-slice.ts';
import { layOutEmphasizedTitles, MAX_RADIUS, type TitleSource } from './emphasized-titles.ts';
import { LabelPlan } from './label-planning.ts';
import { getMeanSpacing, getTopicCenters } from './label-positions.ts';
import { LABEL_STYLES, LabelFactory, type LabelStyle, MAX_WIDTH, type TextLabel } from './label-text.ts';
import {
  getBox,
  getOpacity,
  isCovered,
  isOverlapping,
  isWhole,
  type LabelFrame,
  moveFromObstacles,
  paintLabel,
} from './paint-label.ts';
import { placeTopics } from './place-topics.ts';

/** The label of a topic. */
interface TopicLabel extends TextLabel {
  topic: number;
  /** Whether the topic is not a subtopic. */
  isMain: boolean;
  /** A paper of the topic; the label has its color. */
  paper: number;
  /** The scale from which the label is shown. */
  shownFrom: number;
}

/** Titles are shown from the scale at which the mean distance between papers is this many pixels. */
const TITLE_SPACING = 84;

/** Width of a view in pixels below which topic labels are small. */
const COMPACT_WIDTH = 620;

/** Styles of topic labels, from the largest to the smallest. */
const TOPIC_STYLES: LabelStyle[] = [
  LABEL_STYLES.topic,
  { ...LABEL_STYLES.topic, lineLength: 34 },
  LABEL_STYLES.compactTopic,
  { ...LABEL_STYLES.compactTopic, lineLength: 24 },
  { ...LABEL_STYLES.compactTopic, maxLines: 1 },
  { ...LABEL_STYLES.compactTopic, lineLength: 9, maxLines: 1 },
];
const COMPACT_TOPIC_STYLES = TOPIC_STYLES.slice(2);

/** Subtopics are not shown before the map is enlarged by this factor. */
const SUBTOPIC_ZOOM = 1.3;

/** Subtopics are shown from the scale at which the mean distance between them is this many pixels. */
const SUBTOPIC_SPACING = 150;

/** Distance in pixels between a paper and its title. */
const TITLE_OFFSET = 10;

/** Maximum number of titles painted at once. */
const MAX_TITLES = 4000;

/** Opacity of topic labels while papers are emphasized. */
const DIMMED_OPACITY = 0.28;

/** The labels of the map: topics when zoomed out, then subtopics, then titles. */
export class LabelLayer {
  readonly #nodes: MapNodes;
  readonly #topics: readonly Topic[];
  readonly #factory = new LabelFactory();
  /** What the titles of emphasized papers are made from. */
  readonly #titleSource: TitleSource;
  readonly #plan: LabelPlan;
  readonly #topicLabels: TopicLabel[] = [];
  /** The topic labels that were painted last. */
  #clickable: { topic: number; box: Rectangle; isDimmed: boolean }[] = [];
  /** The topics with a visible paper, and the filter result that they were computed for. */
  #visibleCache: { visible: Uint8Array; topics: ReadonlySet<number> } | undefined;
  /** The titles of papers, and the scale from which each is shown. */
  readonly #titles: (TextLabel | undefined)[] = [];
  readonly #titleShownFrom: Float64Array;
  /** The scale from which titles are shown. */
  readonly #titleScale: number;
  /** Mean distance between papers, in map units. */
  readonly #spacing: number;

  /** @param bylineOf returns a line about a paper that is shown below the title of a focused paper; '' for none. */
  constructor(nodes: MapNodes, topics: readonly Topic[], bylineOf: (paper: number) => string = () => '') {
    this.#nodes = nodes;
    this.#titleSource = { nodes, factory: this.#factory, bylineOf };
    this.#topics = topics;
    this.#titleShownFrom = new Float64Array(nodes.ids.length).fill(Number.POSITIVE_INFINITY);
    this.#spacing = getMeanSpacing(nodes.positions);
    this.#titleScale = TITLE_SPACING / this.#spacing;
    // Topic labels can be beside their papers, at a distance of up to their width.
    this.#plan = new LabelPlan(this.#titleScale, 2 * MAX_WIDTH);
  }

  /**
   * Plans the labels of topics, then those of papers, in time slices.
   *
   * @param view the view that shows the whole map.
   * @param onPlaced called after each of the two steps.
   * @param signal cancels both steps.
   */
  async place(view: WholeView, onPlaced: () => void, signal: AbortSignal): Promise<void> {
    const slice = new TimeSlice();
    if (!(await this.#placeTopics(view, slice, signal))) return;
    onPlaced();
    if (!(await this.#placeTitles(slice, signal))) return;
    onPlaced();
    markStep('labels placed');
  }

  /** Places topics and subtopics. Returns false if canceled. */
  async #placeTopics(view: WholeView, slice: TimeSlice, signal: AbortSignal): Promise<boolean> {
    const { subtopicOf, ids, positions } = this.#nodes;
    const subtopicCount = this.#topics.filter((topic) => topic.parent !== undefined).length;
    const subtopicSpacing = this.#spacing * Math.sqrt(ids.length / Math.max(1, subtopicCount));
    // When the whole map is in view, only topics have labels.
    const subtopicScale = Math.max(
      view.scale * SUBTOPIC_ZOOM,
      Math.min(this.#titleScale * 0.8, SUBTOPIC_SPACING / subtopicSpacing),
    );
    // Topics come first, so that they take precedence over subtopics.
    if (!(await this.#placeMainTopics(view, slice, signal))) return false;
    const centers = getTopicCenters(subtopicOf, positions);
    for (const topic of this.#topics) {
      await slice.pause();
      if (signal.aborted) return false;
      const center = centers.get(topic.id);
      if (!center || topic.parent === undefined) continue;
      const scales = { minScale: subtopicScale, maxScale: this.#titleScale * 6 };
      const placement = { x: center.x, y: -center.y, offsetY: 0, ...scales };
      this.#addTopicLabel(topic, center.paper, this.#factory.create(topic.label, LABEL_STYLES.subtopic, placement));
    }
    return true;
  }

  async #placeMainTopics(view: WholeView, slice: TimeSlice, signal: AbortSignal): Promise<boolean> {
    const { topicOf, positions } = this.#nodes;
    const styles = view.width < COMPACT_WIDTH ? COMPACT_TOPIC_STYLES : TOPIC_STYLES;
    const centers = getTopicCenters(topicOf, positions);
    const topics = this.#topics.filter(({ id, parent }) => parent === undefined && centers.has(id));
    const createLabel = (topic: Topic, style: LabelStyle) => {
      const { x, y } = centers.get(topic.id)!;
      const scales = { minScale: 0, maxScale: this.#titleScale * 3 };
      return this.#factory.create(topic.label, style, { x, y: -y, offsetY: 0, ...scales });
    };
    const pause = () => slice.pause();
    const labels = await placeTopics({ view, positions, topicOf, topics, styles, createLabel, pause });
    if (signal.aborted) return false;
    for (const [i, topic] of topics.entries()) this.#addTopicLabel(topic, centers.get(topic.id)!.paper, labels[i]!);
    return true;
  }

  #addTopicLabel(topic: Topic, paper: number, label: TextLabel): void {
    const isMain = topic.parent === undefined;
    const shownFrom = this.#plan.add(label);
    // Topics are placed for the whole map, at a scale below that at which the plan may show them.
    this.#topicLabels.push({ ...label, topic: topic.id, isMain, paper, shownFrom: isMain ? 0 : shownFrom });
  }

  /** Plans titles by descending degree. Returns false if canceled. */
  async #placeTitles(slice: TimeSlice, signal: AbortSignal): Promise<boolean> {
    const { degrees, positions, titles } = this.#nodes;
    const order = Uint32Array.from(degrees.keys()).sort((a, b) => degrees[b]! - degrees[a]! || a - b);
    for (const paper of order) {
      const paused = slice.pause();
      if (paused) await paused;
      if (signal.aborted) return false;
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
    const titles = isEmphasized ? layOutEmphasizedTitles(frame, this.#titleSource) : [];
    if (!isEmphasized && scale >= this.#titleScale) this.#paintTitles(context, frame);
    const shown: TextLabel[] = [...titles];
    this.#clickable = [];
    const visibleTopics = this.#visibleTopics(frame.visible);
    for (const placed of this.#topicLabels) {
      // Subtopics would be gray shadows behind the titles of emphasized papers.
      if (scale >= placed.maxScale || (isEmphasized && !placed.isMain) || !visibleTopics.has(placed.topic)) continue;
      const opacity = getOpacity(scale, placed.shownFrom) * (isEmphasized ? DIMMED_OPACITY : 1);
      if (opacity === 0) continue;
      const label = moveFromObstacles(placed, frame, (moved) => this.#isAtOwnTopic(moved, frame));
      if (!label || !isWhole(label, frame)) continue;
      if (shown.some((other) => isOverlapping(other, label, frame))) continue;
      // Mixed with the text color, the color has enough contrast to be read.
      const color = mixColors(frame.colorOf(label.paper), theme.text, 0.45);
      if (!paintLabel(context, label, frame, opacity, color)) continue;
      shown.push(label);
      this.#clickable.push({ topic: label.topic, box: getBox(label, frame), isDimmed: isEmphasized });
    }
    for (const title of titles) paintLabel(context, title, frame, 1, theme.text);
  }

  /** Returns the topic whose label is at a position in pixels, and whether the label is dimmed; null if there is none. */
  topicAt(x: number, y: number): { topic: number; isDimmed: boolean } | null {
    return (
      this.#clickable.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) ?? null
    );
  }

  /** Returns whether a label that was moved is still among the papers of its topic or subtopic. */
  #isAtOwnTopic(label: TopicLabel, frame: LabelFrame): boolean {
    const { topicOf, subtopicOf } = this.#nodes;
    const { positions } = frame;
    const papers: { x: number; y: number; topic: number; radius: number }[] = [];
    const box = getBox(label, frame);
    frame.forEachPaperIn(expand(box, MAX_DISTANCE + MAX_RADIUS), (paper) => {
      const position = frame.toScreen(positions[2 * paper]!, positions[2 * paper + 1]!);
      papers.push({ ...position, topic: (label.isMain ? topicOf : subtopicOf)[paper]!, radius: frame.radiusOf(paper) });
    });
    return isAtOwnTopic(box, label.topic, papers);
  }

  /** Returns the topics and subtopics with a visible paper. */
  #visibleTopics(visible: Uint8Array): ReadonlySet<number> {
    if (this.#visibleCache?.visible !== visible) {
      const topics = new Set<number>();
      for (let paper = 0; paper < visible.length; paper++) {
        if (!visible[paper]) continue;
        topics.add(this.#nodes.topicOf[paper]!);
        topics.add(this.#nodes.subtopicOf[paper]!);
      }
      this.#visibleCache = { visible, topics };
    }
    return this.#visibleCache.topics;
  }

  #paintTitles(context: CanvasRenderingContext2D, frame: LabelFrame): void {
    const papers: number[] = [];
    frame.forEachPaperInView((paper) => {
      const isShown = frame.visible[paper] && frame.scale >= this.#titleShownFrom[paper]!;
      if (isShown && papers.length < MAX_TITLES) papers.push(paper);
    });
    for (const paper of papers) {
      const opacity = getOpacity(frame.scale, this.#titleShownFrom[paper]!);
      if (!isCovered(this.#titles[paper]!, frame))
        paintLabel(context, this.#titles[paper]!, frame, opacity, frame.theme.text);
    }
  }
}
