import { isAtOwnTopic, MAX_DISTANCE } from './own-topic.ts';
import { distanceTo, expand, isOverlapping, type Rectangle } from './rectangle.ts';

/**
 * Places the labels of topics next to their papers, so that they cover few papers and no other label when the whole map is in
 * view. Positions and sizes are in pixels of that view, unless noted otherwise.
 */

/** The view that shows the whole map. */
export interface WholeView {
  width: number;
  height: number;
  /** Pixels per map unit. */
  scale: number;
  /** The point in the middle of the view, in map units; y points up. */
  center: { x: number; y: number };
  /** Controls that cover the map. */
  obstacles: readonly Rectangle[];
  /** Returns the radius of the disc of a paper. */
  radiusOf(paper: number): number;
}

/** A paper in the whole view. */
interface Dot {
  x: number;
  y: number;
  radius: number;
  topic: number;
}

/** Maximum number of papers that are taken into account. */
const MAX_DOTS = 4000;

/** Maximum number of papers of a topic next to which positions are tried. */
const MAX_ANCHORS = 80;

/** Distance in pixels between a label and the discs of the papers of its topic. */
const GAP = 4;

/** Distance in pixels between a label and a disc below which the label covers it. */
const CLEARANCE = 1;

/** Distance in pixels between labels, and between a label and the border of the view. */
const MARGIN = 9;

/** Costs of covering something, relative to covering a paper of the topic. */
const COSTS = { otherPaper: 2, obstacle: 40, distance: 0.08 };

/** A position of a label: a point, and the distance of the label's center from it. */
interface Candidate {
  x: number;
  y: number;
  offsetX: number;
  offsetY: number;
}

/** A position that was found for a label. */
export interface FoundPlace {
  candidate: Candidate;
  box: Rectangle;
  /** How much the label covers there: about the number of papers. */
  cost: number;
}

/** Places labels one after the other; labels that are placed first take precedence. */
export class TopicPlacement {
  readonly #view: WholeView;
  /** From left to right. */
  readonly #dots: Dot[] = [];
  readonly #dotsOf = new Map<number, Dot[]>();
  readonly #placed: Rectangle[] = [];
  readonly #maxRadius: number;

  /** @param topicOf the topic of each paper. */
  constructor(view: WholeView, positions: Float32Array, topicOf: ArrayLike<number>) {
    this.#view = view;
    const step = Math.max(1, Math.ceil(topicOf.length / MAX_DOTS));
    for (let paper = 0; paper < topicOf.length; paper += step) {
      const [x, y] = [positions[2 * paper]!, positions[2 * paper + 1]!];
      if (Number.isNaN(x)) continue;
      this.#dots.push({
        x: view.width / 2 + (x - view.center.x) * view.scale,
        y: view.height / 2 - (y - view.center.y) * view.scale,
        radius: view.radiusOf(paper),
        topic: topicOf[paper]!,
      });
    }
    this.#dots.sort((a, b) => a.x - b.x);
    this.#maxRadius = this.#dots.reduce((max, { radius }) => Math.max(max, radius), 0);
    for (const dot of this.#dots) {
      const dots = this.#dotsOf.get(dot.topic);
      if (dots) dots.push(dot);
      else this.#dotsOf.set(dot.topic, [dot]);
    }
  }

  /** Returns the best position of a label, or undefined if there is no free space. */
  find(topic: number, size: { width: number; height: number }): FoundPlace | undefined {
    const own = this.#dotsOf.get(topic);
    if (!own) return undefined;
    const best = this.#choose(this.#candidates(own, size), topic, size);
    // Most labels have a place beside their topic or in a gap of it.
    if (best && best.cost < 1) return best;
    return this.#choose(this.#candidatesAtPapers(own, size), topic, size, best);
  }

  /** Returns the candidate that costs least, or what was found before if none costs less. */
  #choose(
    candidates: Iterable<Candidate>,
    topic: number,
    size: { width: number; height: number },
    before?: FoundPlace,
  ): FoundPlace | undefined {
    let best = before;
    for (const candidate of candidates) {
      const box = boxOf(candidate, size);
      const cost = this.#costOf(box, topic, best?.cost ?? Infinity);
      if (cost !== undefined && (!best || cost < best.cost)) best = { candidate, box, cost };
    }
    return best;
  }

  /** Places a label where a position was found for it. Returns the position in map units with y pointing down. */
  occupy({ candidate, box }: FoundPlace): Candidate {
    this.#placed.push(box);
    const { scale, center, width, height } = this.#view;
    const { x, y, offsetX, offsetY } = candidate;
    return { x: center.x + (x - width / 2) / scale, y: (y - height / 2) / scale - center.y, offsetX, offsetY };
  }

  *#candidates(own: Dot[], { width, height }: { width: number; height: number }): Iterable<Candidate> {
    const xs = own.map(({ x }) => x).sort((a, b) => a - b);
    const ys = own.map(({ y }) => y).sort((a, b) => a - b);
    const at = (values: number[], fraction: number) => values[Math.round((values.length - 1) * fraction)]!;
    const [x, y] = [at(xs, 0.5), at(ys, 0.5)];
    const gap = GAP + own.reduce((max, { radius }) => Math.max(max, radius), 0);
    const [up, aside] = [height / 2 + gap, width / 2 + gap];
    for (const fraction of [0.5, 0.2, 0.8]) {
      yield this.#moveIntoView({ x: at(xs, fraction), y: ys[0]!, offsetX: 0, offsetY: -up }, width);
      yield this.#moveIntoView({ x: at(xs, fraction), y: ys.at(-1)!, offsetX: 0, offsetY: up }, width);
      yield { x: xs.at(-1)!, y: at(ys, fraction), offsetX: aside, offsetY: 0 };
      yield { x: xs[0]!, y: at(ys, fraction), offsetX: -aside, offsetY: 0 };
    }
    // Inside of the topic, where there may be a gap between its papers.
    for (const dx of [0, -0.3, 0.3, -0.6, 0.6])
      for (const dy of [0, -0.6, 0.6, -1.2, 1.2, -1.8, 1.8])
        yield this.#moveIntoView({ x, y, offsetX: dx * width, offsetY: dy * height }, width);
  }

  /** Yields positions next to single papers of a topic, which may be far apart. */
  *#candidatesAtPapers(own: Dot[], { width, height }: { width: number; height: number }): Iterable<Candidate> {
    const step = Math.max(1, Math.ceil(own.length / MAX_ANCHORS));
    for (let i = 0; i < own.length; i += step) {
      const { x, y, radius } = own[i]!;
      const [up, aside] = [height / 2 + radius + GAP, width / 2 + radius + GAP];
      for (const offsetY of [-up, up])
        for (const offsetX of [0, -width / 2, width / 2]) yield this.#moveIntoView({ x, y, offsetX, offsetY }, width);
      for (const offsetX of [aside, -aside]) yield { x, y, offsetX, offsetY: 0 };
    }
  }

  /** Moves a candidate sideways so that neither end of the label is cut off. */
  #moveIntoView(candidate: Candidate, width: number): Candidate {
    const min = width / 2 + MARGIN - candidate.x;
    const max = this.#view.width - width / 2 - MARGIN - candidate.x;
    return { ...candidate, offsetX: Math.max(min, Math.min(max, candidate.offsetX)) };
  }

  /** Returns the cost of a label at a position; undefined if it reaches a limit, is cut off, overlaps another one, or is nearer to another topic. */
  #costOf(box: Rectangle, topic: number, limit: number): number | undefined {
    const { width, height, obstacles } = this.#view;
    if (box.left < MARGIN || box.right > width - MARGIN || box.top < MARGIN || box.bottom > height - MARGIN)
      return undefined;
    if (this.#placed.some((other) => isOverlapping(box, other, MARGIN))) return undefined;
    let cost = COSTS.obstacle * obstacles.filter((obstacle) => isOverlapping(box, obstacle)).length;
    const near = this.#dotsNear(box);
    let nearest = Infinity;
    for (const dot of near) {
      const distance = distanceTo(box, dot) - dot.radius;
      if (distance < CLEARANCE) cost += dot.topic === topic ? 1 : COSTS.otherPaper;
      if (dot.topic === topic) nearest = Math.min(nearest, distance);
      if (cost >= limit) return undefined;
    }
    return isAtOwnTopic(box, topic, near) ? cost + COSTS.distance * Math.max(0, nearest) : undefined;
  }

  /** Returns the dots whose discs may be within `MAX_DISTANCE` of a rectangle. */
  #dotsNear(box: Rectangle): Dot[] {
    const { left, right, top, bottom } = expand(box, MAX_DISTANCE + this.#maxRadius);
    const near: Dot[] = [];
    for (let i = this.#firstDotFrom(left); i < this.#dots.length; i++) {
      const dot = this.#dots[i]!;
      if (dot.x > right) break;
      if (dot.y > top && dot.y < bottom) near.push(dot);
    }
    return near;
  }

  /** Returns the index of the first dot that is not to the left of a position. */
  #firstDotFrom(x: number): number {
    let [low, high] = [0, this.#dots.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#dots[middle]!.x < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const boxOf = ({ x, y, offsetX, offsetY }: Candidate, size: { width: number; height: number }): Rectangle => ({
  left: x + offsetX - size.width / 2,
  right: x + offsetX + size.width / 2,
  top: y + offsetY - size.height / 2,
  bottom: y + offsetY + size.height / 2,
});
