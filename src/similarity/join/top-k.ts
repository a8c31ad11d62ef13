import { type SparseRows, UNIT } from '../../model/sparse.ts';

/**
 * The best found so far for every paper: slots of `size` entries a paper, best first, in flat arrays.
 * A dot product is a whole number in 1..UNIT²; 0 marks a free slot.
 */
export interface Nearest {
  size: number;
  ids: Uint32Array;
  dots: Int32Array;
}

/** Free slots for `papers` papers, `size` each. */
export function emptyNearest(papers: number, size: number): Nearest {
  return { size, ids: new Uint32Array(papers * size), dots: new Int32Array(papers * size) };
}

/** Puts `other` among the nearest of `paper` if it belongs there: larger dot products first, ties by smaller id. */
export function offer({ size, ids, dots }: Nearest, paper: number, other: number, dot: number): void {
  const first = paper * size;
  let slot = first + size - 1;
  if (dot < dots[slot]! || (dot === dots[slot]! && other > ids[slot]!)) return;
  for (; slot > first; slot--) {
    if (dot < dots[slot - 1]! || (dot === dots[slot - 1]! && other > ids[slot - 1]!)) break;
    dots[slot] = dots[slot - 1]!;
    ids[slot] = ids[slot - 1]!;
  }
  dots[slot] = dot;
  ids[slot] = other;
}

/** The slots in use as rows, most similar first; dot products become cosines in 0..1, without rounding. */
export function rowsOf({ size, ids, dots }: Nearest, papers: number): SparseRows {
  const starts = new Uint32Array(papers + 1);
  for (let paper = 0; paper < papers; paper++) {
    let used = 0;
    while (used < size && dots[paper * size + used]! > 0) used++;
    starts[paper + 1] = starts[paper]! + used;
  }
  const rows = { starts, ids: new Uint32Array(starts[papers]!), values: new Float64Array(starts[papers]!) };
  for (let paper = 0; paper < papers; paper++)
    for (let slot = paper * size, k = starts[paper]!; k < starts[paper + 1]!; slot++, k++) {
      rows.ids[k] = ids[slot]!;
      rows.values[k] = dots[slot]! / UNIT / UNIT;
    }
  return rows;
}
