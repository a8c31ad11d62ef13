/** Partitions: arrays with the group of every node or paper, numbered from 0. */

/** Number of members of each group. */
export function sizesOf(groupOf: Uint32Array): Uint32Array {
  let groups = 0;
  for (let i = 0; i < groupOf.length; i++) if (groupOf[i]! >= groups) groups = groupOf[i]! + 1;
  const sizes = new Uint32Array(groups);
  for (let i = 0; i < groupOf.length; i++) sizes[groupOf[i]!]!++;
  return sizes;
}

/** The members of each group, ascending; entry 0 is those in none. */
export function membersByGroup(groupOf: Uint32Array): Uint32Array[] {
  const members = Array.from(sizesOf(groupOf), (size) => new Uint32Array(size));
  const filled = new Uint32Array(members.length);
  groupOf.forEach((group, i) => {
    members[group]![filled[group]!++] = i;
  });
  return members;
}

/** The groups of two partitions crossed, numbered from 0 as they come. */
export function crossed(a: Uint32Array, b: Uint32Array): Uint32Array {
  const width = b.reduce((most, group) => Math.max(most, group + 1), 0);
  const numbers = new Map<number, number>();
  return a.map((group, i) => {
    const cell = group * width + b[i]!;
    if (!numbers.has(cell)) numbers.set(cell, numbers.size);
    return numbers.get(cell)!;
  });
}

/** The same groups numbered from 0 as they come. */
export const compact = (groupOf: Uint32Array) => crossed(groupOf, new Uint32Array(groupOf.length));

/** Which groups of two partitions share how many members; cells in order of first group, then second. */
export interface Contingency {
  first: Uint32Array;
  second: Uint32Array;
  shared: Uint32Array;
  firstSizes: Uint32Array;
  secondSizes: Uint32Array;
}

/** Pairs of groups up to which a full table is faster than a map. */
const TABLE = 1 << 22;

/** Counts what each pair of groups shares, in time that grows with the number of things (and a table of pairs, where it is small). */
export function contingency(a: Uint32Array, b: Uint32Array): Contingency {
  const firstSizes = sizesOf(a);
  const secondSizes = sizesOf(b);
  const width = secondSizes.length;
  const pairs = firstSizes.length * width;
  const [cells, counts] = pairs <= TABLE ? countedInTable(a, b, width, pairs) : countedInMap(a, b, width);
  return {
    first: Uint32Array.from(cells, (cell) => Math.floor(cell / width)),
    second: Uint32Array.from(cells, (cell) => cell % width),
    shared: Uint32Array.from(counts),
    firstSizes,
    secondSizes,
  };
}

function countedInTable(a: Uint32Array, b: Uint32Array, width: number, pairs: number): [number[], number[]] {
  const table = new Uint32Array(pairs);
  for (let i = 0; i < a.length; i++) table[a[i]! * width + b[i]!]!++;
  const cells: number[] = [];
  const counts: number[] = [];
  for (let cell = 0; cell < pairs; cell++)
    if (table[cell]! > 0) {
      cells.push(cell);
      counts.push(table[cell]!);
    }
  return [cells, counts];
}

function countedInMap(a: Uint32Array, b: Uint32Array, width: number): [number[], number[]] {
  const found = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const cell = a[i]! * width + b[i]!;
    found.set(cell, (found.get(cell) ?? 0) + 1);
  }
  const cells = [...found.keys()].sort((x, y) => x - y);
  return [cells, cells.map((cell) => found.get(cell)!)];
}
