import { createTaggedReader } from '../../input/tagged.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList } from '../../normalize/names/names.ts';
import { cleanKeywords, splitHeadings } from '../../normalize/subject-headings.ts';
import type { Format } from '../../record.ts';

/** Text exports of the Cochrane Library. Source: cochranelibrary.com, "Export selected citations". */
export const cochrane: Format = {
  name: 'Cochrane Library',
  detects: (head) => /(?:^|\n)Record #\d+ of \d+\n/.test(head) && /\nTI: /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^(Record|[A-Z][A-Z0-9]{1,2})(?: #|: ?)(.*)$/, begin: 'Record', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: get('TI'),
          abstract: get('AB'),
          authors: all('AU'),
          year: get('YR'),
          venue: get('SO'),
          volume: get('VL'),
          number: get('NO'),
          pages: get('PG'),
          publisher: get('PB'),
          type: get('PT'),
          language: get('LA'),
          keywords: splitHeadings(all('KY')) ?? cleanKeywords(all('KY').flatMap(splitList)),
          doi: get('DOI'),
          pmid: /PUBMED (\d+)/i.exec(all('PM', 'XR').join(' '))?.[1],
          isbn: get('SN'),
          issn: get('SN'),
          identifiers: [
            namedId('cochrane', get('ID')),
            namedId('embase', /EMBASE (\d+)/i.exec(all('PM', 'XR').join(' '))?.[1]),
          ],
          urls: all('US'),
        }),
    ),
};
