import type { TermRows } from '../../model/sparse.ts';
import { findEqualRows, keepFirst } from '../join/equal-rows.ts';
import { toMinDotProduct } from '../join/join.ts';
import type { JoinOptions } from '../join/join-options.ts';
import { type PaperBlock, splitRows } from './paper-block.ts';

/** A collection that is ready to be joined block by block. */
export interface DividedCollection {
  /**
   * The papers. Of more than `neighbors` + 1 papers with equal rows only the first have rows here; the neighbors of the others follow from
   * theirs, see `linkEqualRows`.
   */
  blocks: PaperBlock[];
  /** Number of neighbors to find for each paper; fewer than papers. */
  neighbors: number;
  /** Smallest dot product that counts. */
  minDotProduct: number;
}

/**
 * Divides the rows of a collection into blocks of at most `blockSize` papers. Joining each block with itself and with each later one, and
 * merging the lists, gives the neighbors that `join` finds, before it links copies.
 */
export async function divideCollection(
  rows: TermRows,
  { neighbors, minSimilarity }: Required<Pick<JoinOptions, 'neighbors' | 'minSimilarity'>>,
  blockSize: number,
): Promise<DividedCollection> {
  const papers = rows.starts.length - 1;
  const listLength = Math.max(1, Math.min(neighbors, papers - 1));
  const copies = await findEqualRows(rows, listLength + 1);
  const distinctRows = copies.length > 0 ? keepFirst(rows, copies, listLength + 1) : rows;
  const blocks = splitRows(distinctRows, Math.max(1, Math.ceil(papers / blockSize)));
  return { blocks, neighbors: listLength, minDotProduct: toMinDotProduct(minSimilarity) };
}
