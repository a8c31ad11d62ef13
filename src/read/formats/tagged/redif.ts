import { createTaggedReader } from '../../input/tagged.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList } from '../../normalize/names/names.ts';
import type { Format } from '../../record.ts';

/** Attributes of the templates of papers, and clusters of attributes such as "author-x-name-first"; a line that starts with another word is text. */
const field =
  /^((?:template-type|title|abstract|journal|year|month|creation-date|revision-date|publication-date|publication-status|publication-type|keywords|doi|handle|number|volume|issue|pages|length|language|note|price|restriction|series|booktitle|book-title|isbn|issn|contact-email|availability|ordering|paper-handle|article-handle|(?:author|editor|workplace|provider|publisher|file|classification|x)-[\w-]+))\s*:(.*)$/i;

/** The type of a template, also without the space before its version. Series, archives, persons, and institutions have other types. */
const paperType = /^redif-(paper|article|book|chapter|software)(?![a-z])/i;

/** What programs write where they must name an author. */
const noAuthors = /^no authors? (?:listed|given|named)\.?$/i;

/** Removes spaces from a handle, and what programs append to it. */
const cleanHandle = (handle: string | undefined) => handle?.replace(/ #.*$/s, '').replace(/\s+/g, '');

/** ReDIF templates of RePEc archives. Source: T. Krichel, "ReDIF version 1", 1997. */
export const redif: Format = {
  name: 'RePEc (ReDIF)',
  detects: (head) => /(?:^|\n)[ \t]*template-type[ \t]*:[ \t]*redif-/i.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field, begin: 'template-type', continuation: 'same value', ignoresCase: true },
      ({ get, all }, line) => {
        const type = paperType.exec(get('template-type') ?? '')?.[1];
        if (type === undefined) return;
        sink.record(line, {
          title: get('title'),
          abstract: get('abstract'),
          authors: all('author-name').filter((name) => !noAuthors.test(name.trim())),
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
          identifiers: [namedId('repec', cleanHandle(get('handle')))],
          note: get('note'),
          publisher: get('publisher-name', 'provider-name'),
          type,
          language: get('language'),
          keywords: all('keywords').flatMap(splitList),
          doi: get('doi'),
          urls: all('file-url'),
        });
      },
    ),
};
