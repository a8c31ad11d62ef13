import { titleKey } from '../clean/identifiers.ts';
import type { Facts } from '../tidy.ts';

/** What is compared of a record, prepared once. */
export interface Profile {
  facts: Facts;
  /** The title's letters and digits: see {@link titleKey}. */
  key: string;
  /** In lower case, without preprint servers' ones. */
  doi: string | undefined;
  /** The first authors' family names, found when they are first asked for. */
  surnames: string[] | undefined;
}

/** Registrants, or parts of DOIs, of preprint servers: arXiv, bioRxiv and medRxiv, SSRN, PsyArXiv and OSF, ChemRxiv, Preprints.org, Research Square, TechRxiv, Authorea. */
const preprintDoi =
  /^10\.(?:48550\/arxiv|1101\/\d{4}\.|1101\/\d{6}|64898\/|2139\/ssrn|31234\/|31219\/|31235\/|26434\/|20944\/preprints|21203\/rs|36227\/techrxiv|22541\/au)/i;

export const isPreprintDoi = (doi: string): boolean => preprintDoi.test(doi);

export const profileOf = (facts: Facts): Profile => ({
  facts,
  key: titleKey(facts.title),
  doi: facts.doi && !isPreprintDoi(facts.doi) ? facts.doi.toLowerCase() : undefined,
  surnames: undefined,
});

/** How sure it is that two records are one paper. A certain pair counts before a likely one when they exclude each other. */
export type Verdict = 'certain' | 'likely' | 'unsure' | 'different';

/** Whether ids of the same kind speak against it. Preprint and published version may each have a DOI. */
export const idsConflict = (a: Profile, b: Profile): boolean =>
  differ(a.doi, b.doi) || differ(a.facts.arxiv, b.facts.arxiv) || differ(a.facts.pmid, b.facts.pmid);

const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;

/** Different ids under different titles: two papers. Most pairs end here, so it must cost next to nothing. */
export const areRuledOut = (a: Profile, b: Profile): boolean => a.key !== b.key && idsConflict(a, b);

/** Compares two records by title, authors, year and abstract. */
export function compare(a: Profile, b: Profile): Verdict {
  if (areRuledOut(a, b)) return 'different';
  const conflict = idsConflict(a, b);
  const authors = compareAuthors(a, b);
  if (conflict && authors !== 'same') return 'different';
  // Last of all what costs most: titles letter by letter, abstracts word by word.
  if (authors === 'other' && a.key !== b.key) return 'different';
  const title = compareTitles(a.key, b.key, a.facts.title, b.facts.title);
  if (title === 'different') return 'different';
  const abstracts = compareAbstracts(a.facts.abstract, b.facts.abstract);
  const years = yearsApart(a.facts, b.facts);
  if (conflict) return abstracts === 'other' ? 'different' : 'unsure';
  if (abstracts === 'same') return years > 3 ? 'unsure' : authors === 'other' ? 'likely' : 'certain';
  if (authors === 'other') return 'different';
  if (saysTheSame(a.facts, b.facts)) return 'certain';
  if (abstracts === 'other')
    return title === 'same' && authors === 'same' && isTelling(a.key)
      ? years <= 1
        ? 'likely'
        : 'unsure'
      : 'different';
  if (!isTelling(a.key))
    return title === 'same' && authors === 'same' && years === 0 && a.facts.year === b.facts.year ? 'likely' : 'unsure';
  if (authors === 'same') return title === 'same' && years <= 3 ? 'certain' : years <= 1 ? 'likely' : 'unsure';
  return title === 'same' && years <= 1 ? 'likely' : 'unsure';
}

/** Nothing tells them apart: joining them loses nothing. */
const saysTheSame = (a: Facts, b: Facts) =>
  !a.authors &&
  !b.authors &&
  a.title === b.title &&
  a.abstract === b.abstract &&
  a.year === b.year &&
  a.venue === b.venue;

/** Long enough not to be an "Introduction" or a "Message from the chairs". */
const isTelling = (key: string) =>
  key.length >= 25 &&
  !/^(?:messagefrom|sessiondetails|proceedingsof|tableofcontents|listof|welcome|preface|introductionto|editorial)/.test(
    key,
  );

const yearsApart = (a: Facts, b: Facts) =>
  a.year === undefined || b.year === undefined ? 0 : Math.abs(a.year - b.year);

type Likeness = 'same' | 'alike' | 'different';

/** Titles may differ in case, accents and signs (same), or be cut short or mistyped (alike). Other numbers make other papers. */
function compareTitles(a: string, b: string, titleA: string, titleB: string): Likeness {
  if (a === b) return 'same';
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 12) return 'different';
  const allowed = Math.min(8, Math.max(1, Math.floor(short.length / 12)));
  const cut = long.length - short.length > allowed;
  if (cut && short.length < 20) return 'different';
  // Cut in the middle of a mistyped word, the ends may be off by some letters.
  const compared = cut ? long.slice(0, short.length) : long;
  if (editDistance(short, compared, allowed) > allowed) return 'different';
  const [fewer, more] = [titleA, titleB].map(numbersIn).sort((one, two) => one.length - two.length);
  return (cut ? more.startsWith(fewer) : more === fewer) ? 'alike' : 'different';
}

const numberWords = /\d+|\b(?:i{1,3}|iv|v|vi{1,3}|ix|x|one|two|three|four|first|second|third)\b/gi;
const numbersIn = (title: string) => (title.match(numberWords) ?? []).join(' ').toLowerCase();

let row = new Int32Array(256);
let next = new Int32Array(256);

/** Levenshtein's distance in a band as wide as the limit; anything above the limit is limit + 1. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (row.length <= b.length) [row, next] = [new Int32Array(2 * b.length), new Int32Array(2 * b.length)];
  for (let j = 0; j <= Math.min(b.length, limit + 1); j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    const sign = a.charCodeAt(i - 1);
    next[from - 1] = from === 1 ? i : limit + 1;
    let least = next[from - 1];
    for (let j = from; j <= to; j++) {
      let cost = row[j - 1] + (sign === b.charCodeAt(j - 1) ? 0 : 1);
      if (j < i + limit && row[j] + 1 < cost) cost = row[j] + 1;
      if (next[j - 1] + 1 < cost) cost = next[j - 1] + 1;
      next[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [row, next] = [next, row];
  }
  return Math.min(row[b.length], limit + 1);
}

const plainSurname = /^[A-Z]?[a-z]{2,40}$/;
const initials = /^(?:\p{Lu}\.?-?){1,3}$/u;

/** The family name, folded: the last word, or what stands before initials ("Smith JA"). */
export function surname(name: string): string {
  const ending = name.slice(name.lastIndexOf(' ') + 1);
  if (plainSurname.test(ending) && !name.includes(',')) return ending.toLowerCase();
  const comma = name.indexOf(',');
  const words = name
    .slice(Math.max(0, (comma < 0 ? name.length : comma) - 80), comma < 0 ? name.length : comma)
    .trim()
    .split(' ');
  let last = words.length - 1;
  while (last > 0 && initials.test(words[last])) last--;
  const family = /\p{Ll}/u.test(words[last]) ? words[last] : words.at(-1)!;
  return titleKey(family);
}

function surnamesOf(profile: Profile): string[] {
  // Long lists agree or differ at their beginning.
  profile.surnames ??= (profile.facts.authors ?? []).slice(0, 20).map(surname);
  return profile.surnames;
}

type Agreement = 'same' | 'unknown' | 'other';

function compareAuthors(a: Profile, b: Profile): Agreement {
  if (!a.facts.authors || !b.facts.authors)
    return differ(a.facts.authorCount?.toString(), b.facts.authorCount?.toString()) ? 'other' : 'unknown';
  const [namesA, namesB] = [surnamesOf(a), surnamesOf(b)];
  const shared = namesA.filter((name) => namesB.some((other) => sameName(name, other))).length;
  // One list may be cut after its first names; then those must agree.
  return shared > 0 && shared * 2 >= Math.min(namesA.length, namesB.length) ? 'same' : 'other';
}

/** Two letters that changed places are an edit distance of two. */
const sameName = (a: string, b: string) =>
  a === b || (a.length > 3 && b.length > 3 && editDistance(a, b, 2) <= (a.length > 5 ? 2 : 1));

/** Abstracts may be cut or mistyped: most words of the shorter one's beginning stand in the longer one's. */
function compareAbstracts(a: string, b: string): Agreement {
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
