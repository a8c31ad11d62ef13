import type { ConceptKind } from '../../model/concepts.ts';

/** Last words of names of data sets: "Brain Treebank", "the CIFAR-10 data set". */
export const DATA_WORDS: ReadonlySet<string> = new Set(
  `dataset datasets corpus corpora benchmark benchmarks treebank treebanks testbed collections`.split(' '),
);

/** Stems of the last words of names of methods. */
const METHOD_STEMS: ReadonlySet<string> = new Set(
  `algorithm method methodolog approach techniqu network model learn regress classif classifi machin transform optim
  regular backpropag autoencod encod factor decomposit cluster filter sampl search propag descent estim heurist
  program process framework protocol kernel forest tree attent embed inferenc analysi index hash rank prune quantiz distil
  mine rule procedur scheme strategi tune train normal theori measur metric`.split(/\s+/),
);

/** The properties of a concept that determine its kind. */
export interface KindFeatures {
  /** A paper gives this name to its own work. */
  isIntroduced: boolean;
  /** The name is spelled like SpikeGPT or BM25. */
  isNameLike: boolean;
  /** The name has lowercase letters or digits besides capitals: SpikeGPT and E2S2, but not EEG. */
  isMixedCase: boolean;
  /** It usually starts with a capital letter within sentences. */
  isCapitalized: boolean;
  hasAbbreviation: boolean;
  /** Last word of the name, in lower case. */
  lastWord: string;
  /** Stem of the last word. */
  lastStem: string;
  /** Share of its mentions followed by a word such as "dataset", 0..1. */
  beforeDataShare: number;
}

/** Above this share of mentions before a data word, a name denotes a data set. */
const MIN_DATA_SHARE = 0.3;

/** Determines the kind of a concept; the first rule that applies decides. */
export function classifyConcept(features: KindFeatures): ConceptKind {
  const { isIntroduced, isNameLike, isMixedCase, isCapitalized, hasAbbreviation } = features;
  const { lastWord, lastStem, beforeDataShare } = features;
  const isName = isNameLike || isCapitalized || isIntroduced;
  if (isName && (DATA_WORDS.has(lastWord) || (!hasAbbreviation && beforeDataShare >= MIN_DATA_SHARE)))
    return 'data set';
  if (isIntroduced || (isNameLike && isMixedCase && !hasAbbreviation)) return 'system';
  if (METHOD_STEMS.has(lastStem) && !isNameLike) return 'method';
  return hasAbbreviation || isNameLike ? 'abbreviation' : 'keyphrase';
}
