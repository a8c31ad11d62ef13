import type { Paper } from '../../model/paper.ts';
import type { RawRecord } from '../record.ts';
import { normalizeCitedWork } from './cited-works.ts';
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
import { isNoName, toFirstLast } from './names/names.ts';
import { parseOrcids } from './names/orcids.ts';
import { copyString, internString } from './strings.ts';
import { toPlainText } from './text.ts';

/** A normalized record: a paper without ID and sources, which deduplication adds. */
export type PaperRecord = Omit<Paper, 'id' | 'sources'>;

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
  // Every field is set by name: engines turn an object with many fields that were set by a variable key into a hash table,
  // which takes several times the memory and makes everything that reads papers slower.
  const record: PaperRecord = { title, abstract: copy(normalizeAbstract(raw.abstract)) };
  setAuthorsAndDate(record, raw, copy, onNote);
  setSource(record, raw, copy);
  setIdentifiers(record, raw, copy);
  setDetails(record, raw, copy);
  setCounts(record, raw, copy);
  return record;
}

type Copy = (text: string) => string;

function setAuthorsAndDate(record: PaperRecord, raw: RawRecord, copy: Copy, onNote: (reason: string) => void): void {
  const authors = normalizeNames(raw.authors, copy);
  if (authors) record.authors = authors;
  const orcids = uniqueItems(parseOrcids(raw.orcids, authors)?.map(copy));
  if (orcids) record.orcids = orcids;
  const authorCount = authors?.length ?? normalizeCount(raw.authorCount);
  if (authorCount !== undefined) record.authorCount = authorCount;
  const { year, date } = parseYearAndDate(raw, onNote);
  if (year !== undefined) record.year = year;
  if (date !== undefined) record.date = date;
}

/** Sets where a paper was published, and what it is. */
function setSource(record: PaperRecord, raw: RawRecord, copy: Copy): void {
  const venue = internText(raw.venue);
  if (venue) record.venue = venue;
  const publisher = internText(raw.publisher);
  if (publisher) record.publisher = publisher;
  const editors = normalizeNames(raw.editors, copy);
  if (editors) record.editors = editors;
  const organization = internText(raw.organization);
  if (organization) record.organization = organization;
  const type = internText(raw.type);
  if (type) record.type = type;
  const language = internText(raw.language);
  if (language) record.language = language;
  const keywords = uniqueItems(raw.keywords?.map((keyword) => copy(toPlainText(keyword))));
  if (keywords) record.keywords = keywords;
}

function setCounts(record: PaperRecord, raw: RawRecord, copy: Copy): void {
  const code = codeOf(raw.code, record.abstract, copy);
  if (code) record.code = code;
  const votes = normalizeCount(raw.votes);
  if (votes !== undefined) record.votes = votes;
  const citations = normalizeCount(raw.citations);
  if (citations !== undefined) record.citations = citations;
  const cites = uniqueItems(raw.cites?.map((cited) => copy(normalizeCitedWork(cited))));
  if (cites) record.cites = cites;
}

/** Returns the code repositories that the source lists, and those that the abstract names. */
function codeOf(listed: string[] | undefined, abstract: string, copy: (text: string) => string) {
  const found = findCodeUrls(abstract);
  // Most papers name no code.
  if (!found.length && !listed?.length) return undefined;
  const urls = listed?.map((url) => copy(parseWebUrl(url) ?? '')) ?? [];
  const known = new Set(urls.map((url) => url.toLowerCase()));
  return uniqueItems([...urls, ...found.filter((url) => !known.has(url.toLowerCase()))]);
}

/** Sets what is kept for export only. */
function setDetails(record: PaperRecord, raw: RawRecord, copy: Copy): void {
  const key = raw.key && copy(normalizeText(raw.key));
  if (key) record.key = key;
  const series = internText(raw.series);
  if (series) record.series = series;
  const volume = internText(raw.volume);
  if (volume) record.volume = volume;
  const number = internText(raw.number);
  if (number) record.number = number;
  const pages = raw.pages && copy(normalizePages(normalizeText(raw.pages)));
  if (pages) record.pages = pages;
  const note = raw.note && copy(normalizeText(raw.note));
  if (note) record.note = note;
  const isbn = isbnsOf(raw.isbn);
  if (isbn) record.isbn = isbn;
  const issn = issnsOf(raw.issn);
  if (issn) record.issn = issn;
  const identifiers = uniqueItems(raw.identifiers?.map((id) => copy(parseNamedId(id) ?? '')));
  if (identifiers) record.identifiers = identifiers;
}

/** Remembers the last result, since neighboring records are often from one journal or book. */
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

function parseYearAndDate(raw: RawRecord, onNote: (reason: string) => void) {
  const parsed = parseDate(raw.date);
  const hasNoYear = parsed?.startsWith('--');
  const year = parseYear(raw.year) ?? (hasNoYear ? undefined : parseYear(parsed));
  // A day without a year completes the year.
  const date = hasNoYear && year !== undefined ? `${year}${parsed?.slice(1)}` : parsed;
  if (year === undefined && raw.year !== undefined && String(raw.year).trim())
    onNote(`the year ${quote(String(raw.year))} was not understood and was ignored`);
  // A date that contradicts the year is dropped.
  const isConsistent = year === undefined || date?.startsWith(`${year}-`) || date === String(year);
  return { year, date: isConsistent ? date : undefined };
}

/** Sets DOI, arXiv ID, PubMed ID and URLs. Identifiers that have no field of their own are taken from the URLs. */
function setIdentifiers(record: PaperRecord, raw: RawRecord, copy: Copy): void {
  const urls = uniqueItems(raw.urls?.map((url) => copy(parseWebUrl(url) ?? '')));
  const find = (parse: (text: string | undefined) => string | undefined, value: string | undefined) => {
    const parsed = parse(value);
    if (parsed !== undefined) return copy(parsed);
    return urls?.map(parse).find((id) => id !== undefined);
  };
  const doi = find(parseDoi, raw.doi);
  if (doi !== undefined) record.doi = doi;
  const arxiv = find(parseArxivId, raw.arxiv) ?? parseArxivId(doi);
  if (arxiv !== undefined) record.arxiv = arxiv;
  const pubmedUrls = urls?.filter((url) => url.includes('pubmed'));
  const pmid = parsePmid(raw.pmid) ?? pubmedUrls?.map(parsePmid).find(Boolean);
  if (pmid !== undefined) record.pmid = pmid;
  const pmcid = parsePmcid(raw.pmcid);
  if (pmcid !== undefined) record.pmcid = pmcid;
  if (!urls) return;
  record.url = urls[0];
  if (urls.length > 1) record.urls = urls.slice(1);
}

const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function truncateTitle(title: string, onNote: (reason: string) => void): string {
  if (title.length <= maxTitleLength) return title;
  onNote(`the title has ${title.length} characters and was cut to ${maxTitleLength}`);
  return copyString(toPlainText(title.slice(0, maxTitleLength)));
}

const normalizeText = (text: string | undefined) => (text === undefined ? '' : toPlainText(text));
const internText = (text: string | undefined) => (text === undefined ? undefined : internString(toPlainText(text)));

/** Matches what some sources write in place of a missing abstract. */
const abstractPlaceholder = /^(?:\[?no abstract(?: available)?\.?\]?|n\/?a|none|null|nan|abstract)$/i;

const normalizeAbstract = (abstract: string | undefined) => {
  const text = removeCopyright(normalizeText(abstract));
  return text.length < 40 && abstractPlaceholder.test(text) ? '' : text;
};

/** A copyright line at the start or end of an abstract: a sign or word, a year, and a short sentence or two. */
const copyrightStart =
  /^(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b[^.]{0,150}(?:\.(?=\s\p{Lu})|$)(?: All rights reserved\.)?\s*/iu;
const copyrightEnd =
  /(?<=[.!?;)\]"”])\s(?:(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:by\s)?(?:19|20)\d\d\b[^©]{0,150}|(?:©|\(c\)|copyright)\s(?:©\s)?[^©.]{2,80},? (?:19|20)\d\d\.?(?: All rights reserved\.?)?)$/i;

/** What a copyright line at the end contains. Looking for it is much cheaper than matching the pattern. */
const copyrightSigns = ['©', 'yright', '(c)', '(C)'];

/** Removes the copyright line that databases add to an abstract. Only the first and last 300 characters are looked at. */
function removeCopyright(text: string): string {
  const start = '©(cC'.includes(text.charAt(0)) ? copyrightStart.exec(text.slice(0, 300)) : null;
  const withoutStart = start ? text.slice(start[0].length).trim() : text;
  const tailStart = Math.max(0, withoutStart.length - 300);
  if (!copyrightSigns.some((sign) => withoutStart.includes(sign, tailStart))) return withoutStart;
  const end = copyrightEnd.exec(withoutStart.slice(tailStart));
  return end ? withoutStart.slice(0, tailStart + end.index).trim() : withoutStart;
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
