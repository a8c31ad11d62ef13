import type { LanguageRules } from './language-rules.ts';

/** A piece of a word between hyphens and apostrophes. */
interface Piece {
  /** Surface form. */
  form: string;
  /** The form in lower case, with the prefix of the language. */
  lower: string;
  /** The stem with the prefix of the language. */
  key: string;
}

/** What separates the pieces of a word: hyphens, and the apostrophe after an article, as in "l'insuline". */
const SEPARATOR = /[-\u2010-\u2013'\u2019]/;
/** Vowel signs and the line that stretches words, which Arabic texts write or not. */
const ARABIC_SIGNS = /[\u064b-\u0652\u0640]/g;

/** Splits a word of another language than English into pieces and normalizes them. */
export function normalizePieces(word: string, { prefix, lowerCase, stem }: LanguageRules): Piece[] {
  return word
    .split(SEPARATOR)
    .filter((form) => form !== '')
    .map((form) => {
      const lower = lowerCase(form).normalize('NFC').replace(ARABIC_SIGNS, '');
      return { form, lower: prefix + lower, key: prefix + (stem(lower) || lower) };
    });
}
