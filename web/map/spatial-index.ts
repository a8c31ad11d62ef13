/** Finds points near a place or inside a rectangle: a grid with a few points a cell. Points with NaN are left out. */
export class Grid {
  readonly #positions: Float32Array;
  readonly #side: number;
  readonly #cell: number;
  readonly #starts: Uint32Array;
  readonly #points: Uint32Array;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** How many points there are. */
  readonly size: number;

  /** @param positions x and y of point i at 2i and 2i + 1. */
  constructor(positions: Float32Array) {
    this.#positions = positions;
    let [minX, minY, maxX, maxY, size] = [0, 0, 0, 0, 0];
    for (let i = 0; 2 * i < positions.length; i++) {
      const x = positions[2 * i]!;
      const y = positions[2 * i + 1]!;
      if (Number.isNaN(x)) continue;
      if (size++ === 0) [minX, maxX, minY, maxY] = [x, x, y, y];
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
    this.minX = minX;
    this.minY = minY;
    this.maxX = maxX;
    this.maxY = maxY;
    this.size = size;
    this.#side = Math.max(1, Math.ceil(Math.sqrt(size / 4)));
    this.#cell = Math.max(maxX - minX, maxY - minY, Number.MIN_VALUE) / this.#side;
    this.#starts = new Uint32Array(this.#side ** 2 + 1);
    this.#points = new Uint32Array(size);
    const cells = new Int32Array(positions.length / 2);
    for (let i = 0; i < cells.length; i++) {
      cells[i] = Number.isNaN(positions[2 * i]!) ? -1 : this.#cellOf(positions[2 * i]!, positions[2 * i + 1]!);
      if (cells[i]! >= 0) this.#starts[cells[i]! + 1]!++;
    }
    for (let c = 0; c < this.#side ** 2; c++) this.#starts[c + 1]! += this.#starts[c]!;
    const free = this.#starts.slice();
    cells.forEach((cell, i) => {
      if (cell >= 0) this.#points[free[cell]!++] = i;
    });
  }

  /** Calls `visit` for every point in a rectangle (and for a few just outside). */
  within(minX: number, minY: number, maxX: number, maxY: number, visit: (point: number) => void): void {
    for (let row = this.#clamp(minY - this.minY); row <= this.#clamp(maxY - this.minY); row++)
      for (let column = this.#clamp(minX - this.minX); column <= this.#clamp(maxX - this.minX); column++) {
        const cell = row * this.#side + column;
        for (let k = this.#starts[cell]!; k < this.#starts[cell + 1]!; k++) visit(this.#points[k]!);
      }
  }

  /** The point nearest to a place, at most `reach` away, among those that `counts` lets through; or null. */
  nearest(x: number, y: number, reach: number, counts: (point: number) => boolean): number | null {
    let best: number | null = null;
    let least = reach ** 2;
    this.within(x - reach, y - reach, x + reach, y + reach, (i) => {
      const distance = (this.#positions[2 * i]! - x) ** 2 + (this.#positions[2 * i + 1]! - y) ** 2;
      if (distance < least && counts(i)) {
        least = distance;
        best = i;
      }
    });
    return best;
  }

  #cellOf(x: number, y: number): number {
    return this.#clamp(y - this.minY) * this.#side + this.#clamp(x - this.minX);
  }

  #clamp(distance: number): number {
    return Math.min(this.#side - 1, Math.max(0, Math.floor(distance / this.#cell)));
  }
}
