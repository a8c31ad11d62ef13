import { InputError } from '../model/errors.ts';
import { withDefaults } from '../model/options.ts';
import { foreignStopWords } from './language/language-rules.ts';
import { FILLER_WORDS } from './tokenize/filler-words.ts';
import { type Stemmer, stemmers } from './tokenize/stemmers.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS, type StopWords } from './tokenize/stop-words.ts';
import { WEIGH_DEFAULTS, type WeighOptions } from './weigh-options.ts';
import { IDF_VARIANTS, type Idf, TF_VARIANTS, type Tf } from './weighting/tf-idf.ts';

/** {@link WeighOptions} with defaults filled in and names replaced by functions. */
export interface ResolvedOptions
  extends Required<Omit<WeighOptions, 'stem' | 'tf' | 'idf' | 'functionWords' | 'boilerplate' | 'stopWords'>> {
  minPhraseDocuments: number;
  stem: Stemmer;
  tf: Tf;
  idf: Idf;
  /**
   * All stop words, in lower case: function words, boilerplate and additional stop words; those of other languages than English with
   * the prefix of their language.
   */
  allStopWords: StopWords;
  /** Words that are no terms by themselves. */
  fillerWords: readonly string[];
}

/** Built once, because every call of `weighText` and `markTerms` needs it. */
const DEFAULT_STOP_WORDS: StopWords = withForeignWords(new Set([...FUNCTION_WORDS, ...SCHOLARLY_WORDS]), {
  functionWords: true,
  boilerplate: true,
  stopWords: [],
});

/** Adds the stop words of all languages that are loaded, also later. */
function withForeignWords(
  english: ReadonlySet<string>,
  {
    functionWords,
    boilerplate,
    stopWords,
  }: Required<Pick<WeighOptions, 'functionWords' | 'boilerplate' | 'stopWords'>>,
): StopWords {
  const foreign = foreignStopWords(functionWords, boilerplate, new Set(stopWords.map((word) => word.toLowerCase())));
  return { has: (key) => english.has(key) || foreign(key) };
}

/**
 * Fills in defaults and replaces names by functions.
 * @param paperCount Number of papers, which determines `minPhraseDocuments: 'auto'`. Not needed with a finished
 * vocabulary.
 */
export function resolveOptions(options: WeighOptions, paperCount = 0): ResolvedOptions {
  const { functionWords, boilerplate, stopWords, stem, tf, idf, ...rest } = withDefaults(WEIGH_DEFAULTS, options);
  const buildStopWords = () => {
    const english = new Set([
      ...(functionWords ? FUNCTION_WORDS : []),
      ...(boilerplate ? SCHOLARLY_WORDS : []),
      ...stopWords.map((word) => word.toLowerCase()),
    ]);
    return withForeignWords(english, { functionWords, boilerplate, stopWords });
  };
  return {
    ...rest,
    minPhraseDocuments:
      rest.minPhraseDocuments === 'auto' ? Math.max(2, String(paperCount - 1).length) : rest.minPhraseDocuments,
    stem: typeof stem === 'string' ? findFunction('stem', stem, stemmers) : stem,
    tf: typeof tf === 'string' ? findFunction('tf', tf, TF_VARIANTS) : tf,
    idf: typeof idf === 'string' ? findFunction('idf', idf, IDF_VARIANTS) : idf,
    allStopWords: functionWords && boilerplate && stopWords.length === 0 ? DEFAULT_STOP_WORDS : buildStopWords(),
    fillerWords: boilerplate ? FILLER_WORDS : [],
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
