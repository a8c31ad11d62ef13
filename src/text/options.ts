import { InputError } from '../model/errors.ts';
import { withDefaults } from '../model/options.ts';
import { type FoldRules, fold, type Part } from './tokenize/normalize-word.ts';
import { type Stemmer, type StemmerName, stemmers } from './tokenize/stemmers.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from './tokenize/stop-words.ts';
import { type Idf, type IdfName, idfs, type Tf, type TfName, tfs } from './weighting/tf-idf.ts';

/** How papers become rows. `weighText` and `markTerms` want the same options as the `weigh` that made the vocabulary. */
export interface WeighOptions {
  /** Blank out addresses, markup, formulas and copyright lines. Default true. */
  clean?: boolean;
  /** Keep names whole: "GPT-2", "k-means", "CIFAR-10", "C. elegans", capitals unstemmed. Default true. */
  names?: boolean;
  /** Fold British to American spelling, accents, and hyphened compounds whose closed form occurs. Default true. */
  spelling?: boolean;
  /** What brings a word's forms together, by name or as a function of a lower-case word. Default 'porter'. */
  stem?: StemmerName | Stemmer;
  /** Leave out function words. Default true. */
  functionWords?: boolean;
  /** Leave out what papers say of themselves ("we propose a novel approach"). Default true. */
  boilerplate?: boolean;
  /** Further words to leave out. Default none. */
  stopWords?: string[];
  /** Words that count as one: every list is counted as its first member, the others being single words. Default none. */
  synonyms?: string[][];
  /** Count an abbreviation as its long form, where papers define it. Default true. */
  abbreviations?: boolean;
  /** Count phrases of two and three words as terms beside their words. Default true. */
  phrases?: boolean;
  /** Papers that a phrase must stand in. Whole number, at least 2. Default 'auto': the decimal logarithm of the number of papers, rounded up: 3 for 257, 5 for 97,000. */
  minPhraseDocuments?: number | 'auto';
  /** How closely a phrase's words must belong together: normalised pointwise mutual information, -1..1. Default 0. */
  minCohesion?: number;
  /** Weight of a phrase beside that of a word as rare; 0 or more. Default 0.6. */
  phraseWeight?: number;
  /** How often a word in the title counts, one in the abstract counting once; 0 or more. Default 2. */
  titleWeight?: number;
  /** From how often a term stands in a paper to its weight there, by name or as a function. Default 'root'. */
  tf?: TfName | Tf;
  /** From how many papers hold a term to its weight everywhere, by name or as a function. Default 'damped'. */
  idf?: IdfName | Idf;
  /** How much shared authors can add to a similarity, the words making the rest: 0 leaves authors out, 1 the words. Default 0.1. */
  authorShare?: number;
  /** Terms in fewer papers are left out. Whole number, at least 1. Default 2. */
  minDocuments?: number;
  /** Terms in a larger part of the papers are left out, 0..1, but never for standing in `minDocuments` papers. Default 0.5. */
  maxShare?: number;
}

/** What is done unless asked otherwise. */
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
  minCohesion: 0,
  phraseWeight: 0.6,
  titleWeight: 2,
  tf: 'root',
  idf: 'damped',
  authorShare: 0.1,
  minDocuments: 2,
  maxShare: 0.5,
};

/** Options with defaults filled in and names looked up. */
export interface Settings
  extends Required<Omit<WeighOptions, 'stem' | 'tf' | 'idf' | 'functionWords' | 'boilerplate' | 'stopWords'>> {
  minPhraseDocuments: number;
  stem: Stemmer;
  tf: Tf;
  idf: Idf;
  silent: ReadonlySet<string>;
}

/** Made once, since every text asked for needs it. */
const USUALLY_SILENT: ReadonlySet<string> = new Set([...FUNCTION_WORDS, ...SCHOLARLY_WORDS]);

/** `papers`: how many are weighed; what reads a text by a finished vocabulary need not say. */
export function settle(options: WeighOptions, papers = 0): Settings {
  const { functionWords, boilerplate, stopWords, stem, tf, idf, ...rest } = withDefaults(WEIGH_DEFAULTS, options);
  const silentWords = () =>
    new Set([
      ...(functionWords ? FUNCTION_WORDS : []),
      ...(boilerplate ? SCHOLARLY_WORDS : []),
      ...stopWords.map((word) => word.toLowerCase()),
    ]);
  return {
    ...rest,
    minPhraseDocuments:
      rest.minPhraseDocuments === 'auto' ? Math.max(2, Math.ceil(Math.log10(papers))) : rest.minPhraseDocuments,
    stem: typeof stem === 'string' ? named('stem', stem, stemmers) : stem,
    tf: typeof tf === 'string' ? named('tf', tf, tfs) : tf,
    idf: typeof idf === 'string' ? named('idf', idf, idfs) : idf,
    silent: functionWords && boilerplate && stopWords.length === 0 ? USUALLY_SILENT : silentWords(),
  };
}

/** A term in more papers says nothing of any. In two papers, what both say still counts. */
export const mostDocuments = ({ minDocuments, maxShare }: Settings, papers: number): number =>
  Math.max(minDocuments, maxShare * papers);

/**
 * The function of this name. A map that was built with a function of its own names it "custom", and can do all that does
 * not need it: hence a function that throws in place of an error at once.
 */
function named<Named extends (...values: never[]) => unknown>(
  option: string,
  name: string,
  functions: Readonly<Record<string, Named>>,
): Named | (() => never) {
  if (Object.hasOwn(functions, name)) return functions[name]!;
  return () => {
    const names = Object.keys(functions).join(', ');
    throw new InputError(`${option} "${name}" is none of ${names}: pass the function that the map was built with`);
  };
}

export function foldRules(settings: Settings, stands: (key: string) => boolean): FoldRules {
  const { stem, spelling, names, silent } = settings;
  const rules = { stem, spelling, names, stopWords: silent, stands };
  const synonyms = new Map<string, Part[]>();
  for (const [first = '', ...others] of settings.synonyms) {
    const parts = first.split(/\s+/).flatMap((word) => fold(word, rules));
    for (const other of others)
      synonyms.set(
        fold(other, rules)
          .map(({ key }) => key)
          .join(' '),
        parts,
      );
  }
  return synonyms.size > 0 ? { ...rules, synonyms } : rules;
}
