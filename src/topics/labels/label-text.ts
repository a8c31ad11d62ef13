import { stemmers } from '../../text/tokenize/stemmers.ts';
import { FUNCTION_WORDS, SCHOLARLY_WORDS } from '../../text/tokenize/stop-words.ts';
import { EVENT_STEMS, GENERIC_STEMS } from './generic-words.ts';

/** Splits a label or a term's surface form into lowercase words. */
export function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’.+#][\p{L}\p{N}]+)*[+#]*/gu) ?? [];
}

/** Maximum number of cached stems. */
const MAX_CACHED_STEMS = 20_000;
/** Cache of stems; the same words are compared many times. */
const stemCache = new Map<string, string>();

/** Returns the Porter stem of a lowercase word. */
function getStem(word: string): string {
  const cached = stemCache.get(word);
  if (cached !== undefined) return cached;
  if (stemCache.size >= MAX_CACHED_STEMS) stemCache.clear();
  const stem = stemmers.porter(word);
  stemCache.set(word, stem);
  return stem;
}

/**
 * Checks whether a reader would consider two lowercase words the same: they have the same stem, one starts with the other, or
 * they share the first six letters ("pruned" and "pruning", "neuron" and "neuronal", "classify" and "classification").
 * Ignores hyphens.
 */
export function isSameWord(a: string, b: string): boolean {
  // Words that match by any of the rules have the same first letter.
  if (a[0] !== b[0]) return false;
  if (a.includes('-') !== b.includes('-')) return isSameWord(a.replaceAll('-', ''), b.replaceAll('-', ''));
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short === long) return true;
  if (short.length >= 4 && long.startsWith(short)) return true;
  if (getStem(short) === getStem(long)) return true;
  return short.length >= 6 && long.startsWith(short.slice(0, 6));
}

/** Checks whether two terms have a word in common or one is an abbreviation of the other. */
export function hasSharedWord(a: readonly string[], b: readonly string[]): boolean {
  return (
    a.some((word) => b.some((other) => isSameWord(word, other))) || isAbbreviationOf(a, b) || isAbbreviationOf(b, a)
  );
}

/** Checks whether all words of the first term occur in the second, or the first is an abbreviation of the second. */
export function isContainedIn(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((word) => outer.some((other) => isSameWord(word, other))) || isAbbreviationOf(inner, outer);
}

/**
 * Checks whether a single word consists of the initials of consecutive words ("SNN" for "spiking neural networks"), or of one
 * letter followed by all initials ("fMRI").
 */
function isAbbreviationOf(term: readonly string[], words: readonly string[]): boolean {
  const abbreviation = term[0] ?? '';
  if (term.length > 1 || abbreviation.length < 3) return false;
  // Fast path: most terms have too few words.
  if (words.length < abbreviation.length - 1 && !words.some((word) => word.includes('-'))) return false;
  const parts = words.flatMap((word) => word.split('-'));
  if (parts.length < Math.max(2, abbreviation.length - 1)) return false;
  const initials = parts.map((word) => word[0]).join('');
  return (
    initials.includes(abbreviation.replace(/s$/, '')) ||
    (initials.length > 2 && abbreviation === abbreviation[0] + initials)
  );
}

/**
 * Checks whether a lowercase word is a function word. The stop word lists contain all single letters; of these only "a" and
 * "i" count, so that terms such as "C. elegans" are valid.
 */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word) && (word.length > 1 || word === 'a' || word === 'i');
}

/**
 * Checks whether a surface form can be part of a label. It must contain a word with two adjacent letters, must not start or
 * end with a function word, contain Roman numerals or repeat a word, and must be more than a generic scholarly word or the name
 * of an event ("International Workshop").
 */
export function isValidLabelTerm(form: string): boolean {
  const words = splitWords(form);
  if (
    words.length === 0 ||
    !words.some((word) => /\p{L}{2}/u.test(word)) ||
    words.some((word) => /^[ivx]+$/.test(word))
  )
    return false;
  if (words.length === 1 && SCHOLARLY_WORDS.has(words[0]!)) return false;
  if (words.every((word) => EVENT_STEMS.has(getStem(word)))) return false;
  if (isFunctionWord(words[0]!) || isFunctionWord(words.at(-1)!)) return false;
  if (/-(?:based|like|aware|driven|free|related|specific|hard|complete)$/.test(words.at(-1)!) || words[0] === 'based')
    return false;
  return words.every((word, k) => words.slice(0, k).every((previous) => !isSameWord(word, previous)));
}

/** Checks whether all words of a surface form are generic ("comparison", "low-level", "data processing"). */
export function isGeneric(form: string): boolean {
  const words = splitWords(form);
  const parts = words.length === 1 ? words[0]!.split('-') : words;
  return parts.every((part) => GENERIC_STEMS.has(getStem(part)));
}

/** Checks whether a surface form is a name, from its capitals and digits ("EEG", "fMRI", "ReLU", "GPT-2", "3D"). */
export function isName(form: string): boolean {
  return /\p{Lu}.*\p{Lu}|\p{L}.*\d|\d.*\p{L}/u.test(form) && !form.includes(' ');
}
