import { type LanguageRules, rulesOfLanguage } from '../language/language-rules.ts';
import { normalizePieces } from '../language/normalize-pieces.ts';
import type { ResolvedOptions } from '../options.ts';
import { normalizeSpelling } from './spelling.ts';
import type { Stemmer } from './stemmers.ts';
import type { StopWords } from './stop-words.ts';

/** A piece of a word that is counted as one token: "spike-timing" has two parts, most words have one. */
export interface WordPart {
  /**
   * Normalized form under which occurrences are counted. Function words and numbers have keys too, since long forms may
   * contain them.
   */
  key: string;
  /** Surface form. */
  form: string;
  /** Whether the part can be a term. Stop words, numbers and single letters cannot. */
  isContent: boolean;
}

/** The parameters of {@link normalizeWord}. */
export interface NormalizationRules {
  stem: Stemmer;
  /**
   * Whether to convert British to American spelling, remove accents, and close compounds ("multi-agent" to
   * "multiagent").
   */
  spelling: boolean;
  /** Whether to keep names whole: "GPT-2", "k-means", "C. elegans". */
  names: boolean;
  /** The rules of the words' language; none for English. */
  language?: LanguageRules;
  /** Stop words: see {@link ResolvedOptions.allStopWords}. */
  stopWords: StopWords;
  /**
   * Tells whether the collection has a term with this key. A hyphenated compound is closed if its closed form is such a
   * term.
   */
  hasKey: (key: string) => boolean;
  /** The parts that replace a word, by the keys of its own parts, joined by spaces. */
  synonyms?: ReadonlyMap<string, WordPart[]>;
  /** Cache for the parts of compounds, most of which occur in many compounds. */
  cache?: Map<string, WordPart>;
}

/**
 * Returns the normalization rules that follow from the options.
 * @param languageNumber Number of the language of the words, which must be loaded.
 */
export function normalizationRules(
  options: ResolvedOptions,
  hasKey: (key: string) => boolean,
  languageNumber = 0,
): NormalizationRules {
  const { stem, spelling, names, allStopWords } = options;
  const language = rulesOfLanguage(languageNumber);
  const rules: NormalizationRules = {
    stem,
    spelling,
    names,
    stopWords: allStopWords,
    hasKey,
    ...(language && { language }),
  };
  const synonyms = new Map<string, WordPart[]>();
  for (const [preferred = '', ...others] of options.synonyms) {
    const parts = preferred.split(/\s+/).flatMap((word) => normalizeWord(word, rules));
    for (const other of others) synonyms.set(joinKeys(normalizeWord(other, rules)), parts);
  }
  return synonyms.size > 0 ? { ...rules, synonyms } : rules;
}

const joinKeys = (parts: readonly WordPart[]) => parts.map(({ key }) => key).join(' ');

/** Longer tokens are not treated as words. In code units. */
const MAX_WORD_LENGTH = 40;

const HYPHENS = /[-\u2010-\u2013]/;
const CAPITALS = /^(\p{Lu}[\p{Lu}\p{N}]+)(?:s|['\u2019]s)?$/u;

/** Splits a word into parts and normalizes each: case, accents, spelling, possessives, stem. */
export function normalizeWord(word: string, rules: NormalizationRules): WordPart[] {
  const parts = splitIntoParts(word, rules);
  return rules.synonyms?.get(joinKeys(parts)) ?? parts;
}

/** Matches most words; they need none of the checks for special cases. */
const LOWER_CASE_LETTERS = /^[a-z]+$/;

function splitIntoParts(word: string, rules: NormalizationRules): WordPart[] {
  if (rules.language) return splitForeignWord(word, rules, rules.language);
  if (LOWER_CASE_LETTERS.test(word) && word.length <= MAX_WORD_LENGTH)
    return [createPart(word, word, stemOf(word, rules), rules)];
  if (word.length > MAX_WORD_LENGTH) return [nonContentPart(word, NUMBER_KEY)];
  if (word.includes('. '))
    return rules.names
      ? [contentPart(word, word.toLowerCase().replace('. ', '.'))]
      : word.split('. ').map((piece) => normalizePiece(piece, rules));
  if (!HYPHENS.test(word)) return [normalizePiece(word, rules)];
  if (rules.stopWords.has(word.toLowerCase())) return [nonContentPart(word, word.toLowerCase())];
  return normalizeCompound(word, rules);
}

/** Normalizes a word of another language than English. Names are the same in all languages. */
function splitForeignWord(word: string, rules: NormalizationRules, language: LanguageRules): WordPart[] {
  if (word.length > MAX_WORD_LENGTH) return [nonContentPart(word, NUMBER_KEY)];
  const isStopWord = rules.stopWords.has(language.prefix + language.lowerCase(word));
  if (rules.names && !isStopWord) {
    const pieces = word.split(HYPHENS);
    if (pieces.length > 1 && isName(pieces)) return normalizeCompound(word, { ...rules, spelling: false });
    // Whole words in capitals are emphasized; short ones are abbreviations.
    if (CAPITALS.test(word) && (word.length <= MAX_ABBREVIATION_LENGTH || /\d/.test(word)))
      return [normalizePiece(word, rules)];
  }
  return normalizePieces(word, language).map(({ form, lower, key }) => {
    if (/^[\p{N}.]+$/u.test(form)) return nonContentPart(form, NUMBER_KEY);
    const isContent = isContentKey(lower, rules.stopWords) && isContentKey(key, rules.stopWords);
    return isContent ? contentPart(form, key) : nonContentPart(form, lower);
  });
}

const MAX_ABBREVIATION_LENGTH = 5;

/** Normalizes a hyphenated word: a name or a closed compound is one part, otherwise each piece is a part. */
function normalizeCompound(word: string, rules: NormalizationRules): WordPart[] {
  const pieces = word.split(HYPHENS);
  if (rules.names && isName(pieces)) {
    const last = normalizePieceCached(pieces.at(-1)!, rules);
    const lastKey = last.key === NUMBER_KEY ? pieces.at(-1)! : last.key;
    return [contentPart(word, pieces.slice(0, -1).join('').toLowerCase() + lastKey)];
  }
  if (rules.spelling && pieces.length === 2) {
    const closed = normalizePieceCached(pieces.join(''), rules);
    if (closed.isContent && rules.hasKey(closed.key)) return [contentPart(word, closed.key)];
  }
  return pieces.map((piece) => normalizePieceCached(piece, rules));
}

function normalizePieceCached(piece: string, rules: NormalizationRules): WordPart {
  const cached = rules.cache?.get(piece);
  if (cached) return cached;
  const part = normalizePiece(piece, rules);
  rules.cache?.set(piece, part);
  return part;
}

/**
 * Tells whether a compound is a name: one of its pieces is a single letter or a number, as in "GPT-2", "k-means",
 * "x-ray" and "3-D". A number followed by a word, as in "10-year", is not a name.
 */
function isName(pieces: string[]): boolean {
  if (/^\d+$/.test(pieces[0]!) && pieces.at(-1)!.length > 2) return false;
  return (
    pieces.some((piece) => piece.length === 1 || /^\d[\d.]*\p{L}?$/u.test(piece)) &&
    pieces.some((piece) => /\p{L}/u.test(piece))
  );
}

/** Normalizes a word or piece without hyphens. */
function normalizePiece(piece: string, rules: NormalizationRules): WordPart {
  const form = piece.replace(/['\u2019](?:s|re|ve|ll|d|m|t)?$/i, '');
  const lower = form.toLowerCase().replace(/['\u2019]/g, '');
  if (/^(?:[\p{N}.]+|\d+(?:st|nd|rd|th|s|x))$/u.test(lower)) return nonContentPart(form, NUMBER_KEY);
  return createPart(form, lower, keyOf(form, lower, rules), rules);
}

function createPart(form: string, lower: string, key: string, { stopWords }: NormalizationRules): WordPart {
  const isContent = isContentKey(lower, stopWords) && isContentKey(key, stopWords);
  return isContent ? contentPart(form, key) : nonContentPart(form, lower);
}

/** Returns the key of a word. Words in capitals and words with digits are not stemmed. */
function keyOf(form: string, lower: string, rules: NormalizationRules): string {
  const capitals = rules.names ? CAPITALS.exec(form) : null;
  if (capitals) return capitals[1]!.toLowerCase();
  if (/[\d+#]/.test(lower)) return lower;
  return stemOf(lower, rules);
}

const stemOf = (lower: string, { stem, spelling }: NormalizationRules) =>
  stem(spelling ? normalizeSpelling(lower) : lower);

/** The key of all numbers. */
export const NUMBER_KEY = '#';

/** Tells whether a part with this key can be a term: stop words, numbers and single letters cannot. */
export const isContentKey = (key: string, stopWords: StopWords): boolean =>
  key.length > 1 && key !== NUMBER_KEY && !SINGLE_LETTER.test(key) && !stopWords.has(key);

/** A letter of an alphabet with the prefix of its language. A Chinese character or a Korean syllable is a word. */
const SINGLE_LETTER = /^[a-z]{2}:[\0-\u2fff]$/;

const contentPart = (form: string, key: string): WordPart => ({ key, form, isContent: true });
const nonContentPart = (form: string, key: string): WordPart => ({ key, form, isContent: false });
