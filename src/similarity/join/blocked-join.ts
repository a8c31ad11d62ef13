import type { Hooks } from '../../model/options.ts';
import type { TermRows } from '../../model/sparse.ts';
import { forEachRange } from '../../util/pause.ts';
import { releaseBuffer } from '../../workers/release-buffer.ts';
import { callAll, mapTasks, openWorkerPool, type WorkerPool } from '../../workers/worker-pool.ts';
import { KERNEL } from '../kernel.generated.ts';
import { BLOCK_SIZE, type BlockedIndexOptions, buildBlockedIndex } from './blocked-index.ts';
import { createNeighborLists, insertNeighbor, type NeighborLists } from './neighbor-lists.ts';

/** Parameters of {@link blockedJoin}. */
export interface BlockedJoinOptions {
  /** Number of neighbors to find for each row. */
  neighbors: number;
  /** Smallest dot product that counts; at least 1. */
  minDotProduct: number;
  /** Maximum number of threads. */
  threads: number;
  /** Number of papers in a block, at most 4,096. Affects the speed, never the result. Default 4,096. */
  blockSize?: number;
}

/** The join of one block of rows with one block of columns: the unit of work that workers share. */
export interface BlockPair {
  /** First paper of the row block. */
  firstRow: number;
  /** End of the row block, exclusive. */
  endRow: number;
  /** Number of the column block. */
  columnBlock: number;
}

/** Rows per call of the kernel: engines replace unoptimized code, and other events are processed, only between calls. */
const ROWS_PER_CALL = 32;

/** Rows per call of a worker that has joined its first pair of blocks, so that this thread keeps up with many workers. */
const ROWS_PER_LATER_CALL = 1024;

/** Bytes of the index that are copied to a worker at once; a multiple of 8. */
const INDEX_PART_BYTES = 1 << 23;

/** Number of slots of neighbor lists that are merged between two checks whether a pause is due. */
const SLOTS_PER_RANGE = 1 << 16;

/**
 * Finds the nearest neighbors of all rows with the compiled kernel, block by block. Rows without terms have no neighbors.
 * @throws {InputError} if WebAssembly is missing or cannot address enough memory
 */
export async function blockedJoin(rows: TermRows, options: BlockedJoinOptions, hooks: Hooks): Promise<NeighborLists> {
  const { neighbors, minDotProduct, blockSize = BLOCK_SIZE } = options;
  const papers = rows.starts.length - 1;
  const { compactRows, originalIds } = dropEmptyRows(rows);
  const pairs = listBlockPairs(originalIds.length, blockSize);
  const thresholds = new Int32Array(originalIds.length).fill(minDotProduct);
  const lists = createNeighborLists(papers, neighbors);
  await joinPairs(compactRows, pairs, thresholds, options, hooks, (paper, other, dot) =>
    insertNeighbor(lists, originalIds[paper]!, originalIds[other]!, dot),
  );
  return lists;
}

/**
 * Joins pairs of blocks of rows with the kernel. Passes all neighbors that were found to `insert`: at least the nearest ones of each row, in
 * any order, none twice.
 * @param pairs Each pair of blocks once. If a block is paired with itself, that pair comes before its other ones.
 * @param thresholds The smallest dot product that counts, for each row. It is raised during the join.
 * @throws {InputError} if WebAssembly is missing or cannot address enough memory
 */
export async function joinPairs(
  rows: TermRows,
  pairs: readonly BlockPair[],
  thresholds: Int32Array,
  options: BlockedJoinOptions,
  hooks: Hooks,
  insert: (paper: number, other: number, dot: number) => void,
): Promise<void> {
  const { neighbors, minDotProduct, threads, blockSize = BLOCK_SIZE } = options;
  const papers = rows.starts.length - 1;
  const pool = await openWorkerPool(KERNEL, Math.min(threads, pairs.length), hooks);
  hooks.onThreads?.('join', pool.threads);
  try {
    await loadIndex(pool, rows, { neighbors, minDotProduct, blockSize }, hooks.signal);
    let done = 0;
    const isWarm = new Set<number>();
    await mapTasks(pool, pairs, async (pair, worker) => {
      const rowsPerCall = pool.threads > 1 && isWarm.has(worker) ? ROWS_PER_LATER_CALL : ROWS_PER_CALL;
      await joinBlocks(pool, worker, pair, thresholds, { blockSize, rowsPerCall });
      isWarm.add(worker);
      hooks.progress?.('join', Math.floor((papers * ++done) / pairs.length), papers);
    });
    // One worker after the other, so that only the lists of one are in memory.
    for (let worker = 0; worker < pool.size; worker++) {
      const [ids, dots] = await pool.call(worker, 'giveNeighbors', []);
      await forEachRange(dots!.length, SLOTS_PER_RANGE, hooks.signal, (start, end) => {
        for (let slot = start; slot < end; slot++)
          if (dots![slot]! > 0) insert(Math.floor(slot / neighbors), ids![slot]!, dots![slot]!);
      });
    }
  } finally {
    pool.close();
  }
}

/**
 * Builds the index and copies it to all workers, in parts, so that neither this thread is blocked nor copies of the whole index
 * are in flight.
 */
async function loadIndex(
  pool: WorkerPool,
  rows: TermRows,
  options: BlockedIndexOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { bytes, memoryBytes } = await buildBlockedIndex(rows, options, signal);
  await callAll(pool, 'reserveMemory', () => [memoryBytes]);
  const workers = Array.from({ length: pool.size }, (_, worker) => worker);
  for (let start = 0; start < bytes.length; start += INDEX_PART_BYTES)
    await Promise.all(
      workers.map((worker) => {
        const part = bytes.slice(start, start + INDEX_PART_BYTES);
        return pool.call(worker, 'loadIndexPart', [part], [part.buffer]);
      }),
    );
  await callAll(pool, 'finishIndex');
  releaseBuffer(bytes.buffer);
}

/** Removes rows without terms. Returns the remaining rows and their original ids. */
export function dropEmptyRows({ starts, ids, values }: TermRows): { compactRows: TermRows; originalIds: Uint32Array } {
  const originalIds = Uint32Array.from(starts.keys()).filter((row) => starts[row + 1]! > starts[row]!);
  const compactStarts = new Uint32Array(originalIds.length + 1);
  originalIds.forEach((row, i) => {
    compactStarts[i + 1] = starts[row + 1]!;
  });
  return { compactRows: { starts: compactStarts, ids, values }, originalIds };
}

/** Lists each pair of blocks once. Blocks paired with themselves come first, because they raise the thresholds of all papers. */
function listBlockPairs(papers: number, blockSize: number): BlockPair[] {
  const pairs: BlockPair[] = [];
  const blocks = Math.ceil(papers / blockSize);
  for (let distance = 0; distance < blocks; distance++)
    for (let rowBlock = 0; rowBlock + distance < blocks; rowBlock++) {
      const firstRow = rowBlock * blockSize;
      pairs.push({ firstRow, endRow: Math.min(papers, firstRow + blockSize), columnBlock: rowBlock + distance });
    }
  return pairs;
}

/**
 * Joins two blocks on a worker. Exchanges the thresholds of both blocks with the other workers through `thresholds` before and after: those
 * of all papers would take longer than the join of two blocks of a million papers.
 */
async function joinBlocks(
  pool: WorkerPool,
  worker: number,
  { firstRow, endRow, columnBlock }: BlockPair,
  thresholds: Int32Array,
  { blockSize, rowsPerCall }: { blockSize: number; rowsPerCall: number },
): Promise<void> {
  const firstColumn = columnBlock * blockSize;
  const blocks: [start: number, end: number][] = [[firstRow, endRow]];
  if (firstColumn !== firstRow) blocks.push([firstColumn, Math.min(thresholds.length, firstColumn + blockSize)]);
  const calls = blocks.map(([start, end]) =>
    pool.call(worker, 'raiseThresholds', [thresholds.slice(start, end), start]),
  );
  for (let row = firstRow; row < endRow; row += rowsPerCall)
    calls.push(pool.call(worker, 'joinRows', [row, Math.min(endRow, row + rowsPerCall), columnBlock]));
  for (const [start, end] of blocks) calls.push(pool.call(worker, 'giveThresholds', [start, end - start]));
  const results = (await Promise.all(calls)).slice(-blocks.length);
  for (const [block, [raised]] of results.entries()) {
    const [start] = blocks[block]!;
    for (let i = 0; i < raised!.length; i++) thresholds[start + i] = Math.max(thresholds[start + i]!, raised![i]!);
  }
}
