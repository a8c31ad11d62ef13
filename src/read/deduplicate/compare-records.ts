import { titleKey } from '../normalize/identifiers.ts';
import type { Facts } from '../normalize/record.ts';
import { type Agreement, compareAbstracts, compareTitles, numbersAgree, sameName, surname } from './compare-fields.ts';

/** What is compared of a record, prepared once. */
export interface Profile {
  facts: Facts;
  /** The title's letters and digits: see {@link titleKey}. */
  key: string;
  /** In lower case, without preprint servers' ones. */
  doi: string | undefined;
  /** The first authors' family names, found when they are first asked for. */
  surnames: string[] | undefined;
  /** Whether papers that are surely different have its title, or even its title, first author and year. */
  shares: 'nothing' | 'title' | 'byline';
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
  shares: 'nothing',
});

/** Finds out which titles stand at papers with different DOIs: such titles are evidence for little. */
export function findShared(profiles: readonly Profile[]): void {
  const titles = severalDois(profiles, ({ key }) => key);
  const sharing = profiles.filter(({ key }) => titles.has(key));
  const bylineOf = ({ key, facts }: Profile) =>
    `${key} ${facts.year} ${facts.authors ? surname(facts.authors[0]) : ''}`;
  const bylines = severalDois(sharing, bylineOf);
  for (const profile of sharing) profile.shares = bylines.has(bylineOf(profile)) ? 'byline' : 'title';
}

/** The keys that come with more than one DOI. */
function severalDois(profiles: readonly Profile[], keyOf: (profile: Profile) => string): Set<string> {
  const first = new Map<string, string>();
  const several = new Set<string>();
  for (const profile of profiles) {
    if (!profile.doi) continue;
    const key = keyOf(profile);
    const known = first.get(key);
    if (known === undefined) first.set(key, profile.doi);
    else if (known !== profile.doi) several.add(key);
  }
  return several;
}

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
  const title = compareTitles(a.key, b.key);
  if (title === 'different') return 'different';
  const abstracts = compareAbstracts(a.facts.abstract, b.facts.abstract);
  const years = yearsApart(a.facts, b.facts);
  // Series have boilerplate for abstracts, but two papers of theirs in one year have not the same authors and abstract.
  const isSure = abstracts === 'same' && authors === 'same' && areOfOneYear(a.facts, b.facts);
  if (title === 'alike' && !isSure && !numbersAgree(a.facts.title, b.facts.title)) return 'different';
  if (conflict) return abstracts === 'other' ? 'different' : 'unsure';
  const isShared = a.shares !== 'nothing' || b.shares !== 'nothing';
  // What several papers are called comes out again each year.
  if (isShared && years > 0) return abstracts === 'other' || authors === 'other' ? 'different' : 'unsure';
  if (abstracts === 'same') return years > 3 ? 'unsure' : authors === 'other' ? 'likely' : 'certain';
  if (authors === 'other') return 'different';
  if (saysTheSame(a.facts, b.facts) && (!isShared || a.doi === b.doi)) return 'certain';
  if (abstracts === 'other') {
    if (title === 'alike' || authors === 'unknown' || weightOf(a.key) !== 'much') return 'different';
    return years <= 1 ? 'likely' : 'unsure';
  }
  return byTitle(a, b, title, authors === 'same', years);
}

/** The verdict where abstracts say nothing and authors do not differ. */
function byTitle(a: Profile, b: Profile, title: 'same' | 'alike', sameAuthors: boolean, years: number): Verdict {
  const weight = weightOf(a.key);
  const isSame = title === 'same';
  const isSameYear = areOfOneYear(a.facts, b.facts);
  if (weight === 'none') {
    const isAmbiguous = a.shares === 'byline' || b.shares === 'byline';
    return isSame && sameAuthors && isSameYear && !isAmbiguous ? 'likely' : 'unsure';
  }
  if (a.shares !== 'nothing' || b.shares !== 'nothing') return isSame && sameAuthors ? 'likely' : 'unsure';
  if (weight === 'some') {
    const agreeing = Number(isSame) + Number(sameAuthors) + Number(isSameYear);
    return agreeing >= 2 && years <= 1 ? 'likely' : 'unsure';
  }
  if (sameAuthors) return isSame && years <= 3 ? 'certain' : years <= 1 ? 'likely' : 'unsure';
  return isSame && years <= 1 ? 'likely' : 'unsure';
}

/** Nothing tells them apart: joining them loses nothing. */
const saysTheSame = (a: Facts, b: Facts) =>
  a.title === b.title &&
  a.authors?.join() === b.authors?.join() &&
  a.abstract === b.abstract &&
  a.year === b.year &&
  a.venue === b.venue;

/** What stands in every issue. */
const serial =
  /^(?:(?:sessiondetails|proceedingsof|tableofcontents|contentsof|volumecontents|listof|acknowledge?ment|inthisissue|aboutthisissue|issueinformation|callforpa|letters?totheeditor)|(?:abstracts?|announcements?|authorindex|bookreviews?|bulletin|calendar|comments?|conclusions?|contents|corrigend(?:um|a)|coverimage|discussion|errat(?:um|a)|fromtheeditors?|index|keynote|news|obituary|overview|panel|posters?|rejoinder|reply|reviewers|summary|tutorials?|workshops?)$)/;
/** What introduces something else, and the words that come before one knows what. */
const opening = /^(?:guesteditor|editor|introduction|preface|foreword|message|welcome|publishersnote)/;
const openingWords =
  /^(?:guest|editorial|editors?|introduction|preface|foreword|message|welcome|publishersnote|remarks|board|policy|update|from|to|the|an?|special|issue|section|topic|on|of|in|for|programm?e?|general|conference|workshop|co|chairs?)+/;

/** How sure a title alone makes: from 25 letters on hardly two papers have one by chance; from 6 on hardly two of a year. */
function weightOf(key: string): 'none' | 'some' | 'much' {
  if (serial.test(key) || key.length < 6) return 'none';
  if (opening.test(key)) return key.replace(openingWords, '').length < 15 ? 'none' : 'much';
  return key.length < 25 ? 'some' : 'much';
}

const yearsApart = (a: Facts, b: Facts) =>
  a.year === undefined || b.year === undefined ? 0 : Math.abs(a.year - b.year);

const areOfOneYear = (a: Facts, b: Facts) => a.year !== undefined && a.year === b.year;

function surnamesOf(profile: Profile): string[] {
  // Long lists agree or differ at their beginning.
  profile.surnames ??= (profile.facts.authors ?? []).slice(0, 20).map(surname);
  return profile.surnames;
}

function compareAuthors(a: Profile, b: Profile): Agreement {
  if (!a.facts.authors || !b.facts.authors)
    return differ(a.facts.authorCount?.toString(), b.facts.authorCount?.toString()) ? 'other' : 'unknown';
  const [namesA, namesB] = [surnamesOf(a), surnamesOf(b)];
  const shared = namesA.filter((name) => namesB.some((other) => sameName(name, other))).length;
  // One list may be cut after its first names; then those must agree.
  return shared > 0 && shared * 2 >= Math.min(namesA.length, namesB.length) ? 'same' : 'other';
}
