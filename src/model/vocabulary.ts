import type { TermRows } from './sparse.ts';

/** The terms that rows refer to by id. The arrays have one entry per term. */
export interface Vocabulary {
  /** Key under which the term is counted: its stems, joined by a space. */
  keys: string[];
  /** Most frequent surface form of the term in the papers. */
  forms: string[];
  /** Document frequency: number of papers that contain the term. */
  documents: Uint32Array;
  /** Inverse document frequency: the factor that gives rare terms more weight. */
  idf: Float64Array;
  /** Long forms of abbreviations by key, for example "snn" → "spiking neural network". */
  longForms: Map<string, string>;
  /**
   * Closed forms of hyphenated compounds for which the rule that a compound is closed if its closed form is a term does not
   * hold, sorted: the decision is made before terms are selected. Default none.
   */
  compoundExceptions?: string[];
  /**
   * Number of terms at the end of the arrays that are authors, with forms such as "by Ada Lovelace". The terms before them are words and
   * phrases, sorted by key. Default 0.
   */
  authors?: number;
}

/** Papers as weighted rows, and the terms that the rows refer to. */
export interface WeighedText {
  vocabulary: Vocabulary;
  rows: TermRows;
  /**
   * For each word or phrase the share of its mentions that are nouns, 0..1; topic labels are chosen by it. Set by `weigh`; a map file does
   * not contain it.
   */
  nounShares?: Float32Array;
  /**
   * For each word or phrase the share of its papers that have it in their title, 0..1; topic labels are chosen by it. Set by `weigh`; a
   * map file does not contain it.
   */
  titleShares?: Float32Array;
}
