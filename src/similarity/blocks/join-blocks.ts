import { InputError } from '../../model/errors.ts';
import type { Hooks } from '../../model/options.ts';
import type { TermRows } from '../../model/sparse.ts';
import { BLOCK_SIZE } from '../join/blocked-index.ts';
import { type BlockedJoinOptions, blockedJoin, dropEmptyRows, joinPairs } from '../join/blocked-join.ts';
import { createNeighborLists, insertNeighbor, type NeighborLists } from '../join/neighbor-lists.ts';
import type { PaperBlock } from './paper-block.ts';

/** A block whose papers may have found neighbors before. */
export interface JoinedBlock extends PaperBlock {
  /** Smallest dot product that can still enter the neighbors of each paper, as returned by `getThresholds`. */
  thresholds: Int32Array;
}

/**
 * Finds the nearest neighbors of each paper of a block among the papers of the same block.
 * @returns The lists of the papers in the order of the block; ids are numbers in the collection.
 * @throws {InputError} if WebAssembly is missing or cannot address enough memory
 */
export async function joinWithin(
  { first, rows }: PaperBlock,
  options: BlockedJoinOptions,
  hooks: Hooks = {},
): Promise<NeighborLists> {
  const lists = await blockedJoin(rows, options, hooks);
  return addToIds(lists, first);
}

/**
 * Joins each paper of one block with each paper of another one, and no two papers of the same block. Merging the lists of a block with
 * {@link mergeLists} over all pairs of blocks gives the nearest neighbors in the collection.
 * @param first The block of the earlier papers. Which of equally similar papers are neighbors depends on their order.
 * @returns The lists of the papers of both blocks; ids are numbers in the collection. Papers below the threshold may be missing.
 * @throws {InputError} if the blocks overlap or are in the wrong order, WebAssembly is missing, or cannot address enough memory
 */
export async function joinBetween(
  first: JoinedBlock,
  second: JoinedBlock,
  options: BlockedJoinOptions,
  hooks: Hooks = {},
): Promise<[NeighborLists, NeighborLists]> {
  if (first.first + countPapers(first.rows) > second.first)
    throw new InputError('the blocks overlap or are in the wrong order: pass the block of the earlier papers first');
  const [left, right] = [dropEmptyRows(first.rows), dropEmptyRows(second.rows)];
  const larger = Math.max(left.originalIds.length, right.originalIds.length, 1);
  const maxSize = options.blockSize ?? BLOCK_SIZE;
  const blockSize = Math.ceil(larger / Math.ceil(larger / maxSize));
  const leftBlocks = Math.ceil(left.originalIds.length / blockSize);
  const rightBlocks = Math.ceil(right.originalIds.length / blockSize);
  // The second block begins at a block of the index: the first one is padded with empty rows, which match nothing.
  const rightStart = leftBlocks * blockSize;
  const rows = concatenate(left.compactRows, right.compactRows, rightStart);
  const thresholds = new Int32Array(countPapers(rows)).fill(options.minDotProduct);
  left.originalIds.forEach((paper, row) => {
    thresholds[row] = first.thresholds[paper]!;
  });
  right.originalIds.forEach((paper, row) => {
    thresholds[rightStart + row] = second.thresholds[paper]!;
  });
  const pairs = Array.from({ length: leftBlocks * rightBlocks }, (_, k) => {
    const firstRow = (k % leftBlocks) * blockSize;
    return {
      firstRow,
      endRow: Math.min(left.originalIds.length, firstRow + blockSize),
      columnBlock: leftBlocks + Math.floor(k / leftBlocks),
    };
  });
  const lists = [first, second].map((block) => createNeighborLists(countPapers(block.rows), options.neighbors));
  const [leftLists, rightLists] = [lists[0]!, lists[1]!];
  await joinPairs(rows, pairs, thresholds, { ...options, blockSize }, hooks, (row, other, dot) => {
    if (row < rightStart) {
      const neighbor = second.first + right.originalIds[other - rightStart]!;
      insertRelative(leftLists, left.originalIds[row]!, neighbor, first.first, dot);
    } else {
      const neighbor = first.first + left.originalIds[other]!;
      insertRelative(rightLists, right.originalIds[row - rightStart]!, neighbor, second.first, dot);
    }
  });
  return [addToIds(leftLists, first.first), addToIds(rightLists, second.first)];
}

/**
 * Adds the neighbors that another join found for the papers of a block. The order of merging does not matter.
 * @param first Number of the first paper of the block.
 */
export function mergeLists(target: NeighborLists, source: NeighborLists, first: number): void {
  addToIds(target, -first);
  source.dots.forEach((dot, slot) => {
    if (dot > 0) insertRelative(target, Math.floor(slot / source.size), source.ids[slot]!, first, dot);
  });
  addToIds(target, first);
}

/** Inserts a neighbor into lists whose ids are relative to the first paper of the block, modulo 2^32: ties depend on the difference of ids. */
function insertRelative(lists: NeighborLists, row: number, neighbor: number, first: number, dot: number): void {
  insertNeighbor(lists, row, (neighbor - first) >>> 0, dot);
}

/** Adds a number to the ids of all neighbors, modulo 2^32. Empty slots keep the id 0. */
function addToIds(lists: NeighborLists, difference: number): NeighborLists {
  lists.dots.forEach((dot, slot) => {
    if (dot > 0) lists.ids[slot]! += difference;
  });
  return lists;
}

const countPapers = ({ starts }: TermRows): number => starts.length - 1;

/** Returns the rows of one matrix, empty rows up to `secondStart`, and the rows of another matrix. */
function concatenate(first: TermRows, second: TermRows, secondStart: number): TermRows {
  const firstEnd = first.starts.at(-1)!;
  const secondEnd = second.starts.at(-1)!;
  const starts = new Uint32Array(secondStart + second.starts.length).fill(firstEnd);
  starts.set(first.starts);
  second.starts.forEach((start, row) => {
    starts[secondStart + row] = firstEnd + start;
  });
  const ids = new Uint32Array(firstEnd + secondEnd);
  const values = new Uint16Array(firstEnd + secondEnd);
  ids.set(first.ids.subarray(0, firstEnd));
  ids.set(second.ids.subarray(0, secondEnd), firstEnd);
  values.set(first.values.subarray(0, firstEnd));
  values.set(second.values.subarray(0, secondEnd), firstEnd);
  return { starts, ids, values };
}
