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
    venue: get('venue'),
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
    identifiers: splitUrls(get('identifiers')) ?? [namedId('wos', get('wosId'))],
    urls: splitUrls(get('urls')),
    code: splitUrls(get('code')),
    note: get('note') ?? get('extra'),
    votes: parseCount(get('votes')),
    citations: parseCount(get('citations')) ?? citations,
    cites: splitCited(get('cites') ?? (citations === undefined ? citesOrCount : undefined)),
  };
}

function collectAuthors(get: (field: Field) => string | undefined): string[] | undefined {
  const authors = splitCellOfNames(get('authors'));
  const groups = get('groupAuthors');
  return groups === undefined ? authors : [...(authors ?? []), ...groups.split(';').map(organizationName)];
}

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

const joinTexts = (...texts: (string | undefined)[]) => texts.filter(Boolean).join(' ') || undefined;

/** Removes the decimals that Python writes in a column of integers with missing values: "31234567.0". */
const toInteger = (text: string | undefined) => (text?.endsWith('.0') ? text.replace(/^(\s*\d+)\.0$/, '$1') : text);

/** Joins the first and last page; undefined when there is no first page. Publish or Perish writes 0 for unknown pages. */
export function joinPages(first: string | undefined, last: string | undefined): string | undefined {
  const [start, end] = [first?.trim(), last?.trim()];
  if (!start || start === '0') return undefined;
  return end && end !== '0' && end !== start ? `${start}-${end}` : start;
}

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
