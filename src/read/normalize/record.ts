import type { Paper } from '../../model/paper.ts';
import type { Draft } from '../record.ts';
import { dateOf, yearOf } from './dates.ts';
import { arxivOf, doiOf, pmidOf, webAddress } from './identifiers.ts';
import { firstLast } from './names.ts';
import { plainText } from './text.ts';

/** What one record says of a paper, cleaned; the id comes once it is known which records are one paper. */
export type Facts = Omit<Paper, 'id' | 'sources'>;

/** Titles past this are a mistake (a whole text in the field); they are kept up to here. In UTF-16 code units. */
const titleLimit = 2000;

/** Cleans a record. Without a title there is no paper: undefined. Oddities that cost nothing go to note. */
export function tidy(draft: Draft, note: (reason: string) => void): Facts | undefined {
  const keep = draft.standsAlone ? asItIs : own;
  const title = shorten(keep(plain(draft.title)), note);
  if (!title) return undefined;
  const facts: Facts = { title, abstract: keep(abstractOf(draft.abstract)) };
  const put = <Field extends keyof Facts>(field: Field, value: Facts[Field] | undefined) => {
    if (value !== undefined) facts[field] = value;
  };
  const authors = list(draft.authors?.map((name) => keep(firstLast(plainText(name)))));
  put('authors', authors);
  put('authorCount', authors?.length ?? count(draft.authorCount));
  const date = dateOf(draft.date);
  const year = yearOf(draft.year) ?? (date?.startsWith('--') ? undefined : yearOf(date));
  if (year === undefined && draft.year !== undefined && String(draft.year).trim())
    note(`year not understood: ${quote(String(draft.year))}`);
  put('year', year);
  put('date', date?.startsWith(`${year}-`) || date?.startsWith('--') || date === String(year) ? date : undefined);
  put('venue', pooled(plain(draft.venue)));
  put('publisher', pooled(plain(draft.publisher)));
  put('organisation', pooled(plain(draft.organisation)));
  put('type', pooled(plain(draft.type)));
  put('language', pooled(plain(draft.language)));
  put('keywords', list(draft.keywords?.map((word) => keep(plainText(word)))));
  putIdentifiers(draft, keep, put);
  put('code', list(draft.code?.map((address) => keep(webAddress(address) ?? ''))));
  put('votes', count(draft.votes));
  put('citations', count(draft.citations));
  put('cites', list(draft.cites?.map((cited) => keep(doiOf(cited) ?? cited))));
  return facts;
}

function putIdentifiers(
  draft: Draft,
  keep: (text: string) => string,
  put: <Field extends keyof Facts>(field: Field, value: Facts[Field] | undefined) => void,
) {
  const addresses = list(draft.urls?.map((address) => keep(webAddress(address) ?? '')));
  const found = (read: (written: string | undefined) => string | undefined, given: string | undefined) => {
    const own = read(given);
    if (own !== undefined) return keep(own);
    return addresses?.map(read).find((value) => value !== undefined);
  };
  const doi = found(doiOf, draft.doi);
  put('doi', doi);
  put('arxiv', found(arxivOf, draft.arxiv) ?? arxivOf(doi));
  const pubmed = addresses?.filter((address) => address.includes('pubmed'));
  put('pmid', pmidOf(draft.pmid) ?? pubmed?.map(pmidOf).find(Boolean));
  put('url', addresses?.[0]);
  if (addresses && addresses.length > 1) put('urls', addresses.slice(1));
}

const quote = (written: string) => JSON.stringify(written.length > 60 ? `${written.slice(0, 60)}…` : written);

function shorten(title: string, note: (reason: string) => void): string {
  if (title.length <= titleLimit) return title;
  note(`a title of ${title.length} characters was cut to ${titleLimit}`);
  return own(plainText(title.slice(0, titleLimit)));
}

const plain = (written: string | undefined) => (written === undefined ? '' : plainText(written));

/** Some sources write a word where they have no abstract. */
const noAbstract = /^(?:\[?no abstract(?: available)?\.?\]?|n\/?a|none|null|nan|abstract)$/i;
const abstractOf = (written: string | undefined) => {
  const text = plain(written);
  return text.length < 40 && noAbstract.test(text) ? '' : text;
};

function list(items: string[] | undefined): string[] | undefined {
  if (!items?.length) return undefined;
  const hasOdd = items.length > 20 || items.some((item, at) => item === '' || items.indexOf(item) < at);
  const filled = hasOdd ? [...new Set(items)].filter(Boolean) : items;
  return filled.length ? filled : undefined;
}

const count = (written: number | undefined) =>
  written !== undefined && Number.isSafeInteger(written) && written >= 0 ? written : undefined;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const room = new Uint8Array(1 << 16);

const asItIs = (text: string) => text;

/**
 * A copy that stands alone: JavaScript engines let a slice of a string hold on to the whole string, here a block of a file.
 * The copy also takes one byte a character where its block took two; for a very short one the way there and back is not worth it.
 */
function own(slice: string): string {
  if (slice.length < 13) return ` ${slice}`.slice(1);
  if (slice.length * 3 > room.length) return decoder.decode(encoder.encode(slice));
  return decoder.decode(room.subarray(0, encoder.encodeInto(slice, room).written));
}

/** Venues, publishers and types come again and again: one copy of each is enough. */
const pool = new Map<string, string>();
const poolLimit = 50_000;
const pooledLength = 200;

function pooled(slice: string): string | undefined {
  if (slice.length > pooledLength) return own(slice);
  const known = pool.get(slice);
  if (known !== undefined || !slice) return known;
  if (pool.size >= poolLimit) pool.clear();
  const copy = own(slice);
  pool.set(copy, copy);
  return copy;
}
