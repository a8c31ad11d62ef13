import { normalizeSpelling } from '../../text/tokenize/spelling.ts';
import { stemmers } from '../../text/tokenize/stemmers.ts';

/** Flags of a word that depend on its spelling alone; words.ts defines those that depend on its context. */
export const JOINED = 2; // joined to the previous word by a hyphen or similar: both belong to one compound
export const CAPITALIZED = 8; // starts with a capital letter
export const NAME_LIKE = 16; // spelled like a name: SpikeGPT, E2S2, BM25

/** One word of a token; the token "Du-IN" has two. */
export interface WordPart {
  /** Index into {@link WordForms.list}. */
  form: number;
  flags: number;
  /** Character range [start, end) within the token, without a possessive 's. */
  start: number;
  end: number;
}

/** Letters and digits, including characters that belong to a word: don't, C++, C#. */
const WORD_PATTERN = /[\p{L}\p{N}\p{M}](?:['’](?=\p{L})|[\p{L}\p{N}\p{M}+#])*/gu;

/** The distinct word forms of a collection. A name-like spelling and a plain spelling of the same letters are two forms. */
export class WordForms {
  /** Forms in lower case, without a possessive ending. */
  readonly list: string[] = [];
  /** Indexes of the forms that are spelled like names. */
  readonly nameLike: number[] = [];
  /** Indexes of the forms used for a single word before a colon in a title, which may be a name. */
  readonly titleHeads: number[] = [];
  #ids = new Map<string, number>();
  #titleHeadIds = new Map<number, number>();

  /** Splits a token into words. */
  split(token: string): WordPart[] {
    const parts: WordPart[] = [];
    for (const { 0: word, index: start } of token.matchAll(WORD_PATTERN)) {
      const text = word.replace(/['’]s$/, '');
      const nameLike = isNameLike(word) ? NAME_LIKE : 0;
      const joined = start > 0 && token[start - 1] !== ' ' ? JOINED : 0;
      const flags = nameLike | joined | (/^\p{Lu}/u.test(word) ? CAPITALIZED : 0);
      const form = this.#findOrAdd(text.toLowerCase(), nameLike !== 0);
      parts.push({ form, flags, start, end: start + text.length });
    }
    return parts;
  }

  /** Returns the form that replaces a plain form where it is the single word before a title's colon. */
  titleHeadOf(form: number): number {
    if (this.#ids.get(this.list[form]!) !== form) return form;
    let head = this.#titleHeadIds.get(form);
    if (head === undefined) {
      head = this.list.push(this.list[form]!) - 1;
      this.titleHeads.push(head);
      this.#titleHeadIds.set(form, head);
    }
    return head;
  }

  #findOrAdd(form: string, nameLike: boolean): number {
    const key = nameLike ? `${form} ` : form;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.list.push(form) - 1;
      this.#ids.set(key, id);
      if (nameLike) this.nameLike.push(id);
    }
    return id;
  }
}

/**
 * Tests whether a word is spelled like a name: two capitals, a capital after a lowercase letter, or a capital and a digit.
 * Roman numerals and typos such as "SEnsitive" are excluded.
 */
export function isNameLike(word: string): boolean {
  return (
    word.length <= 24 &&
    /\p{Lu}/u.test(word) &&
    /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}.*\p{N}|\p{N}.*\p{Lu}/u.test(word) &&
    !/^(?:[IVX]+|[A-Z]['’].*|\d+[A-Z]|\p{Lu}{2}\p{Ll}{4,})$/u.test(word)
  );
}

/** Returns the stem of a word form in lower case: its singular in American spelling. */
export const stemOfForm = (form: string): string => stemmers.plurals(normalizeSpelling(form)) || form;
