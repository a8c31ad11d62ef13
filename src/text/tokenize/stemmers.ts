import { porter } from './porter.ts';

/** How words of one stem are brought together; see {@link stemmers}. */
export type StemmerName = 'porter' | 'plurals' | 'none';

/** Lower-case word to stem. */
export type Stemmer = (word: string) => string;

/** Plural and possessive endings, after Harman's S stemmer (1991), with the Latin and Greek plurals that scholars use. */
function plurals(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (/(?:[^aeiou]|qu)ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:analy|diagno|cri|hypothe|synthe|paraly|^the)ses$/.test(word)) return `${word.slice(0, -2)}is`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/(?:ss|us|is|ics)$/.test(word)) return word;
  return word.slice(0, -1);
}

/**
 * The stemmers by name.
 * - `porter`: Porter (1980), the same stems as natural's: "networks", "networking" -> "network".
 * - `plurals`: only plurals are folded: "networks" -> "network".
 * - `none`: words as they are.
 */
export const stemmers: Readonly<Record<StemmerName, Stemmer>> = {
  porter,
  plurals,
  none: (word) => word,
};
