import { removeAccents } from '../../../src/util/text/remove-accents.ts';

/** Spellings of letters that NFD does not decompose, or that are also written with two letters. */
const TRANSLITERATIONS: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['å', 'aa'],
  ['æ', 'ae'],
  ['ø', 'oe'],
  ['œ', 'oe'],
]);

/** Letters that lose nothing but a stroke or a ligature. */
const SIMPLIFIED: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['ø', 'o'],
  ['œ', 'oe'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
]);

const replaceLetters = (text: string, letters: ReadonlyMap<string, string>) =>
  text.replace(/[^\x00-\x7f]/g, (letter) => letters.get(letter) ?? letter);

/** Converts a text to lowercase words without diacritics and punctuation, separated by single spaces. */
export function normalize(text: string): string {
  // Most texts need no more than this, which takes a fraction of the time.
  if (!/[^\x00-\x7f]/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return simplify(text.toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Returns the normalized spellings of a text: "müller" gives "muller" and "mueller". */
export function spellings(text: string): string[] {
  const plain = normalize(text);
  // Most texts have no other spelling.
  if (!/[^\x00-\x7f]/.test(text)) return [plain];
  return [...new Set([plain, normalize(replaceLetters(text.normalize('NFC').toLowerCase(), TRANSLITERATIONS))])];
}

const simplify = (text: string) => replaceLetters(removeAccents(text), SIMPLIFIED);

/** Returns the normalized words of a text, in all spellings. */
export const indexWords = (text: string): string[] => spellings(text).flatMap((spelling) => spelling.split(' '));
