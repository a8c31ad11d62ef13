import type { ConceptKind } from '../../model/concepts.ts';

/** Last words of names of data: "Brain Treebank", "the CIFAR-10 data set". */
export const DATA_WORDS: ReadonlySet<string> = new Set(
  `dataset datasets corpus corpora benchmark benchmarks treebank treebanks testbed collections`.split(' '),
);

/** Last words of names of methods, by stem. */
const METHOD_STEMS: ReadonlySet<string> = new Set(
  `algorithm method methodolog approach techniqu network model learn regress classif classifi machin transform optim
  regular backpropag autoencod encod factor decomposit cluster filter sampl search propag descent estim heurist
  program process framework protocol kernel forest tree attent embed inferenc analysi index hash rank prune quantiz distil
  mine rule procedur scheme strategi tune train normal theori measur metric`.split(/\s+/),
);

/** What is known of a concept when its kind is decided. */
export interface Evidence {
  /** A paper calls its own work so. */
  introduced: boolean;
  /** Its commonest written form has capitals or digits inside: SpikeGPT, BM25. */
  shaped: boolean;
  /** Its commonest written form has small letters or digits besides capitals: SpikeGPT, E2S2, but not EEG. */
  mixed: boolean;
  /** It starts with a capital where it stands inside a sentence. */
  capital: boolean;
  abbreviated: boolean;
  /** The last word of its name, as written in lower case, and its stem. */
  lastWord: string;
  lastStem: string;
  /** Part of its mentions that a word such as "dataset" follows, 0..1. */
  beforeData: number;
}

/** Rules, the first that holds decides. */
export function kindOf(evidence: Evidence): ConceptKind {
  const { introduced, shaped, mixed, capital, abbreviated, lastWord, lastStem, beforeData } = evidence;
  const named = shaped || capital || introduced;
  if (named && (DATA_WORDS.has(lastWord) || (!abbreviated && beforeData >= 0.3))) return 'data set';
  if (introduced || (shaped && mixed && !abbreviated)) return 'system';
  if (METHOD_STEMS.has(lastStem) && !shaped) return 'method';
  return abbreviated || shaped ? 'abbreviation' : 'keyphrase';
}
