import { classOf, codeUnitAt, lowerCaseOf, OTHER, UPPER } from './characters';
import { getInt, IntList } from './memory';
import { isHyphen, openParentheses, textLength, tokenCount, tokenEnds, tokenStarts } from './tokenize';
import { gapOf, idOf, SENTENCE_START } from './tokens';

const CLOSE_PARENTHESIS: u32 = 41;
const COMMA: u32 = 44;
const SEMICOLON: u32 = 59;
const LOWER_S: u32 = 115;

/**
 * The abbreviations that the current text defines: for each the token of the short form, the first token of the long form, and
 * its end.
 */
export const definitions = new IntList();

/**
 * Finds the abbreviations that the current text defines, with the algorithm of Schwartz and Hearst (2003), "A simple
 * algorithm for identifying abbreviation definitions in biomedical text": one of short form and long form is in
 * parentheses after the other, and the long form, read backward, contains the letters of the short form in order; the
 * first letter starts a word. White space and quotation marks may stand next to the parentheses: '( "SNN" )'.
 * @param firstToken Index of the text's first token in `stream`.
 */
export function findDefinitions(stream: IntList, firstToken: i32): void {
  definitions.length = 0;
  for (let b = 0; b < openParentheses.length; b++) {
    const open = getInt(openParentheses.items, b);
    const first = tokenAtOrAfter(open);
    if (first === 0 || first >= tokenCount || !isPadding(open + 1, getInt(tokenStarts, first))) continue;
    let shortForm = first;
    let longStart = longFormBefore(open, first, stream, firstToken);
    let longEnd = first;
    if (longStart < 0) {
      longEnd = lastOfLongFormInside(open, first) + 1;
      if (longEnd === 0) continue;
      shortForm = first - 1;
      longStart = first;
    }
    definitions.push(shortForm);
    definitions.push(longStart);
    definitions.push(longEnd);
  }
}

/**
 * Appends the abbreviations that the current text defines: the paper, the word id of the short form, the number of words
 * in the long form, and their word ids.
 * @param firstToken Index of the text's first token in `stream`.
 */
export function collectAbbreviations(paper: i32, stream: IntList, firstToken: i32, target: IntList): void {
  findDefinitions(stream, firstToken);
  for (let d = 0; d < definitions.length; d += 3) {
    const longStart = getInt(definitions.items, d + 1);
    const longEnd = getInt(definitions.items, d + 2);
    target.push(paper);
    target.push(idOf(getInt(stream.items, firstToken + getInt(definitions.items, d))));
    target.push(longEnd - longStart);
    for (let k = longStart; k < longEnd; k++) target.push(idOf(getInt(stream.items, firstToken + k)));
  }
}

/** Matches "long form (SF)", also "(SF, ...)" and "(SF; ...)". Returns the first token of the long form, or -1. */
function longFormBefore(open: i32, first: i32, stream: IntList, firstToken: i32): i32 {
  if (!isShortForm(first)) return -1;
  let end = getInt(tokenEnds, first);
  while (end < textLength && isPaddingCharacter(codeUnitAt(end))) end++;
  const next = codeUnitAt(end);
  if (next !== CLOSE_PARENTHESIS && next !== COMMA && next !== SEMICOLON) return -1;
  const maxLength = maxLongFormLength(first);
  let from = first - 1;
  while (from > 0 && first - from < maxLength && gapOf(getInt(stream.items, firstToken + from)) !== SENTENCE_START)
    from--;
  const start = longFormStart(first, from, first - 1);
  return start >= 0 && isPadding(getInt(tokenEnds, first - 1), open) ? start : -1;
}

/**
 * Matches "SF (long form)", where `first` is the first token in parentheses. Returns the last token of the long form,
 * or -1.
 */
function lastOfLongFormInside(open: i32, first: i32): i32 {
  const shortForm = first - 1;
  if (!isShortForm(shortForm) || !isPadding(getInt(tokenEnds, shortForm), open)) return -1;
  const tooFar = first + maxLongFormLength(shortForm);
  const limit = tooFar < tokenCount ? getInt(tokenStarts, tooFar) : textLength;
  let close = open;
  while (close < limit && codeUnitAt(close) !== CLOSE_PARENTHESIS) close++;
  if (close === limit) return -1;
  const last = tokenAtOrAfter(close) - 1;
  return longFormStart(shortForm, first, last) === first ? last : -1;
}

/** Returns the maximum number of words in the long form of an abbreviation. */
function maxLongFormLength(shortForm: i32): i32 {
  let letters = 0;
  for (let i = getInt(tokenStarts, shortForm); i < getInt(tokenEnds, shortForm); i++)
    if (!isHyphen(codeUnitAt(i))) letters++;
  return min(letters + 5, letters * 2);
}

/** Tells whether a token looks like an abbreviation: up to 10 letters, digits and hyphens, at least two of them capitals. */
function isShortForm(token: i32): bool {
  const start = getInt(tokenStarts, token);
  const end = getInt(tokenEnds, token);
  if (end - start < 2 || end - start > 10) return false;
  let capitals = 0;
  for (let i = start; i < end; i++) {
    const characterClass = classOf(codeUnitAt(i));
    if (characterClass === OTHER && !isHyphen(codeUnitAt(i))) return false;
    if (characterClass === UPPER) capitals++;
  }
  return capitals > 1;
}

/** Returns the token in first..last that starts the shortest long form of `shortForm` ending with `last`, or -1. */
function longFormStart(shortForm: i32, first: i32, last: i32): i32 {
  if (last < first) return -1;
  const textStart = getInt(tokenStarts, first);
  const shortStart = getInt(tokenStarts, shortForm);
  let shortEnd = getInt(tokenEnds, shortForm);
  // The plural "SNNs" is matched as "SNN".
  if (codeUnitAt(shortEnd - 1) === LOWER_S && classOf(codeUnitAt(shortEnd - 2)) === UPPER) shortEnd--;
  let i = getInt(tokenEnds, last);
  for (let s = shortEnd - 1; s >= shortStart; s--) {
    if (isHyphen(codeUnitAt(s))) continue;
    const letter = lowerCaseOf(codeUnitAt(s));
    do i--;
    while (
      i >= textStart &&
      !(
        lowerCaseOf(codeUnitAt(i)) === letter &&
        (s > shortStart || i === textStart || classOf(codeUnitAt(i - 1)) === OTHER)
      )
    );
    if (i < textStart) return -1;
  }
  for (let k = first; k <= last; k++)
    if (getInt(tokenStarts, k) === i) return last > k || hasHyphen(i, getInt(tokenEnds, last)) ? k : -1;
  return -1;
}

function hasHyphen(start: i32, end: i32): bool {
  for (let i = start; i < end; i++) if (isHyphen(codeUnitAt(i))) return true;
  return false;
}

/** Tells whether [start, end) of the current text holds only white space and quotation marks. */
function isPadding(start: i32, end: i32): bool {
  for (let i = start; i < end; i++) if (!isPaddingCharacter(codeUnitAt(i))) return false;
  return true;
}

/** Tells whether a character is white space, as `\s` of regular expressions defines it, or a quotation mark. */
function isPaddingCharacter(codeUnit: u32): bool {
  if (codeUnit === 32 || (codeUnit >= 9 && codeUnit <= 13) || codeUnit === 0xa0) return true;
  if (codeUnit === 0x1680 || (codeUnit >= 0x2000 && codeUnit <= 0x200a)) return true;
  if (codeUnit === 0x2028 || codeUnit === 0x2029 || codeUnit === 0x202f || codeUnit === 0x205f) return true;
  if (codeUnit === 0x3000 || codeUnit === 0xfeff) return true;
  return (
    codeUnit === 34 ||
    codeUnit === 39 ||
    codeUnit === 96 ||
    codeUnit === 0xab ||
    codeUnit === 0xbb ||
    (codeUnit >= 0x2018 && codeUnit <= 0x201f)
  );
}

/** Returns the first token that starts at or after an offset. */
function tokenAtOrAfter(offset: i32): i32 {
  let low = 0;
  let high = tokenCount;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (getInt(tokenStarts, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
