import type { TermRows } from '../../model/sparse.ts';
import { forEachRange } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import { countColumns } from '../../util/transpose.ts';
import { COMMON_TERMS } from './memory-layout.ts';

/** Number of entries that are processed between two checks whether a pause is due. */
const ENTRIES_PER_RANGE = 1 << 18;

/** Column of terms that no two papers share. */
export const NO_COLUMN = 0xffffffff;

/** Column numbers of terms: first the common terms, then the other terms that papers share; both most frequent first. */
export interface Columns {
  count: number;
  /** Column of each term, or {@link NO_COLUMN}. */
  columnOf: Uint32Array;
  /** Document frequency of each column. */
  documents: Uint32Array;
}

/**
 * Assigns columns to terms.
 * @throws the reason of the signal if it is aborted
 */
export async function assignColumns({ ids, values }: TermRows, signal: AbortSignal | undefined): Promise<Columns> {
  const terms = countColumns(ids);
  const termDocuments = new Uint32Array(terms);
  const maxWeights = new Uint16Array(terms);
  await forEachRange(ids.length, ENTRIES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      const term = ids[k]!;
      termDocuments[term]!++;
      if (values[k]! > maxWeights[term]!) maxWeights[term] = values[k]!;
    }
  });
  const shared = await sortItems(
    [...termDocuments.keys()].filter((term) => termDocuments[term]! > 1),
    (a, b) => termDocuments[b]! - termDocuments[a]! || a - b,
    signal,
  );
  // Dense rows hold int16, which the weight 32,768 of a row with a single term exceeds.
  const common = shared.filter((term) => maxWeights[term]! < 32768).slice(0, COMMON_TERMS);
  const columnOf = new Uint32Array(terms).fill(NO_COLUMN);
  for (const [column, term] of common.entries()) columnOf[term] = column;
  let count = COMMON_TERMS;
  for (const term of shared) if (columnOf[term] === NO_COLUMN) columnOf[term] = count++;
  const documents = new Uint32Array(count);
  for (const term of shared) documents[columnOf[term]!] = termDocuments[term]!;
  return { count, columnOf, documents };
}
