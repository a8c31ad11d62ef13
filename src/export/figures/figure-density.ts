import { mixColors, sequentialColors } from '../../graph/color-scale.ts';
import { DENSITY_STYLE, densityOpacity } from '../../layout/density/density-style.ts';
import { densityAt, estimateDensity } from '../../layout/density/kernel-density.ts';
import type { PaperMap } from '../../model/map.ts';
import { encodeBase64 } from '../../util/base64.ts';
import { pow } from '../../util/portable-math.ts';
import { MAP_SIZE } from './figure-model.ts';
import { encodeIndexedPng } from './png-file.ts';
import type { Projection } from './projection.ts';

/** Side of the cells whose papers are counted, in user units. */
const CELL = 2;

/** Number of colors of the image. */
const COLORS = 256;

/** Number of colors in the legend. */
const LEGEND_COLORS = 12;

/**
 * Draws the density of papers as an image that covers the map, as a data URL, with the kernel and the colors of the explorer. The colors are those on top of the background,
 * because an image with few opaque colors is small, and all programs show it alike.
 */
export function drawDensity(
  { positions }: PaperMap,
  { toX, toY }: Projection,
  papers: Uint32Array,
  isDark: boolean,
  background: string,
): string {
  const points: number[] = [];
  for (const paper of papers)
    if (!Number.isNaN(positions[2 * paper]!)) points.push(toX(positions[2 * paper]!), toY(positions[2 * paper + 1]!));
  const side = MAP_SIZE / CELL;
  const grid = estimateDensity(points, DENSITY_STYLE.bandwidth, { columns: side, rows: side, cell: CELL, x: 0, y: 0 });
  // The density of that many papers at one place.
  let peak = DENSITY_STYLE.minPapers / (2 * Math.PI * (DENSITY_STYLE.bandwidth / CELL) ** 2);
  for (const value of grid.values) if (value > peak) peak = value;
  const pixels = new Uint8Array(MAP_SIZE * MAP_SIZE);
  for (let y = 0; y < MAP_SIZE; y++)
    for (let x = 0; x < MAP_SIZE; x++) {
      const share = densityAt(grid, x + 0.5, y + 0.5) / peak;
      if (share > 0) pixels[y * MAP_SIZE + x] = Math.round((COLORS - 1) * pow(share, DENSITY_STYLE.exponent));
    }
  const palette = sequentialColors(COLORS, isDark).map((color, i) =>
    mixColors(background, color, densityOpacity(i / (COLORS - 1))),
  );
  const png = encodeIndexedPng(MAP_SIZE, MAP_SIZE, pixels, palette);
  return `data:image/png;base64,${new TextDecoder().decode(encodeBase64(png))}`;
}

/** Returns the colors of the legend, from sparse to dense. */
export const listDensityColors = (isDark: boolean): string[] => sequentialColors(LEGEND_COLORS, isDark);
