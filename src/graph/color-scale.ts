/** The colors of viridis (van der Walt and Smith 2015), which is perceptually uniform and readable with color blindness, in equal steps. */
const VIRIDIS = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'];

/** The end of the scale that is too close to the background is left out. */
const LIGHT_SCALE = VIRIDIS.slice(0, -1).reverse();
const DARK_SCALE = VIRIDIS.slice(2);

/** Returns `count` colors of a perceptually uniform scale; the contrast with the background increases from low to high. */
export function sequentialColors(count: number, isDark: boolean): string[] {
  const stops = isDark ? DARK_SCALE : LIGHT_SCALE;
  return Array.from({ length: count }, (_, i) => {
    const position = count > 1 ? (i / (count - 1)) * (stops.length - 1) : 0;
    const stop = Math.min(Math.floor(position), stops.length - 2);
    return mixColors(stops[stop]!, stops[stop + 1]!, position - stop);
  });
}

/** Interpolates linearly between two #rrggbb colors; `fraction` is 0 for the first and 1 for the second. */
export function mixColors(first: string, second: string, fraction: number): string {
  const channel = (offset: number) => {
    const a = Number.parseInt(first.slice(offset, offset + 2), 16);
    const b = Number.parseInt(second.slice(offset, offset + 2), 16);
    return Math.round(a + (b - a) * fraction)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
