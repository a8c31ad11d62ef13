import { createXmlReader, findElements, textOf, textsOf } from '../../input/xml/xml.ts';
import type { TextFormat } from '../../record.ts';

/** Responses of the arXiv API: an Atom feed with additional elements. Source: arXiv API User's Manual. */
export const arxivAtom: TextFormat = {
  name: 'arXiv Atom',
  detects: (head) => /^\s*<[^>]*>?\s*/.test(head) && /<feed[\s>]/.test(head) && /arxiv\.org/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['entry'], (entry, line) => {
      const id = textOf(entry, 'id');
      if (/arxiv\.org\/api\/errors/.test(id ?? ''))
        return sink.problem(line, `the arXiv API returned an error: ${textOf(entry, 'summary') ?? 'no reason given'}`);
      const links = findElements(entry, 'link').map(({ attributes }) => attributes);
      sink.record(line, {
        title: textOf(entry, 'title'),
        abstract: textOf(entry, 'summary'),
        authors: textsOf(entry, 'author', 'name'),
        date: textOf(entry, 'published'),
        venue: textOf(entry, 'journal_ref'),
        type: 'preprint',
        keywords: findElements(entry, 'category').flatMap(({ attributes }) => attributes.get('term') ?? []),
        doi: textOf(entry, 'doi'),
        arxiv: id,
        note: textOf(entry, 'comment'),
        urls: [
          links.find((link) => link.get('rel') === 'alternate')?.get('href') ?? id,
          ...links.filter((link) => link.get('rel') === 'related').map((link) => link.get('href')),
        ],
      });
    }),
};
