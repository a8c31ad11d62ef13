import { createXmlReader, type Element, findElements, textOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName } from '../../input/xml/xml-text.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { splitList } from '../../normalize/names.ts';
import type { Format } from '../../record.ts';

/** Bibliographies of Microsoft Word (Sources.xml), also exported by JabRef. Source: ECMA-376, Part 1, section 22.6. */
export const wordSources: Format = {
  name: 'Word bibliography XML',
  fields:
    'title, authors, year, date, journal, book or conference, publisher, type, DOI, URL; abstract and keywords from JabRef',
  detects(head) {
    const { name, text } = findRootTag(head);
    return name === 'Sources' && /officeDocument\/2006\/bibliography/.test(text);
  },
  open: (sink) =>
    createXmlReader(sink, ['Source'], (source, line) => {
      const year = textOf(source, 'Year');
      const [month, day] = [textOf(source, 'Month') ?? '', Number(textOf(source, 'Day')) || undefined];
      sink.record(line, {
        title: textOf(source, 'Title'),
        abstract: textOf(source, 'BIBTEX_Abstract') ?? textOf(source, 'Abstract'),
        authors: authorsOf(source),
        year,
        date: formatIsoDate(parseYear(year), parseMonth(month), day),
        venue: ['JournalName', 'PeriodicalTitle', 'BookTitle', 'ConferenceName', 'PublicationTitle']
          .map((name) => textOf(source, name))
          .find(Boolean),
        publisher: textOf(source, 'Publisher'),
        type: textOf(source, 'SourceType'),
        keywords: splitList(textOf(source, 'BIBTEX_KeyWords') ?? ''),
        doi: textOf(source, 'DOI') ?? /\b10\.\d{4,9}\/\S+/.exec(textOf(source, 'StandardNumber') ?? '')?.[0],
        urls: [textOf(source, 'URL')?.trim()],
      });
    }),
};

/** Returns the authors: in Author > Author, as persons or as an organization. */
function authorsOf(source: Element): string[] {
  const authors = findElements(source, 'Author', 'Author')[0];
  if (!authors) return [];
  const persons = findElements(authors, 'NameList', 'Person').map((person) =>
    joinName(textOf(person, 'First'), textOf(person, 'Middle'), textOf(person, 'Last')),
  );
  return [...persons, joinName(textOf(authors, 'Corporate'))].filter(Boolean);
}
