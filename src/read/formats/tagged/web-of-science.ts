import { createTaggedReader } from '../../input/tagged.ts';
import { parseCount } from '../../normalize/fields.ts';
import { splitList } from '../../normalize/names.ts';
import type { Format } from '../../record.ts';

/** Plain text export of Web of Science. Source: Clarivate, "Web of Science Core Collection field tags". */
export const webOfScience: Format = {
  name: 'Web of Science plain text',
  fields:
    'title, abstract, authors, year, date, source, publisher, type, language, keywords, DOI, PubMed id, citations, cited references with a DOI',
  detects: (head) => /(?:^|\n)PT [A-Z]\n/.test(head) && /\n(?:AU|TI|SO) /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9])(?: (.*))?()$/, begin: 'PT', end: 'ER', continuation: 'next value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: get('TI'),
          abstract: get('AB'),
          authors: all('AF').length ? all('AF') : all('AU'),
          year: get('PY', 'EY'),
          date: [get('PD'), get('PY')].filter(Boolean).join(' '),
          venue: get('SO', 'SE'),
          publisher: get('PU'),
          type: get('DT'),
          language: get('LA'),
          keywords: splitList(get('DE') ?? ''),
          doi: get('DI'),
          pmid: get('PM'),
          citations: parseCount(get('TC')),
          cites: all('CR').flatMap((cited) => /\bDOI \[?(10\.[^\s,\]]+)/.exec(cited)?.[1] ?? []),
        }),
    ),
};
