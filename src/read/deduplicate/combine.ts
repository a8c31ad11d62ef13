import type { Source } from '../../model/paper.ts';
import { parseArxivId } from '../normalize/identifiers.ts';
import { selectStructuredNames } from '../normalize/names/structured-names.ts';
import type { PaperRecord } from '../normalize/record.ts';
import { separateLanguages } from '../normalize/text/abstracts.ts';
import { isPreprintDoi } from './compare/preprint-dois.ts';
import { compareLocations, type SourceRecord } from './source-record.ts';

type Field = keyof PaperRecord;

/** The merged records of one paper, before it has an ID. */
export interface CombinedRecord {
  record: PaperRecord;
  sources: Source[];
}

/** Merges the records of one paper: the most complete value of each field, whatever the order of the records. */
export function combineRecords(records: SourceRecord[]): CombinedRecord {
  if (records.length === 1) return { record: records[0].record, sources: [records[0].location] };
  const sorted = [...records].sort(compareLocations);
  // Values of the published version take precedence over those of a preprint server.
  const published = sorted.filter(({ record }) => record.doi && !isPreprintDoi(record.doi));
  const valuesOf = collectValues(sorted);
  const preferredValuesOf = published.length ? collectValues(published) : valuesOf;
  const combined: PaperRecord = {
    title: pickBest(valuesOf('title'), (title) => (title === title.toUpperCase() ? 0 : title.length))!,
    ...combineAbstracts(valuesOf('abstract'), valuesOf('otherAbstracts').flat()),
  };
  const put = <F extends Field>(field: F, value: PaperRecord[F] | undefined) => {
    if (value !== undefined) combined[field] = value;
  };
  put('authors', pickBest(valuesOf('authors'), scoreAuthors));
  put('authorCount', combined.authors?.length ?? mostFrequent(valuesOf('authorCount')));
  put('year', mostFrequent(preferredValuesOf('year')) ?? mostFrequent(valuesOf('year')));
  put('date', combineDates(valuesOf('date'), combined.year));
  for (const field of ['venue', 'publisher', 'organization', 'language', 'series', 'pages', 'note'] as const)
    put(field, pickBest(preferredValuesOf(field), lengthOf) ?? pickBest(valuesOf(field), lengthOf));
  for (const field of ['type', 'volume', 'number', 'key'] as const)
    put(field, mostFrequent(preferredValuesOf(field)) ?? mostFrequent(valuesOf(field)));
  put('editors', pickBest(valuesOf('editors'), scoreAuthors));
  const names = [...(combined.authors ?? []), ...(combined.editors ?? [])];
  put('structuredNames', selectStructuredNames(valuesOf('structuredNames').flat().sort(), names));
  put('doi', mostFrequent(preferredValuesOf('doi')));
  put('arxiv', mostFrequent(valuesOf('arxiv')));
  put('pmid', mostFrequent(valuesOf('pmid')));
  put('pmcid', mostFrequent(valuesOf('pmcid')));
  for (const field of ['orcids', 'keywords', 'code', 'cites', 'isbn', 'issn', 'identifiers'] as const)
    put(field, mergeLists(valuesOf(field)));
  for (const field of ['votes', 'citations'] as const)
    put(
      field,
      pickBest(valuesOf(field), (count) => count),
    );
  putUrls(combined, sorted, preferredValuesOf('url'));
  const sources = sorted.map(({ record, location }) => ({
    ...location,
    gave: contributedFields(record, combined),
  }));
  return { record: combined, sources };
}

/** Returns the longest abstract, and the longest one in each other language. */
function combineAbstracts(texts: string[], others: string[]): Pick<PaperRecord, 'abstract' | 'otherAbstracts'> {
  const main = pickBest(texts, lengthOf) ?? '';
  const sorted = [...texts, ...others].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return separateLanguages([main, ...sorted]);
}

/** Returns a function that returns the given values of a field. Goes through the records once: a paper may have many thousands of copies. */
function collectValues(records: readonly SourceRecord[]) {
  const values = new Map<Field, unknown[]>();
  // Records come from normalizeRecord, which sets no other fields.
  for (const { record } of records)
    for (const field of Object.keys(record) as Field[]) {
      const value = record[field];
      if (value === undefined || value === null || value === '') continue;
      const list = values.get(field);
      if (list) list.push(value);
      else values.set(field, [value]);
    }
  // Only values of this field were added.
  return <F extends Field>(field: F) => (values.get(field) ?? []) as NonNullable<PaperRecord[F]>[];
}

/** Returns the value with the highest score; among equals, the one that sorts first as text. */
function pickBest<T>(values: T[], score: (value: T) => number): T | undefined {
  let best: T | undefined;
  for (const value of values) {
    const difference = best === undefined ? 1 : score(value) - score(best);
    if (difference > 0 || (difference === 0 && String(value) < String(best))) best = value;
  }
  return best;
}

const lengthOf = (text: string) => text.length;

/** Prefers lists with more names, then those with longer names. */
const scoreAuthors = (names: string[]) => names.length * 1000 + Math.min(999, names.join('').length);

/** Returns the most frequent value; among equals, the one that sorts first as text. */
function mostFrequent<T extends string | number>(values: T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return pickBest([...counts.keys()], (value) => counts.get(value)!);
}

/** Returns the most precise date in the given year; failing that, a date without a year. */
function combineDates(dates: string[], year: number | undefined): string | undefined {
  const matching = dates.filter((date) => year === undefined || date.startsWith(`${year}`));
  const best = pickBest(matching, lengthOf);
  if (best !== undefined || year === undefined) return best;
  return pickBest(
    dates.filter((date) => date.startsWith('--')),
    () => 0,
  );
}

/** Merges lists, the longest first, and drops items that differ from an earlier one only in case. */
function mergeLists(lists: string[][]): string[] | undefined {
  const sorted = [...lists].sort((a, b) => b.length - a.length || (a.join() < b.join() ? -1 : 1));
  const items = new Map<string, string>();
  for (const item of sorted.flat()) if (!items.has(item.toLowerCase())) items.set(item.toLowerCase(), item);
  return items.size ? [...items.values()] : undefined;
}

/** Sets `url` and `urls`. All URLs are kept, including the link to a preprint that was merged with its published version. */
function putUrls(combined: PaperRecord, records: SourceRecord[], preferred: string[]) {
  const listed = records.flatMap(({ record: { url, urls } }) => [...(url ? [url] : []), ...(urls ?? [])]).sort();
  const derived = records.flatMap(({ record: { doi } }) =>
    doi && isPreprintDoi(doi) && doi !== combined.doi && !parseArxivId(doi) ? [`https://doi.org/${doi}`] : [],
  );
  if (combined.arxiv && combined.doi && !listed.some((url) => url.includes(combined.arxiv!)))
    derived.push(`https://arxiv.org/abs/${combined.arxiv}`);
  const main =
    pickBest(preferred, (url) => -url.length) ??
    (listed[0] || (derived.length && combined.doi ? `https://doi.org/${combined.doi}` : undefined));
  if (main) combined.url = main;
  const others = mergeLists([[...listed, ...derived].filter((url) => url !== main)]);
  if (others) combined.urls = others;
}

/** Returns the fields of a record whose value, or part of it, is in the combined record. */
function contributedFields(record: PaperRecord, combined: PaperRecord): string[] {
  // Records come from normalizeRecord, which sets no other fields.
  const fields = (Object.keys(record) as Field[]).filter((field) => {
    const [value, result] = [record[field], combined[field]];
    if (value === undefined || value === '' || result === undefined) return false;
    if (Array.isArray(value) && Array.isArray(result) && field !== 'authors')
      return value.some((item) => result.includes(item));
    return String(value) === String(result);
  });
  if (combined.otherAbstracts?.includes(record.abstract)) fields.push('abstract');
  if (record.url && combined.urls?.includes(record.url) && !fields.includes('urls')) fields.push('urls');
  return fields;
}
