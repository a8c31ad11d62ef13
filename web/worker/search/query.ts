import { FUNCTION_WORDS } from '../../../src/text/tokenize/stop-words.ts';
import { normalize } from './spellings.ts';

/** The fields that a query can name, such as `author:` in `author:moor`. */
const FIELDS = ['title', 'author', 'venue', 'year', 'doi', 'key', 'keyword'] as const;

/** A field of a paper. */
export type Field = (typeof FIELDS)[number];

/** A part of a query: a word or a quoted phrase, possibly of one field, possibly excluded with a minus. */
export interface Clause {
  /** Undefined for any field. */
  field: Field | undefined;
  /** As typed, without quotation marks. */
  text: string;
  isPhrase: boolean;
  isExcluded: boolean;
}

const CLAUSE = new RegExp(`(?<![^\\s(])(-?)(?:(${FIELDS.join('|')})s?:)?(?:"([^"]*)"?|([^\\s"]+))`, 'giu');
const DOI = /^(?:https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,}\/.*)$/i;

/** Parses a search query: words, "phrases", -excluded words, and fields such as `author:moor` or `year:2019-2021`. */
export function parseQuery(query: string): Clause[] {
  return [...query.matchAll(CLAUSE)].flatMap(([, minus, name, phrase, word]) => {
    const text = phrase ?? word ?? '';
    const field = FIELDS.find((known) => known === name?.toLowerCase());
    const doi = DOI.exec(text)?.[1];
    if (doi && (field === undefined || field === 'doi'))
      return { field: 'doi' as const, text: doi, isPhrase: false, isExcluded: minus === '-' };
    if (!normalize(text)) return [];
    return { field, text, isPhrase: phrase !== undefined, isExcluded: minus === '-' };
  });
}

/** The words of a query that are searched for in titles and abstracts, and those that are ignored. */
export interface QueryWords {
  /** Words that must occur anywhere. */
  words: string[];
  /** Words that must occur next to each other. */
  phrases: string[][];
  /** Function words, which are ignored unless they are quoted or there are no other words. */
  ignored: string[];
}

/** Splits a text into words, which contain no special characters of regular expressions. */
export const splitWords = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Returns the words of the clauses that name no field and exclude nothing. */
export function getQueryWords(clauses: readonly Clause[]): QueryWords {
  const plain = clauses.filter(({ field, isExcluded }) => field === undefined && !isExcluded);
  const phrases = plain.filter(({ isPhrase }) => isPhrase).map(({ text }) => splitWords(text));
  const all = plain.filter(({ isPhrase }) => !isPhrase).flatMap(({ text }) => splitWords(text));
  const content = all.filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
  if (content.length === 0 && phrases.length === 0) return { words: all, phrases, ignored: [] };
  return { words: content, phrases, ignored: all.filter((word) => !content.includes(word)) };
}
