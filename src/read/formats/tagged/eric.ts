import { createTaggedReader } from '../../input/tagged.ts';
import { namedId } from '../../normalize/identifiers.ts';
import type { Format } from '../../record.ts';

/** The .nbib files of ERIC, which have no PubMed IDs. Source: eric.ed.gov, "Export". */
export const eric: Format = {
  name: 'ERIC (.nbib)',
  detects: (head) => /(?:^|\n)OWN ? ?- ERIC\b/.test(head) && /\nTI {0,2}- /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$/, begin: 'OWN', continuation: 'same value' },
      ({ get, all }, line) => {
        const accession = get('OID');
        sink.record(line, {
          title: get('TI'),
          abstract: get('AB'),
          authors: all('AU', 'FAU'),
          // Unknown parts are zeros: "2020-00-00".
          year: get('DP')?.slice(0, 4),
          date: get('DP')?.replace(/(?:-00){1,2}$/, ''),
          venue: get('JT'),
          editors: all('ED', 'FED'),
          volume: get('VI'),
          number: get('IP'),
          pages: get('PG'),
          publisher: get('PB'),
          type: all('PT')[0],
          language: all('LA')[0],
          keywords: all('OT'),
          doi: all('LID', 'AID').find((id) => /10\.\d{4,9}\//.test(id)),
          isbn: get('ISBN'),
          issn: get('ISSN', 'IS')?.replace(/ISSN-/g, ''),
          identifiers: [namedId('eric', accession)],
          note: get('GN'),
          urls: [...all('LID'), accession && `https://eric.ed.gov/?id=${encodeURIComponent(accession)}`],
        });
      },
    ),
};
