import { createTaggedReader, type TaggedRecord } from '../../input/tagged.ts';
import { parseDate } from '../../normalize/dates.ts';
import { parseDoi } from '../../normalize/doi.ts';
import { joinPages, ownPublisher, parseCount } from '../../normalize/fields.ts';
import { webOfScienceId } from '../../normalize/identifiers.ts';
import { splitList, splitNames } from '../../normalize/names/names.ts';
import { organizationBeforeComma } from '../../normalize/names/organizations.ts';
import { arxivInSource, citationsInNote, pubmedIdsInNote } from '../../normalize/remarks.ts';
import { cleanKeywords, splitHeadings } from '../../normalize/subject-headings.ts';
import { joinParagraphs } from '../../normalize/text/abstracts.ts';
import type { Format } from '../../record.ts';
import { splitAtSemicolons } from './split-authors.ts';

/**
 * A tag, blanks and a hyphen. Some programs write one blank before the hyphen, a tab, or none behind it. A line such as
 * "CO -related" continues a text.
 */
const field = /^\s*([A-Z][A-Z0-9])(?:[ \t\u00a0]{2}[-–][ \t\u00a0]?|[ \t\u00a0][-–](?:[ \t\u00a0]|$))(.*)$/s;

/** RIS, as written by reference managers and publishers. Source: Research Information Systems, format specification, 2001 and 2011. */
export const ris: Format = {
  name: 'RIS',
  detects: (head) =>
    !/^\s*[[{<]/.test(head) &&
    (/(?:^|\n)[ \t]*TY[ \t\u00a0]{1,2}[-–][ \t\u00a0]?\w/.test(head) || isWithoutTypes(head)),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field, begin: 'TY', isBeginOptional: true, end: 'ER', continuation: 'same value' },
      (record, line) => {
        const { get, all, inOrder } = record;
        const { note, references } = readNotes(record);
        const idsInNote = pubmedIdsInNote(note);
        const venue = get('JF', 'JO', 'T2', 'BT', 'JA', 'J2', 'T3');
        const id = get('ID');
        const own = readOwnValues(all('U1'));
        const serialNumbers = all('SN').join(' ') || undefined;
        const [abstract = get('N2'), ...otherAbstracts] = joinParagraphs(all('AB'));
        sink.record(line, {
          key: id && /\D/.test(id) ? id : undefined,
          title: get('TI', 'T1', 'CT', 'BT'),
          abstract,
          otherAbstracts: [...otherAbstracts, get('N2'), ...own('other abstract')],
          authors: inOrder('AU', 'A1').flatMap(splitAuthors),
          editors: all('ED', 'A2').flatMap(splitAuthors),
          year: get('PY', 'Y1') ?? dateOf(get('DA')),
          date: [addYear(get('DA'), get('PY', 'Y1')), get('PY'), get('Y1')]
            .map((date) => parseDate(dateOf(date)))
            .sort(compareLengths)[0],
          venue,
          series: own('series')[0] ?? (get('T3') === venue ? undefined : get('T3')),
          volume: get('VL'),
          number: get('IS'),
          pages: joinPages(get('SP'), get('EP')) ?? articleNumberOf(get('C7')),
          publisher: ownPublisher(get('PB'), own('organization')[0], own('publisher')[0]),
          type: own('type')[0] ?? get('TY'),
          organization: own('organization')[0],
          structuredNames: own('structured name'),
          orcids: own('orcid'),
          language: get('LA'),
          keywords: splitKeywords(record),
          doi:
            all('DO', 'DI', 'M3', 'L3', 'UR', 'LK').find((value) => parseDoi(value)) ??
            all('N1').find((value) => /^doi\b/i.test(value) && parseDoi(value)),
          pmid: /pubmed|medline/i.test(get('DB', 'DP') ?? '') ? get('AN') : idsInNote.pmid,
          pmcid: all('C2').find((value) => /^PMC\d/i.test(value)) ?? idsInNote.pmcid,
          isbn: serialNumbers,
          issn: serialNumbers,
          arxiv: own('arxiv')[0] ?? arxivInSource(venue, get('VL'), get('IS'), get('SP')),
          identifiers: [...own('identifier'), webOfScienceId(get('AN'))],
          code: own('code'),
          cites: [...own('reference'), ...references],
          authorCount: parseCount(own('author count')[0]),
          votes: parseCount(own('votes')[0]),
          urls: all('UR', 'LK', 'L1', 'L2'),
          note,
          citations: parseCount(own('citations')[0]) ?? citationsInNote(note),
        });
      },
    ),
};

/** Returns the date of "2001/05/17/Spring". Unknown parts are empty: "2001///", "2001/05//", "/05/17/". */
function dateOf(date: string | undefined): string | undefined {
  const [year, ...monthAndDay] =
    date
      ?.slice(0, 40)
      .split('/', 3)
      .filter((part, index) => part || index === 0) ?? [];
  return year === '' ? ['-', ...monthAndDay].join('-') : [year, ...monthAndDay].join('/');
}

/** Adds the year to a month or a day without one, as Web of Science writes them: "MAR 15". */
const addYear = (date: string | undefined, year: string | undefined) =>
  date && year && /^[a-z]{3}[^\d/]{0,10}(?:\d\d?)?$/i.test(date) ? `${date} ${year}` : date;

/** Returns an article number; EndNote, Scopus, and Web of Science write it into this custom field. */
const articleNumberOf = (custom: string | undefined) => (custom && /^[\w.-]{1,20}$/.test(custom) ? custom : undefined);

/** Returns the notes with their line breaks, and the cited works, which Scopus writes as a note of a line each. */
function readNotes({ withLineBreaks }: TaggedRecord): { note: string | undefined; references: string[] } {
  const notes = withLineBreaks('N1');
  const lists = notes.filter((note) => scopusReferences.test(note));
  return {
    note: notes.filter((note) => !lists.includes(note)).join('\n') || undefined,
    references: lists
      .map((list) => list.replace(scopusReferences, '').replace(/;$/, ''))
      .flatMap((list) => list.split(list.includes(';\n') ? ';\n' : '; ')),
  };
}

const scopusReferences = /^References: (?=\p{L})/u;

/** Returns a function that returns the values that papergraph's export wrote as "name: value". */
function readOwnValues(values: readonly string[]): (name: string) => string[] {
  return (name) => values.flatMap((value) => (value.startsWith(`${name}: `) ? value.slice(name.length + 2) : []));
}

/** Splits a value that holds several names. "Smith, J." and "Department of Health and Care" are one name. */
function splitAuthors(value: string): string[] {
  if (hasManyCommas(value.split(','))) return splitNames(value);
  return splitAtSemicolons(value).map(organizationBeforeComma);
}

/** Returns whether the parts between commas are those of several names: four or more, or an "and" between two commas. */
const hasManyCommas = (parts: string[]) => parts.length > 3 || (parts.length === 3 && parts[1]!.includes(' and '));

/** Splits values with several keywords: a line each, or a list. A comma may be part of one: "Hypertension, Pulmonary". */
function splitKeywords({ withLineBreaks }: TaggedRecord): string[] {
  const values = withLineBreaks('KW');
  const headings = splitHeadings(values);
  if (headings) return headings;
  const isList = values.length === 1 && values[0].split(',').length > 2;
  return cleanKeywords(values.flatMap((value) => (isList || /[;；\n]/.test(value) ? splitList(value) : [value])));
}

/** Sorts the most precise date first. */
const compareLengths = (a: string | undefined, b: string | undefined) => (b?.length ?? 0) - (a?.length ?? 0);

/** Returns whether a file consists of RIS records without the type that should begin them. */
const isWithoutTypes = (head: string) =>
  /(?:^|\n)ER[ \t\u00a0]{1,2}[-–]/.test(head) &&
  /(?:^|\n)(?:TI|T1)[ \t\u00a0]{1,2}[-–][ \t\u00a0]?\S/.test(head) &&
  !/(?:^|\n)PMID ?- /.test(head);
