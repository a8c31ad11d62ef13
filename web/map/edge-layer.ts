import { bendOf, isSeen, lineWidth, linkColours } from './edges.ts';
import type { Link, Look, Scene, Shown } from './types.ts';
import type { Screen } from './viewport.ts';

/** Most links drawn as arcs: an arc costs the driver many times as much as a line. */
export const MOST_ARCS = 4000;

/** How dots and links look now: to Sigma, to the layer above it, and in a picture that is taken away. */
export class Marks {
  readonly #shown: Shown;
  #colours: { of: Look; colour: (link: Link) => string } | undefined;

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  /** Whether Sigma draws links as arcs. */
  get curved(): boolean {
    return this.#shown.look.curved && this.#shown.drawn.list.length <= MOST_ARCS;
  }

  linkColour(link: Link): string {
    const { look } = this.#shown;
    if (this.#colours?.of !== look) this.#colours = { of: look, colour: linkColours(look) };
    return this.#colours.colour(link);
  }

  /** A paper's dot, as Sigma wants it. */
  dot(paper: number) {
    const { nodes, look } = this.#shown;
    const { shown, sizes, colours, colourOf, paints } = look;
    const seen = shown[paper] === 1;
    return {
      size: seen ? sizes[paper]! : Math.max(1, sizes[paper]! * 0.6),
      color: seen ? colours[colourOf[paper]!]! : paints.ghost,
      rim: paints.background,
      // Taking a dot out of the graph would make Sigma look at all the others.
      hidden: Number.isNaN(nodes.positions[2 * paper]!),
    };
  }

  /** A link's line, as Sigma wants it. */
  line(link: Link) {
    const type = this.curved ? 'arc' : 'line';
    if (!isSeen(link, this.#shown.look)) return { type, hidden: true };
    return { type, size: lineWidth(link.similarity), color: this.linkColour(link) };
  }

  /** All that is drawn: the links that Sigma draws and those in view besides. `scaleSize` is Sigma's, from a dot's size to pixels. */
  scene(screen: Screen, inView: Iterable<Link>, scaleSize: (size: number) => number): Scene {
    const { nodes, look, drawn } = this.#shown;
    const places = Array.from(nodes.ids, (_, paper) => screen.placeOf(paper));
    const dots: Scene['dots'] = [];
    places.forEach((at, paper) => {
      const { size, color } = this.dot(paper);
      if (at) dots.push({ ...at, paper, radius: scaleSize(size), colour: color });
    });
    const { curved } = this;
    const lines: Scene['lines'] = [];
    for (const link of [...drawn.list, ...inView]) {
      const [from, to] = [places[link.from], places[link.to]];
      if (!from || !to || !isSeen(link, look)) continue;
      const bend = curved ? bendOf(from, to) : null;
      lines.push({ from, to, bend, width: lineWidth(link.similarity), colour: this.linkColour(link) });
    }
    return { ...screen.size, dots, lines };
  }
}
