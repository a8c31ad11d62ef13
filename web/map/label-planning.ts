/**
 * Where labels may stand so that none overlaps another and none flickers: each gets the scale from which on it is shown,
 * once and for all, and is then shown at every larger scale up to its end. Panning never changes what is shown, and
 * zooming in only adds (the "active ranges" of Been, Daiches and Yap, Dynamic Map Labeling, 2006).
 */

/** A text of fixed size on the screen, tied to a point of the map. */
export interface Label {
  /** The point, in map units; y points down, as on the screen. */
  x: number;
  y: number;
  /** Size on the screen, in pixels. */
  width: number;
  height: number;
  /** The middle of the text lies this far below the point, in pixels. */
  down: number;
  /** Not shown below this scale (pixels a map unit). */
  from: number;
  /** Not shown from this scale on. */
  to: number;
}

/** Blank around every label, in pixels. */
const MARGIN = 4;

/** Places labels one after the other, the more important first. */
export class LabelPlan {
  readonly #near: number;
  readonly #cell: number;
  /** All labels by square of the map: from the near scale on only those in squares side by side can meet. */
  readonly #cells = new Map<string, Placed[]>();

  /**
   * @param near the scale below which only few labels are shown: topics, not titles.
   * @param widest at least the width of every label, and at least twice its height and offset, in pixels.
   */
  constructor(near: number, widest: number) {
    this.#near = near;
    this.#cell = (widest + 2 * MARGIN) / near;
  }

  /** The scale from which a label is shown; Infinity when it never finds room before its end. */
  add(label: Label): number {
    let scale = label.from;
    for (const { label: other, from } of this.#rivals(label)) {
      const until = Math.min(scaleApart(label, other), other.to);
      if (until <= scale) continue;
      const begin = Math.max(scale, from, scaleMeet(label, other));
      if (begin < until && begin < label.to) scale = until;
    }
    if (scale >= label.to) return Number.POSITIVE_INFINITY;
    this.#keep({ label, from: scale });
    return scale;
  }

  #keep(placed: Placed): void {
    const { label } = placed;
    const key = `${this.#square(label.x)} ${this.#square(label.y)}`;
    const cell = this.#cells.get(key);
    if (cell) cell.push(placed);
    else this.#cells.set(key, [placed]);
  }

  *#rivals(label: Label): Iterable<Placed> {
    if (label.from < this.#near) {
      for (const cell of this.#cells.values()) yield* cell;
      return;
    }
    const column = this.#square(label.x);
    const row = this.#square(label.y);
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++) yield* this.#cells.get(`${x} ${y}`) ?? [];
  }

  #square(position: number): number {
    return Math.floor(position / this.#cell);
  }
}

interface Placed {
  label: Label;
  from: number;
}

/**
 * The scale from which on two labels do not overlap any more. Their points move apart with the scale, their sizes stay: they
 * overlap while |distance * scale + offset| < reach on both axes.
 */
function scaleApart(a: Label, b: Label): number {
  const sideways = ((a.width + b.width) / 2 + MARGIN) / Math.abs(a.x - b.x);
  const [distance, offset, reach] = [a.y - b.y, a.down - b.down, (a.height + b.height) / 2 + MARGIN];
  if (distance === 0) return Math.abs(offset) < reach ? sideways : 0;
  return Math.min(sideways, ((distance > 0 ? reach : -reach) - offset) / distance);
}

/** The scale up to which two labels do not overlap yet. */
function scaleMeet(a: Label, b: Label): number {
  const [distance, offset, reach] = [a.y - b.y, a.down - b.down, (a.height + b.height) / 2 + MARGIN];
  return distance === 0 ? 0 : Math.max(0, ((distance > 0 ? -reach : reach) - offset) / distance);
}

/** Breaks a text into at most `most` lines of about `length` characters; what is left out becomes an ellipsis. */
export function linesOf(text: string, length: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.replace(/[\s,;:.–-]+$/u, '')} …`];
}
