import { elements, textAt, textsAt, xmlReader } from '../../input/xml.ts';
import type { Format } from '../../record.ts';

/** What arXiv's API answers: an Atom feed with arXiv's own elements (arXiv API user's manual). */
export const arxivAtom: Format = {
  name: 'arXiv Atom',
  keeps: 'title, abstract, authors, year, date, journal reference, subjects as keywords, DOI, arXiv id, urls',
  detects: (head) => /^\s*<[^>]*>?\s*/.test(head) && /<feed[\s>]/.test(head) && /arxiv\.org/.test(head),
  open: (sink) =>
    xmlReader(sink, ['entry'], (entry, line) => {
      const id = textAt(entry, 'id');
      if (/arxiv\.org\/api\/errors/.test(id ?? ''))
        return sink.problem(line, `arXiv answered with an error: ${textAt(entry, 'summary')?.trim() ?? ''}`);
      const links = elements(entry, 'link').map(({ attributes }) => attributes);
      sink.paper(line, {
        title: textAt(entry, 'title'),
        abstract: textAt(entry, 'summary'),
        authors: textsAt(entry, 'author', 'name'),
        date: textAt(entry, 'published'),
        venue: textAt(entry, 'journal_ref'),
        type: 'preprint',
        keywords: elements(entry, 'category').flatMap(({ attributes }) => attributes.get('term') ?? []),
        doi: textAt(entry, 'doi'),
        arxiv: id,
        urls: [
          links.find((link) => link.get('rel') === 'alternate')?.get('href') ?? id,
          ...links.filter((link) => link.get('rel') === 'related').map((link) => link.get('href')),
        ],
      });
    }),
};
