import { collectAbbreviations } from './abbreviations';
import { addInt, copyOf, filledInts, getByte, getInt, INTS, IntList, output, setInt } from './memory';
import { tokenize } from './tokenize';
import { ADJACENT, encodeToken, gapOf, idOf } from './tokens';
import { outputNewWords } from './word-table';

/** The word tokens of all papers, title before abstract, in one stream; see tokens.ts. */
const wordTokens = new IntList();
/** For each paper, the end of its tokens in {@link wordTokens}, and the start of its abstract. */
const wordTokenEnds = new IntList();
const wordAbstractStarts = new IntList();
/** The abbreviations that the papers define; see abbreviations.ts. */
const abbreviations = new IntList();

/** The same papers as a stream of part tokens, in which long forms replace abbreviations. */
export let partTokens: usize = 0;
/** For each paper, the end of its tokens in {@link partTokens}, and the start of its abstract. */
export const paperEnds = new IntList();
export const abstractStarts = new IntList();
/** The key of each part. */
export let keyOf: usize = 0;
export let partCount: i32 = 0;

/** Returns the number of papers. */
export function paperCount(): i32 {
  return wordTokenEnds.length;
}

/**
 * Makes room for the tokens and ends of papers, since lists that grow together take the place of each other. Memory that is not written takes no
 * room.
 */
export function reserveTokens(tokens: i32, papers: i32): void {
  wordTokens.reserve(tokens);
  wordTokenEnds.reserve(papers);
  wordAbstractStarts.reserve(papers);
  paperEnds.reserve(papers);
  abstractStarts.reserve(papers);
}

/** Frees the word tokens: after {@link expandTokens} they are not needed any more. */
export function freeWordTokens(): void {
  if (wordTokens.items !== 0) heap.free(wordTokens.items);
  wordTokens.items = 0;
  wordTokens.length = 0;
  wordTokens.capacity = 0;
}

/** Returns the start of row `i`, given the end of each row. */
export function rowStart(ends: IntList, i: i32): i32 {
  return i === 0 ? 0 : getInt(ends.items, i - 1);
}

/**
 * Tokenizes papers. Outputs the words that are new to this kernel; see `outputNewWords`.
 * @param bytes Titles and abstracts alternately, in UTF-8.
 * @param ends The end of each text in `bytes`.
 * @param languages The number of each text's language.
 */
export function tokenizeTexts(
  bytes: usize,
  _length: i32,
  ends: usize,
  count: i32,
  languages: usize,
  _languages: i32,
): void {
  let start = bytes;
  for (let text = 0; text < count; text++) {
    const end = bytes + <usize>getInt(ends, text);
    const firstToken = wordTokens.length;
    if ((text & 1) === 1) wordAbstractStarts.push(firstToken);
    tokenize(start, end, getByte(languages, text), wordTokens);
    collectAbbreviations(wordTokenEnds.length, wordTokens, firstToken, abbreviations);
    if ((text & 1) === 1) wordTokenEnds.push(wordTokens.length);
    start = end;
  }
  outputNewWords();
}

/** Outputs the abbreviations that the papers define; see `collectAbbreviations`. */
export function getAbbreviations(): void {
  output(INTS, abbreviations.items, abbreviations.length);
}

/** Outputs the number of papers that contain each group of words. `groupOf` holds the group of each word, or -1. */
export function countDocuments(groupOf: usize, _words: i32, groupCount: i32): void {
  const documents = filledInts(groupCount, 0);
  const lastPaper = filledInts(groupCount, -1);
  for (let paper = 0; paper < paperCount(); paper++)
    for (let k = rowStart(wordTokenEnds, paper); k < getInt(wordTokenEnds.items, paper); k++) {
      const group = getInt(groupOf, idOf(getInt(wordTokens.items, k)));
      if (group < 0 || getInt(lastPaper, group) === paper) continue;
      setInt(lastPaper, group, paper);
      addInt(documents, group, 1);
    }
  output(INTS, documents, groupCount);
}

/**
 * Converts the word tokens to part tokens and replaces abbreviations with their long forms: with the long form that the
 * paper itself defines, or else with the collection's. Then long forms become single parts wherever they occur, also
 * spelled out; of overlapping ones the first, of those with the same start the longest. Outputs the number of papers that contain each key, the
 * number of its occurrences, and the end of each paper's part tokens.
 * @param wordRanges The range of parts of each word: its first part and the end, alternately.
 * @param shortFormOf The id of each word as an abbreviation, or -1.
 * @param sharedRanges The range of parts of each abbreviation's long form in the collection.
 * @param paperLongForms Long forms that papers define: paper, abbreviation, and range of parts, in order of papers.
 * @param keys The key of each part.
 * @param longFormsOf For each key the index in `longForms` of the long forms that start with it, or -1.
 * @param longForms For each long form: the number of its keys, the part that replaces it, and its keys except the first;
 * 0 after the last with the same first key, of which the longest comes first.
 */
export function expandTokens(
  wordRanges: usize,
  _ranges: i32,
  shortFormOf: usize,
  _words: i32,
  sharedRanges: usize,
  sharedLength: i32,
  paperLongForms: usize,
  paperLongFormsLength: i32,
  keys: usize,
  parts: i32,
  longFormsOf: usize,
  keyCount: i32,
  longForms: usize,
  _longForms: i32,
): void {
  partCount = parts;
  keyOf = copyOf(keys, (<usize>parts) << 2);
  // The ranges that apply to the current paper.
  const longFormRanges = copyOf(sharedRanges, (<usize>sharedLength) << 2);
  const documents = filledInts(keyCount, 0);
  const occurrences = filledInts(keyCount, 0);
  const lastPaper = filledInts(keyCount, -1);
  const target = new IntList();
  target.reserve(wordTokens.length + (wordTokens.length >> 4));
  // The parts of the current paper before long forms become single parts.
  const expanded = new IntList();
  let next = 0;
  for (let paper = 0; paper < paperCount(); paper++) {
    const first = next;
    let abstractStart = -1;
    expanded.length = 0;
    for (; next < paperLongFormsLength && getInt(paperLongForms, next) === paper; next += 4)
      setRange(longFormRanges, getInt(paperLongForms, next + 1), paperLongForms, next + 2);
    for (let k = rowStart(wordTokenEnds, paper); k < getInt(wordTokenEnds.items, paper); k++) {
      if (k === getInt(wordAbstractStarts.items, paper)) abstractStart = expanded.length;
      const token = getInt(wordTokens.items, k);
      const shortForm = getInt(shortFormOf, idOf(token));
      const range =
        shortForm >= 0 ? longFormRanges + ((<usize>shortForm) << 3) : wordRanges + ((<usize>idOf(token)) << 3);
      const end = getInt(range, 1);
      let gap = gapOf(token);
      for (let part = getInt(range, 0); part < end; part++) {
        expanded.push(encodeToken(part, gap));
        gap = ADJACENT;
      }
    }
    for (let k = 0; k < expanded.length; ) {
      if (k === abstractStart) abstractStarts.push(target.length);
      const token = getInt(expanded.items, k);
      const longForm = findLongForm(expanded, k, getInt(longFormsOf, getInt(keyOf, idOf(token))), longForms);
      const part = longForm > 0 ? getInt(longForms, longForm + 1) : idOf(token);
      k += longForm > 0 ? getInt(longForms, longForm) : 1;
      target.push(encodeToken(part, gapOf(token)));
      const key = getInt(keyOf, part);
      addInt(occurrences, key, 1);
      if (getInt(lastPaper, key) === paper) continue;
      setInt(lastPaper, key, paper);
      addInt(documents, key, 1);
    }
    if (abstractStarts.length === paper) abstractStarts.push(target.length);
    paperEnds.push(target.length);
    for (let k = first; k < next; k += 4) {
      const shortForm = getInt(paperLongForms, k + 1);
      setRange(longFormRanges, shortForm, sharedRanges, 2 * shortForm);
    }
  }
  partTokens = target.items;
  output(INTS, documents, keyCount);
  output(INTS, occurrences, keyCount);
  output(INTS, paperEnds.items, paperEnds.length);
}

/**
 * Returns the index in `longForms` of the longest long form that starts at token `first`, or 0.
 * @param entry Index of the long forms with the same first key, or -1.
 */
function findLongForm(tokens: IntList, first: i32, entry: i32, longForms: usize): i32 {
  if (entry < 0) return 0;
  for (let length = getInt(longForms, entry); length > 0; length = getInt(longForms, entry)) {
    let k = 1;
    while (k < length && first + k < tokens.length) {
      const token = getInt(tokens.items, first + k);
      if (gapOf(token) !== ADJACENT || getInt(keyOf, idOf(token)) !== getInt(longForms, entry + 1 + k)) break;
      k++;
    }
    if (k === length) return entry;
    entry += length + 1;
  }
  return 0;
}

/** Sets range `id` to the pair of numbers at index `k` of another array. */
function setRange(ranges: usize, id: i32, source: usize, k: i32): void {
  setInt(ranges, 2 * id, getInt(source, k));
  setInt(ranges, 2 * id + 1, getInt(source, k + 1));
}
