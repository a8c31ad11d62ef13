import { createTaggedReader } from '../../input/tagged.ts';
import { stripTitleBrackets } from '../../normalize/text.ts';
import type { Format } from '../../record.ts';

/** The MEDLINE display of PubMed, also saved as .nbib. Source: PubMed help, "MEDLINE/PubMed data element descriptions". */
export const medline: Format = {
  name: 'PubMed / MEDLINE text (.nbib)',
  fields: 'title, abstract, authors, year, date, journal, type, language, keywords (other terms), DOI, PubMed id',
  detects: (head) => /(?:^|\n)PMID ?- ?\d/.test(head) && /\n(?:TI|BTI|TT) {0,2}- /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$/, begin: 'PMID', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: stripTitleBrackets(get('TI', 'BTI', 'TT')),
          abstract: get('AB', 'OAB'),
          authors: all('FAU').length ? [...all('FAU'), ...all('CN')] : [...all('AU'), ...all('CN')],
          year: get('DP'),
          date: get('DP'),
          venue: get('JT', 'TA', 'BTI'),
          publisher: get('PB'),
          type: all('PT')[0],
          language: all('LA')[0],
          // An asterisk marks a major topic.
          keywords: all('OT').map((term) => term.replace(/^\*/, '')),
          doi: all('LID', 'AID')
            .find((id) => /\[doi\]\s*$/.test(id))
            ?.replace(/\s*\[doi\]\s*$/, ''),
          pmid: get('PMID'),
        }),
    ),
};
