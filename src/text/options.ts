import { InputError } from '../model/errors.ts';
import { withDefaults } from '../model/options.ts';
import { type Stemmer, type StemmerName, stemmers } from './tokenize/stemmers.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from './tokenize/stop-words.ts';
import { IDF_VARIANTS, type Idf, type IdfName, TF_VARIANTS, type Tf, type TfName } from './weighting/tf-idf.ts';

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
  /** The stemmer: a name, or a function that maps a word in lower case to its stem. Default 'porter'. */
  stem?: StemmerName | Stemmer;
  /** Whether to remove function words. Default true. */
  functionWords?: boolean;
  /** Whether to remove words that papers use about themselves ("we propose a novel approach"). Default true. */
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
  /** Weight of a phrase relative to a word with the same document frequency. At least 0. Default 0.6. */
  phraseWeight?: number;
  /** How many occurrences in the abstract an occurrence in the title is worth. At least 0. Default 2. */
  titleWeight?: number;
  /** The term-frequency weighting: a name, or a function of the term's weighted count in a paper. Default 'root'. */
  tf?: TfName | Tf;
  /**
   * The inverse document frequency: a name, or a function of the term's document frequency and the number of papers.
   * Default 'damped'.
   */
  idf?: IdfName | Idf;
  /**
   * Maximum contribution of shared authors to a similarity, 0..1: 0 ignores authors, 1 ignores the text. Default 0.1.
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
  stem: 'porter',
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
  authorWeight: 0.1,
  minDocuments: 2,
  maxShare: 0.5,
};

/** {@link WeighOptions} with defaults filled in and names replaced by functions. */
export interface ResolvedOptions
  extends Required<Omit<WeighOptions, 'stem' | 'tf' | 'idf' | 'functionWords' | 'boilerplate' | 'stopWords'>> {
  minPhraseDocuments: number;
  stem: Stemmer;
  tf: Tf;
  idf: Idf;
  /** All stop words, in lower case: function words, boilerplate and additional stop words. */
  allStopWords: ReadonlySet<string>;
}

/** Built once, because every call of `weighText` and `markTerms` needs it. */
const DEFAULT_STOP_WORDS: ReadonlySet<string> = new Set([...FUNCTION_WORDS, ...SCHOLARLY_WORDS]);

/**
 * Fills in defaults and replaces names by functions.
 * @param paperCount Number of papers, which determines `minPhraseDocuments: 'auto'`. Not needed with a finished
 * vocabulary.
 */
export function resolveOptions(options: WeighOptions, paperCount = 0): ResolvedOptions {
  const { functionWords, boilerplate, stopWords, stem, tf, idf, ...rest } = withDefaults(WEIGH_DEFAULTS, options);
  const buildStopWords = () =>
    new Set([
      ...(functionWords ? FUNCTION_WORDS : []),
      ...(boilerplate ? SCHOLARLY_WORDS : []),
      ...stopWords.map((word) => word.toLowerCase()),
    ]);
  return {
    ...rest,
    minPhraseDocuments:
      rest.minPhraseDocuments === 'auto' ? Math.max(2, Math.ceil(Math.log10(paperCount))) : rest.minPhraseDocuments,
    stem: typeof stem === 'string' ? findFunction('stem', stem, stemmers) : stem,
    tf: typeof tf === 'string' ? findFunction('tf', tf, TF_VARIANTS) : tf,
    idf: typeof idf === 'string' ? findFunction('idf', idf, IDF_VARIANTS) : idf,
    allStopWords: functionWords && boilerplate && stopWords.length === 0 ? DEFAULT_STOP_WORDS : buildStopWords(),
  };
}

/**
 * Returns the maximum document frequency of a term: more frequent terms do not distinguish papers.
 * @param copies Number of papers with the most frequent abstract. Copies of one text do not make its terms too frequent.
 */
export const maxDocuments = ({ minDocuments, maxShare }: ResolvedOptions, paperCount: number, copies = 1): number =>
  Math.max(minDocuments, maxShare * paperCount, maxShare > 0 ? copies : 0);

/**
 * Returns the function with a name. If there is none, returns a function that throws an InputError when it is called: a
 * map that was built with a custom function records the name "custom", and remains usable for everything that does not
 * call the function.
 */
function findFunction<F extends (...values: never[]) => unknown>(
  option: string,
  name: string,
  functions: Readonly<Record<string, F>>,
): F | (() => never) {
  if (Object.hasOwn(functions, name)) return functions[name]!;
  return () => {
    const names = Object.keys(functions).join(', ');
    throw new InputError(
      `unknown value "${name}" of the option ${option}: use one of ${names}, or pass the function that the map was built with`,
    );
  };
}
