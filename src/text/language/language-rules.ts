import { InputError } from '../../model/errors.ts';
import { FUNCTION_WORDS_BY_LANGUAGE } from '../../util/language/function-words.ts';
import { ENGLISH, LANGUAGES, languageName } from '../../util/language/languages.ts';
import { removeAccents } from '../../util/text/remove-accents.ts';
import { stemKorean, stemPolish } from './own-stemmers.ts';
import { SCHOLARLY_WORDS_BY_LANGUAGE } from './scholarly-words.ts';

/** How the words of a language other than English are normalized. */
export interface LanguageRules {
  /** ISO 639-1 code. */
  code: string;
  /** What the keys of the language's words start with, so that they differ from those of other languages: "es:". */
  prefix: string;
  /** Converts a word to lower case. */
  lowerCase(word: string): string;
  /** Maps a word in lower case to its stem. */
  stem(word: string): string;
  /** Function words, in lower case. */
  functionWords: ReadonlySet<string>;
  /** Words that papers use about themselves, in lower case. */
  scholarlyWords: ReadonlySet<string>;
}

interface Source {
  stemmer?: () => Promise<{ stemmer: (word: string) => string }>;
  stem?: (word: string) => string;
  stopWords?: () => Promise<{ stopwords: readonly string[] }>;
}

/** Where the stemmer and the stop words of each language come from. They are loaded when a paper is in the language. */
const SOURCES: Readonly<Record<string, Source>> = {
  zh: { stopWords: () => import('@orama/stopwords/mandarin') },
  ja: { stopWords: () => import('@orama/stopwords/japanese') },
  ko: { stem: stemKorean },
  es: { stemmer: () => import('@orama/stemmers/spanish'), stopWords: () => import('@orama/stopwords/spanish') },
  pt: { stemmer: () => import('@orama/stemmers/portuguese'), stopWords: () => import('@orama/stopwords/portuguese') },
  fr: { stemmer: () => import('@orama/stemmers/french'), stopWords: () => import('@orama/stopwords/french') },
  de: { stemmer: () => import('@orama/stemmers/german'), stopWords: () => import('@orama/stopwords/german') },
  it: { stemmer: () => import('@orama/stemmers/italian'), stopWords: () => import('@orama/stopwords/italian') },
  ru: { stemmer: () => import('@orama/stemmers/russian'), stopWords: () => import('@orama/stopwords/russian') },
  nl: { stemmer: () => import('@orama/stemmers/dutch'), stopWords: () => import('@orama/stopwords/dutch') },
  sv: { stemmer: () => import('@orama/stemmers/swedish'), stopWords: () => import('@orama/stopwords/swedish') },
  no: { stemmer: () => import('@orama/stemmers/norwegian'), stopWords: () => import('@orama/stopwords/norwegian') },
  da: { stemmer: () => import('@orama/stemmers/danish'), stopWords: () => import('@orama/stopwords/danish') },
  fi: { stemmer: () => import('@orama/stemmers/finnish'), stopWords: () => import('@orama/stopwords/finnish') },
  tr: { stemmer: () => import('@orama/stemmers/turkish'), stopWords: () => import('@orama/stopwords/turkish') },
  pl: { stem: stemPolish },
  ar: { stemmer: () => import('@orama/stemmers/arabic'), stopWords: () => import('@orama/stopwords/arabic') },
};

/** Languages whose accents are often left out, and do not make another letter. */
const ACCENTS_OPTIONAL = new Set(['es', 'pt', 'fr', 'it', 'ru']);

const loaded = new Map<string, LanguageRules>();

/** Loads the rules of languages. Needed before words in these languages are normalized. */
export async function loadLanguages(codes: Iterable<string>): Promise<void> {
  await Promise.all(
    Array.from(codes, async (code) => {
      if (code !== ENGLISH && !loaded.has(code)) loaded.set(code, await load(code));
    }),
  );
}

async function load(code: string): Promise<LanguageRules> {
  const { stemmer, stem, stopWords } = SOURCES[code]!;
  const list = (await stopWords?.())?.stopwords ?? [];
  return createRules(code, (await stemmer?.())?.stemmer ?? stem ?? ((word) => word), list);
}

function createRules(code: string, stem: (word: string) => string, stopWords: readonly string[]): LanguageRules {
  const split = (words = '') => words.split(/\s+/).filter((word) => word !== '');
  return {
    code,
    prefix: prefixOf(code),
    lowerCase: code === 'tr' ? lowerCaseTurkish : (word) => word.toLowerCase(),
    stem: ACCENTS_OPTIONAL.has(code) ? (word) => removeAccents(stem(word)) : stem,
    functionWords: new Set([...stopWords, ...split(FUNCTION_WORDS_BY_LANGUAGE[code])]),
    scholarlyWords: new Set(split(SCHOLARLY_WORDS_BY_LANGUAGE[code])),
  };
}

const lowerCaseTurkish = (word: string) => word.replaceAll('I', 'ı').replaceAll('İ', 'i').toLowerCase();

/** Returns what the keys of a language's words start with. Keys of English words have no prefix. */
const prefixOf = (code: string) => (code === ENGLISH ? '' : `${code}:`);

/** Returns the code of the language that a key belongs to; English for names, which all languages share. */
export const languageOfKey = (key: string): string => (key[2] === ':' ? key.slice(0, 2) : ENGLISH);

/**
 * Returns the rules of a language by its number; undefined for English. Without having been loaded, they keep words as they are, which
 * suffices for languages that a vocabulary has no words of.
 */
export function rulesOfLanguage(number: number): LanguageRules | undefined {
  if (number === 0) return undefined;
  const { code } = LANGUAGES[number]!;
  return loaded.get(code) ?? createRules(code, (word) => word, []);
}

/** @throws {InputError} if one of the languages is not loaded */
export function checkLoaded(codes: readonly string[]): void {
  const missing = codes.find((code) => !loaded.has(code));
  if (missing !== undefined)
    throw new InputError(`${languageName(missing)} is not loaded: await loadVocabularyLanguages(vocabulary) first`);
}

/**
 * Returns a function that tells whether a key with the prefix of a loaded language is a stop word.
 * @param additional Stop words of all languages.
 */
export function foreignStopWords(
  functionWords: boolean,
  boilerplate: boolean,
  additional: ReadonlySet<string>,
): (key: string) => boolean {
  return (key) => {
    if (key[2] !== ':') return false;
    const rules = loaded.get(key.slice(0, 2));
    const word = key.slice(3);
    return (
      additional.has(word) ||
      (functionWords && rules?.functionWords.has(word)) ||
      (boilerplate && rules?.scholarlyWords.has(word)) ||
      false
    );
  };
}
