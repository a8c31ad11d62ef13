/**
 * The inner loops of the join, in AssemblyScript. `npm run build:kernels` compiles them to WebAssembly with vector
 * instructions and writes ../kernel.generated.ts. All numbers are integers; ../join/blocked-index.ts lays out the memory.
 *
 * A call joins rows (papers of one block) with columns (papers of the same or another block), in batches of eight rows, one per lane
 * of a vector. The products with rare terms are summed posting by posting for all eight rows at once, in 16 bits. These sums
 * serve only to select pairs. The most common terms, which cost the most time and contribute the least, are deferred: by
 * Cauchy-Schwarz, their part of a dot product is at most the product of the lengths of both papers in these terms, group by group.
 * Where sum + bound reaches the smaller of the thresholds of the two papers, the kernel checks a tighter bound with smaller
 * groups, then the exact deferred part; only for the remaining pairs does it compute the exact dot product. The bounds are those of
 * L2AP (Anastasiu and Karypis, ICDE 2014), applied to rows that are partly dense and partly sparse.
 *
 * A unit of the sums is 1/32,768 of the similarity 1. Rounding changes a product by at most half a unit, so that the sum of a row
 * of n terms is too small by at most n / 2: its slack. Weights below MIN_WEIGHT count as MIN_WEIGHT in the sums, so that a shared
 * term always contributes at least one unit.
 *
 * memory.ts defines the addresses; exchange.ts the arrays that go in and out; batch.ts the eight rows and defer.ts their deferred
 * terms; scatter.ts computes the sums and scan.ts selects pairs; products.ts computes exact dot products; neighbor-lists.ts
 * keeps the results, and seed.ts initializes their thresholds.
 */
import { addRow, clearBatch } from './batch';
import { selectDeferred, storeDeferred } from './defer';
import {
  BLOCK_SIZE,
  COLUMN_THRESHOLDS,
  CURSORS,
  headerField,
  LANES,
  LIST_BITS,
  LIST_STARTS,
  laneAddress,
  PAPERS,
  TERMS,
} from './memory';
import { getThreshold } from './neighbor-lists';
import { scan } from './scan';
import { scatter, skipPostings } from './scatter';
import { seedThresholds } from './seed';

export {
  finishIndex,
  giveNeighbors,
  giveThresholds,
  inbox,
  loadIndexPart,
  outbox,
  raiseThresholds,
  reserveMemory,
} from './exchange';

/**
 * Joins the papers from `firstRow` to `endRow` (exclusive), all of one block, with the papers of a column block, each pair once.
 * The rows of a block must be joined with their own block from the first to the last, in any number of calls.
 */
export function joinRows(firstRow: i32, endRow: i32, columnBlock: i32): void {
  const blockSize = <i32>headerField(BLOCK_SIZE);
  const firstColumn = columnBlock * blockSize;
  const isDiagonal = firstRow >= firstColumn && firstRow < firstColumn + blockSize;
  const columns = min(<i32>headerField(PAPERS) - firstColumn, blockSize);
  const lists = headerField(LIST_STARTS);
  const bits = headerField(LIST_BITS) + ((<usize>columnBlock * ((headerField(TERMS) + 31) >> 5)) << 3);
  const firstList = load<u32>(bits, 4) << 2;
  // Lists are numbered through all blocks, and cursors from the first list of the block on.
  const starts = isDiagonal ? headerField(CURSORS) - firstList : lists;
  if (firstRow === firstColumn) {
    seedThresholds(firstColumn, columns, bits, lists);
    const endOfLists = load<u32>(bits + (((headerField(TERMS) + 31) >> 5) << 3), 4) << 2;
    memory.copy(starts + firstList, lists + firstList, endOfLists - firstList);
  }
  for (let column = 0; column < columns; column++)
    store<i16>(laneAddress(COLUMN_THRESHOLDS, column), getThreshold(firstColumn + column));
  for (let row = firstRow; row < endRow; row += LANES) {
    const end = min(row + LANES, endRow);
    for (let paper = row; paper < end; paper++) addRow(paper, paper - row, selectDeferred(paper, paper - row));
    for (let paper = row; paper < end; paper++) storeDeferred(paper, paper - row);
    scatter(bits, starts, lists + 4);
    scan(row, firstColumn, columns, isDiagonal);
    clearBatch();
    if (isDiagonal) for (let paper = row; paper < end; paper++) skipPostings(paper, bits, starts);
  }
}
