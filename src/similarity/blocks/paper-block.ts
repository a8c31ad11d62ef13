import type { TermRows } from '../../model/sparse.ts';
import type { NeighborLists } from '../join/neighbor-lists.ts';

/** Consecutive papers of a collection: the unit that is joined on different machines. */
export interface PaperBlock {
  /** Number of the first paper in the collection. */
  first: number;
  /** Rows of the papers, whose terms are those of the whole collection. */
  rows: TermRows;
}

/** Returns the papers from `first` to `end` (exclusive) as a block. */
export function sliceRows({ starts, ids, values }: TermRows, first: number, end: number): PaperBlock {
  const offset = starts[first]!;
  return {
    first,
    rows: {
      starts: starts.slice(first, end + 1).map((start) => start - offset),
      ids: ids.slice(offset, starts[end]),
      values: values.slice(offset, starts[end]),
    },
  };
}

/** Divides rows into blocks of as many papers each as possible. Blocks differ by at most one paper. */
export function splitRows(rows: TermRows, blocks: number): PaperBlock[] {
  const papers = rows.starts.length - 1;
  const endOf = (block: number) => Math.floor((papers * block) / blocks);
  return Array.from({ length: blocks }, (_, block) => sliceRows(rows, endOf(block), endOf(block + 1)));
}

/**
 * Returns the smallest dot product that can still enter the neighbors of each paper.
 * @param minDotProduct Smallest dot product that counts at all; at least 1.
 */
export function getThresholds({ size, dots }: NeighborLists, minDotProduct: number): Int32Array {
  return Int32Array.from({ length: dots.length / size }, (_, paper) =>
    Math.max(minDotProduct, dots[(paper + 1) * size - 1]!),
  );
}
