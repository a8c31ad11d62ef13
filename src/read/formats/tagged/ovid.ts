import { createTaggedReader } from '../../input/tagged.ts';
import { splitList, splitNames } from '../../normalize/names.ts';
import type { Format, RawRecord } from '../../record.ts';

/** The "Reprint/Medlars" format of Ovid. Source: Ovid help, "Export". */
export const ovid: Format = {
  name: 'Ovid tagged',
  fields: 'title, abstract, authors, year, date, journal, type, language, keywords, DOI, PubMed id',
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
          publisher: stripPeriod(get('PB')),
          type: all('PT')[0],
          language: all('LG')[0],
          // An asterisk marks a major topic.
          keywords: all('KW').flatMap((terms) => splitList(terms).map((term) => term.replace(/^\*/, ''))),
          doi: all('DO', 'ID')
            .find((id) => /\b10\.\d{4,9}\//.test(id))
            ?.replace(/\s*\[doi\]$/, ''),
          pmid: /medline/i.test([get('DB'), get('RO')].join(' ')) ? get('UI') : undefined,
        }),
    ),
};

/** The "Citation" format of Ovid: names of fields on lines of their own, and indented values. */
export const ovidCitation: Format = {
  name: 'Ovid citation',
  fields: 'title, abstract, authors, year, journal, publisher, type, language, keywords, DOI, PubMed id, URL',
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
    publisher: stripPeriod(get('Publisher')),
    type: stripPeriod(get('Publication Type', 'Document Type')),
    language: get('Language'),
    keywords: splitList(stripPeriod(get('Keywords', 'Keyword', 'Keyword Heading', 'Author Keywords')) ?? ''),
    doi: all('DOI', 'Digital Object Identifier')[0],
    pmid: get('PMID', 'PubMed ID'),
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

const yearOfSource = (source: string | undefined) => /[,.] ?((?:19|20)\d\d)\b/.exec(source ?? '')?.[1];
