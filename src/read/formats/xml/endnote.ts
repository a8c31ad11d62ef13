import { elements, textAt, textsAt, xmlReader } from '../../input/xml.ts';
import type { Format } from '../../record.ts';

/** EndNote's XML export, also written by Zotero and Mendeley. Each text may be wrapped in <style>. */
export const endnote: Format = {
  name: 'EndNote XML',
  keeps: 'title, abstract, authors, year, date, journal or book, publisher, type, language, keywords, DOI, urls',
  detects: (head) => /^\s*</.test(head) && /<records>\s*<record>|<ref-type\b|<electronic-resource-num>/.test(head),
  open: (sink) =>
    xmlReader(sink, ['record'], (record, line) =>
      sink.paper(line, {
        title: textAt(record, 'titles', 'title'),
        abstract: textAt(record, 'abstract'),
        authors: textsAt(record, 'contributors', 'authors', 'author'),
        year: textAt(record, 'dates', 'year'),
        date: [textAt(record, 'dates', 'pub-dates', 'date'), textAt(record, 'dates', 'year')].filter(Boolean).join(' '),
        venue:
          textAt(record, 'periodical', 'full-title') ??
          textAt(record, 'titles', 'secondary-title') ??
          textAt(record, 'titles', 'alt-title'),
        publisher: textAt(record, 'publisher'),
        type: elements(record, 'ref-type')[0]?.attributes.get('name'),
        language: textAt(record, 'language'),
        // One keyword an element, or all in one, a line each.
        keywords: textsAt(record, 'keywords', 'keyword').flatMap((keyword) => keyword.split(/[\n\r;]/)),
        doi: textAt(record, 'electronic-resource-num'),
        pmid: /pubmed/i.test(textAt(record, 'remote-database-name') ?? '')
          ? textAt(record, 'accession-num')
          : undefined,
        urls: textsAt(record, 'urls', 'related-urls', 'url'),
      }),
    ),
};
