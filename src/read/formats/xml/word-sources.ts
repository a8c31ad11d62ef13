import { createXmlReader, type Element, findElements, textOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName } from '../../input/xml/xml-text.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { splitList } from '../../normalize/names/names.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import type { Format } from '../../record.ts';

/** Bibliographies of Microsoft Word (Sources.xml), also exported by JabRef. Source: ECMA-376, Part 1, section 22.6. */
export const wordSources: Format = {
  name: 'Word bibliography XML',
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
        authors: namesOf(source, 'Author'),
        editors: namesOf(source, 'Editor'),
        year,
        date: formatIsoDate(parseYear(year), parseMonth(month), day),
        venue: ['JournalName', 'PeriodicalTitle', 'BookTitle', 'ConferenceName', 'PublicationTitle']
          .map((name) => textOf(source, name))
          .find(Boolean),
        series: textOf(source, 'BIBTEX_Series'),
        volume: textOf(source, 'Volume'),
        number: textOf(source, 'Issue'),
        pages: textOf(source, 'Pages'),
        publisher: textOf(source, 'Publisher'),
        organization: textOf(source, 'Institution'),
        isbn: textOf(source, 'StandardNumber') ?? textOf(source, 'BIBTEX_ISBN'),
        issn: textOf(source, 'StandardNumber') ?? textOf(source, 'BIBTEX_ISSN'),
        note: textOf(source, 'Comments'),
        key: textOf(source, 'Tag'),
        type: textOf(source, 'SourceType'),
        keywords: splitList(textOf(source, 'BIBTEX_KeyWords') ?? ''),
        doi: textOf(source, 'DOI') ?? /\b10\.\d{4,9}\/\S+/.exec(textOf(source, 'StandardNumber') ?? '')?.[0],
        urls: [textOf(source, 'URL')?.trim()],
      });
    }),
};

/** Returns the people of a role, as persons or as an organization: authors are in Author > Author. */
function namesOf(source: Element, role: 'Author' | 'Editor'): string[] {
  const authors = findElements(source, 'Author', role)[0];
  if (!authors) return [];
  const persons = findElements(authors, 'NameList', 'Person').map((person) =>
    joinParts(joinName(textOf(person, 'First'), textOf(person, 'Middle')), textOf(person, 'Last')),
  );
  return [...persons, organizationName(joinName(textOf(authors, 'Corporate')))].filter(Boolean);
}
