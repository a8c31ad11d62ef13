import { type TermRow, UNIT } from '../../model/sparse.ts';

/** From a term's count in one paper (above 0, titles weighted) to its weight there. */
export type Tf = (count: number) => number;
export type TfName = 'log' | 'count' | 'root' | 'saturated' | 'once';

/**
 * The variants of term frequency by name, for a term that stands n times in a paper.
 * - `log`: 1 + ln n (Salton and Buckley 1988), so that the tenth mention says less than the second.
 * - `count`: n.
 * - `root`: the square root of n; a second mention says less than with `log`, a tenth as much.
 * - `saturated`: 2.2 n / (n + 1.2), BM25's curve with k1 = 1.2 (Robertson and Walker 1994), without its length part.
 * - `once`: 1.
 */
export const tfs: Readonly<Record<TfName, Tf>> = {
  log: (count) => (count > 1 ? 1 + Math.log(count) : count),
  count: (count) => count,
  root: Math.sqrt,
  saturated: (count) => (2.2 * count) / (count + 1.2),
  once: () => 1,
};

/** From the number of papers that hold a term, and of all papers, to its weight everywhere; 0 or more. */
export type Idf = (documents: number, papers: number) => number;
export type IdfName = 'damped' | 'log' | 'smooth' | 'none';

/**
 * The variants of inverse document frequency by name, for a term in d of N papers.
 * - `log`: ln((N + 1) / d) (Sparck Jones 1972).
 * - `damped`: the same square root: the rarest words are often accidents, and should not rule a paper's row.
 * - `smooth`: ln((1 + N) / (1 + d)) + 1, as scikit-learn has it.
 * - `none`: 1.
 */
export const idfs: Readonly<Record<IdfName, Idf>> = {
  damped: (documents, papers) => Math.sqrt(Math.log((papers + 1) / documents)),
  log: (documents, papers) => Math.log((papers + 1) / documents),
  smooth: (documents, papers) => Math.log((1 + papers) / (1 + documents)) + 1,
  none: () => 1,
};

/**
 * Brings weights to unit length in whole numbers: each is rounded, then 1 is taken off the largest (the first of
 * equals) until the sum of squares is at most UNIT squared. Terms whose weight rounds to 0 are left out.
 * `ids` ascend; weights are 0 or more, and `length` of them count.
 */
export function unitRow(ids: ArrayLike<number>, weights: ArrayLike<number>, length: number): TermRow {
  const row: TermRow = { ids: new Uint32Array(length), values: new Uint16Array(length) };
  const kept = writeUnitRow(ids, weights, length, row, 0);
  return { ids: row.ids.subarray(0, kept), values: row.values.subarray(0, kept) };
}

/** {@link unitRow}, written into longer arrays from `at` on; returns where it ends. */
export function writeUnitRow(
  ids: ArrayLike<number>,
  weights: ArrayLike<number>,
  length: number,
  into: TermRow,
  at: number,
): number {
  let square = 0;
  for (let k = 0; k < length; k++) square += weights[k]! * weights[k]!;
  const scale = square > 0 ? UNIT / Math.sqrt(square) : 0;
  const { values } = into;
  let end = at;
  let sum = 0;
  for (let k = 0; k < length; k++) {
    const value = Math.round(weights[k]! * scale);
    if (value === 0) continue;
    into.ids[end] = ids[k]!;
    values[end++] = value;
    sum += value * value;
  }
  while (sum > UNIT * UNIT) {
    let largest = at;
    for (let k = at + 1; k < end; k++) if (values[k]! > values[largest]!) largest = k;
    sum -= 2 * values[largest]!-- - 1;
  }
  return end;
}
