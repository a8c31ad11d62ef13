import { titleKey } from '../normalize/identifiers.ts';
import { editDistance } from './edit-distance.ts';

/** Equal title keys, keys that differ by typing errors or a truncated end, or neither. */
export type TitleComparison = 'equal' | 'similar' | 'different';

/** Compares two titles by their keys; see {@link titleKey}. */
export function compareTitles(a: string, b: string): TitleComparison {
  if (a === b) return 'equal';
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length < 12) return 'different';
  const maxDistance = maxTitleDistance(shorter);
  const isCut = isTruncated(shorter, longer);
  if (isCut && shorter.length < 20) return 'different';
  const compared = isCut ? longer.slice(0, shorter.length + maxDistance) : longer;
  return editDistance(shorter, compared, maxDistance, isCut) > maxDistance ? 'different' : 'similar';
}

/** Allows one typing error per 12 characters. */
const maxTitleDistance = (title: string) => Math.min(8, Math.max(1, Math.floor(title.length / 12)));
const isTruncated = (shorter: string, longer: string) => longer.length - shorter.length > maxTitleDistance(shorter);

/** Single letters count as Roman numerals only where a number is expected: "Part I: ...", "... V". */
const numberPattern =
  /\d+|\b(?:i{2,3}|iv|vi{1,3}|ix|one|two|three|four|first|second|third)\b|\b[ivx]\b(?=\s*(?:$|[:;,.)\]]))|(?<=\bpart\s)[ivx]\b/gi;
const numbersIn = (title: string) => (title.match(numberPattern) ?? []).map((number) => number.toLowerCase());

/**
 * Returns whether two titles contain the same numbers. Different numbers mean different papers: "Part I" and "Part II". A
 * truncated title may lack the last numbers.
 */
export function haveSameNumbers(titleA: string, titleB: string): boolean {
  const [shorter, longer] = titleA.length <= titleB.length ? [titleA, titleB] : [titleB, titleA];
  const [shorterNumbers, longerNumbers] = [numbersIn(shorter), numbersIn(longer)];
  if (!isTruncated(shorter, longer)) return shorterNumbers.join() === longerNumbers.join();
  // The rest of a truncated word may look like a number.
  const isLastUncertain = /\b(?:\d+|[ivx])\W*$/i.test(shorter);
  const numbers = isLastUncertain ? shorterNumbers.slice(0, -1) : shorterNumbers;
  return numbers.every((number, index) => number === longerNumbers[index]);
}

const simpleSurname = /^[A-Z]?[a-z]{2,40}$/;
const initials = /^(?:\p{Lu}\.?-?){1,3}$/u;
const singleInitials = /^(?:\p{Lu}\.?-?|(?:\p{Lu}\.-?)+)$/u;

/**
 * Returns the family name for comparison, lower-cased and without accents: the last word of the name, or the word before
 * trailing initials ("Smith JA", "LEE A").
 */
export function surnameKey(name: string): string {
  const lastWord = name.slice(name.lastIndexOf(' ') + 1);
  if (simpleSurname.test(lastWord) && !name.includes(',')) return lastWord.toLowerCase();
  const comma = name.indexOf(',');
  const end = comma < 0 ? name.length : comma;
  const words = name
    .slice(Math.max(0, end - 80), end)
    .trim()
    .split(' ');
  // In an all-caps name only single letters are certain to be initials: "ALISON LEE", "LEE A".
  const initialsPattern = words.some((word) => /\p{Ll}/u.test(word)) ? initials : singleInitials;
  let last = words.length - 1;
  while (last > 0 && initialsPattern.test(words[last])) last--;
  return titleKey(initialsPattern.test(words[last]) ? words.at(-1)! : words[last]);
}

/** Returns whether two surname keys are equal up to typing errors: one from 4 characters on, two from 6 on. */
export const isSameSurname = (a: string, b: string): boolean =>
  a === b || (a.length > 3 && b.length > 3 && editDistance(a, b, 2) <= (a.length > 5 ? 2 : 1));

/** Result of comparing a field that may be missing or inconclusive. */
export type FieldComparison = 'match' | 'unknown' | 'mismatch';

/**
 * Compares two abstracts by the share of the shorter one's first words that occur in the longer one. Either may be
 * truncated or misspelled.
 */
export function compareAbstracts(a: string, b: string): FieldComparison {
  if (!a || !b) return 'unknown';
  const [shorter, longer] = [a, b].map((text) => firstWords(text)).sort((x, y) => x.length - y.length);
  if (shorter.length < 8) return 'unknown';
  const vocabulary = new Set(longer);
  const share = shorter.filter((word) => vocabulary.has(word)).length / shorter.length;
  return share >= 0.8 ? 'match' : share < 0.6 ? 'mismatch' : 'unknown';
}

const firstWords = (abstract: string) =>
  abstract
    .slice(0, 600)
    .toLowerCase()
    .match(/[\p{L}\p{N}]{3,}/gu)
    ?.slice(0, 60) ?? [];
