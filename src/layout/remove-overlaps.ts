import { forEachRange } from '../util/pause.ts';
import { DiscGrid } from './disc-grid.ts';

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
 * checked again and assigned to other cells.
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
  const grid = new DiscGrid(radii.length);
  for (let round = 0; round < rounds; round++) {
    const hasMoved = new Uint8Array(radii.length);
    grid.update(positions, cellSize, isActive);
    overlaps = await pushApart(grid, positions, radii, cellSize, isActive, hasMoved, signal);
    if (overlaps === 0) break;
    isActive = hasMoved;
  }
  return overlaps;
}

/** Runs one round over the active discs, marks the discs that it moves and returns the number of overlapping pairs. */
async function pushApart(
  grid: DiscGrid,
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
