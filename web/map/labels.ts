import type { MapNodes } from '../../src/map-file/format.ts';
import type { Topic } from '../../src/model/map.ts';
import { type Focus, isFocused } from './highlight.ts';
import { type Label, LabelPlan, linesOf } from './label-planning.ts';
import { mix, type Paints } from './palette.ts';

/** What the lettering has to know of the picture to be painted on it. */
export interface Sheet {
  width: number;
  height: number;
  /** Pixels a map unit. */
  scale: number;
  toScreen(x: number, y: number): { x: number; y: number };
  inView(visit: (paper: number) => void): void;
  radius(paper: number): number;
  paints: Paints;
  shown: Uint8Array;
  focus: Focus;
  colour(paper: number): string;
}

/** A text on the map. */
interface Text extends Label {
  lines: string[];
  font: string;
  lineHeight: number;
  /** A paper of whose colour the text is; or the paper that it names. */
  paper: number;
  /** The topic that it names; 0 for a paper's title. */
  topic: number;
}

const FAMILY = '"Inter", "Helvetica Neue", "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
const STYLES = {
  topic: { font: `600 15px ${FAMILY}`, lineHeight: 18, length: 22, lines: 3 },
  subtopic: { font: `500 12.5px ${FAMILY}`, lineHeight: 15, length: 24, lines: 2 },
  title: { font: `400 11.5px ${FAMILY}`, lineHeight: 14, length: 30, lines: 3 },
};

/** At the scale where papers stand this far apart on average (pixels), titles begin to be shown. */
const TITLES_FROM = 84;

/** At the scale where subtopics stand this far apart on average (pixels), their names begin to be shown. */
const PARTS_FROM = 150;

/** No label is wider (pixels). */
const WIDEST = 340;

/** Milliseconds of placing titles after which the page may breathe. */
const BREATH = 8;

/** Papers in view up to which titles are sought one by one. */
const MOST_TITLES = 4000;

/** The names on the map: topics from afar, subtopics nearer, titles close by. */
export class Lettering {
  readonly #nodes: MapNodes;
  readonly #topics: readonly Topic[];
  readonly #plan: LabelPlan;
  readonly #names: { text: Text; from: number }[] = [];
  readonly #titles: (Text | undefined)[] = [];
  readonly #titleFrom: Float64Array;
  readonly #near: number;
  /** How far papers stand apart on average, in map units. */
  readonly #spacing: number;
  readonly #widths = new Map<string, Map<string, number>>();
  readonly #measure = document.createElement('canvas').getContext('2d')!;

  constructor(nodes: MapNodes, topics: readonly Topic[]) {
    this.#nodes = nodes;
    this.#topics = topics;
    this.#titleFrom = new Float64Array(nodes.ids.length).fill(Number.POSITIVE_INFINITY);
    this.#spacing = spacing(nodes.positions);
    this.#near = TITLES_FROM / this.#spacing;
    this.#plan = new LabelPlan(this.#near, WIDEST);
  }

  /** Finds room for the names of topics, then in small steps for the titles; `placed` is called after each of the two. */
  async place(placed: () => void, signal: AbortSignal): Promise<void> {
    this.#placeNames();
    placed();
    if (!(await this.#placeTitles(signal))) return;
    placed();
    performance.mark('lettered');
  }

  #placeNames(): void {
    // Subtopics wait until they have room between them; topics leave when titles have taken over.
    const parts = this.#topics.filter((topic) => topic.parent !== undefined).length;
    const apart = this.#spacing * Math.sqrt(this.#nodes.ids.length / Math.max(1, parts));
    const nearer = Math.min(this.#near * 0.8, PARTS_FROM / apart);
    const kinds = [
      { of: this.#nodes.topicOf, isSub: false, style: STYLES.topic, from: 0, to: this.#near * 3 },
      { of: this.#nodes.subtopicOf, isSub: true, style: STYLES.subtopic, from: nearer, to: this.#near * 6 },
    ];
    for (const { of, isSub, style, from, to } of kinds) {
      const middles = middlesOf(of, this.#nodes.positions);
      for (const topic of this.#topics) {
        const middle = middles.get(topic.id);
        if (!middle || (topic.parent !== undefined) !== isSub) continue;
        const text = this.#text(topic.label, style, middle.x, middle.y, 0, from, to);
        const named = { ...text, topic: topic.id, paper: middle.paper };
        this.#names.push({ text: named, from: this.#plan.add(named) });
      }
    }
  }

  /** The most linked papers come first. False when it was stopped. */
  async #placeTitles(signal: AbortSignal): Promise<boolean> {
    const { degrees, positions, titles } = this.#nodes;
    const order = Uint32Array.from(degrees.keys()).sort((a, b) => degrees[b]! - degrees[a]! || a - b);
    let since = performance.now();
    for (let at = 0; at < order.length; at++) {
      if (performance.now() - since > BREATH) {
        await new Promise((resolve) => setTimeout(resolve));
        if (signal.aborted) return false;
        since = performance.now();
      }
      const i = order[at]!;
      if (Number.isNaN(positions[2 * i]!)) continue;
      const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
      const text = this.#text(titles[i]!, STYLES.title, x, y, 10, this.#near, Number.POSITIVE_INFINITY);
      const title = { ...text, paper: i, down: 10 + text.height / 2 };
      this.#titles[i] = title;
      this.#titleFrom[i] = this.#plan.add(title);
    }
    return true;
  }

  paint(context: CanvasRenderingContext2D, sheet: Sheet): void {
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    const { focus, scale } = sheet;
    const focused = isFocused(focus);
    const titles = focused ? this.#titlesOfFocus(sheet) : [];
    if (!focused && scale >= this.#near) this.#paintTitles(context, sheet);
    for (const { text, from } of this.#names) {
      const alpha = ramp(scale, from) * (1 - ramp(scale, text.to)) * (focused ? 0.28 : 1);
      if (alpha <= 0.02 || titles.some((title) => overlap(boxOf(title, sheet), boxOf(text, sheet)))) continue;
      this.#write(context, text, sheet, alpha, toned(sheet.colour(text.paper), sheet.paints));
    }
    for (const title of titles) this.#write(context, title, sheet, 1, sheet.paints.ink);
  }

  #paintTitles(context: CanvasRenderingContext2D, sheet: Sheet): void {
    const inView: number[] = [];
    sheet.inView((paper) => {
      if (sheet.scale >= this.#titleFrom[paper]! && sheet.shown[paper] && inView.length < MOST_TITLES)
        inView.push(paper);
    });
    for (const paper of inView) {
      const text = this.#titles[paper]!;
      this.#write(context, text, sheet, ramp(sheet.scale, this.#titleFrom[paper]!), sheet.paints.ink);
    }
  }

  /** Titles of what stands out, the first ones first, where there is room; names of topics give way to them. */
  #titlesOfFocus(sheet: Sheet): Text[] {
    const { papers, way, guest, marked } = sheet.focus;
    const placed: Text[] = [];
    const place = (text: Text, down: number) => {
      const title = { ...text, down: down + text.height / 2 };
      if (placed.every((other) => !overlap(boxOf(other, sheet), boxOf(title, sheet)))) placed.push(title);
    };
    if (guest) place(this.#text(guest.label, STYLES.subtopic, guest.x, guest.y, 0, 0, 0), 12);
    const nearby = Array.from(marked).slice(0, 12);
    for (const paper of [...papers, ...way, ...nearby]) {
      const [x, y] = [this.#nodes.positions[2 * paper]!, this.#nodes.positions[2 * paper + 1]!];
      if (Number.isNaN(x)) continue;
      place(this.#text(this.#nodes.titles[paper]!, STYLES.title, x, y, 0, 0, 0), Math.max(3, sheet.radius(paper)) + 6);
    }
    return placed;
  }

  #write(context: CanvasRenderingContext2D, text: Text, sheet: Sheet, alpha: number, colour: string): void {
    const at = sheet.toScreen(text.x, -text.y);
    if (at.x < -text.width || at.x > sheet.width + text.width || at.y < -60 || at.y > sheet.height + 60) return;
    context.font = text.font;
    context.globalAlpha = alpha;
    context.strokeStyle = sheet.paints.background;
    context.fillStyle = colour;
    context.lineWidth = 4;
    const top = at.y + text.down - ((text.lines.length - 1) * text.lineHeight) / 2;
    for (const [i, line] of text.lines.entries()) context.strokeText(line, at.x, top + i * text.lineHeight);
    for (const [i, line] of text.lines.entries()) context.fillText(line, at.x, top + i * text.lineHeight);
    context.globalAlpha = 1;
  }

  /** The sum of the widths of its letters, each measured once: measuring a hundred thousand titles takes many seconds. */
  #widthOf(line: string, font: string): number {
    const known = this.#widths.get(font) ?? new Map<string, number>();
    this.#widths.set(font, known);
    let sum = 0;
    for (const letter of line) {
      let width = known.get(letter);
      if (width === undefined) {
        this.#measure.font = font;
        width = this.#measure.measureText(letter).width;
        known.set(letter, width);
      }
      sum += width;
    }
    return sum;
  }

  /** A text at a point of the map, whose y points up; a label's points down. */
  #text(words: string, style: typeof STYLES.topic, x: number, y: number, down: number, from: number, to: number): Text {
    const lines = linesOf(words, style.length, style.lines);
    const width = Math.min(WIDEST, Math.max(...lines.map((line) => this.#widthOf(line, style.font))));
    const height = lines.length * style.lineHeight;
    return {
      x,
      y: -y,
      down,
      from,
      to,
      lines,
      width,
      height,
      font: style.font,
      lineHeight: style.lineHeight,
      paper: 0,
      topic: 0,
    };
  }
}

/** 0 before a label's scale, 1 from a little after it on: labels fade, they do not pop. */
const ramp = (scale: number, from: number) =>
  from === 0 ? 1 : Math.min(1, Math.max(0, Math.log2(scale / from) * 4 + 0.001));

/** What a text covers of the view, with a little air: its middle and its size. */
function boxOf(text: Text, sheet: Sheet) {
  const at = sheet.toScreen(text.x, -text.y);
  return { x: at.x, y: at.y + text.down, width: text.width + 8, height: text.height + 4 };
}

const overlap = (a: ReturnType<typeof boxOf>, b: ReturnType<typeof boxOf>) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** A dot's colour made dark or light enough to be read as text. */
const toned = (colour: string, paints: Paints) => mix(colour, paints.ink, 0.45);

/** How far papers stand apart on average, in map units. */
function spacing(positions: Float32Array): number {
  let [minX, maxX, minY, maxY, placed] = [Infinity, -Infinity, Infinity, -Infinity, 0];
  for (let i = 0; i < positions.length; i += 2) {
    if (Number.isNaN(positions[i]!)) continue;
    placed++;
    minX = Math.min(minX, positions[i]!);
    maxX = Math.max(maxX, positions[i]!);
    minY = Math.min(minY, positions[i + 1]!);
    maxY = Math.max(maxY, positions[i + 1]!);
  }
  const area = (maxX - minX) * (maxY - minY);
  return area > 0 ? Math.sqrt(area / placed) : 1;
}

/** The middle of each topic: the medians of its papers' coordinates; and one of its papers. */
function middlesOf(
  topicOf: Uint32Array,
  positions: Float32Array,
): Map<number, { x: number; y: number; paper: number }> {
  const members = new Map<number, number[]>();
  for (let i = 0; i < topicOf.length; i++) {
    if (topicOf[i] === 0 || Number.isNaN(positions[2 * i]!)) continue;
    const group = members.get(topicOf[i]!);
    if (group) group.push(i);
    else members.set(topicOf[i]!, [i]);
  }
  const median = (group: number[], axis: 0 | 1) => {
    const values = new Float32Array(group.length);
    for (let at = 0; at < group.length; at++) values[at] = positions[2 * group[at]! + axis]!;
    return values.sort()[values.length >> 1]!;
  };
  return new Map(
    [...members].map(([topic, group]) => [topic, { x: median(group, 0), y: median(group, 1), paper: group[0]! }]),
  );
}
