import { parseZoteroUri } from '../../model/zotero-ids.ts';
import { type Field, fieldOf, fieldsByName, normalizeFieldName } from '../field-names.ts';
import type { FormatOptions, RawRecord } from '../record.ts';
import { parseDimensionsReferences } from './cited-works.ts';
import { parseExtra } from './extra.ts';
import { namedId } from './identifiers.ts';
import { parseListLiteral } from './list-literals.ts';
import { splitList, splitNames } from './names/names.ts';
import { splitOrcids } from './names/orcids.ts';
import { organizationName } from './names/organizations.ts';

/**
 * Maps fields to the indexes of the columns that hold them: columns named in `options` first, then those with the most
 * specific names.
 */
export function mapColumns(names: string[], options: FormatOptions): Map<Field, number[]> {
  const fieldsByOption = new Map(
    Object.entries(options.columns ?? {}).map(([field, name]) => [
      normalizeFieldName(name),
      { name, field: fieldOf(field) },
    ]),
  );
  const ranked = names.flatMap((name, index) => {
    const normalized = normalizeFieldName(name);
    const option = fieldsByOption.get(normalized);
    if (option) options.foundColumns?.add(option.name);
    const field = option?.field;
    const match = field ? { field, rank: -1 } : fieldsByName.get(normalized);
    return match ? [{ ...match, index }] : [];
  });
  const columns = new Map<Field, number[]>();
  for (const { field, index } of ranked.sort((a, b) => a.rank - b.rank || a.index - b.index))
    columns.set(field, [...(columns.get(field) ?? []), index]);
  // Scopus names the venue in "Source title", and itself in "Source".
  if (columns.has('venue')) columns.delete('source');
  return columns;
}

/** Creates a record from fields that are all text, such as the cells of a table row. */
export function recordFromText(get: (field: Field) => string | undefined): RawRecord {
  const id = get('id');
  const extra = parseExtra(get('extra'));
  const citesOrCount = get('citesOrCount');
  const citations = parseCount(citesOrCount);
  return {
    key: get('key') ?? extra.key,
    title: get('title'),
    abstract: get('abstract'),
    otherAbstracts: splitTexts(get('otherAbstracts')),
    authors: collectAuthors(get),
    authorCount: parseCount(get('authorCount')),
    structuredNames: splitOrcids(get('structuredNames')),
    orcids: splitOrcids(get('orcids')),
    year: get('year') ?? get('date'),
    date: completeDate(get('date'), get('year')),
    venue: get('venue') ?? withoutDatabases(get('source')),
    publisher: get('publisher'),
    editors: splitCellOfNames(get('editors')),
    series: get('series'),
    volume: toInteger(get('volume')),
    number: toInteger(get('number')),
    pages:
      toInteger(get('pages')) ??
      joinPages(toInteger(get('firstPage')), toInteger(get('lastPage'))) ??
      toInteger(get('articleNumber')),
    organization: get('organization'),
    type: get('type'),
    language: get('language'),
    keywords: collectKeywords(get),
    doi: get('doi') ?? extra.doi ?? id,
    arxiv: get('arxiv') ?? extra.arxiv ?? id,
    pmid: toInteger(get('pmid')) ?? extra.pmid,
    pmcid: get('pmcid') ?? extra.pmcid,
    isbn: get('isbn'),
    issn: joinTexts(get('issn'), get('eissn')),
    identifiers: splitUrls(get('identifiers')) ?? [
      namedId('wos', get('wosId')),
      namedId('openalex', openAlexWork(id)),
      parseZoteroUri(id),
    ],
    urls: splitUrls(get('urls')),
    code: splitUrls(get('code')),
    note: get('note') ?? get('extra'),
    votes: parseCount(get('votes')),
    citations: parseCount(get('citations')) ?? citations,
    cites: splitCited(get('cites') ?? (citations === undefined ? citesOrCount : undefined)),
  };
}

function collectAuthors(get: (field: Field) => string | undefined): string[] | undefined {
  const cell = get('authors');
  const authors = cell && parseCount(get('authorCount')) === 1 && isOneName(cell) ? [cell] : splitCellOfNames(cell);
  const groups = get('groupAuthors');
  return groups === undefined ? authors : [...(authors ?? []), ...groups.split(';').map(organizationName)];
}

/** What else than one name a cell has even if there is one author: a separator other than "and", "&", or a comma; an id; the end of a cut list. */
const notOneName = /[;|；\n[\]…]|\(\d|\.\.\.|\bet\.? al\b|\bothers\b/i;
const isOneName = (cell: string) => !notOneName.test(cell) && parseListLiteral(cell) === undefined;

/** What separates names that are on one line or wrapped, and what lists in the syntax of programs have. */
const nameSeparators = /[;|；&，、[({]|, *\n|\band\b/i;

/** Splits names; each line is a name where nothing else separates them, as in cells of spreadsheets and Airtable. */
function splitCellOfNames(cell: string | undefined): string[] | undefined {
  if (!cell?.includes('\n') || nameSeparators.test(cell)) return cell === undefined ? undefined : splitNames(cell);
  const lines = cell.split('\n').filter((line) => line.trim());
  const isName = (line: string) => /\p{L}{2}/u.test(line) && line.split(',').length <= 2;
  return lines.every(isName) ? lines.flatMap(splitNames) : splitNames(cell);
}

/** Adds the year to a month, or a month and day, which Web of Science writes in a column of their own. */
const completeDate = (date: string | undefined, year: string | undefined) =>
  date && year && /[a-z]{3}/i.test(date) && !/\d{4}/.test(date) ? `${date} ${year}` : date;

/** Splits texts that papergraph wrote: a JSON list, unless it is a single text. */
export const splitTexts = (text: string | undefined): string[] | undefined =>
  text === undefined ? undefined : (parseListLiteral(text) ?? [text]);

const splitUrls = (text: string | undefined) =>
  text === undefined ? undefined : (parseListLiteral(text) ?? text.split(/[\s;|]+/));

/** Splits a list of cited works, whose texts may contain commas. */
export function splitCited(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const fromDimensions = parseDimensionsReferences(text);
  return fromDimensions ?? parseListLiteral(text) ?? text.split(/[;|]/).map((item) => item.trim());
}

/** Returns keywords and automatic keywords; index terms when there are none. */
function collectKeywords(get: (field: Field) => string | undefined): string[] | undefined {
  const keywords = [get('keywords'), get('automaticKeywords')].flatMap((field) => (field ? splitList(field) : []));
  if (keywords.length) return keywords;
  const indexTerms = get('indexTerms');
  return indexTerms === undefined ? undefined : splitList(indexTerms);
}

/** Returns the work that an address at OpenAlex stands for. */
const openAlexWork = (address: string | undefined) => /^https:\/\/openalex\.org\/(W\d{1,15})$/.exec(address ?? '')?.[1];

/** The names of databases, with what some exports add to them. */
const database =
  /^(?:ovid )?(?:scopus|web of (?:science|knowledge)(?: core collection)?|wos|pub ?med(?: central)?|medline|embase|europe pmc|cochrane(?: library)?|cinahl(?: plus)?|psyc(?:info|articles)|eric|cross ?ref|openalex|(?:google|semantic) scholar|ieee ?xplore|acm digital library|science ?direct|proquest|ebsco(?:host)?|dblp|zotero|mendeley)(?:\.com|®| ?\(\w{1,20}\))?$/i;

/** Returns a source that does not consist of names of databases: "Scopus", "PubMed; Embase". */
const withoutDatabases = (source: string | undefined) =>
  source?.split(/[;,/|]/, 20).every((part) => database.test(part.trim())) ? undefined : source;

const joinTexts = (...texts: (string | undefined)[]) => texts.filter(Boolean).join(' ') || undefined;

/** Removes the decimals that Python writes in a column of integers with missing values: "31234567.0". */
const toInteger = (text: string | undefined) => (text?.endsWith('.0') ? text.replace(/^(\s*\d+)\.0$/, '$1') : text);

/**
 * Returns the publisher in a file of papergraph, which writes the organization there if a thesis or report has no publisher.
 *
 * @param organization The organization, if papergraph wrote it.
 * @param equal The publisher, if papergraph wrote that it equals the organization.
 */
export const ownPublisher = (
  publisher: string | undefined,
  organization: string | undefined,
  equal: string | undefined,
) => equal ?? (publisher === organization ? undefined : publisher);

/** Joins the first and last page; undefined when there is no first page. Publish or Perish writes 0 for unknown pages. */
export function joinPages(first: string | undefined, last: string | undefined): string | undefined {
  const [start, end] = [first?.trim(), last?.trim()];
  if (!start || start === '0') return undefined;
  return end && end !== '0' && end !== start ? `${start}-${end}` : start;
}

/** Adds the digits that PubMed leaves out of the last page: "123-9" is 123-129. */
export const expandPages = (pages: string | undefined): string | undefined =>
  pages?.replace(/(?<![\w-])(\d{2,9})-(\d{1,8})(?![\w-])/g, (range, first: string, last: string) => {
    const expanded = first.slice(0, -last.length) + last;
    return expanded.length === first.length && expanded > first ? `${first}-${expanded}` : range;
  });

/** Parses a non-negative integer as tables write it: "1,234", "1234.0", or with a decimal comma "1234,0". */
export function parseCount(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const trimmed = text.trim();
  // "12,000" has separators of thousands.
  const isPlain = /^\d+(?:\.0*)?$/.test(trimmed);
  if (!isPlain && /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.0*)?$/.test(trimmed))
    return Number.parseInt(trimmed.replaceAll(',', ''), 10);
  return isPlain || /^\d+,0*$/.test(trimmed) ? Number.parseInt(trimmed, 10) : undefined;
}
