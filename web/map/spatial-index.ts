/** Finds points near a position or in a rectangle, using a uniform grid with about four points per cell. */
export class SpatialIndex {
  readonly #positions: Float32Array;
  /** Cells per row and per column. */
  readonly #gridSize: number;
  readonly #cellSize: number;
  /** The points of cell c are `#points[#cellStarts[c] .. #cellStarts[c + 1])`. */
  readonly #cellStarts: Uint32Array;
  readonly #points: Uint32Array;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Number of indexed points. */
  readonly size: number;

  /** @param positions x and y of point i at 2i and 2i + 1. Points at NaN are not indexed. */
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
    this.#gridSize = Math.max(1, Math.ceil(Math.sqrt(size / 4)));
    this.#cellSize = Math.max(maxX - minX, maxY - minY, Number.MIN_VALUE) / this.#gridSize;
    this.#cellStarts = new Uint32Array(this.#gridSize ** 2 + 1);
    this.#points = new Uint32Array(size);
    this.#fillCells();
  }

  /** Sorts the points by cell with a counting sort. */
  #fillCells(): void {
    const positions = this.#positions;
    const starts = this.#cellStarts;
    const cells = new Int32Array(positions.length / 2);
    for (let i = 0; i < cells.length; i++) {
      cells[i] = Number.isNaN(positions[2 * i]!) ? -1 : this.#cellOf(positions[2 * i]!, positions[2 * i + 1]!);
      if (cells[i]! >= 0) starts[cells[i]! + 1]!++;
    }
    for (let cell = 0; cell + 1 < starts.length; cell++) starts[cell + 1]! += starts[cell]!;
    const next = starts.slice();
    cells.forEach((cell, i) => {
      if (cell >= 0) this.#points[next[cell]!++] = i;
    });
  }

  /** Calls `visit` for every point in a rectangle, and for some points just outside of it. */
  forEachInRectangle(minX: number, minY: number, maxX: number, maxY: number, visit: (point: number) => void): void {
    const [firstRow, lastRow] = [this.#clamp(minY - this.minY), this.#clamp(maxY - this.minY)];
    const [firstColumn, lastColumn] = [this.#clamp(minX - this.minX), this.#clamp(maxX - this.minX)];
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = row * this.#gridSize + column;
        for (let k = this.#cellStarts[cell]!; k < this.#cellStarts[cell + 1]!; k++) visit(this.#points[k]!);
      }
  }

  /** Returns the nearest point that `accepts` returns true for and that is closer than `maxDistance`, or null. */
  nearest(x: number, y: number, maxDistance: number, accepts: (point: number) => boolean): number | null {
    let nearest: number | null = null;
    let minSquaredDistance = maxDistance ** 2;
    this.forEachInRectangle(x - maxDistance, y - maxDistance, x + maxDistance, y + maxDistance, (i) => {
      const squaredDistance = (this.#positions[2 * i]! - x) ** 2 + (this.#positions[2 * i + 1]! - y) ** 2;
      if (squaredDistance < minSquaredDistance && accepts(i)) {
        minSquaredDistance = squaredDistance;
        nearest = i;
      }
    });
    return nearest;
  }

  #cellOf(x: number, y: number): number {
    return this.#clamp(y - this.minY) * this.#gridSize + this.#clamp(x - this.minX);
  }

  /** Returns the row or column at a distance from the minimum, limited to the grid. */
  #clamp(distance: number): number {
    return Math.min(this.#gridSize - 1, Math.max(0, Math.floor(distance / this.#cellSize)));
  }
}
