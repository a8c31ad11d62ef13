export interface OverlapOptions {
  /** How often to go over all discs, at most; stops as soon as none overlap. Default 1,000. */
  rounds?: number;
}

/** Discs that touch may differ from exact contact by this part of the distance, else rounding keeps them overlapping. */
const TOLERANCE = 1e-3;
/** A pair that overlaps is parted by this much more than contact: else the next push brings it together again, and dense places never settle. */
const SLACK = 0.05;

/**
 * Moves discs apart, in place, until none overlap (or the rounds are used up): each overlapping pair is pushed apart along
 * the line between its centres. A grid with cells as wide as the largest disc finds the pairs, and after the first round only discs that
 * were moved are looked at again. Discs with one centre part in a direction that depends on their indexes only.
 * Returns the number of pairs that overlapped in the last round.
 */
export function removeOverlaps(positions: Float32Array, radii: Float32Array, options: OverlapOptions = {}): number {
  const { rounds = 1_000 } = options;
  const cell = 2 * radii.reduce((most, radius) => Math.max(most, radius), 0);
  if (cell === 0) return 0;
  let overlapping = 0;
  let moved: Uint8Array = new Uint8Array(radii.length).fill(1);
  for (let round = 0; round < rounds; round++) {
    const again = new Uint8Array(radii.length);
    overlapping = pushApart(positions, radii, cell, moved, again);
    if (overlapping === 0) break;
    moved = again;
  }
  return overlapping;
}

/** One round over the discs that moved in the last; marks in `again` those that it moves. */
function pushApart(
  positions: Float32Array,
  radii: Float32Array,
  cell: number,
  moved: Uint8Array,
  again: Uint8Array,
): number {
  const grid = gridOf(positions, cell);
  let overlapping = 0;
  for (let i = 0; i < radii.length; i++) {
    if (!moved[i]) continue;
    const column = grid.columnOf(positions[2 * i]!);
    const row = grid.rowOf(positions[2 * i + 1]!);
    for (let y = Math.max(0, row - 1); y <= Math.min(grid.rows - 1, row + 1); y++) {
      const from = grid.starts[y * grid.columns + Math.max(0, column - 1)]!;
      const to = grid.starts[y * grid.columns + Math.min(grid.columns - 1, column + 1) + 1]!;
      for (let k = from; k < to; k++) {
        const j = grid.members[k]!;
        // Two discs that both moved meet once.
        if (j === i || (j < i && moved[j])) continue;
        let dx = positions[2 * j]! - positions[2 * i]!;
        let dy = positions[2 * j + 1]! - positions[2 * i + 1]!;
        const least = radii[i]! + radii[j]!;
        let distance = dx * dx + dy * dy;
        if (distance >= least * least * (1 - TOLERANCE)) continue;
        overlapping++;
        again[i] = again[j] = 1;
        if (distance < 1e-12 * cell * cell) {
          dx = cell * (((i * 7 + j * 13) % 17) - 8.5) * 1e-3;
          dy = cell * (((i * 11 + j * 5) % 19) - 9.5) * 1e-3;
          distance = dx * dx + dy * dy;
        }
        distance = Math.sqrt(distance);
        const push = ((1 + SLACK) * least - distance) / distance / 2;
        positions[2 * i]! -= push * dx;
        positions[2 * i + 1]! -= push * dy;
        positions[2 * j]! += push * dx;
        positions[2 * j + 1]! += push * dy;
      }
    }
  }
  return overlapping;
}

interface Grid {
  columns: number;
  rows: number;
  /** Cell c holds members[starts[c] .. starts[c + 1]). */
  starts: Uint32Array;
  members: Uint32Array;
  columnOf(x: number): number;
  rowOf(y: number): number;
}

function gridOf(positions: Float32Array, least: number): Grid {
  const count = positions.length / 2;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    left = Math.min(left, positions[2 * i]!);
    right = Math.max(right, positions[2 * i]!);
    top = Math.min(top, positions[2 * i + 1]!);
    bottom = Math.max(bottom, positions[2 * i + 1]!);
  }
  // No more cells than some for each disc, however far apart a few of them are.
  const cell = Math.max(
    least,
    Math.sqrt(((right - left) * (bottom - top)) / (4 * count + 100)),
    (right - left) / 1e4,
    (bottom - top) / 1e4,
  );
  const columns = Math.floor((right - left) / cell) + 1;
  const rows = Math.floor((bottom - top) / cell) + 1;
  const columnOf = (x: number) => Math.min(columns - 1, Math.max(0, Math.floor((x - left) / cell)));
  const rowOf = (y: number) => Math.min(rows - 1, Math.max(0, Math.floor((y - top) / cell)));
  const starts = new Uint32Array(columns * rows + 1);
  const cells = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    cells[i] = rowOf(positions[2 * i + 1]!) * columns + columnOf(positions[2 * i]!);
    starts[cells[i]! + 1]!++;
  }
  for (let c = 0; c < columns * rows; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice();
  const members = new Uint32Array(count);
  for (let i = 0; i < count; i++) members[next[cells[i]!]!++] = i;
  return { columns, rows, starts, members, columnOf, rowOf };
}
