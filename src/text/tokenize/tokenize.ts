import { CodeUnitBuffer, characterClasses, DIGIT, LOWER, OTHER, UPPER } from './characters.ts';

/**
 * What separates a token from the previous one: at most white space, other characters, or the end of a sentence. A
 * phrase consists of ADJACENT tokens.
 */
export const ADJACENT = 0;
export const SEPARATED = 1;
export const SENTENCE_START = 2;

/** The tokens of one text. Reused from text to text; the arrays may be longer than `count`. */
export interface Tokens {
  /** Number of tokens. */
  count: number;
  /** Offsets in UTF-16 code units. */
  starts: Int32Array;
  /** End offsets, exclusive. */
  ends: Int32Array;
  /** What precedes each token: ADJACENT, SEPARATED or SENTENCE_START. */
  gaps: Uint8Array;
  /** FNV-1a hash of each token's UTF-16 code units. */
  hashes: Int32Array;
  /** The text. */
  codeUnits: CodeUnitBuffer;
}

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

const SPACE = 32;
const HASH = 35;
const APOSTROPHE = 39;
const PLUS = 43;
const HYPHEN = 45;
const PERIOD = 46;

const isHyphen = (codeUnit: number) => codeUnit === HYPHEN || (codeUnit >= 0x2010 && codeUnit <= 0x2013);
const isApostrophe = (codeUnit: number) => codeUnit === APOSTROPHE || codeUnit === 0x2019;

function gapOfCharacter(codeUnit: number): number {
  if (codeUnit === SPACE || codeUnit === 9 || codeUnit === 10 || codeUnit === 13 || codeUnit === 0xa0) return ADJACENT;
  return codeUnit === PERIOD || codeUnit === 33 || codeUnit === 63 ? SENTENCE_START : SEPARATED;
}

/** Creates an empty token list for {@link tokenize} to fill. */
export function createTokens(): Tokens {
  return {
    count: 0,
    starts: new Int32Array(0),
    ends: new Int32Array(0),
    gaps: new Uint8Array(0),
    hashes: new Int32Array(0),
    codeUnits: new CodeUnitBuffer(),
  };
}

/**
 * Splits a text into tokens and stores them in `tokens`. A token consists of letters and digits and the characters that
 * join them: hyphens and apostrophes within a word ("spike-timing", "Parkinson's"), periods between digits ("3.1"), the
 * suffixes of "C++" and "C#". An abbreviated species name ("C. elegans") is one token. Runs in one pass and allocates
 * nothing once `tokens` is large enough.
 */
export function tokenize(text: string, tokens: Tokens): void {
  const { length } = text;
  tokens.codeUnits.load(text);
  if (tokens.starts.length <= length / 2) enlarge(tokens, length);
  const { starts, ends, gaps, hashes } = tokens;
  const { items: codeUnits } = tokens.codeUnits;
  let count = 0;
  let gap = SENTENCE_START;
  let i = 0;
  while (i < length) {
    let codeUnit = codeUnits[i]!;
    if (characterClasses[codeUnit] === OTHER) {
      const characterGap = gapOfCharacter(codeUnit);
      if (characterGap > gap) gap = characterGap;
      i++;
      continue;
    }
    const start = i;
    let hash = FNV_OFFSET;
    do {
      hash = Math.imul(hash ^ codeUnit, FNV_PRIME);
      codeUnit = codeUnits[++i]!;
    } while (characterClasses[codeUnit]! > OTHER || joinsWord(codeUnits, i));
    if (i === start + 1)
      for (const end = endOfSingleLetter(codeUnits, start); i < end; i++)
        hash = Math.imul(hash ^ codeUnits[i]!, FNV_PRIME);
    starts[count] = start;
    ends[count] = i;
    gaps[count] = gap;
    hashes[count] = hash;
    count++;
    gap = ADJACENT;
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

/** Tells whether the character at `i`, neither letter nor digit, joins the characters around it into one word. */
function joinsWord(codeUnits: Uint16Array, i: number): boolean {
  const codeUnit = codeUnits[i]!;
  if (codeUnit === SPACE) return false;
  const nextClass = characterClasses[codeUnits[i + 1]!]!;
  if (nextClass === OTHER) return false;
  return (
    isHyphen(codeUnit) ||
    (isApostrophe(codeUnit) && nextClass >= LOWER) ||
    (codeUnit === PERIOD && nextClass === DIGIT && characterClasses[codeUnits[i - 1]!] === DIGIT)
  );
}

/**
 * Returns the end of the token that starts with the single letter at `start`: "C++", "C#" and "C. elegans" are single
 * tokens.
 */
function endOfSingleLetter(codeUnits: Uint16Array, start: number): number {
  const end = start + 1;
  if (characterClasses[codeUnits[start]!] !== UPPER) return end;
  const next = codeUnits[end];
  if (next === HASH) return end + 1;
  if (next === PLUS && codeUnits[end + 1] === PLUS) return end + 2;
  if (next !== PERIOD || codeUnits[end + 1] !== SPACE) return end;
  let i = end + 2;
  while (characterClasses[codeUnits[i]!] === LOWER) i++;
  return i - end - 2 >= MIN_SPECIES_LENGTH ? i : end;
}

/** The minimum number of letters in the second word of a species name, as in "E. coli". */
const MIN_SPECIES_LENGTH = 4;
