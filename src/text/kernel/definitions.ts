import { codeAt, kindOf, lowerOf, OTHER, UPPER } from './characters';
import { at, Ints } from './memory';
import { brackets, count, ends, isHyphen, length, SENTENCE, starts } from './tokens';

/**
 * Abbreviations and their long forms in the text at hand, as `definitions` of ../abbreviations.ts finds them. Appends of each: the paper,
 * the abbreviation's word, how many words the long form has, and these.
 * @param words The text's words in the stream, from `from` on.
 */
export function define(paper: i32, stream: Ints, from: i32, into: Ints): void {
  for (let b = 0; b < brackets.length; b++) {
    const open = at(brackets.items, b);
    const first = tokenAt(open);
    if (first === 0 || first >= count || at(starts, first) !== open + 1) continue;
    let short = first;
    let long = shortInside(open, first, stream, from);
    let last = first;
    if (long < 0) {
      last = longInside(open, first) + 1;
      if (last === 0) continue;
      short = first - 1;
      long = first;
    }
    into.push(paper);
    into.push(at(stream.items, from + short) >> 2);
    into.push(last - long);
    for (let k = long; k < last; k++) into.push(at(stream.items, from + k) >> 2);
  }
}

/** "long form (SF)", also "(SF, ...)" and "(SF; ...)": where the long form begins, -1 for none. */
function shortInside(open: i32, first: i32, stream: Ints, words: i32): i32 {
  if (!isShortForm(first)) return -1;
  const after = codeAt(at(ends, first));
  if (after !== 41 && after !== 44 && after !== 59) return -1;
  const most = mostWords(first);
  let from = first - 1;
  while (from > 0 && first - from < most && (at(stream.items, words + from) & 3) !== SENTENCE) from--;
  const start = longFormStart(first, from, first - 1);
  return start >= 0 && isBlank(at(ends, first - 1), open) ? start : -1;
}

/** "SF (long form)": the long form's last word, which begins with `first`; -1 for none. */
function longInside(open: i32, first: i32): i32 {
  const short = first - 1;
  if (!isShortForm(short) || !isBlank(at(ends, short), open)) return -1;
  let close = open;
  while (close < length && codeAt(close) !== 41) close++;
  if (close === length) return -1;
  const last = tokenAt(close) - 1;
  if (last - first >= mostWords(short)) return -1;
  return longFormStart(short, first, last) === first ? last : -1;
}

function mostWords(short: i32): i32 {
  const letters = at(ends, short) - at(starts, short);
  return min(letters + 5, letters * 2);
}

/** Two capitals at least, letters and digits only. */
function isShortForm(k: i32): bool {
  const start = at(starts, k);
  const end = at(ends, k);
  if (end - start < 2 || end - start > 10) return false;
  let capitals = 0;
  for (let i = start; i < end; i++) {
    const kind = kindOf(codeAt(i));
    if (kind === OTHER) return false;
    if (kind === UPPER) capitals++;
  }
  return capitals > 1;
}

/** Where in the words first..last the shortest long form of `short` that ends with the last word begins; -1 for none. */
function longFormStart(short: i32, first: i32, last: i32): i32 {
  if (last < first) return -1;
  const from = at(starts, first);
  const shortStart = at(starts, short);
  let shortEnd = at(ends, short);
  if (codeAt(shortEnd - 1) === 115 && kindOf(codeAt(shortEnd - 2)) === UPPER) shortEnd--;
  let i = at(ends, last);
  for (let s = shortEnd - 1; s >= shortStart; s--) {
    const letter = lowerOf(codeAt(s));
    do i--;
    while (
      i >= from &&
      !(lowerOf(codeAt(i)) === letter && (s > shortStart || i === from || kindOf(codeAt(i - 1)) === OTHER))
    );
    if (i < from) return -1;
  }
  for (let k = first; k <= last; k++) if (at(starts, k) === i) return last > k || hasHyphen(i, at(ends, last)) ? k : -1;
  return -1;
}

function hasHyphen(from: i32, to: i32): bool {
  for (let i = from; i < to; i++) if (isHyphen(codeAt(i))) return true;
  return false;
}

/** Whether nothing but blanks stands between. */
function isBlank(from: i32, to: i32): bool {
  for (let i = from; i < to; i++) {
    const code = codeAt(i);
    if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0) continue;
    if (code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029) continue;
    if (code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff) continue;
    return false;
  }
  return true;
}

/** The first word that starts at or after an offset. */
function tokenAt(offset: i32): i32 {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(starts, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
