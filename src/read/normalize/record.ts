import type { Paper } from '../../model/paper.ts';
import type { RawRecord } from '../record.ts';
import { normalizeCitedWork } from './cited-works.ts';
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
import { displayName, organizationIn } from './names/name-parts.ts';
import { isNoName, toFirstLast } from './names/names.ts';
import { parseOrcids } from './names/orcids.ts';
import { organizationName } from './names/organizations.ts';
import { selectStructuredNames, structureOf } from './names/structured-names.ts';
import { separateLanguages } from './text/abstracts.ts';
import { findCodeUrls } from './text/code-urls.ts';
import { removeCopyright } from './text/copyright.ts';
import { copyString, internString } from './text/strings.ts';
import { toPlainText } from './text/text.ts';

/**
 * A normalized record: a paper without ID and sources, which deduplication adds. Fields that the source does not have are missing or
 * undefined.
 */
export type PaperRecord = Pick<Paper, RequiredField> & {
  [Field in Exclude<keyof Paper, RequiredField | 'id' | 'sources'>]?: Paper[Field] | undefined;
};

type RequiredField = 'title' | 'abstract';

/** Maximum length of a title, in UTF-16 code units. A longer one is usually a full text in the wrong field and is truncated. */
const maxTitleLength = 2000;
/** Length up to which a title is looked at, with its markup: whole files can be in this field. */
const maxRawTitleLength = 65_536;

/**
 * Normalizes a record: plain text, names as "First Last", ISO 8601 dates, bare identifiers, web URLs.
 *
 * @param onNote Receives remarks about values that were dropped or shortened.
 * @returns Undefined when the record has no title.
 */
export function normalizeRecord(raw: RawRecord, onNote: (reason: string) => void): PaperRecord | undefined {
  const copy = raw.hasOwnStrings ? keepString : copyString;
  const title = copy(normalizeTitle(raw.title ?? '', onNote));
  if (!title) return undefined;
  const { abstract, otherAbstracts } = normalizeAbstracts(raw, copy);
  const { authors, editors, structuredNames } = normalizeAllNames(raw, copy);
  const { year, date } = parseYearAndDate(raw, onNote);
  const urls = normalizeItems(raw.urls, parseWebUrl, copy);
  const doi = parseOrFind(parseDoi, raw.doi, urls, copy);
  // All records have the same fields in the same order, although some are undefined: engines compile code for each order of fields, and
  // compiling it for dozens of them takes longer than reading the records.
  return {
    title,
    abstract,
    authors,
    structuredNames,
    orcids: normalizeItems(parseOrcids(raw.orcids, authors), keepString, copy),
    authorCount: authors?.length ?? normalizeCount(raw.authorCount),
    year,
    date,
    venue: internText(raw.venue),
    publisher: internText(raw.publisher),
    editors,
    organization: internText(raw.organization),
    type: internText(raw.type),
    language: internText(raw.language),
    keywords: normalizeItems(raw.keywords, toPlainText, copy),
    doi,
    arxiv: parseOrFind(parseArxivId, raw.arxiv, urls, copy) ?? parseArxivId(doi),
    pmid: parsePmid(raw.pmid) ?? findPmid(urls),
    pmcid: parsePmcid(raw.pmcid),
    url: urls?.[0],
    urls: urls && urls.length > 1 ? urls.slice(1) : undefined,
    key: copyText(raw.key, copy),
    series: internText(raw.series),
    volume: internText(raw.volume),
    number: internText(raw.number),
    pages: raw.pages ? copy(normalizePages(normalizeText(raw.pages))) || undefined : undefined,
    note: copyText(raw.note, copy),
    isbn: isbnsOf(raw.isbn),
    issn: issnsOf(raw.issn),
    identifiers: normalizeItems(raw.identifiers, parseNamedId, copy),
    code: codeOf(raw.code, abstract, copy),
    votes: normalizeCount(raw.votes),
    citations: normalizeCount(raw.citations),
    cites: normalizeItems(raw.cites, normalizeCitedWork, copy),
    otherAbstracts,
  };
}

type Copy = (text: string) => string;

const keepString: Copy = (text) => text;

/** Returns the code repositories that the source lists, and those that the abstract names. */
function codeOf(listed: string[] | undefined, abstract: string, copy: Copy) {
  const found = findCodeUrls(abstract);
  // Most papers name no code.
  if (!found.length && !listed?.length) return undefined;
  const urls = listed?.map((url) => copy(parseWebUrl(url) ?? '')) ?? [];
  const known = new Set(urls.map((url) => url.toLowerCase()));
  return uniqueItems([...urls, ...found.filter((url) => !known.has(url.toLowerCase()))]);
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
const normalizePages = (pages: string) => (/[ ‐‑–—]|--/.test(pages) ? pages.replace(/ ?[-‐‑–—]+ ?/g, '-') : pages);

/** Converts names to "First Last", and returns the parts of those that do not tell them any more. */
function normalizeAllNames(raw: RawRecord, copy: Copy): Pick<PaperRecord, 'authors' | 'editors' | 'structuredNames'> {
  const written = raw.structuredNames && new Map(raw.structuredNames.map((entry) => [displayName(entry), entry]));
  const structured: string[] = [];
  const normalizeName = (name: string) => {
    const display = toFirstLast(name);
    const entry = structureOf(name, display);
    if (entry !== undefined) structured.push(copy(entry));
    return display;
  };
  const normalizeNames = (names: string[] | undefined) => {
    if (!names?.length) return undefined;
    const plain = names.map(toPlainName);
    const known = written ? plain.map((name) => written.get(name) ?? name) : plain;
    return normalizeItems(known, normalizeName, copy);
  };
  const [authors, editors] = [normalizeNames(raw.authors), normalizeNames(raw.editors)];
  const names = structured.length ? [...(authors ?? []), ...(editors ?? [])] : [];
  return { authors, editors, structuredNames: selectStructuredNames(structured, names) };
}

/** Returns a name without markup and e-mail address; '' for items such as "et al." */
function toPlainName(name: string): string {
  if (!name || isNoName(name)) return '';
  const organization = organizationIn(name);
  return organization === undefined ? toPlainText(removeEmail(name)) : organizationName(toPlainText(organization));
}

/** Removes an e-mail address in parentheses or brackets from a name. */
const removeEmail = (name: string) =>
  name.includes('@') ? name.replace(/ ?[([<][^()[\]<>]{0,100}@[^()[\]<>]{1,200}[)\]>]/g, '') : name;

function parseYearAndDate(raw: RawRecord, onNote: (reason: string) => void) {
  const parsed = parseDate(raw.date);
  const hasNoYear = parsed?.startsWith('--');
  const year = parseYear(raw.year) ?? (hasNoYear ? undefined : parseYear(parsed));
  // A day without a year completes the year.
  const date = hasNoYear && year !== undefined ? `${year}${parsed?.slice(1)}` : parsed;
  // A day without a year is no loss: readers take the year from the date where there is none.
  const isKeptAsDate = date !== undefined && raw.year === raw.date;
  if (year === undefined && raw.year !== undefined && String(raw.year).trim() && !isKeptAsDate)
    onNote(`the year ${quote(String(raw.year))} was not understood and was ignored`);
  // A date that contradicts the year is dropped.
  const isConsistent = year === undefined || date?.startsWith(`${year}-`) || date === String(year);
  return { year, date: isConsistent ? date : undefined };
}

/** Parses an identifier, which is taken from the URLs if it has no field of its own. */
function parseOrFind(
  parse: (text: string | undefined) => string | undefined,
  value: string | undefined,
  urls: string[] | undefined,
  copy: Copy,
): string | undefined {
  const parsed = parse(value);
  if (parsed !== undefined) return copy(parsed);
  for (const url of urls ?? []) {
    const found = parse(url);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findPmid(urls: string[] | undefined): string | undefined {
  for (const url of urls ?? []) {
    const pmid = url.includes('pubmed') ? parsePmid(url) : undefined;
    if (pmid) return pmid;
  }
  return undefined;
}

const quote = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function normalizeTitle(raw: string, onNote: (reason: string) => void): string {
  const isHuge = raw.length > maxRawTitleLength;
  const title = toPlainText(isHuge ? raw.trimStart().slice(0, maxRawTitleLength) : raw);
  if (!isHuge && title.length <= maxTitleLength) return title;
  onNote(`the title has ${isHuge ? raw.length : title.length} characters and was cut to ${maxTitleLength}`);
  // A copy, so that the long text can be freed.
  return copyString(toPlainText(title.slice(0, maxTitleLength)));
}

const normalizeText = (text: string | undefined) => (text === undefined ? '' : toPlainText(text));
const copyText = (text: string | undefined, copy: Copy) => (text ? copy(toPlainText(text)) || undefined : undefined);
const internText = (text: string | undefined) => (text === undefined ? undefined : internString(toPlainText(text)));

/** Matches what some sources write in place of a missing abstract. */
const abstractPlaceholder =
  /^(?:\[?(?:no abstract(?: (?:is |was )?(?:available|provided))?|abstract (?:is )?(?:not available|unavailable))\.?\]?|n\/?a|none|null|nan|abstract)$/i;

function normalizeAbstracts(
  { abstract, otherAbstracts, language }: RawRecord,
  copy: Copy,
): Pick<PaperRecord, 'abstract' | 'otherAbstracts'> {
  const first = copy(normalizeAbstract(abstract));
  if (!otherAbstracts?.length) return { abstract: first };
  return separateLanguages([first, ...otherAbstracts.map((text) => copy(normalizeAbstract(text)))], language);
}

const normalizeAbstract = (abstract: string | undefined) => {
  const text = removeCopyright(normalizeText(abstract));
  return text.length < 40 && abstractPlaceholder.test(text) ? '' : text;
};

/** Normalizes items, and leaves out what is no item then; returns undefined when none are left. */
function normalizeItems(
  items: readonly (string | undefined)[] | undefined,
  normalize: (item: string) => string | undefined,
  copy: Copy,
): string[] | undefined {
  if (!items?.length) return undefined;
  const normalized: string[] = [];
  for (const item of items) {
    const text = item && normalize(item);
    if (text) normalized.push(copy(text));
  }
  return uniqueItems(normalized);
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
