import {
  boolean,
  defineOption,
  either,
  func,
  integer,
  number,
  type OptionTable,
  oneOf,
  wordList,
  wordLists,
} from '../model/option-table.ts';
import type { Stemmer, StemmerName } from './tokenize/stemmers.ts';
import type { Idf, IdfName, Tf, TfName } from './weighting/tf-idf.ts';

/**
 * Options of `weigh`. `weighText` and `markTerms` must be called with the options that their vocabulary was built with.
 */
export interface WeighOptions {
  /** Whether to mask web addresses, markup, formulas and copyright lines. Default true. */
  clean?: boolean;
  /**
   * Whether to keep names whole ("GPT-2", "k-means", "CIFAR-10", "C. elegans") and not to stem words in capitals.
   * Default true.
   */
  names?: boolean;
  /**
   * Whether to convert British to American spelling, remove accents, and close hyphenated compounds whose closed form
   * occurs in the collection. Default true.
   */
  spelling?: boolean;
  /** The stemmer: a name, or a function that maps a word in lower case to its stem. Default 'inflections'. */
  stem?: StemmerName | Stemmer;
  /** Whether to remove function words. Default true. */
  functionWords?: boolean;
  /**
   * Whether to remove words that papers use about themselves ("we propose a novel approach"), and not to count words of all
   * subjects by themselves ("large", "perspective"; "large language model" counts). Default true.
   */
  boilerplate?: boolean;
  /** Additional stop words. Default none. */
  stopWords?: string[];
  /**
   * Lists of synonyms. All words of a list are counted as its first entry, which may be a phrase; the others are single
   * words. Default none.
   */
  synonyms?: string[][];
  /** Whether to count an abbreviation as its long form if papers define it. Default true. */
  abbreviations?: boolean;
  /** Whether to count phrases of two and three words as terms, in addition to their words. Default true. */
  phrases?: boolean;
  /**
   * Minimum number of papers that contain a phrase. Integer, at least 2. Default 'auto': the decimal logarithm of the
   * number of papers, rounded up, which is 3 for 257 papers and 5 for 97,000.
   */
  minPhraseDocuments?: number | 'auto';
  /**
   * Maximum share of the phrases whose words are expected to be adjacent by chance, 0..1: 1 accepts all frequent phrases.
   * Default 0.01.
   */
  maxChancePhrases?: number;
  /** Weight of a phrase relative to a word with the same document frequency, 0..100. Default 0.6. */
  phraseWeight?: number;
  /** How many occurrences in the abstract an occurrence in the title is worth, 0..100. Default 2. */
  titleWeight?: number;
  /** The term-frequency weighting: a name, or a function of the term's weighted count in a paper. Default 'root'. */
  tf?: TfName | Tf;
  /**
   * The inverse document frequency: a name, or a function of the term's document frequency and the number of papers.
   * Default 'damped'.
   */
  idf?: IdfName | Idf;
  /**
   * Maximum contribution of shared authors to a similarity, 0..1: 0 ignores authors, 1 ignores the text. Default 0.2.
   */
  authorWeight?: number;
  /** Minimum number of papers that contain a term. Integer, at least 1. Default 2. */
  minDocuments?: number;
  /**
   * Maximum share of the papers that contain a term, 0..1. Terms in exactly `minDocuments` papers are always kept.
   * Default 0.5.
   */
  maxShare?: number;
}

/** Defaults of {@link WeighOptions}. */
export const WEIGH_DEFAULTS: Required<WeighOptions> = {
  clean: true,
  names: true,
  spelling: true,
  stem: 'inflections',
  functionWords: true,
  boilerplate: true,
  stopWords: [],
  synonyms: [],
  abbreviations: true,
  phrases: true,
  minPhraseDocuments: 'auto',
  maxChancePhrases: 0.01,
  phraseWeight: 0.6,
  titleWeight: 2,
  tf: 'root',
  idf: 'damped',
  authorWeight: 0.2,
  minDocuments: 2,
  maxShare: 0.5,
};

/** Any value. */
const any = { text: 'any value', includes: () => true };

/** The options of {@link WeighOptions}. */
export const WEIGH_OPTIONS: OptionTable<WeighOptions> = {
  clean: defineOption('mask web addresses, markup, formulas, and copyright lines', boolean, WEIGH_DEFAULTS.clean),
  names: defineOption('keep names such as "GPT-2" whole', boolean, WEIGH_DEFAULTS.names),
  spelling: defineOption('unify British and American spelling, accents, and hyphens', boolean, WEIGH_DEFAULTS.spelling),
  stem: defineOption(
    'stemmer',
    either(oneOf<StemmerName>('inflections', 'porter', 'plurals', 'none'), func),
    WEIGH_DEFAULTS.stem,
  ),
  functionWords: defineOption('remove function words', boolean, WEIGH_DEFAULTS.functionWords),
  boilerplate: defineOption(
    'remove words that papers use about themselves or on every subject',
    boolean,
    WEIGH_DEFAULTS.boilerplate,
  ),
  stopWords: defineOption('additional stop words', wordList, WEIGH_DEFAULTS.stopWords),
  synonyms: defineOption('lists of words to count as one', wordLists, WEIGH_DEFAULTS.synonyms),
  abbreviations: defineOption('count an abbreviation as its long form', boolean, WEIGH_DEFAULTS.abbreviations),
  phrases: defineOption('count phrases of two and three words as terms', boolean, WEIGH_DEFAULTS.phrases),
  minPhraseDocuments: defineOption(
    'minimum number of papers that contain a phrase',
    either(integer(2), oneOf('auto')),
    WEIGH_DEFAULTS.minPhraseDocuments,
  ),
  maxChancePhrases: defineOption(
    'maximum share of the phrases whose words are expected to be adjacent by chance',
    number(0, 1),
    WEIGH_DEFAULTS.maxChancePhrases,
  ),
  phraseWeight: defineOption('weight of a phrase relative to a word', number(0, 100), WEIGH_DEFAULTS.phraseWeight),
  titleWeight: defineOption(
    'how many occurrences in the abstract one in the title is worth',
    number(0, 100),
    WEIGH_DEFAULTS.titleWeight,
  ),
  tf: defineOption(
    'term-frequency weighting',
    either(oneOf<TfName>('log', 'count', 'root', 'saturated', 'once'), func),
    WEIGH_DEFAULTS.tf,
  ),
  idf: defineOption(
    'inverse document frequency',
    either(oneOf<IdfName>('damped', 'log', 'smooth', 'none'), func),
    WEIGH_DEFAULTS.idf,
  ),
  authorWeight: defineOption(
    'largest contribution of shared authors to a similarity',
    number(0, 1),
    WEIGH_DEFAULTS.authorWeight,
  ),
  minDocuments: defineOption('minimum number of papers that contain a term', integer(1), WEIGH_DEFAULTS.minDocuments),
  maxShare: defineOption('maximum share of the papers that contain a term', number(0, 1), WEIGH_DEFAULTS.maxShare),
};

/** The options of a map that do not affect how a text is weighed. They are accepted so that `map.options` can be passed. */
const OTHER_MAP_OPTIONS = [
  'neighbors',
  'minSimilarity',
  'resolution',
  'minTopicSize',
  'seed',
  'phrasesPerPaper',
  'network',
  'counting',
  'normalization',
  'minOccurrences',
  'couplingWeight',
  'thesaurus',
  'knownConcepts',
  'vectors',
  'concepts',
  'join',
];

/**
 * The options of `weighText` and `markTerms`. A map records "custom" in place of a function, which is an error only if the
 * function is needed.
 */
export const TEXT_OPTIONS: OptionTable = {
  ...WEIGH_OPTIONS,
  ...Object.fromEntries(
    ['stem', 'tf', 'idf', ...OTHER_MAP_OPTIONS].map((name) => [name, defineOption('recorded by a map', any)]),
  ),
};
