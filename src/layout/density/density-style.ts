/** How densities are shown, in the explorer and in figures. Lengths are in CSS pixels, or in user units of figures. */
export const DENSITY_STYLE = {
  /** Standard deviation of the kernel. */
  bandwidth: 18,
  /** The end of the scale stands for at least this many papers at one place, so that a single paper is not the densest place. */
  minPapers: 3,
  /** The place on the scale is the share in the maximum to this power, so that sparse places can be told apart. */
  exponent: 0.7,
  /** Places with hardly any papers are transparent: the opacity rises smoothly between these places on the scale. */
  fade: [0.02, 0.35],
  /** Opacity of the densest places. Titles on top of them stay readable. */
  opacity: 0.75,
  /** Opacity of papers and links on top of the density. The style sheet of the map has the same values. */
  nodeOpacity: 0.45,
  edgeOpacity: 0.12,
} as const;

/** Returns the opacity of a place on the scale, from 0 to 1. */
export function densityOpacity(place: number): number {
  const [start, end] = DENSITY_STYLE.fade;
  const t = Math.min(1, Math.max(0, (place - start) / (end - start)));
  return DENSITY_STYLE.opacity * t * t * (3 - 2 * t);
}
