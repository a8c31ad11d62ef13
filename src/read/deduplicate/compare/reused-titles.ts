import { forEachInSteps, type Steps } from '../../../util/pause.ts';
import { findRepeated } from '../repeated-keys.ts';
import { surnameKey } from './fields.ts';
import type { PreparedRecord } from './prepared-record.ts';
import { isPreprintDoi } from './preprint-dois.ts';

/** Number of years in which a title occurs that makes it one of a series, such as an annual report. */
const minSeriesYears = 3;

/**
 * Sets `titleReuse` of each record. A title that occurs with different DOIs, in several volumes or in many years is weak
 * evidence.
 */
export function* markReusedTitles(records: readonly PreparedRecord[]): Steps {
  const repeated = (yield* findRepeated(records, (record) => record.titleHash)).map(({ item }) => item);
  const titles = yield* keysWithSeveralDois(repeated, (record) => record.titleKey);
  for (const key of yield* keysOfSeries(repeated)) titles.add(key);
  const reusing = repeated.filter((record) => titles.has(record.titleKey));
  const bylineOf = ({ titleKey, record }: PreparedRecord) =>
    `${titleKey} ${record.year} ${record.authors ? surnameKey(record.authors[0]) : ''}`;
  const bylines = yield* keysWithSeveralDois(reusing, bylineOf);
  yield* forEachInSteps(reusing, (record) => {
    record.titleReuse = bylines.has(bylineOf(record)) ? 'byline' : 'title';
  });
}

/** Returns the keys of titles that occur in several years. */
function* keysOfSeries(records: readonly PreparedRecord[]): Steps<string[]> {
  const firstYears = new Map<string, number>();
  const years = new Map<string, Set<number>>();
  yield* forEachInSteps(records, ({ titleKey, record }) => {
    // A preprint and the versions of a paper may be of several years.
    if (record.year === undefined || record.arxiv || (record.doi && isPreprintDoi(record.doi))) return;
    const firstYear = firstYears.get(titleKey);
    if (firstYear === undefined) firstYears.set(titleKey, record.year);
    else if (firstYear !== record.year) {
      const found = years.get(titleKey);
      if (found) found.add(record.year);
      else years.set(titleKey, new Set([firstYear, record.year]));
    }
  });
  return [...years].filter(([, found]) => found.size >= minSeriesYears).map(([key]) => key);
}

function* keysWithSeveralDois(
  records: readonly PreparedRecord[],
  keyOf: (record: PreparedRecord) => string,
): Steps<Set<string>> {
  const firstDois = new Map<string, string>();
  const keys = new Set<string>();
  yield* forEachInSteps(records, (record) => {
    if (!record.doi) return;
    const key = keyOf(record);
    const firstDoi = firstDois.get(key);
    if (firstDoi === undefined) firstDois.set(key, record.doi);
    else if (firstDoi !== record.doi) keys.add(key);
  });
  return keys;
}
