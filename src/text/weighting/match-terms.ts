import type { Vocabulary } from '../../model/vocabulary.ts';
import { cachePerObject } from '../../util/cache.ts';
import { languageNumber } from '../../util/language/languages.ts';
import type { ResolvedOptions } from '../options.ts';
import {
  isContentKey,
  type NormalizationRules,
  normalizationRules,
  normalizeWord,
  type WordPart,
} from '../tokenize/normalize-word.ts';
import { ADJACENT, Tokenizer, type Tokens } from '../tokenize/tokenizer.ts';
import { isShortForm, shortFormKey } from '../vocabulary/abbreviations.ts';
import { cleanText } from '../vocabulary/corpus.ts';
import { findLongForm, longFormParts } from '../vocabulary/long-forms.ts';
import { wordTermCount } from './authors.ts';

/** An occurrence of a term in a text. `text.slice(start, end)` is its surface form. */
export interface Mark {
  /** Offset in UTF-16 code units. */
  start: number;
  /** End offset, exclusive. */
  end: number;
  /** Id of the term in the vocabulary. */
  term: number;
}

/** The parts of the long forms that a text defines itself, by the key of the abbreviation. */
export type LongFormsByKey = Map<string, WordPart[]>;

/** A text, its tokens, and the parts of each token. */
interface ParsedText {
  text: string;
  /** Tokens [first, end) are those of the text. */
  first: number;
  end: number;
  tokens: Tokens;
  words: string[];
  parts: WordPart[][];
}

/** Created when it is first needed. Its words accumulate, so it is replaced when there are many. */
let tokenizer: Tokenizer | undefined;
const MAX_WORDS = 100_000;

/**
 * Tokenizes and normalizes texts that belong together. Adds the abbreviations that they define to `longForms`, the first
 * definition of each.
 * @param languages The code of the language of each text.
 */
export function parseTexts(
  originals: readonly string[],
  languages: readonly string[],
  vocabulary: Vocabulary,
  options: ResolvedOptions,
  longForms: LongFormsByKey,
): ParsedText[] {
  const texts = originals.map((text) => cleanText(text, options));
  if (tokenizer === undefined || tokenizer.words.length > MAX_WORDS) tokenizer = new Tokenizer();
  const tokens = tokenizer.tokenize(texts, languages.map(languageNumber));
  const rules = new Map<number, NormalizationRules>();
  const rulesOf = (language: number) => {
    const found = rules.get(language) ?? normalizationRules(options, compoundTest(vocabulary), language);
    rules.set(language, found);
    return found;
  };
  const words = Array.from(tokens.wordIds, (id) => tokenizer!.words[id]!);
  const parts = words.map((word, k) => normalizeWord(word, rulesOf(tokenizer!.languages[tokens.wordIds[k]!]!)));
  if (options.abbreviations)
    for (const { shortForm, longStart, longEnd } of tokens.definitions) {
      const key = shortFormKey(words[shortForm]!);
      if (!vocabulary.longForms.has(key) || longForms.has(key)) continue;
      const keys = parts.slice(longStart, longEnd).flatMap((wordParts) => wordParts.map((part) => part.key));
      longForms.set(key, longFormParts(keys.join(' '), options));
    }
  return texts.map((text, t) => ({
    text,
    first: t > 0 ? tokens.textEnds[t - 1]! : 0,
    end: tokens.textEnds[t]!,
    tokens,
    words,
    parts,
  }));
}

const exceptionsOf = cachePerObject((vocabulary: Vocabulary) => new Set(vocabulary.compoundExceptions));

/** Returns a function that tells whether compounds with a closed form are closed, with the same result as for the papers. */
function compoundTest(vocabulary: Vocabulary): (closedForm: string) => boolean {
  const exceptions = exceptionsOf(vocabulary);
  return (closedForm) => findTerm(vocabulary, closedForm) >= 0 !== exceptions.has(closedForm);
}

/** A word part at a position in a text. */
interface LocatedPart extends WordPart {
  start: number;
  end: number;
  gap: number;
}

/**
 * Finds all occurrences of words and phrases of the vocabulary: for each part, the part itself and all phrases that
 * start with it.
 */
export function matchTerms(
  parsed: ParsedText,
  vocabulary: Vocabulary,
  longForms: LongFormsByKey,
  options: ResolvedOptions,
): Mark[] {
  const { keys } = vocabulary;
  const parts = mergeLongForms(locateParts(parsed, vocabulary, longForms, options), vocabulary, options);
  const marks: Mark[] = [];
  // A part that is no content word although its key could be one ("ins", a form of "in") must not match a phrase with
  // that key ("in-s").
  const canBeInPhrase = ({ key, isContent }: LocatedPart) => isContent || !isContentKey(key, options.allStopWords);
  for (let k = 0; k < parts.length; k++) {
    let key = parts[k]!.key;
    if (parts[k]!.isContent) addMark(key, k, k);
    if (!canBeInPhrase(parts[k]!)) continue;
    for (let next = k + 1; next < parts.length; next++) {
      if (parts[next]!.gap !== ADJACENT || !canBeInPhrase(parts[next]!)) break;
      key += ` ${parts[next]!.key}`;
      // Keys are sorted: if any key starts with this one, the first key that is not smaller does.
      if (!keys[lowerBound(vocabulary, key)]?.startsWith(key)) break;
      addMark(key, k, next);
    }
  }
  return marks;

  function addMark(key: string, first: number, last: number): void {
    const term = findTerm(vocabulary, key);
    if (term >= 0) marks.push({ start: parts[first]!.start, end: parts[last]!.end, term });
  }
}

/** A long form: the parts of its words, and its key. */
interface LongForm {
  key: string;
  parts: WordPart[];
}

/** The long forms of each vocabulary by the key of their first part, longest first. */
const longFormCache = new WeakMap<Vocabulary, Map<string, LongForm[]>>();

function longFormsByFirstKey(vocabulary: Vocabulary, options: ResolvedOptions): Map<string, LongForm[]> {
  const cached = longFormCache.get(vocabulary);
  if (cached) return cached;
  const index = new Map<string, LongForm[]>();
  for (const key of new Set(vocabulary.longForms.values())) {
    const parts = longFormParts(key, options);
    const list = index.get(parts[0]!.key) ?? [];
    index.set(
      parts[0]!.key,
      [...list, { key, parts }].sort((a, b) => b.parts.length - a.parts.length),
    );
  }
  longFormCache.set(vocabulary, index);
  return index;
}

/** Replaces the parts of each long form by a single part: of overlapping ones the first, then the longest. */
function mergeLongForms(parts: LocatedPart[], vocabulary: Vocabulary, options: ResolvedOptions): LocatedPart[] {
  const index = longFormsByFirstKey(vocabulary, options);
  const merged: LocatedPart[] = [];
  for (let k = 0; k < parts.length; ) {
    const longForm = index.get(parts[k]!.key)?.find((candidate) => startsWith(parts, k, candidate));
    const length = longForm?.parts.length ?? 1;
    const { end } = parts[k + length - 1]!;
    merged.push(longForm ? { ...parts[k]!, key: longForm.key, isContent: true, end } : parts[k]!);
    k += length;
  }
  return merged;
}

const startsWith = (parts: readonly LocatedPart[], start: number, longForm: LongForm) =>
  longForm.parts.every(({ key, isContent }, p) => {
    const part = parts[start + p];
    return part?.key === key && part.isContent === isContent && (p === 0 || part.gap === ADJACENT);
  });

/**
 * Returns the parts of a text with their positions. Abbreviations are expanded, also within hyphenated words; the parts of a long form have the
 * position of the abbreviation.
 */
function locateParts(
  { text, first, end: lastEnd, tokens, words, parts }: ParsedText,
  vocabulary: Vocabulary,
  longForms: LongFormsByKey,
  options: ResolvedOptions,
): LocatedPart[] {
  const located: LocatedPart[] = [];
  for (let k = first; k < lastEnd; k++) {
    const [start, end] = [tokens.starts[k]!, tokens.ends[k]!];
    const word = words[k]!;
    const key = options.abbreviations && isShortForm(word) ? shortFormKey(word) : '';
    const longForm = vocabulary.longForms.get(key);
    const expanded = longForm === undefined ? undefined : (longForms.get(key) ?? longFormParts(longForm, options));
    const coversWord = expanded !== undefined || parts[k]!.length === 1;
    let searchFrom = start;
    let gap = tokens.gaps[k]!;
    for (const part of expanded ?? parts[k]!) {
      const partStart = coversWord ? start : text.indexOf(part.form, searchFrom);
      searchFrom = partStart + part.form.length;
      const inner = coversWord || !options.abbreviations ? undefined : findLongForm(part.form, vocabulary.longForms);
      for (const piece of inner === undefined ? [part] : longFormParts(inner, options)) {
        located.push({ ...piece, start: partStart, end: coversWord ? end : searchFrom, gap });
        gap = ADJACENT;
      }
    }
  }
  return located;
}

/** Returns the word or phrase with a key, or -1. */
function findTerm(vocabulary: Vocabulary, key: string): number {
  const term = lowerBound(vocabulary, key);
  return term < wordTermCount(vocabulary) && vocabulary.keys[term] === key ? term : -1;
}

/** Returns the first word or phrase whose key is not smaller than `key`. Words and phrases are sorted by key. */
function lowerBound(vocabulary: Vocabulary, key: string): number {
  const { keys } = vocabulary;
  let low = 0;
  let high = wordTermCount(vocabulary);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
