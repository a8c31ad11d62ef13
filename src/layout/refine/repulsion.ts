import { isPauseDue, pause } from '../../util/pause.ts';
import type { Cells } from './cells.ts';

/**
 * The nodes of a nearby cell count one by one, up to this number; more are too close together to make a difference, and would take time
 * quadratic in their number.
 */
const MAX_SINGLE_NODES = 256;

/** The repulsion of some nodes, in the order of {@link Cells.order}. */
export interface Repulsion {
  /** x and y of each node's force, and the sum of its closeness to all others. */
  sums: Float64Array;
  /** The nodes. */
  nodes: Uint32Array;
}

/**
 * Computes how a part of the nodes is repelled by all others: the sum of q² times the difference of the positions, and the sum of q, where
 * q = 1 / (1 + squared distance) is the closeness of two nodes in t-SNE.
 *
 * Nodes of cells that are not adjacent count as if they were all at the mean of their positions, with the coarsest cells for which this
 * holds (Barnes and Hut 1986, with a list for each cell instead of each node). Uses only + - * / so that every platform computes the same bits, and
 * gives the same result for a node in whatever part it is.
 * @param part Number of the part, from 0.
 * @param isWanted Whether the repulsion of each node is needed; 0 for those that are not. Default: all.
 * @throws the reason of the signal if it is aborted
 */
export async function computeRepulsion(
  positions: Float32Array,
  cells: Cells,
  part: number,
  parts: number,
  signal?: AbortSignal,
  isWanted?: Uint8Array,
): Promise<Repulsion> {
  const { order, starts } = cells;
  /** Returns the first of the nodes of a part: parts begin with a cell. */
  const startOf = (p: number) => starts.find((start) => start >= Math.floor((order.length * p) / parts))!;
  const [first, end] = [startOf(part), startOf(part + 1)];
  const sources = new Sources(cells, positions);
  const sums = new Float64Array(3 * (end - first));
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const [start, next] = [starts[cell]!, starts[cell + 1]!];
    if (start === next || start < first || start >= end) continue;
    if (isWanted && !order.subarray(start, next).some((node) => isWanted[node])) continue;
    if (isPauseDue()) await pause(signal);
    sources.collect(cell);
    for (let slot = start; slot < next; slot++)
      if (isWanted?.[order[slot]!] !== 0) sources.repel(order[slot]!, sums, 3 * (slot - first));
  }
  return { sums, nodes: order.slice(first, end) };
}

/** What repels the nodes of a cell: points, each with the number of nodes that it stands for. */
class Sources {
  readonly #cells: Cells;
  readonly #positions: Float32Array;
  #x = new Float64Array(1 << 12);
  #y = new Float64Array(1 << 12);
  #counts = new Float64Array(1 << 12);
  #length = 0;
  /** How much of the closeness that is summed up for a node is to itself. */
  #own = 0;

  constructor(cells: Cells, positions: Float32Array) {
    this.#cells = cells;
    this.#positions = positions;
  }

  /** Collects what repels the nodes of a cell of the finest grid. */
  collect(cell: number): void {
    this.#length = 0;
    const { grids } = this.#cells;
    const depth = grids.length - 1;
    const side = grids[depth]!.side;
    const [column, row] = [cell % side, Math.floor(cell / side)];
    this.#collectNear(depth, column, row, cell);
    // Cells of a grid that are not adjacent to the one with the nodes, but whose parents were.
    for (let level = depth; level > 1; level--)
      this.#collectFar(level, column >> (depth - level), row >> (depth - level));
  }

  /** Computes the repulsion of a node in the cell, and writes it into `sums` from `offset` on. */
  repel(node: number, sums: Float64Array, offset: number): void {
    const [x, y] = [this.#positions[2 * node]!, this.#positions[2 * node + 1]!];
    const [sourcesX, sourcesY, counts, length] = [this.#x, this.#y, this.#counts, this.#length];
    let [forceX, forceY, closeness] = [0, 0, 0];
    for (let k = 0; k < length; k++) {
      const dx = x - sourcesX[k]!;
      const dy = y - sourcesY[k]!;
      const q = 1 / (1 + dx * dx + dy * dy);
      const weight = counts[k]! * q;
      closeness += weight;
      forceX += weight * q * dx;
      forceY += weight * q * dy;
    }
    sums[offset] = forceX;
    sums[offset + 1] = forceY;
    sums[offset + 2] = closeness - this.#own;
  }

  /** Adds the nodes of a cell of the finest grid and of those around it. */
  #collectNear(depth: number, column: number, row: number, own: number): void {
    const { grids, order, starts } = this.#cells;
    const { side } = grids[depth]!;
    for (let y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
        const cell = y * side + x;
        const [start, end] = [starts[cell]!, starts[cell + 1]!];
        const isDense = end - start > MAX_SINGLE_NODES;
        if (cell === own) this.#own = isDense ? 0 : 1;
        if (isDense) this.#addCell(depth, cell);
        else
          for (let slot = start; slot < end; slot++)
            this.#add(this.#positions[2 * order[slot]!]!, this.#positions[2 * order[slot]! + 1]!, 1);
      }
  }

  /** Adds the cells of a grid whose parents are adjacent to that of a cell, or the same, but which are not adjacent to it themselves. */
  #collectFar(level: number, column: number, row: number): void {
    const { side } = this.#cells.grids[level]!;
    const range = (index: number) =>
      [2 * Math.max(0, (index >> 1) - 1), 2 * Math.min(side / 2 - 1, (index >> 1) + 1) + 1] as const;
    const [[minX, maxX], [minY, maxY]] = [range(column), range(row)];
    for (let y = minY; y <= maxY; y++)
      for (let x = minX; x <= maxX; x++)
        if (x < column - 1 || x > column + 1 || y < row - 1 || y > row + 1) this.#addCell(level, y * side + x);
  }

  #addCell(level: number, cell: number): void {
    const { counts, sumsX, sumsY } = this.#cells.grids[level]!;
    const count = counts[cell]!;
    if (count > 0) this.#add(sumsX[cell]! / count, sumsY[cell]! / count, count);
  }

  #add(x: number, y: number, count: number): void {
    if (this.#length === this.#x.length) this.#grow();
    this.#x[this.#length] = x;
    this.#y[this.#length] = y;
    this.#counts[this.#length++] = count;
  }

  #grow(): void {
    const grow = (array: Float64Array) => {
      const larger = new Float64Array(2 * array.length);
      larger.set(array);
      return larger;
    };
    [this.#x, this.#y, this.#counts] = [grow(this.#x), grow(this.#y), grow(this.#counts)];
  }
}
