import { createTaggedReader } from '../../input/tagged.ts';
import { joinPages } from '../../normalize/fields.ts';
import { arxivInSource } from '../../normalize/remarks.ts';
import { cleanKeywords } from '../../normalize/subject-headings.ts';
import type { Format } from '../../record.ts';
import { splitAtSemicolons } from './split-authors.ts';

/** The tags of the format, tags with a digit, and "vo" of CNKI. A line of an abstract may start with other words in capitals: "US", "AI". */
const field =
  /^(A[BDNV]|C[LNR]|D[BOS]|ED|FD|I[DPS]|J[FO]|L[AKL]|NO|O[LPT]|P[BP]|PMC?ID|R[DT]|S[FLNPRT]|UL|VO|vo|W[PTV]|YR|[A-Z]\d|U1\d)(?: (.*))?()$/;

/** RefWorks tagged format. Source: RefWorks help, "RefWorks Tagged Format". */
export const refworks: Format = {
  name: 'RefWorks tagged',
  detects: (head) => /(?:^|\n)RT [A-Z]/.test(head) && /\nT1 \S/.test(head),
  open: (sink) =>
    createTaggedReader(sink, { field, begin: 'RT', continuation: 'same value' }, ({ get, all }, line) =>
      sink.record(line, {
        title: get('T1'),
        abstract: get('AB'),
        authors: all('A1').flatMap(splitAtSemicolons),
        year: get('YR'),
        date: [get('FD'), get('YR')].filter(Boolean).join(' '),
        venue: get('JF', 'JO', 'T2'),
        editors: all('A2').flatMap(splitAtSemicolons),
        series: get('T3'),
        volume: get('VO', 'vo'),
        number: get('IS'),
        pages: joinPages(get('SP'), get('OP')) ?? get('OP'),
        isbn: get('SN'),
        issn: get('SN'),
        note: get('NO'),
        publisher: get('PB'),
        type: get('RT'),
        language: get('LA')?.replace(/;$/, ''),
        keywords: cleanKeywords(
          all('K1')
            .flatMap((keyword) => keyword.split(/[;；]/))
            .map((keyword) => keyword.trim()),
        ),
        doi: get('DO'),
        pmid: get('PMID') ?? (/pubmed|medline/i.test(get('DB', 'DS') ?? '') ? get('AN') : undefined),
        arxiv: arxivInSource(get('JF', 'JO', 'T2'), get('VO'), get('IS'), get('SP')),
        pmcid: get('PMCID') ?? all('C2', 'ID', 'U1', 'U2').find((value) => /^PMC\d/i.test(value)),
        urls: all('LK', 'UL'),
      }),
    ),
};
