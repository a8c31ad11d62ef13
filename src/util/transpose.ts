import type { SparseRows } from '../model/sparse.ts';
import { forEachRange } from './pause.ts';

/** Number of entries, and of rows, that are processed between two checks whether a pause is due. */
const ENTRIES_PER_RANGE = 1 << 19;
const ROWS_PER_RANGE = 1 << 11;

/**
 * Transposes a sparse matrix. The entries of each row of the result are ordered by id.
 *
 * The transpose of a papers × terms matrix is its inverted index: row t holds the papers that contain term t, with the
 * weight of t in each.
 * @param columns Number of columns of the matrix: larger than all ids.
 * @throws the reason of the signal if it is aborted
 */
export async function transpose<Values extends Uint16Array | Float64Array>(
  { starts, ids, values }: SparseRows<Values>,
  columns: number,
  signal?: AbortSignal,
): Promise<SparseRows<Values>> {
  const transposedStarts = new Uint32Array(columns + 1);
  await forEachRange(ids.length, ENTRIES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) transposedStarts[ids[k]! + 1]!++;
  });
  for (let column = 0; column < columns; column++) transposedStarts[column + 1]! += transposedStarts[column]!;
  const nextSlots = transposedStarts.slice();
  const transposedIds = new Uint32Array(ids.length);
  // A copy of an array has its type, which a constructor chosen at runtime would lose.
  const transposedValues = values.slice() as Values;
  await forEachRange(starts.length - 1, ROWS_PER_RANGE, signal, (firstRow, endRow) => {
    for (let row = firstRow; row < endRow; row++)
      for (let k = starts[row]!; k < starts[row + 1]!; k++) {
        const slot = nextSlots[ids[k]!]!++;
        transposedIds[slot] = row;
        transposedValues[slot] = values[k]!;
      }
  });
  return { starts: transposedStarts, ids: transposedIds, values: transposedValues };
}

/** Returns the number of columns that a sparse matrix uses: the largest id plus 1, or 0 without entries. */
export function countColumns(ids: Uint32Array): number {
  let columns = 0;
  for (let k = 0; k < ids.length; k++) if (ids[k]! >= columns) columns = ids[k]! + 1;
  return columns;
}
