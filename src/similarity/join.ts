import { type Hooks, type SparseRows, type TermRows, UNIT } from '../types.ts';

export interface JoinOptions {
  /** How many most similar papers to find for each. Default 10. */
  neighbours?: number;
  /** Pairs below are left out, 0..1. Default 0: any shared term counts. */
  minSimilarity?: number;
}

/** A join finds each row's most similar rows. Pass your own to `analyze` to replace it. */
export type Join = (rows: TermRows, options?: JoinOptions, hooks?: Hooks) => SparseRows | Promise<SparseRows>;

/** Skeleton: exact nearest neighbours by a dense accumulator over an inverted index. */
export const join: Join = (rows, options = {}, hooks = {}) => {
  const { neighbours = 10, minSimilarity = 0 } = options;
  const papers = rows.starts.length - 1;
  const terms = rows.ids.reduce((most, id) => Math.max(most, id + 1), 0);
  const postings: number[][] = Array.from({ length: terms }, () => []);
  for (let i = 0; i < papers; i++)
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) postings[rows.ids[k]!]!.push(i, rows.values[k]!);
  const starts = new Uint32Array(papers + 1);
  const ids: number[] = [];
  const values: number[] = [];
  const sums = new Int32Array(papers);
  for (let i = 0; i < papers; i++) {
    sums.fill(0);
    for (let k = rows.starts[i]!; k < rows.starts[i + 1]!; k++) {
      const list = postings[rows.ids[k]!]!;
      for (let p = 0; p < list.length; p += 2) sums[list[p]!]! += list[p + 1]! * rows.values[k]!;
    }
    sums[i] = 0;
    const found: number[] = [];
    for (let j = 0; j < papers; j++) if (sums[j]! > 0 && sums[j]! >= minSimilarity * UNIT * UNIT) found.push(j);
    found.sort((a, b) => sums[b]! - sums[a]! || a - b);
    for (const j of found.slice(0, neighbours)) {
      ids.push(j);
      values.push(sums[j]! / UNIT / UNIT);
    }
    starts[i + 1] = ids.length;
    hooks.progress?.('join', i + 1, papers);
  }
  return { starts, ids: Uint32Array.from(ids), values: Float64Array.from(values) };
};
