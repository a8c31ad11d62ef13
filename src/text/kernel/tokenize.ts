import {
  classOf,
  codeUnitAt,
  DIGIT,
  isWordCharacter,
  LOWER,
  loadText,
  OTHER,
  PARTICLE,
  SEGMENTED,
  UPPER,
} from './characters';
import { getByte, getInt, IntList, setInt } from './memory';
import { ADJACENT, encodeToken, SENTENCE_START, SEPARATED } from './tokens';
import { findOrAddWord, prefetchWord } from './word-table';

const FNV_OFFSET: i32 = <i32>0x811c9dc5;
const FNV_PRIME: i32 = 0x01000193;

const SPACE: u32 = 32;
const HASH: u32 = 35;
const APOSTROPHE: u32 = 39;
const OPEN_PARENTHESIS: u32 = 40;
const PLUS: u32 = 43;
const HYPHEN: u32 = 45;
const PERIOD: u32 = 46;

/**
 * The tokens of the current text: their number, the offsets of each in code units, the gap before it, and the FNV-1a
 * hash of its code units.
 */
export let tokenCount: i32 = 0;
export let tokenStarts: usize = 0;
export let tokenEnds: usize = 0;
let gaps: usize = 0;
let hashes: usize = 0;
/** The number of tokens that fit into these arrays. */
let capacity: i32 = 0;

/** Offsets of the opening parentheses of the current text. */
export const openParentheses = new IntList();
/** Length of the current text in code units. */
export let textLength: i32 = 0;

/** Tells whether a code unit is a hyphen or an en dash. */
export function isHyphen(codeUnit: u32): bool {
  return codeUnit === HYPHEN || (codeUnit >= 0x2010 && codeUnit <= 0x2013);
}

function isApostrophe(codeUnit: u32): bool {
  return codeUnit === APOSTROPHE || codeUnit === 0x2019;
}

function gapOfCharacter(codeUnit: u32): i32 {
  if (codeUnit === SPACE || codeUnit === 9 || codeUnit === 10 || codeUnit === 13 || codeUnit === 0xa0) return ADJACENT;
  return codeUnit === PERIOD || codeUnit === 33 || codeUnit === 63 ? SENTENCE_START : SEPARATED;
}

/**
 * Splits a UTF-8 text into tokens (see `Tokenizer` of src/text/tokenize/tokenizer.ts) and appends them to a stream of
 * word tokens.
 * @param language Number of the language of the text. The same word in two languages has two ids.
 */
export function tokenize(start: usize, end: usize, language: i32, stream: IntList): void {
  textLength = loadText(start, end);
  if (textLength > capacity) enlarge();
  splitText(FNV_OFFSET ^ (language << 8), language === CHINESE);
  stream.reserve(tokenCount);
  const target = stream.items + ((<usize>stream.length) << 2);
  // The hash table exceeds the cache: loading all slots first lets the cache misses overlap. Word ids are never
  // negative, but the compiler does not know that and keeps the loads.
  let prefetched = 0;
  for (let k = 0; k < tokenCount; k++) prefetched |= prefetchWord(getInt(hashes, k));
  if (prefetched < 0) return;
  for (let k = 0; k < tokenCount; k++) {
    const word = findOrAddWord(getInt(tokenStarts, k), getInt(tokenEnds, k), getInt(hashes, k), language);
    setInt(target, k, encodeToken(word, getByte(gaps, k)));
  }
  stream.length += tokenCount;
}

function enlarge(): void {
  capacity = textLength + (textLength >> 1);
  const bytes = (<usize>capacity) << 2;
  tokenStarts = heap.alloc(bytes);
  tokenEnds = heap.alloc(bytes);
  hashes = heap.alloc(bytes);
  gaps = heap.alloc(<usize>capacity);
}

/** Number of Chinese in src/util/language/languages.ts. */
const CHINESE = 1;

/**
 * Finds the tokens and the opening parentheses of the current text.
 * @param seed The hash of an empty word.
 * @param hasParticles Whether particles separate words.
 */
function splitText(seed: i32, hasParticles: bool): void {
  const end = textLength;
  openParentheses.length = 0;
  let count = 0;
  let gap = SENTENCE_START;
  let i = 0;
  while (i < end) {
    let codeUnit = codeUnitAt(i);
    const characterClass = classOf(codeUnit);
    if (characterClass === OTHER || (characterClass === PARTICLE && hasParticles)) {
      if (codeUnit !== SPACE) {
        gap = max(gap, gapOfCharacter(codeUnit));
        if (codeUnit === OPEN_PARENTHESIS) openParentheses.push(i);
      }
      i++;
      continue;
    }
    const start = i;
    let hash = seed;
    if (characterClass >= SEGMENTED) {
      // The last character of several is only the second of a token.
      const isLast = !isSegmented(i + 1, hasParticles);
      const isSecond = start > 0 && isSegmented(start - 1, hasParticles);
      i++;
      if (isLast && isSecond) continue;
      addToken(count++, start, isLast ? i : i + 1, seed, gap);
      gap = ADJACENT;
      continue;
    }
    do {
      hash = (hash ^ <i32>codeUnit) * FNV_PRIME;
      codeUnit = codeUnitAt(++i);
    } while (isWordCharacter(codeUnit) || joinsWord(i));
    if (i === start + 1)
      for (const nameEnd = endOfSingleLetter(start); i < nameEnd; i++) hash = (hash ^ <i32>codeUnitAt(i)) * FNV_PRIME;
    setInt(tokenStarts, count, start);
    setInt(tokenEnds, count, i);
    setInt(hashes, count, hash);
    store<u8>(gaps + <usize>count, <u8>gap);
    count++;
    gap = ADJACENT;
  }
  tokenCount = count;
}

/** Tells whether the character at `i` is one of those that form tokens with both neighbors. */
function isSegmented(i: i32, hasParticles: bool): bool {
  const characterClass = classOf(codeUnitAt(i));
  return characterClass === SEGMENTED || (characterClass === PARTICLE && !hasParticles);
}

/** Stores the token of segmented characters [start, end). */
function addToken(index: i32, start: i32, end: i32, seed: i32, gap: i32): void {
  let hash = seed;
  for (let k = start; k < end; k++) hash = (hash ^ <i32>codeUnitAt(k)) * FNV_PRIME;
  setInt(tokenStarts, index, start);
  setInt(tokenEnds, index, end);
  setInt(hashes, index, hash);
  store<u8>(gaps + <usize>index, <u8>gap);
}

/** Tells whether the character at `i`, neither letter nor digit, joins the characters around it into one word. */
function joinsWord(i: i32): bool {
  const codeUnit = codeUnitAt(i);
  if (codeUnit === SPACE) return false;
  if (!isWordCharacter(codeUnitAt(i + 1))) return false;
  const nextClass = classOf(codeUnitAt(i + 1));
  return (
    isHyphen(codeUnit) ||
    (isApostrophe(codeUnit) && nextClass >= LOWER) ||
    (codeUnit === PERIOD && nextClass === DIGIT && classOf(codeUnitAt(i - 1)) === DIGIT)
  );
}

/**
 * Returns the end of the token that starts with the single letter at `start`: "C++", "C#" and "C. elegans" are single
 * tokens.
 */
function endOfSingleLetter(start: i32): i32 {
  const end = start + 1;
  if (classOf(codeUnitAt(start)) !== UPPER) return end;
  const next = codeUnitAt(end);
  if (next === HASH) return end + 1;
  if (next === PLUS && codeUnitAt(end + 1) === PLUS) return end + 2;
  if (next !== PERIOD || codeUnitAt(end + 1) !== SPACE) return end;
  let i = end + 2;
  while (classOf(codeUnitAt(i)) === LOWER) i++;
  return i - end - 2 >= MIN_SPECIES_LENGTH ? i : end;
}

/** The minimum number of letters in the second word of a species name, as in "E. coli". */
const MIN_SPECIES_LENGTH = 4;
