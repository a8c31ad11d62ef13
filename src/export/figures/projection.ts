import { computeNodeSizes } from '../../graph/node-sizes.ts';
import { MAP_RADIUS, type PaperMap } from '../../model/map.ts';
import { MAP_SIZE } from './figure-model.ts';

/** Where positions of a map are in a figure, in user units; the y axis points down. */
export interface Projection {
  /** User units per map unit. */
  scale: number;
  /** User units per map unit of the radius of discs, which grow less when a part of a map is enlarged. */
  discScale: number;
  /** The point in the middle of the figure, in map units. */
  center: { x: number; y: number };
  toX(x: number): number;
  toY(y: number): number;
}

/** Largest factor by which a map is enlarged, so that the discs of a few papers stay small. */
const MAX_ENLARGEMENT = 1.6;

/** Largest factor by which a part of a map is enlarged. */
const MAX_ENLARGEMENT_OF_PART = 8;

/** Space between contours and the border of a figure. */
const CONTOUR_PADDING = 8;

/**
 * Fits the bounding box of some papers of a map, and the contours around them, into the figure.
 * @param padding space for discs on the border.
 * @param rings points of contours: x and y of each.
 */
export function fitMap(
  { positions }: Pick<PaperMap, 'positions'>,
  papers: Uint32Array,
  padding: number,
  rings: readonly ArrayLike<number>[] = [],
): Projection {
  const [x, y] = [findRange(positions, papers, 0), findRange(positions, papers, 1)];
  const isPart = papers.length < positions.length / 2;
  const maxEnlargement = isPart ? MAX_ENLARGEMENT_OF_PART : MAX_ENLARGEMENT;
  const halfSide = Math.max((x.max - x.min) / 2, (y.max - y.min) / 2, MAP_RADIUS / maxEnlargement);
  const [centerX, centerY] = [(x.min + x.max) / 2, (y.min + y.max) / 2];
  let halfSideOfRings = 0;
  for (const ring of rings)
    for (let i = 0; i < ring.length; i++)
      halfSideOfRings = Math.max(halfSideOfRings, Math.abs(ring[i]! - (i % 2 === 0 ? centerX : centerY)));
  const scale = Math.min(
    (MAP_SIZE / 2 - padding) / halfSide,
    halfSideOfRings > 0 ? (MAP_SIZE / 2 - CONTOUR_PADDING) / halfSideOfRings : Infinity,
  );
  return {
    scale,
    discScale: scale / Math.sqrt(Math.max(1, MAP_RADIUS / halfSide / MAX_ENLARGEMENT)),
    center: { x: centerX, y: centerY },
    toX: (value) => MAP_SIZE / 2 + (value - centerX) * scale,
    toY: (value) => MAP_SIZE / 2 - (value - centerY) * scale,
  };
}

/** Returns the range of the coordinates of papers on an axis; 0 to 0 if none of them has a position. */
function findRange(positions: Float32Array, papers: Uint32Array, axis: 0 | 1): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const paper of papers) {
    const value = positions[2 * paper + axis]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

/** Smallest radius of a disc, in user units. */
const MIN_RADIUS = 1.2;

/** Returns a function that returns the radius of the disc of a paper, in user units. */
export function measureDiscs(
  { edges, papers }: Pick<PaperMap, 'edges' | 'papers'>,
  { discScale }: Projection,
): (paper: number) => number {
  const radii = computeNodeSizes(edges, papers.length, MAP_RADIUS);
  return (paper) => Math.max(MIN_RADIUS, radii[paper]! * discScale);
}
