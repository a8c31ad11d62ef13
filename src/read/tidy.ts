import type { Paper } from '../types.ts';
import { dateOf, yearOf } from './clean/dates.ts';
import { arxivOf, doiOf, pmidOf, webAddress } from './clean/identifiers.ts';
import { firstLast } from './clean/names.ts';
import { plainText } from './clean/text.ts';
import type { Draft } from './format.ts';

/** What one record says of a paper, cleaned; the id comes once it is known which records are one paper. */
export type Facts = Omit<Paper, 'id' | 'sources'>;

/** Titles past this are a mistake (a whole text in the field); they are kept up to here. In UTF-16 code units. */
const titleLimit = 2000;

/** Cleans a record. Without a title there is no paper: undefined. Oddities that cost nothing go to note. */
export function tidy(draft: Draft, note: (reason: string) => void): Facts | undefined {
  const title = shorten(text(draft.title) ?? '', note);
  if (!title) return undefined;
  const facts: Facts = { title, abstract: abstractOf(draft.abstract) };
  const put = <Field extends keyof Facts>(field: Field, value: Facts[Field] | undefined) => {
    if (value !== undefined) facts[field] = value;
  };
  const authors = list(draft.authors?.map((name) => pooled(firstLast(plainText(name)))));
  put('authors', authors);
  put('authorCount', authors?.length ?? count(draft.authorCount));
  const date = dateOf(draft.date);
  const year = yearOf(draft.year) ?? (date?.startsWith('--') ? undefined : yearOf(date));
  if (year === undefined && draft.year !== undefined && String(draft.year).trim())
    note(`year not understood: ${quote(String(draft.year))}`);
  put('year', year);
  put('date', date?.startsWith(`${year}-`) || date?.startsWith('--') || date === String(year) ? date : undefined);
  put('venue', short(draft.venue));
  put('publisher', short(draft.publisher));
  put('organisation', short(draft.organisation));
  put('type', short(draft.type));
  put('language', short(draft.language));
  put('keywords', list(draft.keywords?.map((word) => pooled(plainText(word)))));
  putIdentifiers(draft, put);
  put('code', list(draft.code?.map((address) => owned(webAddress(address)) ?? '')));
  put('votes', count(draft.votes));
  put('citations', count(draft.citations));
  put('cites', list(draft.cites?.map((cited) => own(doiOf(cited) ?? cited))));
  return facts;
}

function putIdentifiers(
  draft: Draft,
  put: <Field extends keyof Facts>(field: Field, value: Facts[Field] | undefined) => void,
) {
  const addresses = list(draft.urls?.map((address) => owned(webAddress(address)) ?? ''));
  const found = (read: (written: string | undefined) => string | undefined, given: string | undefined) =>
    owned(read(given)) ?? addresses?.map(read).find((value) => value !== undefined);
  const doi = found(doiOf, draft.doi);
  put('doi', doi);
  put('arxiv', found(arxivOf, draft.arxiv) ?? arxivOf(doi));
  put(
    'pmid',
    owned(pmidOf(draft.pmid)) ??
      addresses
        ?.filter((address) => /pubmed/.test(address))
        .map(pmidOf)
        .find(Boolean),
  );
  put('url', addresses?.[0]);
  if (addresses && addresses.length > 1) put('urls', addresses.slice(1));
}

const quote = (written: string) => JSON.stringify(written.length > 60 ? `${written.slice(0, 60)}…` : written);

function shorten(title: string, note: (reason: string) => void): string {
  if (title.length <= titleLimit) return title;
  note(`a title of ${title.length} characters was cut to ${titleLimit}`);
  return own(plainText(title.slice(0, titleLimit)));
}

const text = (written: string | undefined) => {
  const plain = written === undefined ? '' : plainText(written);
  return plain ? own(plain) : undefined;
};
const short = (written: string | undefined) => {
  const plain = written === undefined ? '' : plainText(written);
  return plain ? pooled(plain) : undefined;
};

/** Some sources write a word where they have no abstract. */
const noAbstract = /^(?:\[?no abstract(?: available)?\.?\]?|n\/?a|none|null|nan|abstract)$/i;
const abstractOf = (written: string | undefined) => {
  const plain = text(written) ?? '';
  return noAbstract.test(plain) ? '' : plain;
};

function list(items: string[] | undefined): string[] | undefined {
  if (!items?.length) return undefined;
  const distinct = items.length === 1 ? items : [...new Set(items)];
  const filled = distinct.includes('') ? distinct.filter(Boolean) : distinct;
  return filled.length ? filled : undefined;
}

const count = (written: number | undefined) =>
  written !== undefined && Number.isSafeInteger(written) && written >= 0 ? written : undefined;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const room = new Uint8Array(1 << 16);

/**
 * A copy that stands alone: JavaScript engines let a slice of a string hold on to the whole string, here a block of a file.
 * The copy also takes one byte a character where its block took two; for a very short one the way there and back is not worth it.
 */
function own(slice: string): string {
  if (slice.length < 13) return ` ${slice}`.slice(1);
  if (slice.length * 3 > room.length) return decoder.decode(encoder.encode(slice));
  return decoder.decode(room.subarray(0, encoder.encodeInto(slice, room).written));
}

const owned = (slice: string | undefined) => (slice === undefined ? undefined : own(slice));

/** Names of people, venues and publishers come again and again: one copy of each is enough. */
const pool = new Map<string, string>();
const poolLimit = 50_000;
const pooledLength = 200;

function pooled(slice: string): string {
  if (slice.length > pooledLength) return own(slice);
  const known = pool.get(slice);
  if (known !== undefined) return known;
  if (pool.size >= poolLimit) pool.clear();
  const copy = own(slice);
  pool.set(copy, copy);
  return copy;
}
