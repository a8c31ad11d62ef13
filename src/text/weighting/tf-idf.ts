import { log } from '../../util/portable-math.ts';

/** Maps a term's weighted count in one paper (above 0) to its term-frequency weight. */
export type Tf = (count: number) => number;

/**
 * Name of a variant of term frequency, for a term with count n in a paper.
 * - `log`: 1 + ln n (Salton and Buckley 1988): repeated mentions add less and less.
 * - `count`: n.
 * - `root`: √n. Compared with `log`, a second mention adds less, and a tenth as much.
 * - `saturated`: 2.2 n / (n + 1.2), the BM25 saturation with k1 = 1.2 (Robertson and Walker 1994), without length
 * normalization.
 * - `once`: 1.
 */
export type TfName = 'log' | 'count' | 'root' | 'saturated' | 'once';

/** The term-frequency functions by name. */
export const TF_VARIANTS: Readonly<Record<TfName, Tf>> = {
  log: (count) => (count > 1 ? 1 + log(count) : count),
  count: (count) => count,
  root: Math.sqrt,
  saturated: (count) => (2.2 * count) / (count + 1.2),
  once: () => 1,
};

/** Maps a term's document frequency and the number of papers to its inverse document frequency; 0 or more. */
export type Idf = (documents: number, papers: number) => number;

/**
 * Name of a variant of inverse document frequency, for a term in d of N papers.
 * - `log`: ln((N + 1) / d) (Sparck Jones 1972).
 * - `damped`: √ln((N + 1) / d). The rarest words are often accidental and should not dominate a paper's row.
 * - `smooth`: ln((1 + N) / (1 + d)) + 1, as in scikit-learn.
 * - `none`: 1.
 */
export type IdfName = 'damped' | 'log' | 'smooth' | 'none';

/** The inverse-document-frequency functions by name. */
export const IDF_VARIANTS: Readonly<Record<IdfName, Idf>> = {
  damped: (documents, papers) => Math.sqrt(log((papers + 1) / documents)),
  log: (documents, papers) => log((papers + 1) / documents),
  smooth: (documents, papers) => log((1 + papers) / (1 + documents)) + 1,
  none: () => 1,
};
