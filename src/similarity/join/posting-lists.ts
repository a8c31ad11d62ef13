import type { TermRows } from '../../model/sparse.ts';
import { forEachRange } from '../../util/pause.ts';
import { type Columns, NO_COLUMN } from './columns.ts';
import type { SortedRows } from './sorted-rows.ts';

/** Number of papers that are processed between two checks whether a pause is due. */
const PAPERS_PER_RANGE = 1 << 11;

/** Smallest weight in postings: the square root of half a unit of the sums, rounded up. */
const MIN_WEIGHT = 182;

/** Counts the posting lists of all blocks that are not empty: the pairs of a block and a column that one of its papers has. */
export async function countLists(
  { starts, ids }: TermRows,
  { columnOf, count }: Columns,
  blockSize: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  // The end of the last block that has each column.
  const lastBlock = new Uint32Array(count);
  let lists = 0;
  await forEachRange(starts.length - 1, PAPERS_PER_RANGE, signal, (start, end) => {
    for (let paper = start; paper < end; paper++) {
      const block = Math.floor(paper / blockSize) + 1;
      for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
        const column = columnOf[ids[k]!]!;
        if (column === NO_COLUMN || lastBlock[column] === block) continue;
        lastBlock[column] = block;
        lists++;
      }
    }
  });
  return lists;
}

/** The posting lists of all blocks. Most columns are in few blocks, so that only lists that are not empty have a start. */
export interface PostingLists {
  /**
   * Per block and 32 columns: a bit for each column that has a list, and the number of lists before. The number of all lists, with one more per
   * block, comes last.
   */
  bits: Uint32Array;
  /** The start of each list in `postings`; of each block, the end of its last list follows. */
  starts: Uint32Array;
  /**
   * Papers by block and column. A posting holds the clamped weight in its upper 16 bits and the offset of the column's sums (16 times the number of
   * the paper in the block) in its lower 16 bits.
   */
  postings: Uint32Array;
}

/** Creates a function that writes the posting lists of the papers of a block; it must be called for all blocks in order. */
export function createListWriter(columns: number, { bits, starts, postings }: PostingLists) {
  const slots = new Uint32Array(columns);
  let [word, lists] = [0, 0];
  const addLists = (firstPosting: number) => {
    let posting = firstPosting;
    for (let column = 0; column < columns; column++) {
      if (column % 32 === 0) {
        word += 2;
        bits[word - 1] = lists;
      }
      const count = slots[column]!;
      if (count === 0) continue;
      bits[word - 2]! |= 1 << (column % 32);
      starts[lists++] = posting;
      slots[column] = posting;
      posting += count;
    }
    starts[lists++] = posting;
    bits[word + 1] = lists;
  };
  return async (rows: SortedRows, firstPaper: number, endPaper: number, signal: AbortSignal | undefined) => {
    slots.fill(0);
    const [first, end] = [rows.starts[firstPaper]!, rows.starts[endPaper]!];
    for (let k = first; k < end; k++) slots[rows.terms[k]!]!++;
    addLists(first);
    await forEachRange(endPaper - firstPaper, PAPERS_PER_RANGE, signal, (start, rangeEnd) => {
      for (let paper = start; paper < rangeEnd; paper++)
        for (let k = rows.starts[firstPaper + paper]!; k < rows.starts[firstPaper + paper + 1]!; k++) {
          const weight = Math.min(Math.max(rows.weights[k]!, MIN_WEIGHT), 32767);
          postings[slots[rows.terms[k]!]!++] = weight * 65536 + 16 * paper;
        }
    });
  };
}
