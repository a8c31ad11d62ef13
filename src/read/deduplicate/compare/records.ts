import type { PaperRecord } from '../../normalize/record.ts';
import { foldTitle } from '../../normalize/text/fold-spelling.ts';
import { namesCompanionPaper } from './companion-papers.ts';
import {
  areAlike,
  areSameAbstracts,
  compareAbstracts,
  compareTitles,
  type FieldComparison,
  isSamePerson,
  type TitleComparison,
} from './fields.ts';
import { comparePlaces } from './places.ts';
import { getPeople, getWords, type PreparedRecord } from './prepared-record.ts';
import { arePreprintsOfOneServer } from './preprint-dois.ts';
import { isPlaceholder, titleSpecificity } from './title-specificity.ts';
import { compareTitleWords, isCutWord, isFunctionWord, type TitleDifference } from './words.ts';

/**
 * Whether two records describe the same paper. Certain and likely pairs are merged, certain pairs first in case two pairs
 * exclude each other; possible pairs are reported.
 */
export type Decision = 'certain' | 'likely' | 'possible' | 'different';

/** Returns whether two records have different IDs of the same kind. A preprint and its published version may each have a DOI. */
export const haveConflictingIds = (a: PreparedRecord, b: PreparedRecord): boolean =>
  areDifferent(a.doi, b.doi) ||
  areDifferent(a.record.arxiv, b.record.arxiv) ||
  areDifferent(a.record.pmid, b.record.pmid) ||
  arePreprintsOfOneServer(a.record.doi, b.record.doi);

const areDifferent = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;

/** Returns whether two records differ in title and IDs. Most candidate pairs end here, so this must be cheap. */
export const areExcludedByIds = (a: PreparedRecord, b: PreparedRecord): boolean =>
  a.titleKey !== b.titleKey && haveConflictingIds(a, b);

/**
 * Compares two records by title, authors, year, abstract and place of publication.
 *
 * @param isKnown Tells which words occur in several titles, and are no misspellings therefore.
 */
export function compareRecords(a: PreparedRecord, b: PreparedRecord, isKnown?: (word: string) => boolean): Decision {
  if (a.notice !== b.notice || areExcludedByIds(a, b)) return 'different';
  const hasConflict = haveConflictingIds(a, b);
  const authors = compareAuthors(a, b);
  if (hasConflict && authors !== 'match') return 'different';
  if (authors === 'mismatch' && a.titleKey !== b.titleKey) return 'different';
  // The expensive comparisons come last: titles by edit distance, abstracts by words.
  if (compareTitles(a.titleKey, b.titleKey) === 'different') return 'different';
  const title = a.titleKey === b.titleKey ? 'none' : compareTitlesByWord(a, b, isKnown);
  if (title === 'numbers') return 'different';
  const abstracts = compareAbstracts(a.record.abstract, b.record.abstract);
  if (hasConflict) {
    // "Session details" by one chair: without abstracts only a specific title is a reason to ask.
    const isGeneric = titleSpecificity(a.titleKey) === 'none';
    return abstracts === 'mismatch' || (abstracts === 'unknown' && isGeneric) ? 'different' : 'possible';
  }
  if (title === 'words' || title === 'near words' || title === 'extension')
    return decideByOtherWords(a, b, title, authors, abstracts);
  return decide(a, b, title === 'none' ? 'equal' : 'similar', authors, abstracts);
}

/** Decides about two records without conflicting IDs whose titles differ by words, which only the same abstract outweighs. */
function decideByOtherWords(
  a: PreparedRecord,
  b: PreparedRecord,
  title: 'words' | 'near words' | 'extension',
  authors: FieldComparison,
  abstracts: FieldComparison,
): Decision {
  if (title === 'extension') {
    if (abstracts === 'match') return decide(a, b, 'similar', authors, abstracts);
    return abstracts === 'unknown' && authors === 'match' && isSameYear(a.record, b.record) ? 'possible' : 'different';
  }
  const isSame = areSameAbstracts(a.record.abstract, b.record.abstract) && yearsApart(a.record, b.record) <= 1;
  if (title === 'near words' && authors === 'match' && comparePlaces(a.record, b.record) === 'match') return 'likely';
  if (!isSame || authors === 'mismatch') return 'different';
  return title === 'near words' || areAlike(a.titleKey, b.titleKey) ? 'likely' : 'possible';
}

/** Decides about two records without conflicting IDs whose titles are equal or similar. */
function decide(
  a: PreparedRecord,
  b: PreparedRecord,
  title: TitleComparison,
  authors: FieldComparison,
  abstracts: FieldComparison,
): Decision {
  if (isPlaceholder(a.titleKey)) return 'different';
  const years = yearsApart(a.record, b.record);
  const isReused = isTitleReused(a, b);
  const place = comparePlaces(a.record, b.record);
  if (place === 'mismatch') {
    const isLikelySame = abstracts !== 'mismatch' && authors === 'match' && years <= 3;
    return isLikelySame && titleSpecificity(a.titleKey) === 'high' && !isReused ? 'possible' : 'different';
  }
  // A title that several papers share tends to appear every year.
  const isRepeated = authors === 'match' && years <= 2 && areSameAbstracts(a.record.abstract, b.record.abstract);
  if (isReused && years > 0 && !isRepeated)
    return abstracts === 'mismatch' || authors !== 'match' || years > 1 ? 'different' : 'possible';
  if (abstracts === 'match') return years > 3 ? 'possible' : authors === 'mismatch' ? 'likely' : 'certain';
  if (authors === 'mismatch') return 'different';
  if (areIdentical(a.record, b.record) && (!isReused || a.doi === b.doi)) return 'certain';
  if (abstracts === 'mismatch') {
    if (title !== 'equal' || authors === 'unknown' || titleSpecificity(a.titleKey) !== 'high') return 'different';
    return years <= 1 ? 'likely' : 'possible';
  }
  return decideByTitle(a, b, title === 'equal', authors === 'match', years);
}

/**
 * Returns whether two records may be in one group although other records link them: no field says that they are different
 * papers.
 */
export function areCompatible(a: PreparedRecord, b: PreparedRecord): boolean {
  if (a.notice !== b.notice) return false;
  const years = yearsApart(a.record, b.record);
  const authors = compareAuthors(a, b);
  if (years > (authors === 'match' ? 3 : 1) || comparePlaces(a.record, b.record) === 'mismatch') return false;
  if (authors === 'mismatch' && compareAbstracts(a.record.abstract, b.record.abstract) !== 'match') return false;
  if (a.titleKey === b.titleKey || areSameAbstracts(a.record.abstract, b.record.abstract)) return true;
  const title = compareTitlesByWord(a, b);
  return title !== 'numbers' && title !== 'words';
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
    // "Session details: ..." and the like name their subject.
    const hasSubject = Math.min(a.titleKey.length, b.titleKey.length) >= 25;
    const isSame = hasSubject ? years === 0 : isSameTitle && hasSameYear;
    return isSame && hasSameAuthors && !isAmbiguous ? 'likely' : 'possible';
  }
  if (isTitleReused(a, b)) return isSameTitle && hasSameAuthors ? 'likely' : 'possible';
  if (specificity === 'low') {
    const matches = Number(isSameTitle) + Number(hasSameAuthors) + Number(hasSameYear);
    return matches >= 2 && years <= 1 ? 'likely' : 'possible';
  }
  if (hasSameAuthors) return isSameTitle && years <= 3 ? 'certain' : years <= 1 ? 'likely' : 'possible';
  return isSameTitle && years === 0 ? 'likely' : 'possible';
}

const isTitleReused = (a: PreparedRecord, b: PreparedRecord) => a.titleReuse !== 'none' || b.titleReuse !== 'none';

/** Returns whether merging two records loses nothing. */
const areIdentical = (a: PaperRecord, b: PaperRecord) =>
  a.title === b.title &&
  a.authors?.join() === b.authors?.join() &&
  a.abstract === b.abstract &&
  a.year === b.year &&
  a.venue === b.venue;

/** Returns 0 when a year is unknown. */
const yearsApart = (a: PaperRecord, b: PaperRecord) =>
  a.year === undefined || b.year === undefined ? 0 : Math.abs(a.year - b.year);

const isSameYear = (a: PaperRecord, b: PaperRecord) => a.year !== undefined && a.year === b.year;

/** Compares the authors of two records. */
export function compareAuthors(a: PreparedRecord, b: PreparedRecord): FieldComparison {
  if (!a.record.authors || !b.record.authors) {
    const hasOtherCount = areDifferent(a.record.authorCount?.toString(), b.record.authorCount?.toString());
    return hasOtherCount ? 'mismatch' : 'unknown';
  }
  const [peopleA, peopleB] = [getPeople(a), getPeople(b)];
  const sharedCount = peopleA.filter((person) => peopleB.some((other) => isSamePerson(person, other))).length;
  // One list may be truncated, so compare with the shorter one.
  return sharedCount > 0 && sharedCount * 2 >= Math.min(peopleA.length, peopleB.length) ? 'match' : 'mismatch';
}

/** Compares the titles of two records by their words, and tells a title with further words from a title with a subtitle. */
export function compareTitlesByWord(
  a: PreparedRecord,
  b: PreparedRecord,
  isKnown?: (word: string) => boolean,
): TitleDifference | 'extension' {
  const difference = compareTitleWords(getWords(a), getWords(b), isKnown);
  if (difference !== 'beginning') return difference;
  const [shorter, longer] = a.titleKey.length <= b.titleKey.length ? [a, b] : [b, a];
  return isCut(getWords(shorter), longer) ? difference : 'extension';
}

/** Returns whether the words of a title are those of a longer one before its subtitle, or end inside of a word or phrase. */
function isCut(words: readonly string[], { record: { title } }: PreparedRecord): boolean {
  const longer = foldTitle(title);
  const last = words.at(-1) ?? '';
  const matches = [...longer.matchAll(/[\p{L}\p{N}]+/gu)];
  const match = matches[words.length - 1];
  if (!match || isFunctionWord(last) || (match[0].length > last.length && isCutWord(match[0], last))) return true;
  const rest = longer.slice(match.index + match[0].length);
  return /^\s*(?:[:.?!;–—([]|-\s)/.test(rest) && !namesCompanionPaper(rest);
}
