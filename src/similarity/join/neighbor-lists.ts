import { type SparseRows, UNIT } from '../../model/sparse.ts';

/**
 * The best neighbors found so far for each paper, in flat arrays with `size` slots per paper, most similar first.
 * Dot products are integers in 1..UNIT²; 0 marks an empty slot.
 */
export interface NeighborLists {
  /** Number of slots per paper. */
  size: number;
  ids: Uint32Array;
  dots: Int32Array;
}

/** Creates empty lists. */
export function createNeighborLists(papers: number, size: number): NeighborLists {
  return { size, ids: new Uint32Array(papers * size), dots: new Int32Array(papers * size) };
}

/** Inserts `other` into the neighbors of `paper` if it belongs there: larger dot products first, ties by {@link getDistance}. */
export function insertNeighbor({ size, ids, dots }: NeighborLists, paper: number, other: number, dot: number): void {
  const first = paper * size;
  let slot = first + size - 1;
  const distance = getDistance(paper, other);
  if (dot < dots[slot]! || (dot === dots[slot]! && distance > getDistance(paper, ids[slot]!))) return;
  for (; slot > first; slot--) {
    if (dot < dots[slot - 1]! || (dot === dots[slot - 1]! && distance > getDistance(paper, ids[slot - 1]!))) break;
    dots[slot] = dots[slot - 1]!;
    ids[slot] = ids[slot - 1]!;
  }
  dots[slot] = dot;
  ids[slot] = other;
}

/**
 * Returns a number that is smaller for papers that follow sooner after a paper, cyclically. Ties of similarity are broken by it: if the
 * smallest ids came first, a few papers would be neighbors of all copies of a text.
 */
const getDistance = (paper: number, other: number) => (other - paper) >>> 0;

/** Returns the lists as a papers × papers matrix. Dot products become cosines, 0..1, without rounding. */
export function toSparseRows({ size, ids, dots }: NeighborLists, papers: number): SparseRows {
  const starts = new Uint32Array(papers + 1);
  for (let paper = 0; paper < papers; paper++) {
    let count = 0;
    while (count < size && dots[paper * size + count]! > 0) count++;
    starts[paper + 1] = starts[paper]! + count;
  }
  const rows = { starts, ids: new Uint32Array(starts[papers]!), values: new Float64Array(starts[papers]!) };
  for (let paper = 0; paper < papers; paper++)
    for (let slot = paper * size, k = starts[paper]!; k < starts[paper + 1]!; slot++, k++) {
      rows.ids[k] = ids[slot]!;
      rows.values[k] = dots[slot]! / UNIT / UNIT;
    }
  return rows;
}
