import { readdir, stat } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { type SparseRows, UNIT } from '../../model/sparse.ts';
import { linkEqualRows } from '../../similarity/join/equal-rows.ts';
import { createNeighborLists, type NeighborLists, toSparseRows } from '../../similarity/join/neighbor-lists.ts';
import { getErrorReason } from '../errors.ts';
import { type CollectionKey, checkSameCollection, parseKey } from './collection-key.ts';

/** Columns of a file with neighbors. */
const COLUMNS = ['paper', 'neighbors', 'similarities', 'collection'];

/**
 * Reads the neighbors of all papers from a Parquet file, or from the Parquet files in a directory.
 * @param expected What the neighbors must have been computed from.
 * @param copies Groups of equal papers, whose later papers have no neighbors in the files; see `DividedCollection`.
 * @throws {InputError} if files cannot be read, are of other papers or options, or do not have the neighbors of each paper once
 */
export async function readNeighbors(
  path: string,
  expected: CollectionKey,
  copies: readonly (readonly number[])[],
): Promise<SparseRows> {
  const lists = createNeighborLists(expected.papers, expected.neighbors);
  const isRead = new Uint8Array(expected.papers);
  let checkedKey: unknown;
  for (const file of await listParquetFiles(path))
    for await (const row of readRows(file)) {
      if (row.collection !== checkedKey) {
        checkSameCollection(parseKey(row.collection, path), expected, path);
        checkedKey = row.collection;
      }
      addRow(row, lists, isRead, file);
    }
  const missing = isRead.indexOf(0);
  if (missing >= 0)
    throw new InputError(
      `${path} has no neighbors of ${isRead.filter((read) => read === 0).length} of ${expected.papers} papers, the first is number ${missing}: was the join interrupted? join again`,
    );
  await linkEqualRows(lists, copies);
  return toSparseRows(lists, expected.papers);
}

/** Returns the Parquet files that a path names. Spark writes a directory, with files that begin with _ or a dot beside the data. */
async function listParquetFiles(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter((name) => /^[^._].*\.parquet$/.test(name)).sort();
    if (names.length === 0) throw new InputError(`${path} has no Parquet files: name the output of the join on Spark`);
    return names.map((name) => joinPath(path, name));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot read ${path}: ${getErrorReason(error)}`);
  }
}

async function* readRows(file: string): AsyncGenerator<Record<string, unknown>> {
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects }, { gunzipSync }, { decompress }] =
    await Promise.all([import('hyparquet'), import('fflate'), import('fzstd')]);
  const compressors = {
    GZIP: (input: Uint8Array, length: number) => gunzipSync(input, { out: new Uint8Array(length) }),
    ZSTD: (input: Uint8Array, length: number) => decompress(input, new Uint8Array(length)),
  };
  let rowStart = 0;
  try {
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    const names = new Set(metadata.schema.map(({ name }) => name));
    const missing = COLUMNS.find((name) => !names.has(name));
    if (missing) throw new InputError(`${file} has no column "${missing}": name the output of the join on Spark`);
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      yield* await parquetReadObjects({ file: buffer, metadata, compressors, columns: COLUMNS, rowStart, rowEnd });
      rowStart = rowEnd;
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file} cannot be read as Parquet (${getErrorReason(error)}): join again`);
  }
}

/** Adds the neighbors of one paper to the lists. */
function addRow(
  row: Record<string, unknown>,
  { size, ids, dots }: NeighborLists,
  isRead: Uint8Array,
  file: string,
): void {
  const { paper, neighbors, similarities } = row;
  const papers = isRead.length;
  if (!isNumber(paper) || !Array.isArray(neighbors) || !Array.isArray(similarities) || !(paper >= 0 && paper < papers))
    throw new InputError(`${file} is damaged: a row has no paper or no lists; join again`);
  if (isRead[paper]) throw new InputError(`${file}: the neighbors of paper ${paper} occur twice: join again`);
  isRead[paper] = 1;
  const isValid =
    neighbors.length <= size &&
    similarities.length === neighbors.length &&
    neighbors.every((id) => isNumber(id) && id >= 0 && id < papers && id !== paper) &&
    similarities.every(
      (value, k) => isNumber(value * UNIT * UNIT) && value > 0 && !(value > (similarities[k - 1] ?? 1)),
    );
  if (!isValid) throw new InputError(`${file} is damaged: the neighbors of paper ${paper} are invalid; join again`);
  neighbors.forEach((id, slot) => {
    ids[paper * size + slot] = id;
    dots[paper * size + slot] = similarities[slot] * UNIT * UNIT;
  });
}

const isNumber = (value: unknown): value is number => Number.isInteger(value);
