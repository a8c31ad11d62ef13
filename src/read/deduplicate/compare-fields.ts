import { titleKey } from '../normalize/identifiers.ts';

/** How far two titles agree: but for case, accents and signs (same), or but for slips and a cut end (alike). */
export type Likeness = 'same' | 'alike' | 'different';

/** Compares titles by their letters and digits; see {@link titleKey}. */
export function compareTitles(a: string, b: string): Likeness {
  if (a === b) return 'same';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 12) return 'different';
  const allowed = slipsAllowed(short);
  const cut = isCut(short, long);
  if (cut && short.length < 20) return 'different';
  const compared = cut ? long.slice(0, short.length + allowed) : long;
  return editDistance(short, compared, allowed, cut) > allowed ? 'different' : 'alike';
}

const slipsAllowed = (title: string) => Math.min(8, Math.max(1, Math.floor(title.length / 12)));
const isCut = (short: string, long: string) => long.length - short.length > slipsAllowed(short);

/** Single letters are numbers only where numbers stand: "Part I: ...", "... V". */
const numberWords =
  /\d+|\b(?:i{2,3}|iv|vi{1,3}|ix|one|two|three|four|first|second|third)\b|\b[ivx]\b(?=\s*(?:$|[:;,.)\]]))|(?<=\bpart\s)[ivx]\b/gi;
const numbersIn = (title: string) => (title.match(numberWords) ?? []).map((number) => number.toLowerCase());

/** Other numbers make other papers: "Part I" and "Part II". A title that was cut short may lack the later ones. */
export function numbersAgree(titleA: string, titleB: string): boolean {
  const [short, long] = titleA.length <= titleB.length ? [titleA, titleB] : [titleB, titleA];
  const [fewer, more] = [numbersIn(short), numbersIn(long)];
  if (!isCut(short, long)) return fewer.join() === more.join();
  // What a cut left of a last word may look like a number.
  const whole = /\b(?:\d+|[ivx])\W*$/i.test(short) ? fewer.slice(0, -1) : fewer;
  return whole.every((number, at) => number === more[at]);
}

let before = new Int32Array(256);
let row = new Int32Array(256);
let next = new Int32Array(256);

/**
 * How many letters are lost, added, changed, or have changed places with their neighbour (the distance of optimal string
 * alignment), in a band as wide as the limit; anything above the limit is limit + 1. With `toPrefix`, what b has at its end
 * after the best place to stop does not count.
 */
export function editDistance(a: string, b: string, limit: number, toPrefix = false): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (row.length <= b.length) [before, row, next] = [0, 0, 0].map(() => new Int32Array(2 * b.length));
  for (let j = 0; j <= Math.min(b.length, limit + 1); j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const sign = a.charCodeAt(i - 1);
    next[from - 1] = from === 1 ? i : limit + 1;
    let least = next[from - 1];
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = row[j - 1] + (sign === other ? 0 : 1);
      if (j < i + limit && row[j] + 1 < cost) cost = row[j] + 1;
      if (next[j - 1] + 1 < cost) cost = next[j - 1] + 1;
      const isSwap = i > 1 && j > 1 && sign === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2);
      if (isSwap && before[j - 2] + 1 < cost) cost = before[j - 2] + 1;
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, row, next] = [row, next, before];
  }
  const first = toPrefix ? Math.max(0, a.length - limit) : b.length;
  return Math.min(limit + 1, ...row.subarray(first, b.length + 1));
}

const plainSurname = /^[A-Z]?[a-z]{2,40}$/;
const initials = /^(?:\p{Lu}\.?-?){1,3}$/u;
const initial = /^(?:\p{Lu}\.?-?|(?:\p{Lu}\.-?)+)$/u;

/** The family name, folded: the last word, or what stands before initials ("Smith JA", "LEE A"). */
export function surname(name: string): string {
  const ending = name.slice(name.lastIndexOf(' ') + 1);
  if (plainSurname.test(ending) && !name.includes(',')) return ending.toLowerCase();
  const comma = name.indexOf(',');
  const words = name
    .slice(Math.max(0, (comma < 0 ? name.length : comma) - 80), comma < 0 ? name.length : comma)
    .trim()
    .split(' ');
  // In a name in capitals only single letters are surely initials: "ALISON LEE", "LEE A".
  const mayEnd = words.some((word) => /\p{Ll}/u.test(word)) ? initials : initial;
  let last = words.length - 1;
  while (last > 0 && mayEnd.test(words[last])) last--;
  return titleKey(mayEnd.test(words[last]) ? words.at(-1)! : words[last]);
}

/** Two letters more, less or other are a slip in a long name. */
export const sameName = (a: string, b: string): boolean =>
  a === b || (a.length > 3 && b.length > 3 && editDistance(a, b, 2) <= (a.length > 5 ? 2 : 1));

export type Agreement = 'same' | 'unknown' | 'other';

/** Abstracts may be cut or mistyped: most words of the shorter one's beginning stand in the longer one's. */
export function compareAbstracts(a: string, b: string): Agreement {
  if (!a || !b) return 'unknown';
  const [short, long] = [a, b].map((text) => wordsOf(text)).sort((one, two) => one.length - two.length);
  if (short.length < 8) return 'unknown';
  const known = new Set(long);
  const share = short.filter((word) => known.has(word)).length / short.length;
  return share >= 0.8 ? 'same' : share < 0.6 ? 'other' : 'unknown';
}

const wordsOf = (abstract: string) =>
  abstract
    .slice(0, 600)
    .toLowerCase()
    .match(/[\p{L}\p{N}]{3,}/gu)
    ?.slice(0, 60) ?? [];
