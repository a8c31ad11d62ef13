import { Characters, DIGIT, kinds, LOWER, OTHER, UPPER } from './characters.ts';

/** What parts a word from the one before it. Only words that are CLOSE can make a phrase. */
export const CLOSE = 0;
export const APART = 1;
export const SENTENCE = 2;

/** The words of one text, by offset; reused from text to text. */
export interface Tokens {
  count: number;
  starts: Int32Array;
  ends: Int32Array;
  /** CLOSE, APART or SENTENCE: what lies before the word. */
  gaps: Uint8Array;
  /** FNV-1a of the word's UTF-16 code units. */
  hashes: Int32Array;
  /** The text itself. */
  characters: Characters;
}

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

const BLANK = 32;
const HASH = 35;
const APOSTROPHE = 39;
const PLUS = 43;
const HYPHEN = 45;
const DOT = 46;

const isHyphen = (code: number) => code === HYPHEN || (code >= 0x2010 && code <= 0x2013);
const isApostrophe = (code: number) => code === APOSTROPHE || code === 0x2019;

function gapOf(code: number): number {
  if (code === BLANK || code === 9 || code === 10 || code === 13 || code === 0xa0) return CLOSE;
  return code === DOT || code === 33 || code === 63 ? SENTENCE : APART;
}

export function newTokens(): Tokens {
  return {
    count: 0,
    starts: new Int32Array(0),
    ends: new Int32Array(0),
    gaps: new Uint8Array(0),
    hashes: new Int32Array(0),
    characters: new Characters(),
  };
}

/**
 * Cuts a text into words. A word is letters and digits with what holds them together: hyphens and apostrophes inside it
 * ("spike-timing", "Parkinson's"), dots between digits ("3.1"), the marks of "C++" and "C#"; and a species' short name
 * ("C. elegans") is one word. One pass over the characters, nothing allocated once `tokens` is large enough.
 */
export function tokenize(text: string, tokens: Tokens): void {
  const { length } = text;
  tokens.characters.load(text);
  if (tokens.starts.length <= length / 2) enlarge(tokens, length);
  const { starts, ends, gaps, hashes } = tokens;
  const { codes } = tokens.characters;
  let count = 0;
  let gap = SENTENCE;
  let i = 0;
  while (i < length) {
    let code = codes[i]!;
    if (kinds[code] === OTHER) {
      const here = gapOf(code);
      if (here > gap) gap = here;
      i++;
      continue;
    }
    const start = i;
    let hash = FNV_OFFSET;
    do {
      hash = Math.imul(hash ^ code, FNV_PRIME);
      code = codes[++i]!;
    } while (kinds[code]! > OTHER || holds(codes, i));
    if (i === start + 1)
      for (const end = endOfLetter(codes, start); i < end; i++) hash = Math.imul(hash ^ codes[i]!, FNV_PRIME);
    starts[count] = start;
    ends[count] = i;
    gaps[count] = gap;
    hashes[count] = hash;
    count++;
    gap = CLOSE;
  }
  tokens.count = count;
}

function enlarge(tokens: Tokens, length: number): void {
  const size = Math.max(1024, length);
  tokens.starts = new Int32Array(size);
  tokens.ends = new Int32Array(size);
  tokens.gaps = new Uint8Array(size);
  tokens.hashes = new Int32Array(size);
}

/** Whether a character that is no letter or digit holds a word together with what follows. */
function holds(codes: Uint16Array, i: number): boolean {
  const code = codes[i]!;
  if (code === BLANK) return false;
  const next = kinds[codes[i + 1]!]!;
  if (next === OTHER) return false;
  return (
    isHyphen(code) ||
    (isApostrophe(code) && next >= LOWER) ||
    (code === DOT && next === DIGIT && kinds[codes[i - 1]!] === DIGIT)
  );
}

/** A letter alone may begin a name: "C++", "C#", "C. elegans". */
function endOfLetter(codes: Uint16Array, start: number): number {
  const end = start + 1;
  if (kinds[codes[start]!] !== UPPER) return end;
  const next = codes[end];
  if (next === HASH) return end + 1;
  if (next === PLUS && codes[end + 1] === PLUS) return end + 2;
  if (next !== DOT || codes[end + 1] !== BLANK) return end;
  let i = end + 2;
  while (kinds[codes[i]!] === LOWER) i++;
  return i - end - 2 >= SHORTEST_SPECIES ? i : end;
}

/** Letters in the second word of a species' name: "E. coli" has four. */
const SHORTEST_SPECIES = 4;
