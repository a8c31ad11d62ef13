import { exp } from '../../util/portable-math.ts';

/** A density of points on a grid of square cells. */
export interface DensityGrid {
  columns: number;
  rows: number;
  /** Side of a cell. */
  cell: number;
  /** Smallest x and y of the grid. */
  x: number;
  y: number;
  /** Points per cell, row by row, at the centers of the cells. */
  values: Float64Array;
}

/** The part of the plane that a grid covers. */
export type GridExtent = Omit<DensityGrid, 'values'>;

/** Standard deviations after which the kernel is cut off. */
export const KERNEL_REACH = 3;

/**
 * Estimates the density of points with a Gaussian kernel. Points are counted per cell before they are smoothed, so that their order does not
 * change the result; points outside of the grid do not count.
 * @param points x and y of each point.
 * @param bandwidth standard deviation of the kernel.
 */
export function estimateDensity(points: ArrayLike<number>, bandwidth: number, extent: GridExtent): DensityGrid {
  const { columns, rows, cell, x, y } = extent;
  const counts = new Float64Array(columns * rows);
  for (let i = 0; i < points.length; i += 2) {
    const column = Math.floor((points[i]! - x) / cell);
    const row = Math.floor((points[i + 1]! - y) / cell);
    if (column >= 0 && column < columns && row >= 0 && row < rows) counts[row * columns + column]!++;
  }
  const kernel = createKernel(bandwidth / cell);
  const smoothed = convolve(counts, rows, columns, 1, columns, kernel);
  return { ...extent, values: convolve(smoothed, columns, rows, columns, 1, kernel) };
}

/** Returns half of a Gaussian kernel, from its center; both halves add up to 1. */
function createKernel(sigma: number): Float64Array {
  const kernel = Float64Array.from({ length: Math.ceil(KERNEL_REACH * sigma) + 1 }, (_, k) =>
    exp((-k * k) / (2 * sigma * sigma)),
  );
  let total = -kernel[0]!;
  for (const weight of kernel) total += 2 * weight;
  return kernel.map((weight) => weight / total);
}

/** Convolves each of `lines` lines of `length` cells; cells that are 0, which are most of them, cost nothing. */
function convolve(
  source: Float64Array,
  lines: number,
  length: number,
  step: number,
  lineStep: number,
  kernel: Float64Array,
): Float64Array {
  const target = new Float64Array(source.length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    for (let i = 0; i < length; i++) {
      const value = source[start + i * step]!;
      if (value === 0) continue;
      const last = Math.min(length - 1, i + kernel.length - 1);
      for (let k = Math.max(0, i - kernel.length + 1); k <= last; k++)
        target[start + k * step]! += value * kernel[Math.abs(k - i)]!;
    }
  }
  return target;
}

/** Returns the density at a position, interpolated between the centers of cells; 0 outside of the grid. */
export function densityAt(
  { columns, rows, cell, x: left, y: bottom, values }: DensityGrid,
  x: number,
  y: number,
): number {
  const [u, v] = [(x - left) / cell - 0.5, (y - bottom) / cell - 0.5];
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const valueAt = (c: number, r: number) =>
    c < 0 || r < 0 || c >= columns || r >= rows ? 0 : values[r * columns + c]!;
  const [right, up] = [u - column, v - row];
  return (
    (valueAt(column, row) * (1 - right) + valueAt(column + 1, row) * right) * (1 - up) +
    (valueAt(column, row + 1) * (1 - right) + valueAt(column + 1, row + 1) * right) * up
  );
}
