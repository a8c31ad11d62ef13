import type { Paper } from '../../types.ts';
import { Grown } from './grown.ts';

/** Bits of {@link Words.flags}: what stands before a word, and how it is written. */
export const BREAK = 1; // before it: punctuation that ends a phrase, or the start of the field
export const JOINED = 2; // before it: a hyphen or the like, so that it is part of the same compound as the word before
export const SENTENCE = 4; // it is the first word of a sentence
export const CAPITAL = 8; // it starts with a capital letter
export const SHAPED = 16; // it is written like a name: SpikeGPT, E2S2, BM25

export const TITLE = 0;
export const ABSTRACT = 1;

/** All words of all papers in order; the arrays run in step, one entry a word. */
export interface Words {
  /** Words of field f (title 0, abstract 1) of paper i are starts[2i + f] .. starts[2i + f + 1]. */
  starts: Uint32Array;
  /** Indexes of {@link forms}. */
  ids: Uint32Array;
  /** Offset of the first character in its field, in UTF-16 code units. */
  at: Uint32Array;
  /** Offset after the last character, a possessive 's left out. */
  end: Uint32Array;
  flags: Uint32Array;
  /** Lower-case forms, without a possessive ending. */
  forms: string[];
  /** Which of them are written like names; the same letters written plainly are another form. */
  shaped: number[];
  /** Which of them are a title's one word before a colon, apart from the same word elsewhere: it may be a name. */
  heads: number[];
}

/** Splits titles and abstracts into words. Linear in the length of the text. */
export function wordsOf(papers: readonly Paper[]): Words {
  const starts = new Uint32Array(2 * papers.length + 1);
  const [ids, at, end, flags] = [new Grown(), new Grown(), new Grown(), new Grown()];
  const forms: string[] = [];
  const shaped: number[] = [];
  const heads: number[] = [];
  const lower = new Map<string, number>();
  const surfaces = new Map<string, { id: number; flags: number; length: number }>();
  const known = (word: string, mark: string) => {
    let found = surfaces.get(word + mark);
    if (!found) {
      const flags = formFlags(word);
      const base = word.replace(/['’]s$/, '');
      const form = base.toLowerCase();
      const key = flags & SHAPED ? `${form} ` : form + mark;
      let id = lower.get(key);
      if (id === undefined) {
        id = forms.push(form) - 1;
        lower.set(key, id);
        if (flags & SHAPED) shaped.push(id);
        else if (mark) heads.push(id);
      }
      found = { id, flags, length: base.length };
      surfaces.set(word + mark, found);
    }
    return found;
  };
  papers.forEach((paper, i) => {
    for (const field of [TITLE, ABSTRACT]) {
      const text = field === TITLE ? paper.title : paper.abstract;
      const shouted = isShouted(text);
      let last = 0;
      for (let from = nextWord(text, 0); from < text.length; from = nextWord(text, last)) {
        const to = endOfWord(text, from);
        const isHead = field === TITLE && from === 0 && text[to] === ':';
        const word = known(shouted ? text.slice(from, to).toLowerCase() : text.slice(from, to), isHead ? ':' : '');
        ids.push(word.id);
        at.push(from);
        end.push(from + word.length);
        flags.push(gapFlags(text, last, from) | word.flags);
        last = to;
      }
      starts[2 * i + field + 1] = ids.length;
    }
  });
  return { starts, ids: ids.array(), at: at.array(), end: end.array(), flags: flags.array(), forms, shaped, heads };
}

/** 1 for the code units of letters, digits and marks: looking up is several times faster than a regular expression. */
const inWord = Uint8Array.from({ length: 65536 }, (_, code) =>
  /[\p{L}\p{N}\p{M}]/u.test(String.fromCharCode(code)) ? 1 : 0,
);

function nextWord(text: string, from: number): number {
  while (from < text.length && !inWord[text.charCodeAt(from)]) from++;
  return from;
}

function endOfWord(text: string, from: number): number {
  let to = from;
  while (inWord[text.charCodeAt(to)]) to++;
  const code = text.charCodeAt(to);
  // don't, Alzheimer's
  if ((code === 0x27 || code === 0x2019) && inWord[text.charCodeAt(to + 1)] && !isDigit(text.charCodeAt(to + 1)))
    return endOfWord(text, to + 1);
  // C++, C#
  if (code === 0x2b || code === 0x23) {
    let after = to + 1;
    while (text.charCodeAt(after) === code) after++;
    if (!inWord[text.charCodeAt(after)]) return after;
  }
  return to;
}

/** Written like a name: two capitals, a capital after a small letter, or a capital and a digit; no Roman number, no "SEnsitive". */
export function isShapedForm(word: string): boolean {
  return (
    word.length <= 24 &&
    /\p{Lu}.*\p{Lu}|\p{Ll}\p{Lu}|\p{Lu}.*\p{N}|\p{N}.*\p{Lu}/u.test(word) &&
    !/^(?:[IVX]+|[A-Z]['’].*|\d+[A-Z]|\p{Lu}{2}\p{Ll}{4,})$/u.test(word)
  );
}

function formFlags(word: string): number {
  const capital = /^\p{Lu}/u.test(word) ? CAPITAL : 0;
  // Two capitals, a capital after a small letter, or a capital and a digit; at least two letters or digits, but no Roman number.
  const shaped = isShapedForm(word);
  return capital | (shaped ? SHAPED : 0);
}

/** A text in capitals shows no names by its capitals. Judged by its first letters from A to Z. */
function isShouted(text: string): boolean {
  let capitals = 0;
  let small = 0;
  for (let i = Math.min(text.length, 200) - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) capitals++;
    else if (code >= 97 && code <= 122) small++;
  }
  return capitals > small;
}

/** What the characters between two words say. */
function gapFlags(text: string, from: number, to: number): number {
  if (from === 0) return BREAK | SENTENCE;
  const length = to - from;
  const first = text.charCodeAt(from);
  if (length === 1) {
    if (first === 0x20 || first === 0xa0) return 0;
    if (first === 0x2d || first === 0x2010 || first === 0x2011 || first === 0x5f || first === 0x5e) return JOINED;
    // 802.11, Web 2.0
    if (first === 0x2e) return isDigit(text.charCodeAt(from - 1)) && isDigit(text.charCodeAt(to)) ? JOINED : BREAK;
    return BREAK;
  }
  const gap = text.slice(from, to);
  if (/^\s+$/.test(gap)) return 0;
  if (gap === '. ' && isInitial(text, from)) return 0;
  return /[.!?]['"”’)\]]*\s/.test(gap) ? BREAK | SENTENCE : BREAK;
}

const isDigit = (code: number) => code >= 48 && code <= 57;

/** The C of "C. elegans": a lone capital before the full stop, and a small letter after it. */
function isInitial(text: string, stop: number): boolean {
  return (
    /(?:^|[^\p{L}\p{N}])\p{Lu}$/u.test(text.slice(Math.max(0, stop - 2), stop)) &&
    /^\p{Ll}/u.test(text.slice(stop + 2, stop + 4))
  );
}
