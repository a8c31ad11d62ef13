import { createTaggedReader } from '../../input/tagged.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { splitList, splitNames } from '../../normalize/names/names.ts';
import type { Format } from '../../record.ts';

/** The fields of a document. Other lines with a colon are text, of which abstracts and full texts have many. */
const LABELS =
  `Abstract|Author|Advisor|Classification|Committee member|Company / organization|Copyright|Correspondence author|Country of publication|Credit|Database|Degree|
  Degree date|Department|Digital Object Identifier|Dissertation/thesis number|Document feature|Document status|Document type|Document URL|DOI|Edition|Electronic publication date|
  E-ISSN|First page|Full text|Identifier / keyword|ISBN|ISSN|Issue|Language|Language of publication|Last updated|Links|Location|MeSH|Number of pages|Number of references|Pages|
  People|Place of publication|ProQuest document ID|Publication info|Publication date|Publication history|Publication subject|Publication title|Publication year|Publisher|School code|Section|Series|
  Source|Source type|Subject|Substance|Summary|Title|University location|University/institution|Volume|Year`
    .split('|')
    .map((label) => label.trim())
    .join('|');

/** A field, the number of a document, an address on a line of its own, or the line between documents. */
const field = new RegExp(`^(Document(?= \\d+ of \\d+\\s*$)|https?://(?=\\S+\\s*$)|_{20,}|(?:${LABELS})(?=: )):?(.*)$`);

/** The text that ProQuest exports ("Text only"). Source: files of the platform. */
export const proquest: Format = {
  name: 'ProQuest text',
  detects: (head) => /(?:^|\n)Report Information from ProQuest\b/.test(head),
  open: (sink) =>
    createTaggedReader(
      sink,
      { field, begin: 'Document', continuation: 'same value' },
      ({ get, all, withLineBreaks }, line) => {
        // Fields that are not known would be part of the names.
        const [names = ''] = (withLineBreaks('Author')[0] ?? '').split('\n');
        const keywords = all('Identifier / keyword').flatMap(splitList);
        sink.record(line, {
          title: get('Title'),
          abstract: get('Abstract', 'Summary'),
          authors: splitNames(names),
          year: get('Publication year', 'Year', 'Degree date', 'Publication date'),
          date: get('Publication date', 'Publication year', 'Year'),
          venue: get('Publication title'),
          series: get('Series'),
          volume: get('Volume'),
          number: get('Issue'),
          pages: get('Pages', 'First page'),
          publisher: get('Publisher'),
          organization: get('University/institution'),
          type: get('Document type'),
          language: get('Language of publication', 'Language'),
          keywords: keywords.length ? keywords : all('Subject').flatMap(splitList),
          doi: get('DOI', 'Digital Object Identifier'),
          isbn: get('ISBN'),
          issn: all('ISSN', 'E-ISSN').join(' '),
          identifiers: [namedId('proquest', get('ProQuest document ID'))],
          urls: [get('Document URL')],
        });
      },
    ),
};
