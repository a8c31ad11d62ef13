import { createXmlReader, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag } from '../../input/xml/xml-text.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { namedId } from '../../normalize/identifiers.ts';
import type { Format } from '../../record.ts';

const publications = ['article', 'inproceedings', 'incollection', 'book', 'phdthesis', 'mastersthesis'];

/** DBLP, the whole data set or the page of a person. Home pages and proceedings are no papers. Source: M. Ley, "DBLP: Some Lessons Learned", 2009. */
export const dblp: Format = {
  name: 'DBLP XML',
  detects: (head) => /^(?:dblp|dblpperson)$/.test(findRootTag(head).name),
  open: (sink) =>
    createXmlReader(sink, publications, (element, line) => {
      const links = textsOf(element, 'ee');
      // Names that several people have are numbered: "Wei Wang 0001".
      const names = (role: string) => textsOf(element, role).map((name) => name.replace(/ \d{4}$/, ''));
      const authors = names('author');
      sink.record(line, {
        // Every title ends with a period.
        title: textContent(findElements(element, 'title')[0])?.trim().replace(/\.$/, ''),
        authors: authors.length ? authors : names('editor'),
        year: textOf(element, 'year'),
        date: formatIsoDate(parseYear(textOf(element, 'year')), parseMonth(textOf(element, 'month') ?? '')),
        venue: textOf(element, 'journal') ?? textOf(element, 'booktitle') ?? textOf(element, 'school'),
        editors: authors.length ? names('editor') : undefined,
        key: element.attributes.get('key'),
        identifiers: [namedId('dblp', element.attributes.get('key'))],
        organization: textOf(element, 'school'),
        series: textOf(element, 'series'),
        volume: textOf(element, 'volume')?.replace(/^abs\/.*/, ''),
        number: textOf(element, 'number'),
        pages: textOf(element, 'pages'),
        isbn: textsOf(element, 'isbn').join(' '),
        note: textOf(element, 'note'),
        publisher: textOf(element, 'publisher'),
        type: element.name,
        doi: links.find((link) => /doi\.org\/10\./.test(link)),
        arxiv: /^abs\/(.+)$/.exec(textOf(element, 'volume') ?? '')?.[1],
        urls: links,
      });
    }),
};
