import type { SparseRows, TermRows } from '../../model/sparse.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
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
 * Returns the rows with only the first `count` rows of each group; the others are empty. As ties are broken by id, no row
 * has a later one among its `count` - 1 nearest neighbors.
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

/**
 * Replaces the neighbors of equal rows that are in their own group by the rows that follow them in it, cyclically. The first
 * rows of the group would otherwise be the neighbors of all others.
 */
export function linkEqualRows({ size, ids, dots }: NeighborLists, groups: readonly (readonly number[])[]): void {
  for (const group of groups) {
    const members = new Set(group);
    const first = group[0]! * size;
    const firstIds = ids.slice(first, first + size);
    const firstDots = dots.slice(first, first + size);
    group.forEach((row, position) => {
      let next = position;
      dots.set(firstDots, row * size);
      for (let slot = 0; slot < size; slot++) {
        const isMember = firstDots[slot]! > 0 && members.has(firstIds[slot]!);
        ids[row * size + slot] = isMember ? group[++next % group.length]! : firstIds[slot]!;
      }
    });
  }
}
