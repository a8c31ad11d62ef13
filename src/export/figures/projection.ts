import { computeNodeSizes } from '../../graph/node-sizes.ts';
import { MAP_RADIUS, type PaperMap } from '../../model/map.ts';
import { MAP_SIZE } from './figure-model.ts';

/** Where positions of a map are in a figure, in user units; the y axis points down. */
export interface Projection {
  /** User units per map unit. */
  scale: number;
  /** The point in the middle of the figure, in map units. */
  center: { x: number; y: number };
  toX(x: number): number;
  toY(y: number): number;
}

/** Largest factor by which a map is enlarged, so that the discs of a few papers stay small. */
const MAX_ENLARGEMENT = 1.6;

/** Fits the bounding box of all papers of a map into the figure; `padding` leaves space for discs on the border. */
export function fitMap({ positions }: Pick<PaperMap, 'positions'>, padding: number): Projection {
  const [x, y] = [findRange(positions, 0), findRange(positions, 1)];
  const halfSide = Math.max((x.max - x.min) / 2, (y.max - y.min) / 2, MAP_RADIUS / MAX_ENLARGEMENT);
  const scale = (MAP_SIZE / 2 - padding) / halfSide;
  const [centerX, centerY] = [(x.min + x.max) / 2, (y.min + y.max) / 2];
  return {
    scale,
    center: { x: centerX, y: centerY },
    toX: (value) => MAP_SIZE / 2 + (value - centerX) * scale,
    toY: (value) => MAP_SIZE / 2 - (value - centerY) * scale,
  };
}

/** Returns the range of the coordinates of an axis; 0 to 0 if no paper has a position. */
function findRange(positions: Float32Array, axis: 0 | 1): { min: number; max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (let i = axis; i < positions.length; i += 2) {
    const value = positions[i]!;
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
  { scale }: Projection,
): (paper: number) => number {
  const radii = computeNodeSizes(edges, papers.length, MAP_RADIUS);
  return (paper) => Math.max(MIN_RADIUS, radii[paper]! * scale);
}
