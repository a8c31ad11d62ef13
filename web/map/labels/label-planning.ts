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

/** Plans labels one after the other; labels that are added first take precedence. */
export class LabelPlan {
  readonly #titleScale: number;
  readonly #cellSize: number;
  /** Planned labels by grid cell. From `#titleScale` on, only labels in adjacent cells can overlap. */
  readonly #cells = new Map<string, PlannedLabel[]>();

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
    for (const { label: other, shownFrom } of this.#candidates(label)) {
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
    const { label } = planned;
    const key = `${this.#cellOf(label.x)} ${this.#cellOf(label.y)}`;
    const cell = this.#cells.get(key);
    if (cell) cell.push(planned);
    else this.#cells.set(key, [planned]);
  }

  /** Yields the planned labels that may overlap a label. */
  *#candidates(label: Label): Iterable<PlannedLabel> {
    if (label.minScale < this.#titleScale) {
      for (const cell of this.#cells.values()) yield* cell;
      return;
    }
    const column = this.#cellOf(label.x);
    const row = this.#cellOf(label.y);
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++) yield* this.#cells.get(`${x} ${y}`) ?? [];
  }

  #cellOf(coordinate: number): number {
    return Math.floor(coordinate / this.#cellSize);
  }
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
