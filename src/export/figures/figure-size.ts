import type { Domain } from '../../model/option-table.ts';

/** Points per unit of length. */
const UNITS: Record<string, number> = { mm: 72 / 25.4, cm: 720 / 25.4, in: 72, pt: 1 };

const LENGTH = /^(\d+(?:\.\d+)?)(mm|cm|in|pt)$/;

/** Returns the points of a length such as "180mm"; undefined for numbers of pixels. */
function toPoints(width: number | string): number | undefined {
  const [, amount, unit] = LENGTH.exec(String(width)) ?? [];
  return amount === undefined || unit === undefined ? undefined : Number(amount) * UNITS[unit]!;
}

/** Points per pixel of a figure in print: there are 96 pixels per inch, as in SVG. */
const POINTS_PER_PIXEL = 72 / 96;

/** Returns the width of a figure in points. */
export const getPoints = (width: number | string): number => toPoints(width) ?? Number(width) * POINTS_PER_PIXEL;

/** Returns the width of a figure in pixels, which the resolution determines only for lengths with a unit. */
export function getPixels(width: number | string, dpi: number): number {
  const points = toPoints(width);
  return Math.round(points === undefined ? Number(width) : (points / 72) * dpi);
}

/** Smallest and largest lengths, in points: 50 mm and 5 m. */
const [MIN_POINTS, MAX_POINTS] = [50, 5000].map((millimeters) => millimeters * UNITS.mm!) as [number, number];

/** The values of the width of a figure. */
export const figureWidth: Domain = {
  text: 'pixels from 400 to 100000, or a length such as 180mm, 18cm or 7in, from 50mm to 5000mm',
  includes: (value) => {
    if (typeof value === 'number') return value >= 400 && value <= 100_000;
    const points = typeof value === 'string' ? toPoints(value) : undefined;
    return points !== undefined && points >= MIN_POINTS && points <= MAX_POINTS;
  },
};

/** Multiplies a width; lengths keep their unit. Pixels are rounded, lengths to hundredths. */
export function scaleLength(width: number | string, factor: number): string {
  const [, amount, unit] = LENGTH.exec(String(width)) ?? [];
  return unit === undefined
    ? String(Math.round(Number(width) * factor))
    : `${Number((Number(amount) * factor).toFixed(2))}${unit}`;
}

/** Smallest size of texts in print, in points. */
const MIN_FONT_SIZE = 7;

/** Largest scale of texts: more would leave no space for the map. */
const MAX_SCALE = 3;

/**
 * Returns the scale of texts at which those of the legend have at least 7 points; 1 if they have them anyway, and for pixels.
 * @param width width of the figure.
 * @param map width of the map in user units.
 * @param legend width of the legend in user units, which grows with its texts.
 * @param fontSize size of the texts in user units.
 */
export function fitTexts(width: number | string, map: number, legend: number, fontSize: number): number {
  const points = toPoints(width);
  if (points === undefined) return 1;
  // fontSize * scale * points / (map + legend * scale) = MIN_FONT_SIZE
  const divisor = fontSize * points - MIN_FONT_SIZE * legend;
  const scale = divisor > 0 ? (MIN_FONT_SIZE * map) / divisor : MAX_SCALE;
  return Number(Math.min(MAX_SCALE, Math.max(1, scale)).toFixed(2));
}
