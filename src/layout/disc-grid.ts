/** With more moved discs than this share of all, assigning all discs to cells is faster than moving some of them. */
const MAX_MOVED_SHARE = 1 / 8;

/** Origin, size and number of the cells. */
interface Geometry {
  minX: number;
  minY: number;
  cellSize: number;
  columns: number;
  rows: number;
}

/** Discs by grid cell, updated from round to round: when few discs have moved, only these change their cells. */
export class DiscGrid {
  /** The discs of cell c, in row-major order, are members[starts[c]] to members[starts[c + 1] - 1], ascending. */
  starts = new Uint32Array(0);
  readonly members: Uint32Array;
  readonly #cellOf: Uint32Array;
  #geometry: Geometry = { minX: 0, minY: 0, cellSize: 1, columns: 0, rows: 0 };

  /** @param count Number of discs. */
  constructor(count: number) {
    this.members = new Uint32Array(count);
    this.#cellOf = new Uint32Array(count);
  }

  get columns(): number {
    return this.#geometry.columns;
  }

  get rows(): number {
    return this.#geometry.rows;
  }

  columnOf(x: number): number {
    const { minX, cellSize, columns } = this.#geometry;
    return Math.min(columns - 1, Math.max(0, Math.floor((x - minX) / cellSize)));
  }

  rowOf(y: number): number {
    const { minY, cellSize, rows } = this.#geometry;
    return Math.min(rows - 1, Math.max(0, Math.floor((y - minY) / cellSize)));
  }

  /**
   * Assigns each disc to a cell, by its center.
   * @param positions Interleaved x and y of the centers.
   * @param minCellSize Minimum width and height of a cell.
   * @param hasMoved 1 for each disc that has moved since the last call.
   */
  update(positions: Float32Array, minCellSize: number, hasMoved: Uint8Array): void {
    const geometry = computeGeometry(positions, minCellSize);
    const isSame = (Object.keys(geometry) as (keyof Geometry)[]).every((key) => geometry[key] === this.#geometry[key]);
    this.#geometry = geometry;
    let moved = 0;
    if (isSame) for (let i = 0; i < hasMoved.length; i++) moved += hasMoved[i]!;
    if (!isSame || moved > MAX_MOVED_SHARE * hasMoved.length) this.#fill(positions);
    else for (let i = 0; i < hasMoved.length; i++) if (hasMoved[i]) this.#moveDisc(i, this.#findCell(positions, i));
  }

  #findCell(positions: Float32Array, i: number): number {
    return this.rowOf(positions[2 * i + 1]!) * this.columns + this.columnOf(positions[2 * i]!);
  }

  #fill(positions: Float32Array): void {
    const count = this.members.length;
    const cells = this.columns * this.rows;
    if (this.starts.length <= cells) this.starts = new Uint32Array(Math.ceil(1.1 * cells) + 1);
    const { starts } = this;
    starts.fill(0, 0, cells + 1);
    for (let i = 0; i < count; i++) {
      const cell = this.#findCell(positions, i);
      this.#cellOf[i] = cell;
      starts[cell]!++;
    }
    // The end of each cell, which becomes its start as its discs are added from the last to the first.
    for (let cell = 1; cell <= cells; cell++) starts[cell]! += starts[cell - 1]!;
    for (let i = count - 1; i >= 0; i--) this.members[--starts[this.#cellOf[i]!]!] = i;
  }

  /** Moves a disc to another cell; the discs of the cells in between move by one index. */
  #moveDisc(disc: number, cell: number): void {
    const { members, starts } = this;
    const from = this.#cellOf[disc]!;
    if (cell === from) return;
    const oldIndex = members.indexOf(disc, starts[from]!);
    let newIndex = starts[cell]!;
    while (newIndex < starts[cell + 1]! && members[newIndex]! < disc) newIndex++;
    if (cell > from) {
      newIndex--;
      members.copyWithin(oldIndex, oldIndex + 1, newIndex + 1);
      for (let c = from + 1; c <= cell; c++) starts[c]!--;
    } else {
      members.copyWithin(newIndex + 1, newIndex, oldIndex);
      for (let c = cell + 1; c <= from; c++) starts[c]!++;
    }
    members[newIndex] = disc;
    this.#cellOf[disc] = cell;
  }
}

function computeGeometry(positions: Float32Array, minCellSize: number): Geometry {
  const count = positions.length / 2;
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  // Bounds the number of cells even if a few discs are far away from the others.
  const cellSize = Math.max(
    minCellSize,
    Math.sqrt(((maxX - minX) * (maxY - minY)) / (4 * count + 100)),
    (maxX - minX) / 1e4,
    (maxY - minY) / 1e4,
  );
  return {
    minX,
    minY,
    cellSize,
    columns: Math.floor((maxX - minX) / cellSize) + 1,
    rows: Math.floor((maxY - minY) / cellSize) + 1,
  };
}
