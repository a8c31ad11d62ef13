import { createTaggedReader, type TaggedRecord } from '../../input/tagged.ts';
import { parseCitation } from '../../normalize/citation-parts.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList, splitNames } from '../../normalize/names/names.ts';
import { choosePublicationType } from '../../normalize/publication-types.ts';
import { removeSubheadings } from '../../normalize/subject-headings.ts';
import type { Format, RawRecord } from '../../record.ts';
import { cleanOvidName } from './ovid-names.ts';

/** The "Reprint/Medlars" format of Ovid. Lines copied from a page have a space at the start. Source: Ovid help, "Export". */
export const ovid: Format = {
  name: 'Ovid tagged',
  detects: (head) => /(?:^|\n) ?VN {1,2}- /.test(head) && /\n ?TI {1,2}- /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^ ?([A-Z][A-Z0-9]) {1,2}- ?(.*)$/, begin: 'VN', continuation: 'same value' },
      (record, line) => sink.record(line, fromTags(record)),
    ),
};

function fromTags({ get, all }: TaggedRecord): RawRecord {
  const source = parseSource(get('SO'));
  return {
    title: cleanTitle(get('TI')),
    abstract: get('AB'),
    authors: (all('FA').length ? all('FA') : all('AU')).map(cleanOvidName),
    year: get('YR') ?? get('DP') ?? source.year,
    date: get('DP'),
    venue: get('JN', 'JT') ?? source.venue ?? stripPeriod(get('BT')),
    ...withoutUndefined(parseCitation(source.rest)),
    ...withoutUndefined({ volume: get('VO', 'VI'), number: get('IP', 'NO'), pages: pagesOf(get('PG')) }),
    editors: all('ED').map(cleanOvidName),
    series: stripPeriod(get('SE')),
    publisher: stripPeriod(get('PB', 'PU')),
    organization: stripPeriod(get('UN')),
    isbn: all('IB', 'BN').join(' '),
    issn: all('IS', 'SN', 'IL').join(' '),
    note: get('NT'),
    type: choosePublicationType(all('PT')),
    language: stripPeriod(all('LG')[0]),
    keywords: keywordsOf({ get, all }),
    doi: all('DO', 'DI', 'ID')
      .find((id) => /\b10\.\d{4,9}\//.test(id))
      ?.replace(/\[doi\]$/, '')
      .trim(),
    pmid: get('PM') ?? (/medline/i.test([get('DB'), get('RO')].join(' ')) ? get('UI') : undefined),
    identifiers: [namedId('embase', /embase/i.test(get('DB') ?? '') ? get('AN', 'UI') : undefined)],
    urls: all('UR', 'XL'),
  };
}

/** Returns the keywords of the authors; failing that, the key concepts of PsycINFO, or its headings and those of MEDLINE. */
function keywordsOf({ get, all }: Pick<TaggedRecord, 'get' | 'all'>): string[] {
  const withoutAsterisk = (term: string) => term.replace(/^\*/, '');
  const keywords = all('KW').flatMap(splitList).map(withoutAsterisk);
  if (keywords.length) return keywords;
  const concepts = /psyc/i.test(get('DB') ?? '') ? all('ID').flatMap(splitList) : [];
  if (concepts.length) return concepts;
  return all('MH').map(removeSubheadings);
}

/** The "Citation" format of Ovid: names of fields on lines of their own, and indented values. */
export const ovidCitation: Format = {
  name: 'Ovid citation',
  detects: (head) => /(?:^|\n)<\d+>\s*\n/.test(head) && /\nTitle *\n {2}/.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^(<(?=\d+>)|[A-Z][\w/&() -]{1,60}?(?= *$))(.*)$/, begin: '<', continuation: 'same value' },
      ({ get, all }, line) => sink.record(line, toRecord(get, all)),
    ),
};

function toRecord(get: (...tags: string[]) => string | undefined, all: (...tags: string[]) => string[]): RawRecord {
  const source = parseSource(get('Source'));
  return {
    title: cleanTitle(get('Title', 'Chapter Title')),
    abstract: get('Abstract'),
    authors: splitAuthors(get('Authors Full Name', 'Author', 'Authors') ?? ''),
    year:
      get('Year of Publication', 'Publication Year') ??
      source.year ??
      /\b(?:19|20)\d\d$/.exec(get('Status') ?? '')?.[0],
    venue: get('Journal Name') ?? source.venue,
    ...withoutUndefined(parseCitation(source.rest)),
    ...withoutUndefined({ volume: get('Volume'), number: get('Issue'), pages: get('Page', 'Pages') }),
    editors: splitNames(stripPeriod(get('Editor', 'Editors', 'Book Editor')) ?? ''),
    publisher: stripPeriod(get('Publisher')),
    organization: stripPeriod(get('Institution of Thesis', 'Degree Grantor')),
    isbn: get('ISBN'),
    issn: all('ISSN', 'ISSN Print', 'ISSN Electronic', 'ISSN Linking').join(' '),
    note: get('Notes'),
    type: stripPeriod(get('Publication Type', 'Document Type')),
    language: stripPeriod(get('Language')),
    keywords: splitList(stripPeriod(get('Keywords', 'Keyword', 'Keyword Heading', 'Author Keywords')) ?? ''),
    doi: all('DOI', 'DOI Number', 'Digital Object Identifier')[0],
    pmid: get('PMID', 'PubMed ID') ?? medlineId(get('Unique Identifier'), get('Database')),
    urls: all('URL', 'Link to the Ovid Full Text or citation'),
  };
}

/**
 * Splits "Novak P; Quist A." and "Novak P.; Quist A.": the period at the end belongs to the field or to the name. Full-text databases write
 * "Verbeek, Jan MD *;  Hermans, Erik MD +".
 */
function splitAuthors(field: string): string[] {
  const names = field.includes(';')
    ? field.split(';').map(cleanOvidName).filter(Boolean)
    : splitNames(field).map(cleanOvidName);
  return names.length > 1 && !names[0].endsWith('.') ? names.map((name) => name.replace(/\.$/, '')) : names;
}

const stripPeriod = (text: string | undefined) => text?.trim().replace(/\.$/, '');

/** The kind of a work, which databases of full texts append to its title: "[Article]", "[Review Article]". */
const appendedKind =
  /(?<=[.?!"\]]) *\[(?:[\w-]+ )?(?:Articles?|Miscellaneous|References|Reports?|Reviews?|Editorials?|Letters?|Erratum|Errata|Corrections?|Commentary|Comments?|Abstracts?|News|Notes?|Interview|Announcement)\]\.?$/i;

/** Removes what Ovid appends to a title. */
const cleanTitle = (title: string | undefined) => stripPeriod(title?.trim().replace(appendedKind, ''));

/** Returns pages, unless a database says that there are none. */
const pagesOf = (pages: string | undefined) => (/^no pagination/i.test(pages ?? '') ? undefined : pages);

/** "American Journal of Medicine June 2015;58(6):688-696": the journal is followed by the date, without a period. */
const datedSource =
  /^(.{1,300}?) ((?:[A-Z][a-z]{2,8}\.?(?:\/[A-Z][a-z]{2,8}\.?)? )?(?:\d{1,2}(?:-\d{1,2})?,? )?)((?:19|20)\d\d) ?;(?=\d)/;

/** What the field of the source contains; each part is undefined if it is not found. */
interface Source {
  venue: string | undefined;
  year: string | undefined;
  /** What follows the journal, or its date: volume, number, and pages. */
  rest: string | undefined;
}

function parseSource(text: string | undefined): Source {
  const source = text?.replace(/\bpp\. No Pagination Specified/i, '');
  const dated = datedSource.exec(source ?? '');
  if (dated) return { venue: dated[1], year: dated[3], rest: source?.slice(dated[0].length) };
  const venue = journalOf(source);
  return { venue, year: yearOfSource(source), rest: venue === undefined ? source : source?.slice(venue.length + 1) };
}

/** Returns the journal of "Journal. 9(1):14-25, 2021 05", "Journal. Vol. 9(1) (pp 14-25), 2021", or "Journal." */
const journalOf = (source: string | undefined) =>
  /^(.{1,300}?)\. {1,4}(?:Vol\. ?)?\d/.exec(source ?? '')?.[1] ?? /^([^\d.]{1,300})\.? *$/.exec(source ?? '')?.[1];

const medlineId = (id: string | undefined, database: string | undefined) =>
  /medline/i.test(database ?? '') ? id : undefined;

/** Keeps the values that are there, so that they can replace others. */
const withoutUndefined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

const yearOfSource = (source: string | undefined) => /(?:[,.] ?|[a-z] )((?:19|20)\d\d)\b/.exec(source ?? '')?.[1];
