import { removeInflections } from './inflections.ts';
import { porter } from './porter.ts';

/**
 * Name of a stemmer.
 * - `inflections`: removes plurals and verb endings and keeps derived words apart: "networks" becomes "network", "decodes"
 * and "decoding" are one word, "decoder" is another.
 * - `porter`: the Porter stemmer (1980): "networks" and "networking" become "network".
 * - `plurals`: removes plural endings only: "networks" becomes "network".
 * - `none`: returns words unchanged.
 */
export type StemmerName = 'inflections' | 'porter' | 'plurals' | 'none';

/** Maps a word in lower case to its stem. */
export type Stemmer = (word: string) => string;

/**
 * Removes plural endings: the S-stemmer (Harman 1991), extended by the Latin and Greek plurals that are common in
 * scholarly texts.
 */
function plurals(word: string): string {
  if (word.length < 4 || !word.endsWith('s')) return word;
  if (/(?:[^aeiou]|qu)ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:analy|diagno|cri|hypothe|synthe|paraly|^the)ses$/.test(word)) return `${word.slice(0, -2)}is`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/(?:ss|us|is|ics)$/.test(word)) return word;
  return word.slice(0, -1);
}

/** The stemmers by name. */
export const stemmers: Readonly<Record<StemmerName, Stemmer>> = {
  inflections: removeInflections,
  porter,
  plurals,
  none: (word) => word,
};
