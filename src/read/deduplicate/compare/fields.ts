import { titleKey } from '../../normalize/identifiers.ts';
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
/** Maximum number of typing errors in the titles of records whose abstracts are the same. */
const maxErrors = 3;

/** Returns whether two title keys, or one and the beginning of the other, differ by a few typing errors only. */
export function areAlike(a: string, b: string): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const start = longer.slice(0, shorter.length + maxErrors);
  return shorter.length >= 20 && editDistance(shorter, start, maxErrors, true) <= maxErrors;
}

const isTruncated = (shorter: string, longer: string) => longer.length - shorter.length > maxTitleDistance(shorter);

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

/** An author for comparison. */
export interface Person {
  /** See {@link surnameKey}. */
  surname: string;
  /** First letter of the given names; '' when unknown. */
  initial: string;
}

/** Returns the surname key and the initial of a name. */
export function toPerson(name: string): Person {
  const surname = surnameKey(name);
  const words = name.split(/[\s,]+/);
  // "Lee A": the initial follows the surname.
  const last = words.at(-1)!;
  const given = words.length > 1 && initials.test(last) && titleKey(last) !== surname ? last : words[0];
  const key = /[\p{L}\p{N}]/u.test(given) ? titleKey(given) : '';
  return { surname, initial: words.length === 1 || key === surname ? '' : key.slice(0, 1) };
}

/** Returns whether two authors are the same as far as their names tell. */
export const isSamePerson = (a: Person, b: Person): boolean =>
  isSameSurname(a.surname, b.surname) && (a.initial === b.initial || a.initial === '' || b.initial === '');

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

/** Minimum number of letters and digits by which two abstracts are recognized as the same. */
const minSameLength = 80;

/** Returns whether two abstracts are the same text, of which one may be cut. */
export function areSameAbstracts(a: string, b: string): boolean {
  const [shorter, longer] = [a, b].map((text) => titleKey(text.slice(0, 600))).sort((x, y) => x.length - y.length);
  return shorter.length >= minSameLength && longer.startsWith(shorter);
}
