import type { SparseRows, TermRows } from '../../model/sparse.ts';
import { forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import type { NeighborLists } from './neighbor-lists.ts';

/**
 * Returns the groups of more than `minSize` equal rows: their ids, ascending. Rows without terms belong to no group.
 * @throws the reason of the signal if it is aborted
 */
export async function findEqualRows(rows: TermRows, minSize: number, signal?: AbortSignal): Promise<number[][]> {
  /** The groups found so far, by the hash of their rows. */
  const groupsByHash = new Map<number, number[][]>();
  for (let row = 0; row + 1 < rows.starts.length; row++) {
    if (isPauseDue()) await pause(signal);
    if (rows.starts[row] === rows.starts[row + 1]) continue;
    const hash = hashRow(rows, row);
    const groups = groupsByHash.get(hash);
    const group = groups?.find(([first]) => areEqual(rows, first!, row));
    if (group) group.push(row);
    else if (groups) groups.push([row]);
    else groupsByHash.set(hash, [[row]]);
  }
  return [...groupsByHash.values()].flat().filter(({ length }) => length > minSize);
}

function hashRow({ starts, ids, values }: SparseRows<Uint16Array>, row: number): number {
  let hash = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++)
    hash = Math.imul(hash ^ Math.imul(ids[k]!, 0x9e3779b1) ^ values[k]!, 0x85ebca6b);
  return hash;
}

function areEqual({ starts, ids, values }: TermRows, a: number, b: number): boolean {
  const length = starts[a + 1]! - starts[a]!;
  if (starts[b + 1]! - starts[b]! !== length) return false;
  for (let k = 0; k < length; k++)
    if (ids[starts[a]! + k] !== ids[starts[b]! + k] || values[starts[a]! + k] !== values[starts[b]! + k]) return false;
  return true;
}

/**
 * Returns the rows with only the first `count` rows of each group; the others are empty. No row has more than that many neighbors
 * in a group, if `count` is larger than the number of neighbors.
 */
export function keepFirst(rows: TermRows, groups: readonly (readonly number[])[], count: number): TermRows {
  const isDropped = new Uint8Array(rows.starts.length - 1);
  for (const group of groups) for (const row of group.slice(count)) isDropped[row] = 1;
  const starts = new Uint32Array(rows.starts.length);
  const ids = new Uint32Array(rows.ids.length);
  const values = new Uint16Array(rows.values.length);
  isDropped.forEach((dropped, row) => {
    const [start, end] = [rows.starts[row]!, dropped ? rows.starts[row]! : rows.starts[row + 1]!];
    ids.set(rows.ids.subarray(start, end), starts[row]);
    values.set(rows.values.subarray(start, end), starts[row]);
    starts[row + 1] = starts[row]! + end - start;
  });
  const length = starts[isDropped.length]!;
  return { starts, ids: ids.subarray(0, length), values: values.subarray(0, length) };
}

/** Number of rows that are linked between two checks whether a pause is due. */
const ROWS_PER_RANGE = 1 << 12;

/**
 * Completes the neighbors that were found among the rows of {@link keepFirst}: gives all rows of a group the neighbors of its first
 * row, and replaces the neighbors of any row that are in a group by the rows of the group that follow it, cyclically. The first rows
 * of the group would otherwise be the neighbors of all others.
 * @throws the reason of the signal if it is aborted
 */
export async function linkEqualRows(
  { size, ids, dots }: NeighborLists,
  groups: readonly (readonly number[])[],
  signal?: AbortSignal,
): Promise<void> {
  const found = ids.slice();
  /** Number of the group of each row plus 1; 0 for rows without one. */
  const groupOf = new Uint32Array(ids.length / size);
  groups.forEach((group, number) => {
    for (const row of group) groupOf[row] = number + 1;
  });
  const linkRow = (row: number) => {
    const source = (groups[groupOf[row]! - 1]?.[0] ?? row) * size;
    dots.copyWithin(row * size, source, source + size);
    const following = new Map<readonly number[], Iterator<number, never>>();
    for (let slot = 0; slot < size; slot++) {
      const id = found[source + slot]!;
      const group = dots[row * size + slot]! > 0 ? groups[groupOf[id]! - 1] : undefined;
      if (group && !following.has(group)) following.set(group, iterateFrom(group, row + 1));
      ids[row * size + slot] = group ? following.get(group)!.next().value : id;
    }
  };
  await forEachRange(groupOf.length, ROWS_PER_RANGE, signal, (start, end) => {
    for (let row = start; row < end; row++) linkRow(row);
  });
}

/** Yields the numbers of an ascending list from the first one that is at least `min`, again and again. */
function* iterateFrom(list: readonly number[], min: number): Generator<number, never> {
  let [start, end] = [0, list.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if (list[middle]! < min) start = middle + 1;
    else end = middle;
  }
  for (let position = start; ; position++) yield list[position % list.length]!;
}
