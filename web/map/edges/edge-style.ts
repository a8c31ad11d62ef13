import { mixColors } from '../style/palette.ts';
import type { Edge, MapStyle, Point } from '../types.ts';

/** Distance of an arc's control point from the middle of its chord, as a fraction of the chord's length. */
export const CURVATURE = 0.2;

/** Number of similarity levels that differ in color. */
const LEVELS = 9;

/** Returns whether an edge passes the filters. */
export const isEdgeVisible = ({ source, target, similarity }: Edge, { visible, minSimilarity }: MapStyle) =>
  visible[source] === 1 && visible[target] === 1 && similarity >= minSimilarity;

/** Returns the width of an edge in pixels. */
export const getEdgeWidth = (similarity: number) => 0.5 + 2 * similarity;

/**
 * Returns a function that gives the color of an edge.
 *
 * An edge between papers of the same color has that color; other edges are gray. Weak edges are closer to the background
 * color. All colors are opaque, because transparent edges would add up where they overlap.
 */
export function createEdgeColors(style: MapStyle): (edge: Edge) => string {
  const { colorIndex, colors, theme } = style;
  const cache = new Map<number, string>();
  return ({ source, target, similarity }) => {
    const sharedColor = colorIndex[source] === colorIndex[target] ? colorIndex[source]! : -1;
    const level = Math.min(LEVELS, Math.floor(similarity * 16));
    const key = sharedColor * (LEVELS + 1) + level;
    let color = cache.get(key);
    if (!color) {
      color =
        sharedColor < 0
          ? mixColors(theme.background, theme.edge, 0.05 + 0.035 * level)
          : mixColors(theme.background, colors[sharedColor]!, 0.14 + 0.06 * level);
      cache.set(key, color);
    }
    return color;
  };
}

/** Returns the control point of the quadratic Bézier curve that Sigma's arc program draws between two points. */
export const getControlPoint = (from: Point, to: Point): Point => ({
  x: (from.x + to.x) / 2 + (to.y - from.y) * CURVATURE,
  y: (from.y + to.y) / 2 - (to.x - from.x) * CURVATURE,
});
