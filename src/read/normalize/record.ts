import type { Paper } from '../../model/paper.ts';
import type { RawRecord } from '../record.ts';
import { findCodeUrls } from './code-urls.ts';
import { parseDate, parseYear } from './dates.ts';
import { parseDoi } from './doi.ts';
import {
  parseArxivId,
  parseIsbns,
  parseIssns,
  parseNamedId,
  parsePmcid,
  parsePmid,
  parseWebUrl,
} from './identifiers.ts';
import { isNoName, toFirstLast } from './names.ts';
import { copyString, internString } from './strings.ts';
import { cleanIdentifier, toPlainText } from './text.ts';

/** A normalized record: a paper without ID and sources, which deduplication adds. */
export type PaperRecord = Omit<Paper, 'id' | 'sources'>;

type SetField = <Field extends keyof PaperRecord>(field: Field, value: PaperRecord[Field] | undefined) => void;

/** Maximum length of a title, in UTF-16 code units. A longer one is usually a full text in the wrong field and is truncated. */
const maxTitleLength = 2000;

/**
 * Normalizes a record: plain text, names as "First Last", ISO 8601 dates, bare identifiers, web URLs.
 *
 * @param onNote Receives remarks about values that were dropped or shortened.
 * @returns Undefined when the record has no title.
 */
export function normalizeRecord(raw: RawRecord, onNote: (reason: string) => void): PaperRecord | undefined {
  const copy = raw.hasOwnStrings ? (text: string) => text : copyString;
  const title = truncateTitle(copy(normalizeText(raw.title)), onNote);
  if (!title) return undefined;
  const record: PaperRecord = { title, abstract: copy(normalizeAbstract(raw.abstract)) };
  const set: SetField = (field, value) => {
    if (value !== undefined) record[field] = value;
  };
  const authors = normalizeNames(raw.authors, copy);
  set('authors', authors);
  set('authorCount', authors?.length ?? normalizeCount(raw.authorCount));
  setYearAndDate(raw, set, onNote);
  set('venue', internString(normalizeText(raw.venue)));
  set('publisher', internString(normalizeText(raw.publisher)));
  set('editors', normalizeNames(raw.editors, copy));
  set('organization', internString(normalizeText(raw.organization)));
  set('type', internString(normalizeText(raw.type)));
  set('language', internString(normalizeText(raw.language)));
  set('keywords', uniqueItems(raw.keywords?.map((keyword) => copy(toPlainText(keyword)))));
  setIdentifiers(raw, copy, set);
  setDetails(raw, copy, set);
  set('code', codeOf(raw.code, record.abstract, copy));
  set('votes', normalizeCount(raw.votes));
  set('citations', normalizeCount(raw.citations));
  set('cites', uniqueItems(raw.cites?.map((cited) => copy(parseDoi(cited) ?? cleanIdentifier(cited)))));
  return record;
}

/** Returns the code repositories that the source lists, and those that the abstract names. */
function codeOf(listed: string[] | undefined, abstract: string, copy: (text: string) => string) {
  const urls = listed?.map((url) => copy(parseWebUrl(url) ?? '')) ?? [];
  const known = new Set(urls.map((url) => url.toLowerCase()));
  return uniqueItems([...urls, ...findCodeUrls(abstract).filter((url) => !known.has(url.toLowerCase()))]);
}

/** Sets what is kept for export only. */
function setDetails(raw: RawRecord, copy: (text: string) => string, set: SetField) {
  set('key', copy(normalizeText(raw.key)) || undefined);
  set('series', internString(normalizeText(raw.series)));
  set('volume', internString(normalizeText(raw.volume)));
  set('number', internString(normalizeText(raw.number)));
  if (raw.pages) set('pages', copy(normalizePages(normalizeText(raw.pages))) || undefined);
  if (raw.note) set('note', copy(normalizeText(raw.note)) || undefined);
  set('isbn', isbnsOf(raw.isbn));
  set('issn', issnsOf(raw.issn));
  if (raw.identifiers) set('identifiers', uniqueItems(raw.identifiers.map((id) => copy(parseNamedId(id) ?? ''))));
}

/** Remembers the last result, since neighbouring records are often from one journal or book. */
function rememberLast(parse: (text: string) => string[] | undefined) {
  let [lastText, lastItems]: [string, string[] | undefined] = ['', undefined];
  return (text: string | undefined): string[] | undefined => {
    if (!text) return undefined;
    if (text !== lastText) [lastText, lastItems] = [text, uniqueItems(parse(text)?.map(copyString))];
    return lastItems;
  };
}

const isbnsOf = rememberLast(parseIsbns);
const issnsOf = rememberLast(parseIssns);

/** Writes ranges of pages with a hyphen. */
const normalizePages = (pages: string) => (/[ ‐‑–—]|--/.test(pages) ? pages.replace(/ *[-‐‑–—]+ */g, '-') : pages);

/** Converts names to "First Last", without items such as "et al." */
const normalizeNames = (names: string[] | undefined, copy: (text: string) => string) =>
  uniqueItems(names?.filter((name) => !isNoName(name)).map((name) => copy(toFirstLast(toPlainText(name)))));

function setYearAndDate(raw: RawRecord, set: SetField, onNote: (reason: string) => void) {
  const parsed = parseDate(raw.date);
  const hasNoYear = parsed?.startsWith('--');
  const year = parseYear(raw.year) ?? (hasNoYear ? undefined : parseYear(parsed));
  // A day without a year completes the year.
  const date = hasNoYear && year !== undefined ? `${year}${parsed?.slice(1)}` : parsed;
  if (year === undefined && raw.year !== undefined && String(raw.year).trim())
    onNote(`the year ${quote(String(raw.year))} was not understood and was ignored`);
  set('year', year);
  // A date that contradicts the year is dropped.
  const isConsistent = year === undefined || date?.startsWith(`${year}-`) || date === String(year);
  set('date', isConsistent ? date : undefined);
}

/** Sets DOI, arXiv ID, PubMed ID and URLs. Identifiers that have no field of their own are taken from the URLs. */
function setIdentifiers(raw: RawRecord, copy: (text: string) => string, set: SetField) {
  const urls = uniqueItems(raw.urls?.map((url) => copy(parseWebUrl(url) ?? '')));
  const find = (parse: (text: string | undefined) => string | undefined, value: string | undefined) => {
    const parsed = parse(value);
    if (parsed !== undefined) return copy(parsed);
    return urls?.map(parse).find((id) => id !== undefined);
  };
  const doi = find(parseDoi, raw.doi);
  set('doi', doi);
  set('arxiv', find(parseArxivId, raw.arxiv) ?? parseArxivId(doi));
  const pubmedUrls = urls?.filter((url) => url.includes('pubmed'));
  set('pmid', parsePmid(raw.pmid) ?? pubmedUrls?.map(parsePmid).find(Boolean));
  set('pmcid', parsePmcid(raw.pmcid));
  set('url', urls?.[0]);
  if (urls && urls.length > 1) set('urls', urls.slice(1));
}

const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function truncateTitle(title: string, onNote: (reason: string) => void): string {
  if (title.length <= maxTitleLength) return title;
  onNote(`the title has ${title.length} characters and was cut to ${maxTitleLength}`);
  return copyString(toPlainText(title.slice(0, maxTitleLength)));
}

const normalizeText = (text: string | undefined) => (text === undefined ? '' : toPlainText(text));

/** Matches what some sources write in place of a missing abstract. */
const abstractPlaceholder = /^(?:\[?no abstract(?: available)?\.?\]?|n\/?a|none|null|nan|abstract)$/i;

const normalizeAbstract = (abstract: string | undefined) => {
  const text = removeCopyright(normalizeText(abstract));
  return text.length < 40 && abstractPlaceholder.test(text) ? '' : text;
};

/** A copyright line at the start or end of an abstract: a sign or word, a year, and a short sentence or two. */
const copyrightHints = ['©', 'yright', '(c)', '(C)'];
const copyrightStart =
  /^(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b[^.]{0,150}(?:\.(?=\s\p{Lu})|$)(?: All rights reserved\.)?\s*/iu;
const copyrightEnd =
  /(?<=[.!?;)\]"”])\s(?:(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:by\s)?(?:19|20)\d\d\b[^©]{0,150}|(?:©|\(c\)|copyright)\s(?:©\s)?[^©.]{2,80},? (?:19|20)\d\d\.?(?: All rights reserved\.?)?)$/i;

/** Removes the copyright line that databases add to an abstract. Only the first and last 300 characters are looked at. */
function removeCopyright(text: string): string {
  if (!copyrightHints.some((hint) => text.includes(hint))) return text;
  const withoutStart = text.slice(0, 300).replace(copyrightStart, '') + text.slice(300);
  return `${withoutStart.slice(0, -300)}${withoutStart.slice(-300).replace(copyrightEnd, '')}`.trim();
}

/** Removes empty and repeated items; returns undefined when none are left. */
function uniqueItems(items: string[] | undefined): string[] | undefined {
  if (!items?.length) return undefined;
  // Most lists are short and clean: a scan is cheaper than a set.
  const needsFilter = items.length > 20 || items.some((item, index) => item === '' || items.indexOf(item) < index);
  const unique = needsFilter ? [...new Set(items)].filter(Boolean) : items;
  return unique.length ? unique : undefined;
}

const normalizeCount = (count: number | undefined) =>
  count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
