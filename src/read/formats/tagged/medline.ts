import { taggedReader } from '../../input/tagged.ts';
import type { Format } from '../../record.ts';

/** PubMed's MEDLINE display, also saved as .nbib (field descriptions: PubMed help, "MEDLINE/PubMed data element descriptions"). */
export const medline: Format = {
  name: 'PubMed / MEDLINE text (.nbib)',
  keeps: 'title, abstract, authors, year, date, journal, type, language, keywords (other terms), DOI, PubMed id',
  detects: (head) => /(?:^|\n)PMID ?- ?\d/.test(head) && /\n(?:TI|BTI|TT) {0,2}- /.test(head),
  open: (sink) =>
    taggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$/, begin: 'PMID', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.paper(line, {
          title: translated(get('TI', 'BTI', 'TT')),
          abstract: get('AB', 'OAB'),
          authors: all('FAU').length ? [...all('FAU'), ...all('CN')] : [...all('AU'), ...all('CN')],
          year: get('DP'),
          date: get('DP'),
          venue: get('JT', 'TA', 'BTI'),
          publisher: get('PB'),
          type: all('PT')[0],
          language: all('LA')[0],
          // A star marks a main topic.
          keywords: all('OT').map((term) => term.replace(/^\*/, '')),
          doi: all('LID', 'AID')
            .find((id) => /\[doi\]\s*$/.test(id))
            ?.replace(/\s*\[doi\]\s*$/, ''),
          pmid: get('PMID'),
        }),
    ),
};

/** Titles of papers in other languages stand in brackets. */
export const translated = (title: string | undefined) => title?.replace(/^\[(.*)\]\.?$/s, '$1');
