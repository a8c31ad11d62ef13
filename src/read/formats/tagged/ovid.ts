import { createTaggedReader } from '../../input/tagged.ts';
import { parseCitation } from '../../normalize/citation-parts.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList, splitNames } from '../../normalize/names/names.ts';
import type { Format, RawRecord } from '../../record.ts';

/** The "Reprint/Medlars" format of Ovid. Source: Ovid help, "Export". */
export const ovid: Format = {
  name: 'Ovid tagged',
  detects: (head) => /(?:^|\n)VN {1,2}- /.test(head) && /\nTI {1,2}- /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/, begin: 'VN', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: stripPeriod(get('TI')),
          abstract: get('AB'),
          authors: all('FA').length ? all('FA') : all('AU'),
          year: get('YR', 'DP') ?? yearOfSource(get('SO')),
          date: get('DP'),
          venue: get('JN', 'JT') ?? journalOf(get('SO')),
          ...withoutUndefined(parseCitation(partsOf(get('SO')))),
          ...withoutUndefined({ volume: get('VO', 'VI'), number: get('IP', 'NO'), pages: get('PG') }),
          editors: all('ED'),
          series: stripPeriod(get('SE')),
          publisher: stripPeriod(get('PB')),
          organization: stripPeriod(get('UN')),
          isbn: all('IB', 'BN').join(' '),
          issn: all('IS', 'SN', 'IL').join(' '),
          note: get('NT'),
          type: all('PT')[0],
          language: all('LG')[0],
          // An asterisk marks a major topic.
          keywords: all('KW').flatMap((terms) => splitList(terms).map((term) => term.replace(/^\*/, ''))),
          doi: all('DO', 'ID')
            .find((id) => /\b10\.\d{4,9}\//.test(id))
            ?.replace(/\[doi\]$/, '')
            .trim(),
          pmid: get('PM') ?? (/medline/i.test([get('DB'), get('RO')].join(' ')) ? get('UI') : undefined),
          identifiers: [namedId('embase', /embase/i.test(get('DB') ?? '') ? get('AN', 'UI') : undefined)],
          urls: all('UR', 'XL'),
        }),
    ),
};

/** The "Citation" format of Ovid: names of fields on lines of their own, and indented values. */
export const ovidCitation: Format = {
  name: 'Ovid citation',
  detects: (head) => /(?:^|\n)<1>\s*\n/.test(head) && /\nTitle\n {2}/.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^(<(?=\d+>)|[A-Z][\w/&() -]{1,60}$)(.*)$/, begin: '<', continuation: 'same value' },
      ({ get, all }, line) => sink.record(line, toRecord(get, all)),
    ),
};

function toRecord(get: (...tags: string[]) => string | undefined, all: (...tags: string[]) => string[]): RawRecord {
  const source = get('Source');
  return {
    title: stripPeriod(get('Title')),
    abstract: get('Abstract'),
    authors: splitAuthors(get('Authors Full Name', 'Author', 'Authors') ?? ''),
    year: get('Year of Publication', 'Publication Year') ?? yearOfSource(source),
    venue: get('Journal Name') ?? journalOf(source),
    ...withoutUndefined(parseCitation(partsOf(source))),
    ...withoutUndefined({ volume: get('Volume'), number: get('Issue'), pages: get('Page', 'Pages') }),
    editors: splitNames(stripPeriod(get('Editor', 'Editors', 'Book Editor')) ?? ''),
    publisher: stripPeriod(get('Publisher')),
    organization: stripPeriod(get('Institution of Thesis', 'Degree Grantor')),
    isbn: get('ISBN'),
    issn: all('ISSN', 'ISSN Print', 'ISSN Electronic', 'ISSN Linking').join(' '),
    note: get('Notes'),
    type: stripPeriod(get('Publication Type', 'Document Type')),
    language: get('Language'),
    keywords: splitList(stripPeriod(get('Keywords', 'Keyword', 'Keyword Heading', 'Author Keywords')) ?? ''),
    doi: all('DOI', 'Digital Object Identifier')[0],
    pmid: get('PMID', 'PubMed ID') ?? medlineId(get('Unique Identifier'), get('Database')),
    urls: all('URL', 'Link to the Ovid Full Text or citation'),
  };
}

/** Splits "Novak P; Quist A." and "Novak P.; Quist A.": the period at the end belongs to the field or to the name. */
function splitAuthors(field: string): string[] {
  const names = splitNames(field);
  return names.length > 1 && !names[0].endsWith('.') ? names.map((name) => name.replace(/\.$/, '')) : names;
}

const stripPeriod = (text: string | undefined) => text?.trim().replace(/\.$/, '');

/** Returns the journal of "Journal. 9(1):14-25, 2021 05" or "Journal. Vol. 9(1) (pp 14-25), 2021". */
const journalOf = (source: string | undefined) => /^(.{1,300}?)\. (?:Vol\. )?\d/.exec(source ?? '')?.[1];

/** Returns what follows the journal. */
const partsOf = (source: string | undefined) => {
  const journal = journalOf(source);
  return journal === undefined ? source : source?.slice(journal.length + 1);
};

const medlineId = (id: string | undefined, database: string | undefined) =>
  /medline/i.test(database ?? '') ? id : undefined;

/** Keeps the values that are there, so that they can replace others. */
const withoutUndefined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

const yearOfSource = (source: string | undefined) => /[,.] ?((?:19|20)\d\d)\b/.exec(source ?? '')?.[1];
