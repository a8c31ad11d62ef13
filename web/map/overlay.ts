import type Sigma from 'sigma';
import type { Marks } from './edge-layer.ts';
import { bendOf, isSeen, lineWidth } from './edges.ts';
import type { Sheet } from './labels.ts';
import { mix } from './palette.ts';
import type { Link, Point, Shown } from './types.ts';
import type { Screen } from './viewport.ts';

/** Most links that are drawn here for the papers in view, beside those that Sigma draws. */
const MOST_IN_VIEW = 2000;

/** So many links of a paper are drawn even where they lead out of view; more would only cross the picture. */
const LEADING_OUT = 2;

/** The smallest radius of what stands out, in pixels. */
const LEAST_RADIUS = 3;

/**
 * Our own layers on Sigma's: the links that only a near view has room for, what stands out, and the names. Painting them
 * costs the same however many papers the map has, so hovering does not wait for Sigma.
 */
export class Overlay {
  readonly #shown: Shown;
  readonly #screen: Screen;
  readonly #marks: Marks;
  readonly #under: CanvasRenderingContext2D;
  readonly #over: CanvasRenderingContext2D;

  constructor(sigma: Sigma, shown: Shown, screen: Screen, marks: Marks) {
    this.#shown = shown;
    this.#screen = screen;
    this.#marks = marks;
    const layer = (name: string, beforeLayer: string) =>
      sigma.createCanvas(name, { beforeLayer, style: { pointerEvents: 'none' } }).getContext('2d')!;
    this.#under = layer('links-in-view', 'nodes');
    this.#over = layer('lettering', 'mouse');
    this.resize();
  }

  resize(): void {
    const { width, height } = this.#screen.size;
    const ratio = window.devicePixelRatio || 1;
    for (const context of [this.#under, this.#over]) {
      context.canvas.width = width * ratio;
      context.canvas.height = height * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
  }

  paint(): void {
    const { width, height } = this.#screen.size;
    this.#under.clearRect(0, 0, width, height);
    this.#over.clearRect(0, 0, width, height);
    this.#paintLinksInView();
    this.#paintFocus();
    this.paintNames(this.#over);
  }

  /** Draws the names as they stand now on a canvas of the view's size. */
  paintNames(context: CanvasRenderingContext2D): void {
    const { look, focus, lettering } = this.#shown;
    const sheet: Sheet = {
      ...this.#screen.size,
      scale: this.#screen.scale,
      toScreen: (x, y) => this.#screen.at(x, y),
      inView: (visit) => this.#screen.inView(visit),
      radius: (paper) => this.#screen.radius(paper),
      paints: look.paints,
      shown: look.shown,
      focus,
      colour: (paper) => look.colours[look.colourOf[paper]!]!,
    };
    lettering.paint(context, sheet);
  }

  /** The links that Sigma leaves out, of the papers in view, as many as there is room for: the fewer papers, the more of each. */
  *linksInView(): Iterable<Link> {
    const { links, drawn, look } = this.#shown;
    if (!links || drawn.list.length * 2 >= links.ids.length) return;
    const inView: number[] = [];
    this.#screen.inView((paper) => {
      if (look.shown[paper] && inView.length <= MOST_IN_VIEW) inView.push(paper);
    });
    if (inView.length > MOST_IN_VIEW) return;
    const each = Math.floor(MOST_IN_VIEW / inView.length);
    const isInView = new Set(inView);
    for (const paper of inView) {
      const end = Math.min(links.starts[paper + 1]!, links.starts[paper]! + each);
      for (let k = links.starts[paper]!; k < end; k++) {
        const other = links.ids[k]!;
        const link = linkOf(paper, other, links.similarities[k]!);
        const leads = isInView.has(other) || k < links.starts[paper]! + LEADING_OUT;
        if (leads && isSeen(link, look) && !drawn.has(paper, other)) yield link;
      }
    }
  }

  #paintLinksInView(): void {
    const paths = new Map<string, { path: Path2D; colour: string; width: number }>();
    for (const link of this.linksInView()) {
      const from = this.#screen.placeOf(link.from);
      const to = this.#screen.placeOf(link.to);
      if (!from || !to) continue;
      const colour = this.#marks.linkColour(link);
      // Few widths, so that many links are one stroke.
      const width = Math.round(lineWidth(link.similarity) * 4) / 4;
      const key = `${colour} ${width}`;
      const stroke = paths.get(key) ?? { path: new Path2D(), colour, width };
      paths.set(key, stroke);
      trace(stroke.path, from, to, this.#shown.look.curved);
    }
    for (const { path, colour, width } of [...paths.values()].sort((a, b) => a.width - b.width)) {
      this.#under.strokeStyle = colour;
      this.#under.lineWidth = width;
      this.#under.stroke(path);
    }
  }

  #paintFocus(): void {
    const { papers, marked, guest, way } = this.#shown.focus;
    const { paints, shown } = this.#shown.look;
    const bright = new Set<number>([...papers, ...way]);
    for (const from of papers)
      for (const { paper: to, similarity } of this.#neighbours(from)) {
        bright.add(to);
        const colour = mix(paints.background, paints.ink, 0.3 + 0.6 * Math.min(1, similarity * 1.4));
        this.#join(from, to, colour, 0.8 + 3 * similarity);
      }
    for (const paper of Array.from(marked)) if (shown[paper]) bright.add(paper);
    const place = guest && this.#screen.at(guest.x, guest.y);
    if (place)
      for (const paper of Array.from(marked)) this.#stroke(place, this.#screen.placeOf(paper), paints.accent, 1);
    for (let at = 1; at < way.length; at++) this.#join(way[at - 1]!, way[at]!, paints.accent, 2.5);
    for (const paper of bright) this.#disc(paper);
    for (const paper of [...papers, ...way]) this.#ring(paper);
    if (place) this.#cross(place);
  }

  /** The neighbours of a paper that are shown, strongest first. */
  *#neighbours(paper: number): Iterable<{ paper: number; similarity: number }> {
    const { links, look } = this.#shown;
    if (!links) return;
    for (let k = links.starts[paper]!; k < links.starts[paper + 1]!; k++) {
      const similarity = links.similarities[k]!;
      if (similarity < look.minSimilarity) return;
      if (look.shown[links.ids[k]!]) yield { paper: links.ids[k]!, similarity };
    }
  }

  /** A line between two papers, leaning to the side to which their link leans. */
  #join(a: number, b: number, colour: string, width: number): void {
    const from = this.#screen.placeOf(Math.min(a, b));
    if (from) this.#stroke(from, this.#screen.placeOf(Math.max(a, b)), colour, width, this.#shown.look.curved);
  }

  #stroke(from: Point, to: Point | null, colour: string, width: number, curved = false): void {
    if (!to) return;
    const context = this.#under;
    context.beginPath();
    trace(context, from, to, curved);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }

  #circle(paper: number, wider: number): boolean {
    const at = this.#screen.placeOf(paper);
    if (!at) return false;
    this.#over.beginPath();
    this.#over.arc(at.x, at.y, Math.max(LEAST_RADIUS, this.#screen.radius(paper)) + wider, 0, 2 * Math.PI);
    return true;
  }

  #disc(paper: number): void {
    if (!this.#circle(paper, 0)) return;
    const { colours, colourOf, paints } = this.#shown.look;
    this.#over.fillStyle = colours[colourOf[paper]!]!;
    this.#over.fill();
    this.#over.lineWidth = 1.5;
    this.#over.strokeStyle = paints.background;
    this.#over.stroke();
  }

  #ring(paper: number): void {
    if (!this.#circle(paper, 3)) return;
    this.#over.lineWidth = 2;
    this.#over.strokeStyle = this.#shown.look.paints.ink;
    this.#over.stroke();
  }

  #cross({ x, y }: Point): void {
    const { paints } = this.#shown.look;
    const context = this.#over;
    context.save();
    context.translate(x, y);
    context.rotate(Math.PI / 4);
    context.fillStyle = paints.accent;
    context.strokeStyle = paints.background;
    context.lineWidth = 2;
    context.fillRect(-7, -7, 14, 14);
    context.strokeRect(-7, -7, 14, 14);
    context.restore();
  }
}

const linkOf = (a: number, b: number, similarity: number): Link => ({
  from: Math.min(a, b),
  to: Math.max(a, b),
  similarity,
});

/** Adds a line or an arc to a path. */
function trace(path: CanvasPath, from: Point, to: Point, curved: boolean): void {
  path.moveTo(from.x, from.y);
  const bend = bendOf(from, to);
  if (curved) path.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
  else path.lineTo(to.x, to.y);
}
