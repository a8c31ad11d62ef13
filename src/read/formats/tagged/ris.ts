import { createTaggedReader } from '../../input/tagged.ts';
import { parseDate } from '../../normalize/dates.ts';
import type { Format } from '../../record.ts';

/** RIS, as written by reference managers and publishers. Source: Research Information Systems, format specification, 2001 and 2011. */
export const ris: Format = {
  name: 'RIS',
  fields:
    'title, abstract, authors, year, date, journal or book, publisher, type, language, keywords, DOI, PubMed id (from PubMed), urls',
  detects: (head) => /(?:^|\n)\s*TY {1,2}- ?\w/.test(head) && !/^\s*[[{<]/.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^\s*([A-Z][A-Z0-9]) {1,2}-(?: (.*))?()$/, begin: 'TY', end: 'ER', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: get('TI', 'T1', 'CT', 'BT'),
          abstract: get('AB', 'N2'),
          authors: all('AU', 'A1'),
          year: get('PY', 'Y1', 'DA'),
          // Unknown parts are empty: "2001/05/17/", "2001///".
          date: [get('DA'), get('PY'), get('Y1')]
            .map((date) => parseDate(date?.slice(0, 40).replace(/\/+[^/]*$|\/{2,}.*$/g, '')))
            .sort(compareLengths)[0],
          venue: get('JF', 'JO', 'T2', 'BT', 'JA', 'J2', 'T3'),
          publisher: get('PB'),
          type: get('TY'),
          language: get('LA'),
          keywords: all('KW'),
          doi: get('DO') ?? all('M3', 'UR', 'L3').find((value) => /\b10\.\d{4,9}\//.test(value)),
          pmid: /pubmed|medline/i.test(get('DB', 'DP') ?? '') ? get('AN') : undefined,
          urls: all('UR', 'LK', 'L1', 'L2'),
        }),
    ),
};

/** Sorts the most precise date first. */
const compareLengths = (a: string | undefined, b: string | undefined) => (b?.length ?? 0) - (a?.length ?? 0);
