import { type FoldRules, fold, type Part } from './fold.ts';
import { type Stemmer, type StemmerName, stemmers } from './stem.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from './stopwords.ts';
import { type Idf, type IdfName, idfs, type Tf, type TfName, tfs } from './weights.ts';

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
  /** Papers that a phrase must stand in. Whole number, at least 2. Default the decimal logarithm of the number of papers, rounded up: 3 for 257, 5 for 97,000. */
  minPhraseDocuments?: number;
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
  /** Terms in fewer papers are left out. Whole number, at least 1. Default 2. */
  minDocuments?: number;
  /** Terms in a larger part of the papers are left out, 0..1. Default 0.5. */
  maxShare?: number;
}

/** Options with defaults filled in and names looked up. */
export interface Settings
  extends Required<Omit<WeighOptions, 'stem' | 'tf' | 'idf' | 'functionWords' | 'boilerplate' | 'stopWords'>> {
  stem: Stemmer;
  tf: Tf;
  idf: Idf;
  silent: ReadonlySet<string>;
}

/** Made once, since every text asked for needs it. */
const USUALLY_SILENT: ReadonlySet<string> = new Set([...FUNCTION_WORDS, ...SCHOLARLY_WORDS]);

/** `papers`: how many are weighed; what reads a text by a finished vocabulary need not say. */
export function settle(options: WeighOptions, papers = 0): Settings {
  const {
    functionWords = true,
    boilerplate = true,
    stopWords = [],
    stem = 'porter',
    tf = 'root',
    idf = 'damped',
    ...rest
  } = options;
  const silentWords = () =>
    new Set([
      ...(functionWords ? FUNCTION_WORDS : []),
      ...(boilerplate ? SCHOLARLY_WORDS : []),
      ...stopWords.map((word) => word.toLowerCase()),
    ]);
  return {
    clean: rest.clean ?? true,
    names: rest.names ?? true,
    spelling: rest.spelling ?? true,
    synonyms: rest.synonyms ?? [],
    abbreviations: rest.abbreviations ?? true,
    phrases: rest.phrases ?? true,
    minPhraseDocuments: rest.minPhraseDocuments ?? Math.max(2, Math.ceil(Math.log10(papers))),
    minCohesion: rest.minCohesion ?? 0,
    phraseWeight: rest.phraseWeight ?? 0.6,
    titleWeight: rest.titleWeight ?? 2,
    minDocuments: rest.minDocuments ?? 2,
    maxShare: rest.maxShare ?? 0.5,
    stem: typeof stem === 'string' ? stemmers[stem] : stem,
    tf: typeof tf === 'string' ? tfs[tf] : tf,
    idf: typeof idf === 'string' ? idfs[idf] : idf,
    silent: functionWords && boilerplate && stopWords.length === 0 ? USUALLY_SILENT : silentWords(),
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
