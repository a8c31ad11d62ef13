/** Number of cells of the grid that empty places are searched on, along each axis. */
const CELLS = 48;

/**
 * Returns the center of the largest empty part of a map: the cell of a grid in the map's circle that is farthest from all papers and from
 * the edge.
 * @param positions Interleaved x and y of each paper; NaN for papers without a position.
 * @param radius Radius of the map.
 */
export function findEmptySpot(positions: Float32Array, radius: number): [x: number, y: number] {
  const cellSize = (2 * radius) / CELLS;
  const toCell = (coordinate: number) => Math.min(CELLS - 1, Math.max(0, Math.floor((coordinate + radius) / cellSize)));
  const toCoordinate = (cell: number) => (cell + 0.5) * cellSize - radius;
  const occupied = new Set<number>();
  for (let k = 0; k < positions.length; k += 2)
    if (!Number.isNaN(positions[k]!)) occupied.add(toCell(positions[k]!) + CELLS * toCell(positions[k + 1]!));
  const centers = [...occupied].map((cell) => [toCoordinate(cell % CELLS), toCoordinate(Math.floor(cell / CELLS))]);
  let best: [x: number, y: number] = [0, 0];
  let bestDistance = Number.NEGATIVE_INFINITY;
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const [x, y] = [toCoordinate(cell % CELLS), toCoordinate(Math.floor(cell / CELLS))];
    let distance = radius - Math.sqrt(x * x + y * y);
    for (const [otherX, otherY] of centers)
      distance = Math.min(distance, Math.sqrt((x - otherX!) ** 2 + (y - otherY!) ** 2));
    if (distance <= bestDistance) continue;
    best = [x, y];
    bestDistance = distance;
  }
  return best;
}

/**
 * Places papers in rows below all others, in their order, in place: first in the gaps of the rows that papers are in, then in new rows.
 * @param papers The papers to be placed.
 * @param inRows The papers that are in the rows already.
 * @param radii Radius of each paper.
 */
export function placeInRows(
  positions: Float32Array,
  papers: readonly number[],
  inRows: readonly number[],
  radii: Float32Array,
): void {
  if (papers.length === 0) return;
  const gap = 3 * radii[papers[0]!]!;
  const ys = inRows.map((paper) => positions[2 * paper + 1]!);
  const [firstY, lastY] = [Math.max(...ys), Math.min(...ys)];
  const isInRow = new Set(inRows);
  let minY = 0;
  for (let k = 1; k < positions.length; k += 2)
    if (positions[k]! < minY && !isInRow.has((k - 1) / 2)) minY = positions[k]!;
  const top = inRows.length > 0 ? firstY : minY - 2 * gap;
  const columns = Math.max(1, Math.ceil(Math.sqrt(8 * (papers.length + inRows.length))));
  const taken = inRows.map((paper): [number, number] => [positions[2 * paper]!, positions[2 * paper + 1]!]);
  const isTaken = (x: number, y: number) =>
    taken.some(([otherX, otherY]) => Math.abs(otherX - x) < 0.7 * gap && Math.abs(otherY - y) < 0.7 * gap);
  let slot = 0;
  for (const paper of papers) {
    for (;;) {
      const x = ((slot % columns) - (columns - 1) / 2) * gap;
      const y = top - Math.floor(slot / columns) * gap;
      slot++;
      if (y >= lastY - 0.7 * gap && isTaken(x, y)) continue;
      positions[2 * paper] = x;
      positions[2 * paper + 1] = y;
      break;
    }
  }
}
