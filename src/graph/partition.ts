/** Partitions: arrays that hold the group of every node or paper. Groups are numbered from 0. */

/** Returns the number of members of each group. */
export function computeGroupSizes(groupOf: Uint32Array): Uint32Array {
  let groups = 0;
  for (let i = 0; i < groupOf.length; i++) if (groupOf[i]! >= groups) groups = groupOf[i]! + 1;
  const sizes = new Uint32Array(groups);
  for (let i = 0; i < groupOf.length; i++) sizes[groupOf[i]!]!++;
  return sizes;
}

/** Returns the members of each group, ascending. In arrays of topic ids, group 0 holds the papers without a topic. */
export function listGroupMembers(groupOf: Uint32Array): Uint32Array[] {
  const members = Array.from(computeGroupSizes(groupOf), (size) => new Uint32Array(size));
  const counts = new Uint32Array(members.length);
  groupOf.forEach((group, i) => {
    members[group]![counts[group]!++] = i;
  });
  return members;
}

/**
 * Returns the intersection of two partitions: items share a group when they do so in both. Groups are numbered in order
 * of first appearance.
 */
export function intersectPartitions(a: Uint32Array, b: Uint32Array): Uint32Array {
  const columns = b.reduce((max, group) => Math.max(max, group + 1), 0);
  const numbers = new Map<number, number>();
  return a.map((group, i) => {
    const cell = group * columns + b[i]!;
    if (!numbers.has(cell)) numbers.set(cell, numbers.size);
    return numbers.get(cell)!;
  });
}

/** Renumbers groups from 0 in order of first appearance. */
export function renumberGroups(groupOf: Uint32Array): Uint32Array {
  return intersectPartitions(groupOf, new Uint32Array(groupOf.length));
}

/** The nonzero cells of the contingency table of two partitions, ordered by row, then column. */
export interface ContingencyTable {
  /** Group in the first partition, per cell. */
  rows: Uint32Array;
  /** Group in the second partition, per cell. */
  columns: Uint32Array;
  /** Number of items in both groups, per cell. */
  counts: Uint32Array;
  /** Size of each group of the first partition. */
  rowSums: Uint32Array;
  /** Size of each group of the second partition. */
  columnSums: Uint32Array;
}

/** Maximum number of cells for which a dense table is faster than a hash map. */
const MAX_DENSE_CELLS = 1 << 22;

/** Counts the items that each pair of groups has in common. Takes time linear in the number of items, plus that of a dense table. */
export function computeContingency(a: Uint32Array, b: Uint32Array): ContingencyTable {
  const rowSums = computeGroupSizes(a);
  const columnSums = computeGroupSizes(b);
  const width = columnSums.length;
  const size = rowSums.length * width;
  const [cells, counts] = size <= MAX_DENSE_CELLS ? countInTable(a, b, width, size) : countInMap(a, b, width);
  return {
    rows: Uint32Array.from(cells, (cell) => Math.floor(cell / width)),
    columns: Uint32Array.from(cells, (cell) => cell % width),
    counts: Uint32Array.from(counts),
    rowSums,
    columnSums,
  };
}

function countInTable(
  a: Uint32Array,
  b: Uint32Array,
  width: number,
  size: number,
): [cells: number[], counts: number[]] {
  const table = new Uint32Array(size);
  for (let i = 0; i < a.length; i++) table[a[i]! * width + b[i]!]!++;
  const cells: number[] = [];
  const counts: number[] = [];
  for (let cell = 0; cell < size; cell++)
    if (table[cell]! > 0) {
      cells.push(cell);
      counts.push(table[cell]!);
    }
  return [cells, counts];
}

function countInMap(a: Uint32Array, b: Uint32Array, width: number): [cells: number[], counts: number[]] {
  const table = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const cell = a[i]! * width + b[i]!;
    table.set(cell, (table.get(cell) ?? 0) + 1);
  }
  const cells = [...table.keys()].sort((x, y) => x - y);
  return [cells, cells.map((cell) => table.get(cell)!)];
}
