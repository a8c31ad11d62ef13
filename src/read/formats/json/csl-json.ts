import { splitList } from '../../normalize/names.ts';
import { datePartsOf, items, jsonFormat, nameOf, textOf } from './json.ts';

/** CSL-JSON, as Zotero, Mendeley and pandoc write it (csl-data schema 1.0.2). */
export const cslJson = jsonFormat(
  'CSL-JSON',
  'title, abstract, authors, year, date, container, publisher, type, language, keywords, DOI, PubMed id, url',
  /"issued"\s*:\s*\{|"container-title"\s*:\s*"|"type"\s*:\s*"(?:article-journal|paper-conference)"/,
  (item) => ({
    title: textOf(item.title),
    abstract: textOf(item.abstract),
    authors: items(item.author).map(nameOf).filter(Boolean),
    year: datePartsOf(item.issued),
    date: datePartsOf(item.issued),
    venue: textOf(item['container-title']) ?? textOf(item['event-title']) ?? textOf(item['collection-title']),
    publisher: textOf(item.publisher),
    type: textOf(item.type),
    language: textOf(item.language),
    keywords: splitList(textOf(item.keyword) ?? ''),
    doi: textOf(item.DOI),
    // Zotero writes what CSL has no field for into the note.
    arxiv: /arXiv:\s*(\S+)/i.exec(textOf(item.note) ?? textOf(item.number) ?? '')?.[1],
    pmid: textOf(item.PMID) ?? /PMID:\s*(\d+)/.exec(textOf(item.note) ?? '')?.[1],
    urls: [textOf(item.URL)],
  }),
);
