import { titleKey } from '../../normalize/identifiers.ts';
import type { PaperRecord } from '../../normalize/record.ts';
import { foldTitle } from '../../normalize/text/fold-spelling.ts';
import { hashText } from '../repeated-keys.ts';
import { type Person, toPerson } from './fields.ts';
import { noticeKind } from './notices.ts';
import { isPreprintDoi, withoutVersion } from './preprint-dois.ts';
import { wordsOf } from './words.ts';

/** A record with the values that comparisons use, computed once. */
export interface PreparedRecord {
  record: PaperRecord;
  /** Letters and digits of the title; see `foldTitle`. */
  titleKey: string;
  /** Hash of the title key. */
  titleHash: number;
  /** Words of the title, computed on first use. */
  words: readonly string[] | undefined;
  /** See {@link noticeKind}. */
  notice: string;
  /** In lower case and without version; undefined for the DOI of a preprint server. */
  doi: string | undefined;
  /** Keys of the first authors, computed on first use. */
  people: Person[] | undefined;
  /** Whether several papers share this title, or even this title, first author and year. */
  titleReuse: 'none' | 'title' | 'byline';
}

/** Prepares a record for comparison. `markReusedTitles` sets `titleReuse` afterwards. */
export function prepareRecord(record: PaperRecord): PreparedRecord {
  const folded = foldTitle(record.title);
  const key = titleKey(folded);
  return {
    record,
    titleKey: key,
    titleHash: hashText(0, key, 0, key.length),
    words: undefined,
    notice: noticeKind(folded),
    doi: record.doi && !isPreprintDoi(record.doi) ? withoutVersion(record.doi) : undefined,
    people: undefined,
    titleReuse: 'none',
  };
}

/** Returns the words of the title of a record. */
export const getWords = (prepared: PreparedRecord): readonly string[] =>
  (prepared.words ??= wordsOf(foldTitle(prepared.record.title)));

/** Returns the keys of the first authors of a record. */
export function getPeople(prepared: PreparedRecord): Person[] {
  // The first authors suffice to tell long lists apart.
  prepared.people ??= (prepared.record.authors ?? []).slice(0, 20).map(toPerson);
  return prepared.people;
}
