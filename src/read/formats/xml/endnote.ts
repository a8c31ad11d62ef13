import { createXmlReader, findElements, textOf, textsOf } from '../../input/xml/xml.ts';
import { organizationBeforeComma } from '../../normalize/names/organizations.ts';
import { cleanKeywords } from '../../normalize/subject-headings.ts';
import type { Format } from '../../record.ts';

/** EndNote XML, also exported by Zotero and Mendeley. Texts may be wrapped in <style> elements. */
export const endnote: Format = {
  name: 'EndNote XML',
  detects: (head) => /^\s*</.test(head) && /<records>\s*<record>|<ref-type\b|<electronic-resource-num>/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['record'], (record, line) =>
      sink.record(line, {
        title: textOf(record, 'titles', 'title'),
        abstract: textOf(record, 'abstract'),
        authors: textsOf(record, 'contributors', 'authors', 'author').map(organizationBeforeComma),
        year: textOf(record, 'dates', 'year'),
        date: [textOf(record, 'dates', 'pub-dates', 'date'), textOf(record, 'dates', 'year')].filter(Boolean).join(' '),
        venue:
          textOf(record, 'periodical', 'full-title') ??
          textOf(record, 'titles', 'secondary-title') ??
          textOf(record, 'titles', 'alt-title'),
        publisher: textOf(record, 'publisher'),
        editors: textsOf(record, 'contributors', 'secondary-authors', 'author'),
        series: textOf(record, 'titles', 'tertiary-title'),
        volume: textOf(record, 'volume'),
        number: textOf(record, 'number'),
        pages: textOf(record, 'pages'),
        isbn: textOf(record, 'isbn'),
        issn: textOf(record, 'isbn'),
        // EndNote writes the label as the key of BibTeX; it may be any remark.
        key: /^\S{1,100}$/.exec(textOf(record, 'label')?.trim() ?? '')?.[0],
        note: textOf(record, 'notes'),
        pmcid: textsOf(record, 'custom2').find((text) => /^PMC\d/i.test(text)),
        type: findElements(record, 'ref-type')[0]?.attributes.get('name'),
        language: textOf(record, 'language'),
        // One keyword per element, or one per line in a single element.
        keywords: cleanKeywords(textsOf(record, 'keywords', 'keyword').flatMap((keyword) => keyword.split(/[\n\r;]/))),
        doi: textOf(record, 'electronic-resource-num'),
        pmid: /pubmed/i.test(textOf(record, 'remote-database-name') ?? '')
          ? textOf(record, 'accession-num')
          : undefined,
        urls: ['related-urls', 'web-urls'].flatMap((kind) => textsOf(record, 'urls', kind, 'url')),
      }),
    ),
};
