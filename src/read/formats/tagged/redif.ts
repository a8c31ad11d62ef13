import { createTaggedReader } from '../../input/tagged.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList } from '../../normalize/names/names.ts';
import type { Format } from '../../record.ts';

/** Attributes of the templates of papers; a line that starts with another word is text. */
const field =
  /^((?:template-type|title|abstract|journal|year|month|creation-date|revision-date|publication-date|publication-status|publication-type|keywords|doi|handle|number|volume|issue|pages|length|language|note|price|restriction|series|booktitle|book-title|isbn|issn|provider-\w+(?:-\w+)?|publisher-name|author-\w+(?:-\w+)?|editor-\w+(?:-\w+)?|workplace-\w+(?:-\w+)?|file-\w+|classification-\w+|x-[\w-]+|contact-email|availability|ordering|paper-handle|article-handle))\s*:(.*)$/i;

/** ReDIF templates of RePEc archives. Source: T. Krichel, "ReDIF version 1", 1997. */
export const redif: Format = {
  name: 'RePEc (ReDIF)',
  detects: (head) => /(?:^|\n)[ \t]*template-type[ \t]*:[ \t]*redif-/i.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field, begin: 'template-type', continuation: 'same value', ignoresCase: true },
      ({ get, all }, line) => {
        const type = get('template-type') ?? '';
        // Series, archives, persons, and institutions have templates of their own.
        if (!/^redif-(?:paper|article|book|chapter|software)\b/i.test(type)) return;
        sink.record(line, {
          title: get('title'),
          abstract: get('abstract'),
          authors: all('author-name'),
          year: get('year', 'publication-date', 'creation-date'),
          date: get('publication-date', 'creation-date') ?? [get('month'), get('year')].filter(Boolean).join(' '),
          venue: get('journal', 'booktitle', 'book-title', 'series'),
          editors: all('editor-name'),
          series: get('series'),
          organization: all('author-workplace-name', 'workplace-name')[0],
          volume: get('volume'),
          number: get('issue', 'number'),
          pages: get('pages'),
          isbn: get('isbn'),
          issn: get('issn'),
          identifiers: [namedId('repec', get('handle'))],
          note: get('note'),
          publisher: get('publisher-name', 'provider-name'),
          type: /^redif-(\w+)/i.exec(type)?.[1] ?? type,
          language: get('language'),
          keywords: all('keywords').flatMap(splitList),
          doi: get('doi'),
          urls: all('file-url'),
        });
      },
    ),
};
