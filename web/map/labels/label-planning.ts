/**
 * Decides at which zoom levels labels are shown, so that they neither overlap nor flicker.
 *
 * Each label gets a fixed scale from which it is shown, and is then shown at every larger scale up to its maximum. Panning
 * therefore never changes which labels are shown, and zooming in only adds labels until their maximum scale ("active ranges"
 * in Been, Daiches and Yap, Dynamic Map Labeling, 2006).
 */

/** A text of fixed size in pixels, anchored to a point of the map. */
export interface Label {
  /** The anchor in map units; y points down, as on the screen. */
  x: number;
  y: number;
  /** Size in pixels. */
  width: number;
  height: number;
  /** Distance in pixels by which the center of the text is to the right of the anchor. Default 0. */
  offsetX?: number;
  /** Distance in pixels by which the center of the text is below the anchor. */
  offsetY: number;
  /** Smallest scale, in pixels per map unit, at which the label may be shown. */
  minScale: number;
  /** Scale from which the label is hidden again. */
  maxScale: number;
}

/** A label and the scale from which it is shown. */
interface PlannedLabel {
  label: Label;
  shownFrom: number;
}

/** Minimum distance between labels, in pixels. */
const MARGIN = 4;

/** Number of grids; each has cells half as large as those of the one before. */
const LEVELS = 17;

/** Larger than the number of rows of any grid. */
const ROWS = 2 ** 26;

/**
 * Plans labels one after the other; labels that are added first take precedence.
 *
 * A label that is shown from a large scale overlaps others only nearby, so labels are in grids by the scale from which they
 * are shown. Dense regions, in which most titles are shown late, would otherwise take quadratic time.
 */
export class LabelPlan {
  readonly #titleScale: number;
  readonly #cellSize: number;
  /**
   * Planned labels by grid cell. From scale `titleScale * 2 ** level` on, only labels in adjacent cells of that level can
   * overlap.
   */
  readonly #levels = Array.from({ length: LEVELS }, () => new Map<number, PlannedLabel[]>());

  /**
   * @param titleScale the scale below which there are only few labels: topics, but no titles.
   * @param maxWidth an upper bound for the width of every label, and for twice its height and offsets, in pixels.
   */
  constructor(titleScale: number, maxWidth: number) {
    this.#titleScale = titleScale;
    this.#cellSize = (maxWidth + 2 * MARGIN) / titleScale;
  }

  /** Adds a label. Returns the scale from which it is shown, or Infinity if it overlaps others up to its `maxScale`. */
  add(label: Label): number {
    let scale = label.minScale;
    for (const cell of this.#cellsNear(label))
      for (const { label: other, shownFrom } of cell) {
        if (getOverlapBound(label, other) <= scale) continue;
        const overlap = getOverlap(label, other);
        const overlapEnd = Math.min(overlap.end, other.maxScale);
        if (overlapEnd <= scale) continue;
        const overlapStart = Math.max(scale, shownFrom, overlap.start);
        if (overlapStart < overlapEnd && overlapStart < label.maxScale) scale = overlapEnd;
      }
    if (scale >= label.maxScale) return Number.POSITIVE_INFINITY;
    this.#store({ label, shownFrom: scale });
    return scale;
  }

  #store(planned: PlannedLabel): void {
    const { label, shownFrom } = planned;
    const level = Math.max(0, Math.min(LEVELS - 1, Math.floor(Math.log2(shownFrom / this.#titleScale))));
    const cells = this.#levels[level]!;
    const key = ROWS * this.#cellOf(label.x, level) + this.#cellOf(label.y, level);
    const cell = cells.get(key);
    if (cell) cell.push(planned);
    else cells.set(key, [planned]);
  }

  /** Returns the cells with planned labels that may overlap a label. */
  #cellsNear(label: Label): PlannedLabel[][] {
    if (label.minScale < this.#titleScale) return this.#levels.flatMap((cells) => [...cells.values()]);
    const near: PlannedLabel[][] = [];
    for (const [level, cells] of this.#levels.entries()) {
      if (cells.size === 0) continue;
      const column = this.#cellOf(label.x, level);
      const row = this.#cellOf(label.y, level);
      for (let x = column - 1; x <= column + 1; x++)
        for (let y = row - 1; y <= row + 1; y++) {
          const cell = cells.get(ROWS * x + y);
          if (cell) near.push(cell);
        }
    }
    return near;
  }

  #cellOf(coordinate: number, level: number): number {
    return Math.floor((coordinate / this.#cellSize) * 2 ** level);
  }
}

/** Returns a scale from which two labels do not overlap: an upper bound of the end of their overlap that is fast to compute. */
function getOverlapBound(a: Label, b: Label): number {
  const offsetX = Math.abs((a.offsetX ?? 0) - (b.offsetX ?? 0));
  const horizontal = ((a.width + b.width) / 2 + MARGIN + offsetX) / Math.abs(a.x - b.x);
  const vertical = ((a.height + b.height) / 2 + MARGIN + Math.abs(a.offsetY - b.offsetY)) / Math.abs(a.y - b.y);
  return Math.min(horizontal, vertical);
}

/**
 * Returns the range of scales at which two labels overlap; it is empty if its start is not below its end.
 *
 * The distance between anchors grows with the scale while sizes and offsets are fixed, so labels overlap as long as
 * |distance * scale + offset| < reach on both axes.
 */
function getOverlap(a: Label, b: Label): { start: number; end: number } {
  const horizontal = getOverlapOnAxis(a.x - b.x, (a.offsetX ?? 0) - (b.offsetX ?? 0), (a.width + b.width) / 2 + MARGIN);
  const vertical = getOverlapOnAxis(a.y - b.y, a.offsetY - b.offsetY, (a.height + b.height) / 2 + MARGIN);
  return { start: Math.max(horizontal.start, vertical.start), end: Math.min(horizontal.end, vertical.end) };
}

function getOverlapOnAxis(distance: number, offset: number, reach: number): { start: number; end: number } {
  if (distance === 0) return { start: 0, end: Math.abs(offset) < reach ? Number.POSITIVE_INFINITY : 0 };
  const [first, second] = [(-reach - offset) / distance, (reach - offset) / distance];
  return { start: Math.max(0, Math.min(first, second)), end: Math.max(first, second) };
}
