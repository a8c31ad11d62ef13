import { codeAt, DIGIT, kindOf, LOWER, loadText, OTHER, UPPER } from './characters';
import { at, byteAt, Ints, put } from './memory';
import { fetch, numberOf } from './words';

/** What parts a word from the one before it, as ../tokenize.ts has it. */
export const CLOSE = 0;
export const APART = 1;
export const SENTENCE = 2;

const FNV_OFFSET: i32 = <i32>0x811c9dc5;
const FNV_PRIME: i32 = 0x01000193;

const BLANK: u32 = 32;
const HASH: u32 = 35;
const APOSTROPHE: u32 = 39;
const OPEN: u32 = 40;
const PLUS: u32 = 43;
const HYPHEN: u32 = 45;
const DOT: u32 = 46;

/** The words of the text at hand: how many there are, where each begins and ends, what lies before it, and the FNV-1a of its units. */
export let count: i32 = 0;
export let starts: usize = 0;
export let ends: usize = 0;
let gaps: usize = 0;
let hashes: usize = 0;
let room: i32 = 0;
/** Where brackets open in it. */
export const brackets = new Ints();
/** How many code units it has. */
export let length: i32 = 0;

export function isHyphen(code: u32): bool {
  return code === HYPHEN || (code >= 0x2010 && code <= 0x2013);
}

function isApostrophe(code: u32): bool {
  return code === APOSTROPHE || code === 0x2019;
}

function gapOf(code: u32): i32 {
  if (code === BLANK || code === 9 || code === 10 || code === 13 || code === 0xa0) return CLOSE;
  return code === DOT || code === 33 || code === 63 ? SENTENCE : APART;
}

/** Cuts a text into words, as `tokenize` of ../tokenize.ts does, and appends each as word number x 4 + gap to the stream. */
export function read(from: usize, to: usize, stream: Ints): void {
  length = loadText(from, to);
  if (length > room) enlarge();
  cut();
  stream.reserve(count);
  const into = stream.items + ((<usize>stream.length) << 2);
  let fetched = 0;
  for (let k = 0; k < count; k++) fetched |= fetch(at(hashes, k));
  if (fetched < 0) return;
  for (let k = 0; k < count; k++)
    put(into, k, (numberOf(at(starts, k), at(ends, k), at(hashes, k)) << 2) | byteAt(gaps, k));
  stream.length += count;
}

function enlarge(): void {
  room = length + (length >> 1);
  const bytes = (<usize>room) << 2;
  starts = heap.alloc(bytes);
  ends = heap.alloc(bytes);
  hashes = heap.alloc(bytes);
  gaps = heap.alloc(<usize>room);
}

function cut(): void {
  const last = length;
  brackets.length = 0;
  let words = 0;
  let gap = SENTENCE;
  let i = 0;
  while (i < last) {
    let code = codeAt(i);
    if (kindOf(code) === OTHER) {
      if (code !== BLANK) {
        gap = max(gap, gapOf(code));
        if (code === OPEN) brackets.push(i);
      }
      i++;
      continue;
    }
    const start = i;
    let hash = FNV_OFFSET;
    do {
      hash = (hash ^ <i32>code) * FNV_PRIME;
      code = codeAt(++i);
    } while (kindOf(code) > OTHER || holds(i));
    if (i === start + 1) for (const end = endOfLetter(start); i < end; i++) hash = (hash ^ <i32>codeAt(i)) * FNV_PRIME;
    put(starts, words, start);
    put(ends, words, i);
    put(hashes, words, hash);
    store<u8>(gaps + <usize>words, <u8>gap);
    words++;
    gap = CLOSE;
  }
  count = words;
}

/** Whether a character that is no letter or digit holds a word together with what follows. */
function holds(i: i32): bool {
  const code = codeAt(i);
  if (code === BLANK) return false;
  const next = kindOf(codeAt(i + 1));
  if (next === OTHER) return false;
  return (
    isHyphen(code) ||
    (isApostrophe(code) && next >= LOWER) ||
    (code === DOT && next === DIGIT && kindOf(codeAt(i - 1)) === DIGIT)
  );
}

/** A letter alone may begin a name: "C++", "C#", "C. elegans". */
function endOfLetter(start: i32): i32 {
  const end = start + 1;
  if (kindOf(codeAt(start)) !== UPPER) return end;
  const next = codeAt(end);
  if (next === HASH) return end + 1;
  if (next === PLUS && codeAt(end + 1) === PLUS) return end + 2;
  if (next !== DOT || codeAt(end + 1) !== BLANK) return end;
  let i = end + 2;
  while (kindOf(codeAt(i)) === LOWER) i++;
  return i - end - 2 >= SHORTEST_SPECIES ? i : end;
}

/** Letters in the second word of a species' name: "E. coli" has four. */
const SHORTEST_SPECIES = 4;
