import type { TermRows } from './sparse.ts';

/** The terms that rows speak of; arrays run in step, one entry a term. */
export interface Vocabulary {
  /** What the term is counted as: stems joined by a blank. */
  keys: string[];
  /** As people write it: the commonest written form in the papers. */
  forms: string[];
  /** In how many papers it stands. */
  documents: Uint32Array;
  /** The factor that makes rare terms weigh more. */
  idf: Float64Array;
  /** Long forms of abbreviations: "snn" -> "spiking neural network", by key. */
  longForms: Map<string, string>;
  /** How many of the last terms are authors, written "by Ada Lovelace"; all before them are words and phrases, sorted by key. Default 0. */
  authors?: number;
}

/** Papers as weighted rows, and what the columns mean. */
export interface WeighedText {
  vocabulary: Vocabulary;
  rows: TermRows;
  /** For each word or phrase how often the papers use it as a noun, 0..1: what labels are made of. Known after weighing; a map file does not keep it. */
  nounShares?: Float32Array;
}
