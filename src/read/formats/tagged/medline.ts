import { createTaggedReader, type TaggedRecord } from '../../input/tagged.ts';
import { expandPages } from '../../normalize/fields.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import { choosePublicationType } from '../../normalize/publication-types.ts';
import { removeSubheadings } from '../../normalize/subject-headings.ts';
import { stripTitleBrackets } from '../../normalize/text/text.ts';
import type { Format } from '../../record.ts';

/** The MEDLINE display of PubMed, also saved as .nbib. Source: PubMed help, "MEDLINE/PubMed data element descriptions". */
export const medline: Format = {
  name: 'PubMed / MEDLINE text (.nbib)',
  detects: (head) => /(?:^|\n)PMID ?- ?\d/.test(head) && /\n(?:TI|BTI|TT) {0,2}- /.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field: /^([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)$/s, begin: 'PMID', continuation: 'same value' },
      ({ get, all }, line) =>
        sink.record(line, {
          title: stripTitleBrackets(get('TI', 'BTI', 'TT')),
          abstract: get('AB'),
          otherAbstracts: all('OAB'),
          authors: [...namesIn(all, 'FAU', 'AU'), ...all('CN').map(organizationName)],
          year: get('DP'),
          date: get('DP'),
          venue: get('JT', 'TA', 'BTI'),
          editors: namesIn(all, 'FED', 'ED'),
          series: get('CTI'),
          volume: get('VI'),
          number: get('IP'),
          pages: expandPages(get('PG')),
          publisher: get('PB'),
          type: choosePublicationType(all('PT')),
          language: all('LA')[0],
          keywords: keywordsOf(all),
          doi: all('LID', 'AID')
            .map((id) => id.trim())
            .find((id) => id.endsWith('[doi]'))
            ?.slice(0, -'[doi]'.length)
            .trim(),
          pmid: get('PMID'),
          pmcid: get('PMC'),
          isbn: get('ISBN'),
          issn: get('IS'),
          note: get('GN'),
        }),
    ),
};

/** Returns full names, or else names such as "Smith JA". */
const namesIn = (all: TaggedRecord['all'], full: string, short: string) => (all(full).length ? all(full) : all(short));

/** Returns the keywords of the authors; failing that, MeSH headings. An asterisk marks a major topic, a slash an aspect. */
function keywordsOf(all: TaggedRecord['all']): string[] {
  const terms = all('OT').map((term) => term.replace(/^\*/, ''));
  return terms.length ? terms : all('MH').map(removeSubheadings);
}
