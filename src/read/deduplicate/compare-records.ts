import { titleKey } from '../normalize/identifiers.ts';
import type { PaperRecord } from '../normalize/record.ts';
import {
  compareAbstracts,
  compareTitles,
  type FieldComparison,
  haveSameNumbers,
  isSameSurname,
  surnameKey,
  type TitleComparison,
} from './compare-fields.ts';
import { isPreprintDoi, withoutVersion } from './preprint-dois.ts';

/** A record with the values that comparisons use, computed once. */
export interface PreparedRecord {
  record: PaperRecord;
  /** Letters and digits of the title; see {@link titleKey}. */
  titleKey: string;
  /** In lower case and without version; undefined for the DOI of a preprint server. */
  doi: string | undefined;
  /** Surname keys of the first authors, computed on first use. */
  surnames: string[] | undefined;
  /** Whether papers with different DOIs share this title, or even this title, first author and year. */
  titleReuse: 'none' | 'title' | 'byline';
}

/** Prepares a record for comparison. {@link markReusedTitles} sets `titleReuse` afterwards. */
export const prepareRecord = (record: PaperRecord): PreparedRecord => ({
  record,
  titleKey: titleKey(record.title),
  doi: record.doi && !isPreprintDoi(record.doi) ? withoutVersion(record.doi) : undefined,
  surnames: undefined,
  titleReuse: 'none',
});

/** Sets `titleReuse` of each record. A title that occurs with different DOIs is weak evidence. */
export function markReusedTitles(records: readonly PreparedRecord[]): void {
  const titles = keysWithSeveralDois(records, (record) => record.titleKey);
  const reusing = records.filter((record) => titles.has(record.titleKey));
  const bylineOf = ({ titleKey, record }: PreparedRecord) =>
    `${titleKey} ${record.year} ${record.authors ? surnameKey(record.authors[0]) : ''}`;
  const bylines = keysWithSeveralDois(reusing, bylineOf);
  for (const record of reusing) record.titleReuse = bylines.has(bylineOf(record)) ? 'byline' : 'title';
}

function keysWithSeveralDois(
  records: readonly PreparedRecord[],
  keyOf: (record: PreparedRecord) => string,
): Set<string> {
  const firstDois = new Map<string, string>();
  const keys = new Set<string>();
  for (const record of records) {
    if (!record.doi) continue;
    const key = keyOf(record);
    const firstDoi = firstDois.get(key);
    if (firstDoi === undefined) firstDois.set(key, record.doi);
    else if (firstDoi !== record.doi) keys.add(key);
  }
  return keys;
}

/**
 * Whether two records describe the same paper. Certain and likely pairs are merged, certain pairs first in case two pairs
 * exclude each other; possible pairs are reported.
 */
export type Decision = 'certain' | 'likely' | 'possible' | 'different';

/** Returns whether two records have different IDs of the same kind. A preprint and its published version may each have a DOI. */
export const haveConflictingIds = (a: PreparedRecord, b: PreparedRecord): boolean =>
  areDifferent(a.doi, b.doi) ||
  areDifferent(a.record.arxiv, b.record.arxiv) ||
  areDifferent(a.record.pmid, b.record.pmid);

const areDifferent = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;

/** Returns whether two records differ in title and IDs. Most candidate pairs end here, so this must be cheap. */
export const areExcludedByIds = (a: PreparedRecord, b: PreparedRecord): boolean =>
  a.titleKey !== b.titleKey && haveConflictingIds(a, b);

/** Compares two records by title, authors, year and abstract. */
export function compareRecords(a: PreparedRecord, b: PreparedRecord): Decision {
  if (areExcludedByIds(a, b)) return 'different';
  const hasConflict = haveConflictingIds(a, b);
  const authors = compareAuthors(a, b);
  if (hasConflict && authors !== 'match') return 'different';
  if (authors === 'mismatch' && a.titleKey !== b.titleKey) return 'different';
  // The expensive comparisons come last: titles by edit distance, abstracts by words.
  const title = compareTitles(a.titleKey, b.titleKey);
  if (title === 'different') return 'different';
  const abstracts = compareAbstracts(a.record.abstract, b.record.abstract);
  // A series may repeat its abstract, but hardly with the same authors in the same year.
  const isConfirmed = abstracts === 'match' && authors === 'match' && isSameYear(a.record, b.record);
  if (title === 'similar' && !isConfirmed && !haveSameNumbers(a.record.title, b.record.title)) return 'different';
  if (hasConflict) return abstracts === 'mismatch' ? 'different' : 'possible';
  return decide(a, b, title, authors, abstracts);
}

/** Decides about two records without conflicting IDs whose titles are equal or similar. */
function decide(
  a: PreparedRecord,
  b: PreparedRecord,
  title: TitleComparison,
  authors: FieldComparison,
  abstracts: FieldComparison,
): Decision {
  const years = yearsApart(a.record, b.record);
  const isReused = isTitleReused(a, b);
  // A title that several papers share tends to appear every year.
  if (isReused && years > 0) return abstracts === 'mismatch' || authors === 'mismatch' ? 'different' : 'possible';
  if (abstracts === 'match') return years > 3 ? 'possible' : authors === 'mismatch' ? 'likely' : 'certain';
  if (authors === 'mismatch') return 'different';
  if (areIdentical(a.record, b.record) && (!isReused || a.doi === b.doi)) return 'certain';
  if (abstracts === 'mismatch') {
    if (title !== 'equal' || authors === 'unknown' || titleSpecificity(a.titleKey) !== 'high') return 'different';
    return years <= 1 ? 'likely' : 'possible';
  }
  return decideByTitle(a, b, title === 'equal', authors === 'match', years);
}

/** Decides when the abstracts are inconclusive and the authors do not differ. */
function decideByTitle(
  a: PreparedRecord,
  b: PreparedRecord,
  isSameTitle: boolean,
  hasSameAuthors: boolean,
  years: number,
): Decision {
  const specificity = titleSpecificity(a.titleKey);
  const hasSameYear = isSameYear(a.record, b.record);
  if (specificity === 'none') {
    const isAmbiguous = a.titleReuse === 'byline' || b.titleReuse === 'byline';
    return isSameTitle && hasSameAuthors && hasSameYear && !isAmbiguous ? 'likely' : 'possible';
  }
  if (isTitleReused(a, b)) return isSameTitle && hasSameAuthors ? 'likely' : 'possible';
  if (specificity === 'low') {
    const matches = Number(isSameTitle) + Number(hasSameAuthors) + Number(hasSameYear);
    return matches >= 2 && years <= 1 ? 'likely' : 'possible';
  }
  if (hasSameAuthors) return isSameTitle && years <= 3 ? 'certain' : years <= 1 ? 'likely' : 'possible';
  return isSameTitle && years <= 1 ? 'likely' : 'possible';
}

const isTitleReused = (a: PreparedRecord, b: PreparedRecord) => a.titleReuse !== 'none' || b.titleReuse !== 'none';

/** Returns whether merging two records loses nothing. */
const areIdentical = (a: PaperRecord, b: PaperRecord) =>
  a.title === b.title &&
  a.authors?.join() === b.authors?.join() &&
  a.abstract === b.abstract &&
  a.year === b.year &&
  a.venue === b.venue;

/** Keys of titles that recur in every issue of a journal. */
const recurringTitle =
  /^(?:(?:sessiondetails|proceedingsof|tableofcontents|contentsof|volumecontents|listof|acknowledge?ment|inthisissue|aboutthisissue|issueinformation|callforpa|letters?totheeditor)|(?:abstracts?|announcements?|authorindex|bookreviews?|bulletin|calendar|comments?|conclusions?|contents|corrigend(?:um|a)|coverimage|discussion|errat(?:um|a)|fromtheeditors?|index|keynote|news|obituary|overview|panel|posters?|rejoinder|reply|reviewers|summary|tutorials?|workshops?)$)/;
/** Keys of titles of introductions, and their generic words before the subject. */
const introduction = /^(?:guesteditor|editor|introduction|preface|foreword|message|welcome|publishersnote)/;
const introductionWords =
  /^(?:guest|editorial|editors?|introduction|preface|foreword|message|welcome|publishersnote|remarks|board|policy|update|from|to|the|an?|special|issue|section|topic|on|of|in|for|programm?e?|general|conference|workshop|co|chairs?)+/;

/**
 * Returns how well a title identifies a paper. Two papers rarely share a title of 25 or more characters by chance, and
 * rarely one of 6 or more in the same year.
 */
function titleSpecificity(key: string): 'none' | 'low' | 'high' {
  if (recurringTitle.test(key) || key.length < 6) return 'none';
  if (introduction.test(key)) return key.replace(introductionWords, '').length < 15 ? 'none' : 'high';
  return key.length < 25 ? 'low' : 'high';
}

/** Returns 0 when a year is unknown. */
const yearsApart = (a: PaperRecord, b: PaperRecord) =>
  a.year === undefined || b.year === undefined ? 0 : Math.abs(a.year - b.year);

const isSameYear = (a: PaperRecord, b: PaperRecord) => a.year !== undefined && a.year === b.year;

function surnamesOf(prepared: PreparedRecord): string[] {
  // The first authors suffice to tell long lists apart.
  prepared.surnames ??= (prepared.record.authors ?? []).slice(0, 20).map(surnameKey);
  return prepared.surnames;
}

function compareAuthors(a: PreparedRecord, b: PreparedRecord): FieldComparison {
  if (!a.record.authors || !b.record.authors) {
    const hasOtherCount = areDifferent(a.record.authorCount?.toString(), b.record.authorCount?.toString());
    return hasOtherCount ? 'mismatch' : 'unknown';
  }
  const [surnamesA, surnamesB] = [surnamesOf(a), surnamesOf(b)];
  const sharedCount = surnamesA.filter((name) => surnamesB.some((other) => isSameSurname(name, other))).length;
  // One list may be truncated, so compare with the shorter one.
  return sharedCount > 0 && sharedCount * 2 >= Math.min(surnamesA.length, surnamesB.length) ? 'match' : 'mismatch';
}
