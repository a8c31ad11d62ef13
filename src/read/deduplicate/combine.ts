import type { Source } from '../../model/paper.ts';
import { arxivOf } from '../normalize/identifiers.ts';
import type { Facts } from '../normalize/record.ts';
import { isPreprintDoi } from './compare-records.ts';
import type { Listing } from './listing.ts';

type Field = keyof Facts;

/** A paper, still without its id. */
export interface Combined {
  facts: Facts;
  sources: Source[];
}

/** Makes one paper of all its listings: the richest of every field, whatever their order. */
export function combine(listings: Listing[]): Combined {
  if (listings.length === 1) return { facts: listings[0].facts, sources: [listings[0].place] };
  const sorted = [...listings].sort(byPlace);
  // What the published version says comes before what a preprint server says.
  const published = sorted.filter(({ facts }) => facts.doi && !isPreprintDoi(facts.doi));
  const first = published.length ? published : sorted;
  const facts: Facts = {
    title: best(values(sorted, 'title'), (title) => (title === title.toUpperCase() ? 0 : title.length))!,
    abstract: best(values(sorted, 'abstract'), (abstract) => abstract.length) ?? '',
  };
  const put = <F extends Field>(field: F, value: Facts[F] | undefined) => {
    if (value !== undefined) facts[field] = value;
  };
  put(
    'authors',
    best(values(sorted, 'authors'), (names) => names.length * 1000 + Math.min(999, names.join('').length)),
  );
  put('authorCount', facts.authors?.length ?? most(values(sorted, 'authorCount')));
  put('year', most(values(first, 'year')) ?? most(values(sorted, 'year')));
  put(
    'date',
    best(
      values(sorted, 'date').filter((date) => facts.year === undefined || date.startsWith(`${facts.year}`)),
      (date) => date.length,
    ) ?? yearless(sorted, facts.year),
  );
  for (const field of ['venue', 'publisher', 'organisation', 'language'] as const)
    put(field, best(values(first, field), (text) => text.length) ?? best(values(sorted, field), (text) => text.length));
  put('type', most(values(first, 'type')) ?? most(values(sorted, 'type')));
  put('doi', most(values(first, 'doi')));
  put('arxiv', most(values(sorted, 'arxiv')));
  put('pmid', most(values(sorted, 'pmid')));
  for (const field of ['keywords', 'code', 'cites'] as const) put(field, union(values(sorted, field)));
  for (const field of ['votes', 'citations'] as const)
    put(
      field,
      best(values(sorted, field), (count) => count),
    );
  putAddresses(facts, sorted, first);
  return { facts, sources: sorted.map(({ facts: own, place }) => ({ ...place, gave: gaveOf(own, facts) })) };
}

export const byPlace = (a: Listing, b: Listing): number =>
  a.place.file === b.place.file ? a.place.line - b.place.line : a.place.file < b.place.file ? -1 : 1;

const values = <F extends Field>(listings: Listing[], field: F): NonNullable<Facts[F]>[] =>
  listings.flatMap(({ facts }) => {
    const value = facts[field];
    // The checks before it say so, but types do not follow them into Facts[F].
    return value === undefined || value === null || value === '' ? [] : [value as NonNullable<Facts[F]>];
  });

/** The value that scores highest; of equals the one that comes first as text. */
function best<T>(candidates: T[], score: (value: T) => number): T | undefined {
  let chosen: T | undefined;
  for (const value of candidates) {
    const difference = chosen === undefined ? 1 : score(value) - score(chosen);
    if (difference > 0 || (difference === 0 && String(value) < String(chosen))) chosen = value;
  }
  return chosen;
}

/** The value that most listings have. */
function most<T extends string | number>(candidates: T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of candidates) counts.set(value, (counts.get(value) ?? 0) + 1);
  return best([...counts.keys()], (value) => counts.get(value)!);
}

const yearless = (listings: Listing[], year: number | undefined) =>
  year === undefined
    ? undefined
    : best(
        values(listings, 'date').filter((date) => date.startsWith('--')),
        () => 0,
      );

/** All items, those of the longest list first; items that differ in case only are one. */
function union(lists: string[][]): string[] | undefined {
  const ordered = [...lists].sort((a, b) => b.length - a.length || (a.join() < b.join() ? -1 : 1));
  const items = new Map<string, string>();
  for (const item of ordered.flat()) if (!items.has(item.toLowerCase())) items.set(item.toLowerCase(), item);
  return items.size ? [...items.values()] : undefined;
}

/** Every address stays; a preprint that joined its published version keeps its own link. */
function putAddresses(facts: Facts, listings: Listing[], first: Listing[]) {
  const own = listings.flatMap(({ facts: { url, urls } }) => [...(url ? [url] : []), ...(urls ?? [])]).sort();
  const other = listings.flatMap(({ facts: { doi } }) =>
    doi && isPreprintDoi(doi) && doi !== facts.doi && !arxivOf(doi) ? [`https://doi.org/${doi}`] : [],
  );
  if (facts.arxiv && facts.doi && !own.some((address) => address.includes(facts.arxiv!)))
    other.push(`https://arxiv.org/abs/${facts.arxiv}`);
  const url =
    best(values(first, 'url'), (address) => -address.length) ??
    (own[0] || (other.length && facts.doi ? `https://doi.org/${facts.doi}` : undefined));
  if (url) facts.url = url;
  const rest = union([[...own, ...other].filter((address) => address !== url)]);
  if (rest) facts.urls = rest;
}

/** The fields in which a listing has what was kept, or some of it. An address may be kept among the further ones. */
function gaveOf(own: Facts, kept: Facts): string[] {
  // Facts come from our own readers, which set no other fields.
  const fields = (Object.keys(own) as Field[]).filter((field) => {
    const [given, whole] = [own[field], kept[field]];
    if (given === undefined || given === '' || whole === undefined) return false;
    if (Array.isArray(given) && Array.isArray(whole) && field !== 'authors')
      return given.some((item) => whole.includes(item));
    return String(given) === String(whole);
  });
  if (own.url && kept.urls?.includes(own.url) && !fields.includes('urls')) fields.push('urls');
  return fields;
}
