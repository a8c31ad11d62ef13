import { createTaggedReader } from '../../input/tagged.ts';
import { joinPages } from '../../normalize/fields.ts';
import type { Format } from '../../record.ts';

/** RefWorks tagged format. Source: RefWorks help, "RefWorks Tagged Format". */
export const refworks: Format = {
  name: 'RefWorks tagged',
  detects: (head) => /(?:^|\n)RT [A-Z]/.test(head) && /\nT1 \S/.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9])(?: (.*))?()$/, begin: 'RT', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: get('T1'),
          abstract: get('AB'),
          authors: all('A1'),
          year: get('YR'),
          date: [get('FD'), get('YR')].filter(Boolean).join(' '),
          venue: get('JF', 'JO', 'T2'),
          editors: all('A2'),
          series: get('T3'),
          volume: get('VO'),
          number: get('IS'),
          pages: joinPages(get('SP'), get('OP')),
          isbn: get('SN'),
          issn: get('SN'),
          note: get('NO'),
          publisher: get('PB'),
          type: get('RT'),
          language: get('LA'),
          keywords: all('K1')
            .flatMap((keyword) => keyword.split(';'))
            .map((keyword) => keyword.trim()),
          doi: get('DO'),
          pmid: /pubmed|medline/i.test(get('DB', 'DS') ?? '') ? get('AN') : undefined,
          pmcid: all('C2', 'ID', 'U1', 'U2').find((value) => /^PMC\d/i.test(value)),
          urls: all('LK', 'UL'),
        }),
    ),
};
