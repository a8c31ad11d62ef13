import { forEachRange } from '../util/pause.ts';

/** Options of {@link removeOverlaps}. */
export interface OverlapOptions {
  /** Maximum number of passes over the discs; stops earlier when no discs overlap. Whole number. Default 1,000. */
  rounds?: number;
}

/** Squared distances may fall short of exact contact by this fraction; otherwise rounding would keep touching discs overlapping. */
const TOLERANCE = 1e-3;
/** Overlapping discs are moved apart by this fraction more than contact; otherwise dense regions would never converge. */
const SLACK = 0.05;

/** Number of discs that are processed between two checks whether a pause is due. */
const DISCS_PER_RANGE = 1 << 12;

/**
 * Moves overlapping discs apart, in place, until none overlap or the maximum number of rounds is reached.
 *
 * Each overlapping pair is pushed apart along the line between its centers; discs with the same center are separated in a
 * direction that depends only on their indexes. A grid finds the pairs, and after the first round only discs that moved are
 * checked again.
 * @param positions Interleaved x and y of the centers; input and output.
 * @param radii Radius of each disc.
 * @returns The number of pairs that overlapped in the last round; 0 if no overlaps remain.
 * @throws the reason of the signal if it is aborted
 */
export async function removeOverlaps(
  positions: Float32Array,
  radii: Float32Array,
  options: OverlapOptions = {},
  signal?: AbortSignal,
): Promise<number> {
  const { rounds = 1_000 } = options;
  const cellSize = 2 * radii.reduce((max, radius) => Math.max(max, radius), 0);
  if (cellSize === 0) return 0;
  let overlaps = 0;
  let isActive: Uint8Array = new Uint8Array(radii.length).fill(1);
  const grid = new Grid(radii.length);
  for (let round = 0; round < rounds; round++) {
    const hasMoved = new Uint8Array(radii.length);
    grid.fill(positions, cellSize);
    overlaps = await pushApart(grid, positions, radii, cellSize, isActive, hasMoved, signal);
    if (overlaps === 0) break;
    isActive = hasMoved;
  }
  return overlaps;
}

/** Runs one round over the active discs, marks the discs that it moves and returns the number of overlapping pairs. */
async function pushApart(
  grid: Grid,
  positions: Float32Array,
  radii: Float32Array,
  cellSize: number,
  isActive: Uint8Array,
  hasMoved: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<number> {
  let overlaps = 0;
  const pushFrom = (i: number) => {
    const column = grid.columnOf(positions[2 * i]!);
    const row = grid.rowOf(positions[2 * i + 1]!);
    for (let y = Math.max(0, row - 1); y <= Math.min(grid.rows - 1, row + 1); y++) {
      const end = grid.starts[y * grid.columns + Math.min(grid.columns - 1, column + 1) + 1]!;
      for (let k = grid.starts[y * grid.columns + Math.max(0, column - 1)]!; k < end; k++) {
        const j = grid.members[k]!;
        // A pair of active discs is handled once, from its lower index.
        if (j === i || (j < i && isActive[j])) continue;
        if (!pushPairApart(positions, i, j, radii[i]! + radii[j]!, cellSize)) continue;
        overlaps++;
        hasMoved[i] = hasMoved[j] = 1;
      }
    }
  };
  await forEachRange(radii.length, DISCS_PER_RANGE, signal, (start, end) => {
    for (let i = start; i < end; i++) if (isActive[i]) pushFrom(i);
  });
  return overlaps;
}

/** Moves two discs apart if they overlap; returns whether they did. */
function pushPairApart(
  positions: Float32Array,
  i: number,
  j: number,
  contactDistance: number,
  cellSize: number,
): boolean {
  let dx = positions[2 * j]! - positions[2 * i]!;
  let dy = positions[2 * j + 1]! - positions[2 * i + 1]!;
  let squaredDistance = dx * dx + dy * dy;
  if (squaredDistance >= contactDistance * contactDistance * (1 - TOLERANCE)) return false;
  if (squaredDistance < 1e-12 * cellSize * cellSize) {
    dx = cellSize * (((i * 7 + j * 13) % 17) - 8.5) * 1e-3;
    dy = cellSize * (((i * 11 + j * 5) % 19) - 9.5) * 1e-3;
    squaredDistance = dx * dx + dy * dy;
  }
  const distance = Math.sqrt(squaredDistance);
  const push = ((1 + SLACK) * contactDistance - distance) / distance / 2;
  positions[2 * i]! -= push * dx;
  positions[2 * i + 1]! -= push * dy;
  positions[2 * j]! += push * dx;
  positions[2 * j + 1]! += push * dy;
  return true;
}

/** The discs by grid cell. Its arrays are used again in each round. */
class Grid {
  columns = 0;
  rows = 0;
  /** The discs of cell c, in row-major order, are members[starts[c]] to members[starts[c + 1] - 1], ascending. */
  starts = new Uint32Array(0);
  readonly members: Uint32Array;
  readonly #cellOf: Uint32Array;
  #minX = 0;
  #minY = 0;
  #cellSize = 1;

  /** @param count Number of discs. */
  constructor(count: number) {
    this.members = new Uint32Array(count);
    this.#cellOf = new Uint32Array(count);
  }

  columnOf(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.#minX) / this.#cellSize)));
  }

  rowOf(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.#minY) / this.#cellSize)));
  }

  /** Assigns each disc to a cell, by its center. */
  fill(positions: Float32Array, minCellSize: number): void {
    const count = this.members.length;
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
    [this.#minX, this.#minY, this.#cellSize] = [minX, minY, cellSize];
    this.columns = Math.floor((maxX - minX) / cellSize) + 1;
    this.rows = Math.floor((maxY - minY) / cellSize) + 1;
    const cells = this.columns * this.rows;
    if (this.starts.length <= cells) this.starts = new Uint32Array(Math.ceil(1.1 * cells) + 1);
    const { starts } = this;
    starts.fill(0, 0, cells + 1);
    for (let i = 0; i < count; i++) {
      const cell = this.rowOf(positions[2 * i + 1]!) * this.columns + this.columnOf(positions[2 * i]!);
      this.#cellOf[i] = cell;
      starts[cell]!++;
    }
    // The end of each cell, which becomes its start as its discs are added from the last to the first.
    for (let cell = 1; cell <= cells; cell++) starts[cell]! += starts[cell - 1]!;
    for (let i = count - 1; i >= 0; i--) this.members[--starts[this.#cellOf[i]!]!] = i;
  }
}
