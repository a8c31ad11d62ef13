import { porter } from '../../../src/text/tokenize/porter.ts';
import { type Clause, getQueryWords, parseQuery, splitWords } from './query.ts';
import type { AbstractHit, Passage } from './results.ts';

/** Length of a passage in characters. */
const PASSAGE_LENGTH = 180;

/** Number of characters before the first match of a passage. */
const LEADING_CONTEXT = 40;

/** Shorter stems are not searched for, because too many unrelated words start with them. */
const MIN_STEM_LENGTH = 4;

/** A letter or digit, as part of a regular expression. */
const LETTER = '[\\p{L}\\p{N}]';

/** A match of one pattern in a text. */
type Match = [start: number, end: number, pattern: number];

/**
 * Matches texts against the words and phrases of a query that name no field.
 *
 * A text matches if it contains all words of the query in any order and none of the excluded ones. A word also matches longer
 * words that start with it and words with the same stem. Quoted words must be adjacent. Function words are ignored unless
 * they are quoted or there are no other words.
 */
export class QueryMatcher {
  readonly #patterns: RegExp[];
  readonly #excludedPatterns: RegExp[];
  /** Matches the words of an unquoted query next to each other. */
  readonly #phrasePattern: RegExp | undefined;
  /** The words that are searched for, separated by spaces. */
  readonly words: string;

  constructor(query: string | readonly Clause[]) {
    const clauses = typeof query === 'string' ? parseQuery(query) : query;
    const { words, phrases } = getQueryWords(clauses);
    const unquoted = clauses.filter(isPlainWord).flatMap(({ text }) => splitWords(text));
    this.#patterns = [...phrases.map(joinAdjacent), ...words.map(addStem)].map(createPattern);
    this.#excludedPatterns = clauses
      .filter(({ field, isExcluded }) => field === undefined && isExcluded)
      .map(({ text }) => createPattern(joinAdjacent(splitWords(text))));
    this.#phrasePattern =
      unquoted.length > 1 && phrases.length === 0 ? createPattern(joinAdjacent(unquoted)) : undefined;
    this.words = [...phrases.flat(), ...words].join(' ');
  }

  /**
   * Returns the best passage of a text: the first one that contains the words of the query next to each other, otherwise the
   * one that matches most of the query. Returns undefined if the text does not match.
   */
  match(text: string): Omit<AbstractHit, 'paper' | 'kind'> | undefined {
    const matches = this.#findMatches(text);
    if (!matches) return undefined;
    const phraseStart = this.#phrasePattern && [...text.matchAll(this.#phrasePattern)][0]?.index;
    if (phraseStart !== undefined) {
      const passage = cutPassage(
        text,
        matches.filter(([start]) => start >= phraseStart),
      );
      return { ...passage, isExactPhrase: true };
    }
    return { ...cutPassage(text, matches.slice(findDensestMatch(matches))), isExactPhrase: false };
  }

  /** Returns whether a text contains an excluded word or phrase. */
  excludes(text: string): boolean {
    return this.#excludedPatterns.some((pattern) => text.search(pattern) >= 0);
  }

  /** Returns the matches of all patterns, by start, longer ones first; undefined if a pattern does not match. */
  #findMatches(text: string): Match[] | undefined {
    if (this.#patterns.length === 0 || this.excludes(text)) return undefined;
    const matches: Match[] = [];
    for (const [pattern, regex] of this.#patterns.entries()) {
      const previousCount = matches.length;
      for (const { index, 0: matched } of text.matchAll(regex)) matches.push([index, index + matched.length, pattern]);
      if (matches.length === previousCount) return undefined;
    }
    return matches.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  }
}

/** Returns the index of the first match from which a passage covers the largest number of patterns. */
function findDensestMatch(matches: Match[]): number {
  let best = 0;
  let maxPatterns = 0;
  matches.forEach(([start], i) => {
    const passageEnd = start - LEADING_CONTEXT + PASSAGE_LENGTH;
    const covered = matches.slice(i).filter(([, end]) => end <= passageEnd);
    const patternCount = new Set(covered.map(([, , pattern]) => pattern)).size;
    if (patternCount > maxPatterns) [best, maxPatterns] = [i, patternCount];
  });
  return best;
}

/** Creates a pattern that matches words starting with one of the alternatives of a regular expression. */
const createPattern = (source: string) => new RegExp(`(?<!${LETTER})(?:${source})${LETTER}*`, 'giu');

const joinAdjacent = (words: readonly string[]) => words.join('[^\\p{L}\\p{N}]+');

const isPlainWord = ({ field, isExcluded, isPhrase }: Clause) => field === undefined && !isExcluded && !isPhrase;

/** Adds the stem of a word as an alternative. */
const addStem = (word: string): string => [word, ...stemOf(word)].join('|');

/** Returns the stem of a word if it is searched for as well. */
export function stemOf(word: string): string[] {
  const stem = porter(word.toLowerCase());
  return stem.length >= MIN_STEM_LENGTH && stem !== word ? [stem] : [];
}

/** Cuts out a passage that starts shortly before the first match and contains whole words. Overlapping matches are dropped. */
function cutPassage(text: string, matches: Match[]): Passage {
  const [firstStart, firstEnd] = matches[0]!;
  const from = firstStart <= LEADING_CONTEXT ? 0 : findWordStart(text, firstStart - LEADING_CONTEXT, firstStart);
  const isRestShort = from + PASSAGE_LENGTH >= text.length;
  const to = Math.max(firstEnd, isRestShort ? text.length : findWordEnd(text, from + PASSAGE_LENGTH));
  const prefix = from > 0 ? '… ' : '';
  const suffix = to < text.length ? ' …' : '';
  const marks: [number, number][] = [];
  let previousEnd = 0;
  for (const [start, end] of matches) {
    if (start < previousEnd || end > to) continue;
    marks.push([start - from + prefix.length, end - from + prefix.length]);
    previousEnd = end;
  }
  return { snippet: prefix + text.slice(from, to) + suffix, marks };
}

/** Returns the position after the first space at or after `position`, or `limit` if there is none before it. */
function findWordStart(text: string, position: number, limit: number): number {
  const space = text.indexOf(' ', position);
  return space >= 0 && space < limit ? space + 1 : limit;
}

/** Returns the position of the last space at or before `position`, or `position` if there is none. */
function findWordEnd(text: string, position: number): number {
  const space = text.lastIndexOf(' ', position);
  return space > 0 ? space : position;
}
