/** Maximum mean number of nodes per cell of the finest grid. */
const MEAN_NODES = 8;

/** Maximum number of times that the square of the map is divided in four. */
const MAX_DEPTH = 10;

/** One of the grids: the nodes of each cell, counted and summed up. Cells are numbered by row. */
interface Grid {
  /** Number of rows, and of columns. */
  side: number;
  counts: Float64Array;
  /** Sums of the coordinates of the nodes. */
  sumsX: Float64Array;
  sumsY: Float64Array;
}

/** Nodes in the cells of square grids: a single cell first, then each grid with four cells for one of the grid before. */
export interface Cells {
  grids: Grid[];
  /** The nodes by cell of the finest grid; those of cell c are the entries from starts[c] to starts[c + 1]. */
  order: Uint32Array;
  starts: Uint32Array;
}

/**
 * Assigns nodes to the cells of grids.
 * @param positions Interleaved x and y of each node.
 */
export function buildCells(positions: Float32Array): Cells {
  const nodes = positions.length / 2;
  let depth = 1;
  while (depth < MAX_DEPTH && MEAN_NODES * 4 ** depth < nodes) depth++;
  const { left, bottom, width } = findSquare(positions);
  const finest = createGrid(1 << depth);
  const { side, counts, sumsX, sumsY } = finest;
  const cellWidth = width / side;
  const cellOf = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const [x, y] = [positions[2 * node]!, positions[2 * node + 1]!];
    const column = Math.min(side - 1, Math.floor((x - left) / cellWidth));
    const cell = Math.min(side - 1, Math.floor((y - bottom) / cellWidth)) * side + column;
    cellOf[node] = cell;
    counts[cell]!++;
    sumsX[cell]! += x;
    sumsY[cell]! += y;
  }
  const grids = [finest];
  while (grids[0]!.side > 1) grids.unshift(mergeCells(grids[0]!));
  return { grids, ...sortByCell(cellOf, counts) };
}

const createGrid = (side: number): Grid => ({
  side,
  counts: new Float64Array(side * side),
  sumsX: new Float64Array(side * side),
  sumsY: new Float64Array(side * side),
});

/** Returns the smallest square at the lower left end of all nodes that contains them. */
function findSquare(positions: Float32Array): { left: number; bottom: number; width: number } {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < positions.length; k += 2) {
    const [x, y] = [positions[k]!, positions[k + 1]!];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < bottom) bottom = y;
    if (y > top) top = y;
  }
  return { left, bottom, width: Math.max(right - left, top - bottom) || 1 };
}

/** Returns the grid whose cells are four cells each of another grid. */
function mergeCells(fine: Grid): Grid {
  const coarse = createGrid(fine.side / 2);
  const addRow = (row: number) => {
    for (let column = 0; column < fine.side; column++) {
      const from = row * fine.side + column;
      const to = (row >> 1) * coarse.side + (column >> 1);
      coarse.counts[to]! += fine.counts[from]!;
      coarse.sumsX[to]! += fine.sumsX[from]!;
      coarse.sumsY[to]! += fine.sumsY[from]!;
    }
  };
  for (let row = 0; row < fine.side; row++) addRow(row);
  return coarse;
}

/** Lists the nodes by cell, and in ascending order within a cell. */
function sortByCell(cellOf: Uint32Array, counts: Float64Array): Pick<Cells, 'order' | 'starts'> {
  const starts = new Uint32Array(counts.length + 1);
  for (let cell = 0; cell < counts.length; cell++) starts[cell + 1] = starts[cell]! + counts[cell]!;
  const next = starts.slice();
  const order = new Uint32Array(cellOf.length);
  for (let node = 0; node < cellOf.length; node++) order[next[cellOf[node]!]!++] = node;
  return { order, starts };
}
