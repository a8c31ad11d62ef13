import { createTaggedReader } from '../../input/tagged.ts';
import { joinPages, parseCount } from '../../normalize/fields.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList } from '../../normalize/names/names.ts';
import { splitOrcids } from '../../normalize/names/orcids.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import type { Format } from '../../record.ts';

/** Plain text export of Web of Science. Source: Clarivate, "Web of Science Core Collection field tags". */
export const webOfScience: Format = {
  name: 'Web of Science plain text',
  detects: (head) => /(?:^|\n)PT [A-Z]\n/.test(head) && /\n(?:AU|TI|SO) /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9])(?: (.*))?()$/s, begin: 'PT', end: 'ER', continuation: 'next value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: get('TI'),
          abstract: get('AB'),
          authors: [...(all('AF').length ? all('AF') : all('AU')), ...all('CA').map(organizationName)],
          // Articles that are in no issue yet have only the month of early access.
          year: get('PY', 'EY', 'EA'),
          date: get('PY') === undefined ? get('EA') : [get('PD'), get('PY')].filter(Boolean).join(' '),
          venue: get('SO', 'SE'),
          editors: all('BF').length ? all('BF') : all('BE'),
          series: get('SO') === undefined ? undefined : get('SE'),
          volume: get('VL'),
          number: get('IS'),
          pages: joinPages(get('BP'), get('EP')) ?? get('AR'),
          publisher: get('PU'),
          type: get('DT'),
          language: get('LA'),
          keywords: splitList(get('DE', 'ID') ?? ''),
          doi: get('DI'),
          pmid: get('PM'),
          identifiers: [namedId('wos', get('UT'))],
          isbn: get('BN'),
          issn: all('SN', 'EI').join(' '),
          urls: all('DL'),
          citations: parseCount(get('TC')),
          cites: all('CR'),
          orcids: splitOrcids(get('OI')),
        }),
    ),
};
