import type { Hooks } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import { CLOSE, newTokens, SENTENCE as STOP, type Tokens, tokenize } from '../../text/tokenize/tokenize.ts';
import { Words as Written } from '../../text/tokenize/word-table.ts';
import { definitions } from '../../text/vocabulary/abbreviations.ts';
import { Forms, JOINED } from './word-shapes.ts';

/** Bits of {@link Words.flags} that a word's surroundings decide; see forms.ts for the others. */
export const BREAK = 1; // before it: punctuation that ends a phrase, or the start of the field
export const SENTENCE = 4; // it is the first word of a sentence

export const TITLE = 0;
export const ABSTRACT = 1;

/** Words [from, to) of a collection, in field 0 (title) or 1 (abstract) of a paper. */
export interface Span {
  field: number;
  from: number;
  to: number;
}

/** "spiking neural networks (SNNs)": an abbreviation and its long form in one text of one paper. */
export interface Definition {
  paper: number;
  short: Span;
  long: Span;
}

/** All words of all papers in order; the arrays run in step, one entry a word. */
export interface Words extends Pick<Forms, 'shaped' | 'heads'> {
  /** Words of field f (title 0, abstract 1) of paper i are starts[2i + f] .. starts[2i + f + 1]. */
  starts: Uint32Array;
  /** Indexes of {@link forms}. */
  ids: Uint32Array;
  /** Offset of the first character in its field, in UTF-16 code units. */
  at: Uint32Array;
  /** Offset after the last character, a possessive 's left out. */
  end: Uint32Array;
  flags: Uint8Array;
  /** Lower-case forms, without a possessive ending. */
  forms: string[];
  /** Every definition of an abbreviation, in reading order. */
  definitions: Definition[];
}

/** How many papers go by between two looks at the clock. */
export const BATCH = 1024;

/** Splits titles and abstracts into words. Linear in the length of the text. */
export function wordsOf(papers: readonly Paper[], hooks: Hooks = {}): Words {
  const reader = new Reader();
  const starts = new Uint32Array(2 * papers.length + 1);
  const found: Definition[] = [];
  papers.forEach((paper, i) => {
    if (i % BATCH === 0) hooks.signal?.throwIfAborted();
    for (const field of [TITLE, ABSTRACT]) {
      const text = field === TITLE ? paper.title : paper.abstract;
      reader.read(text, field === TITLE);
      starts[2 * i + field + 1] = reader.length;
      if (!text.includes('(')) continue;
      for (const { short, longFrom, longTo } of definitions(text, reader.tokens)) {
        const span = (from: number, to: number) => ({ field, from: reader.wordAt(from), to: reader.wordAt(to) });
        const pair = { paper: i, short: span(short, short + 1), long: span(longFrom, longTo) };
        if (pair.short.to > pair.short.from && pair.long.to > pair.long.from) found.push(pair);
      }
    }
  });
  return { starts, ...reader.words(), definitions: found };
}

/** Reads text after text into one list of words. A token is cut into its words the first time it is seen. */
class Reader {
  readonly tokens: Tokens = newTokens();
  length = 0;
  #written = new Written();
  #forms = new Forms();
  /** Words of token w are entries #first[w] .. #first[w + 1] of the next four. */
  #first: number[] = [0];
  #partForms: number[] = [];
  #partFlags: number[] = [];
  #partFrom: number[] = [];
  #partTo: number[] = [];
  #ids = new Uint32Array(1 << 12);
  #at = new Uint32Array(1 << 12);
  #end = new Uint32Array(1 << 12);
  #flags = new Uint8Array(1 << 12);
  /** The first word of each token of the text read last. */
  #wordOf = new Uint32Array(1 << 10);

  read(text: string, isTitle: boolean): void {
    tokenize(calmed(text), this.tokens);
    const { count, starts, ends, gaps } = this.tokens;
    if (this.#wordOf.length <= count) this.#wordOf = new Uint32Array(2 * count);
    let before = 0;
    for (let k = 0; k < count; k++) {
      const start = starts[k]!;
      const token = this.#token(k);
      this.#wordOf[k] = this.length;
      const first = this.#first[token]!;
      const last = this.#first[token + 1]!;
      if (this.length + last - first > this.#ids.length) this.#enlarge(last - first);
      const gap = k === 0 ? BREAK | SENTENCE : gaps[k] === CLOSE ? 0 : gapFlags(text, before, start, gaps[k]!);
      for (let part = first; part < last; part++) {
        this.#ids[this.length] = this.#partForms[part]!;
        this.#at[this.length] = start + this.#partFrom[part]!;
        this.#end[this.length] = start + this.#partTo[part]!;
        this.#flags[this.length++] = this.#partFlags[part]! | (part === first ? gap : 0);
      }
      if (isTitle && start === 0 && last === first + 1 && text[ends[k]!] === ':')
        this.#ids[this.length - 1] = this.#forms.headOf(this.#ids[this.length - 1]!);
      before = ends[k]!;
    }
    this.#wordOf[count] = this.length;
  }

  /** The first word of a token of the text read last. */
  wordAt(token: number): number {
    return this.#wordOf[token]!;
  }

  words(): Omit<Words, 'starts' | 'definitions'> {
    return {
      ids: this.#ids.slice(0, this.length),
      at: this.#at.slice(0, this.length),
      end: this.#end.slice(0, this.length),
      flags: this.#flags.slice(0, this.length),
      forms: this.#forms.list,
      shaped: this.#forms.shaped,
      heads: this.#forms.heads,
    };
  }

  /** The number of token k of the text, its words known. */
  #token(k: number): number {
    const { starts, ends, hashes } = this.tokens;
    const { codes } = this.tokens.characters;
    const token = this.#written.number(codes, starts[k]!, ends[k]!, hashes[k]!);
    if (token + 1 < this.#first.length) return token;
    const text = String.fromCharCode(...codes.subarray(starts[k]!, Math.min(ends[k]!, starts[k]! + LONGEST)));
    for (const { form, flags, from, to } of this.#forms.partsOf(text)) {
      this.#partForms.push(form);
      this.#partFlags.push(flags);
      this.#partFrom.push(from);
      this.#partTo.push(to);
    }
    this.#first.push(this.#partForms.length);
    return token;
  }

  #enlarge(more: number): void {
    const size = 2 * (this.#ids.length + more);
    const larger = (old: Uint32Array) => {
      const next = new Uint32Array(size);
      next.set(old);
      return next;
    };
    this.#ids = larger(this.#ids);
    this.#at = larger(this.#at);
    this.#end = larger(this.#end);
    const flags = new Uint8Array(size);
    flags.set(this.#flags);
    this.#flags = flags;
  }
}

/** Characters of a token past these are not read: no name is so long. */
const LONGEST = 200;

/** A text in capitals shows no names by its capitals. Judged by its first letters from A to Z. */
function calmed(text: string): string {
  let capitals = 0;
  let small = 0;
  for (let i = Math.min(text.length, 200) - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) capitals++;
    else if (code >= 97 && code <= 122) small++;
  }
  if (capitals <= small) return text;
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** What the characters between two tokens say, blanks alone aside. */
function gapFlags(text: string, from: number, to: number, gap: number): number {
  if (to - from === 1) {
    const code = text.charCodeAt(from);
    return code === 0x5f || code === 0x5e ? JOINED : BREAK;
  }
  return gap === STOP && /[.!?]['"”’)\]]*\s/.test(text.slice(from, to)) ? BREAK | SENTENCE : BREAK;
}
