import type { Links } from '../worker/protocol.ts';
import { mix } from './palette.ts';
import type { Link, LinkChoice, Look, Point } from './types.ts';

/** Which links are drawn when the whole map is seen, and how a link looks. */

/** How far an arc leans from its chord, in parts of the chord's length. */
export const CURVATURE = 0.2;

/** Steps of similarity that have a colour of their own. */
const STEPS = 9;

export const NO_LINKS: LinkChoice = { list: [], has: () => false };

/**
 * The strongest link of every paper, then the second strongest, and so on, until there are `most`; where not all of a round
 * find room, the most similar of them do. Faint ones come first, so that strong ones and those within a topic lie on top.
 */
export function chooseLinks(links: Links, topicOf: ArrayLike<number>, placed: Float32Array, most: number): LinkChoice {
  const papers = topicOf.length;
  const key = (a: number, b: number) => Math.min(a, b) * papers + Math.max(a, b);
  const chosen = new Set<number>();
  const list: Link[] = [];
  for (let rank = 0, left = true; left && list.length < most; rank++) {
    left = false;
    const round: Link[] = [];
    for (let paper = 0; paper < papers; paper++) {
      const k = links.starts[paper]! + rank;
      if (k >= links.starts[paper + 1]!) continue;
      left = true;
      const other = links.ids[k]!;
      if (chosen.has(key(paper, other)) || Number.isNaN(placed[2 * paper]!) || Number.isNaN(placed[2 * other]!))
        continue;
      chosen.add(key(paper, other));
      round.push({ from: Math.min(paper, other), to: Math.max(paper, other), similarity: links.similarities[k]! });
    }
    const room = most - list.length;
    if (round.length > room) round.sort((a, b) => b.similarity - a.similarity || a.from - b.from || a.to - b.to);
    for (const link of round.splice(room)) chosen.delete(key(link.from, link.to));
    for (const link of round) list.push(link);
  }
  const within = ({ from, to }: Link) => Number(topicOf[from] === topicOf[to]);
  list.sort((a, b) => within(a) - within(b) || a.similarity - b.similarity);
  return { list, has: (a, b) => chosen.has(key(a, b)) };
}

/** Whether a look shows a link at all. */
export const isSeen = ({ from, to, similarity }: Link, { shown, minSimilarity }: Look) =>
  shown[from] === 1 && shown[to] === 1 && similarity >= minSimilarity;

/** How wide a link is, in pixels. */
export const lineWidth = (similarity: number) => 0.5 + 2 * similarity;

/**
 * The colour of a link. Links within one colour carry it; the weaker, the nearer to the background. Opaque, since layers of
 * glass add up.
 */
export function linkColours(look: Look): (link: Link) => string {
  const { colourOf, colours, paints } = look;
  const known = new Map<number, string>();
  return ({ from, to, similarity }) => {
    const own = colourOf[from] === colourOf[to] ? colourOf[from]! : -1;
    const step = Math.min(STEPS, Math.floor(similarity * 16));
    const key = own * (STEPS + 1) + step;
    let colour = known.get(key);
    if (!colour) {
      colour =
        own < 0
          ? mix(paints.background, paints.link, 0.05 + 0.035 * step)
          : mix(paints.background, colours[own]!, 0.14 + 0.06 * step);
      known.set(key, colour);
    }
    return colour;
  };
}

/** Where the arc between two places leans to: the middle point of a quadratic Bézier curve, as Sigma's program draws it. */
export const bendOf = (from: Point, to: Point): Point => ({
  x: (from.x + to.x) / 2 + (to.y - from.y) * CURVATURE,
  y: (from.y + to.y) / 2 - (to.x - from.x) * CURVATURE,
});
