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
}

export const FNV_OFFSET = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

const OTHER = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;
const UNSEEN = 255;

const kinds = new Uint8Array(65536).fill(UNSEEN);

function kindOf(code: number): number {
  const known = kinds[code]!;
  if (known !== UNSEEN) return known;
  const char = String.fromCharCode(code);
  const kind = /\p{N}/u.test(char) ? DIGIT : /\p{Lu}/u.test(char) ? UPPER : /[\p{L}\p{M}]/u.test(char) ? LOWER : OTHER;
  kinds[code] = kind;
  return kind;
}

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
  };
}

/**
 * Cuts a text into words. A word is letters and digits with what holds them together: hyphens and apostrophes inside it
 * ("spike-timing", "Parkinson's"), dots between digits ("3.1"), the marks of "C++" and "C#"; and a species' short name
 * ("C. elegans") is one word. One pass over the characters, nothing allocated once `tokens` is large enough.
 */
export function tokenize(text: string, tokens: Tokens): void {
  const { length } = text;
  if (tokens.starts.length <= length / 2) enlarge(tokens, length);
  const { starts, ends, gaps, hashes } = tokens;
  let count = 0;
  let gap = SENTENCE;
  let i = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (kindOf(code) === OTHER) {
      const here = gapOf(code);
      if (here > gap) gap = here;
      i++;
      continue;
    }
    const start = i;
    i = endOfWord(text, start);
    let hash = FNV_OFFSET;
    for (let k = start; k < i; k++) hash = Math.imul(hash ^ text.charCodeAt(k), FNV_PRIME);
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

function endOfWord(text: string, start: number): number {
  let i = start + 1;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (kindOf(code) !== OTHER) continue;
    if (i + 1 === text.length) break;
    const next = kindOf(text.charCodeAt(i + 1));
    if (isHyphen(code) && next !== OTHER) continue;
    if (isApostrophe(code) && next >= LOWER) continue;
    if (code === DOT && next === DIGIT && kindOf(text.charCodeAt(i - 1)) === DIGIT) continue;
    break;
  }
  return i === start + 1 ? endOfLetter(text, start) : i;
}

/** A letter alone may begin a name: "C++", "C#", "C. elegans". */
function endOfLetter(text: string, start: number): number {
  const end = start + 1;
  if (kindOf(text.charCodeAt(start)) !== UPPER) return end;
  const next = text.charCodeAt(end);
  if (next === HASH) return end + 1;
  if (next === PLUS && text.charCodeAt(end + 1) === PLUS) return end + 2;
  if (next !== DOT || text.charCodeAt(end + 1) !== BLANK) return end;
  let i = end + 2;
  while (i < text.length && kindOf(text.charCodeAt(i)) === LOWER) i++;
  return i - end - 2 >= SHORTEST_SPECIES ? i : end;
}

/** Letters in the second word of a species' name: "E. coli" has four. */
const SHORTEST_SPECIES = 4;
