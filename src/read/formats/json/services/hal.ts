import { namedId } from '../../../normalize/identifiers.ts';
import { defineJsonFormat } from '../define-format.ts';
import { asList, asText } from '../values.ts';

/** Documents from HAL, whose names end in their type: _s for text, _i for numbers. Source: HAL, "API de recherche". */
export const hal = defineJsonFormat({
  name: 'HAL',
  pattern: /"(?:halId|title|authFullName|docType|doiId|en_title|fr_title)_s":/,
  toRecord: (document) => {
    const first = (...keys: string[]) => keys.flatMap((key) => asList(document[key])).map((value) => asText(value))[0];
    const all = (key: string) => asList(document[key]).flatMap((value) => asText(value) ?? []);
    const [title, subtitle] = [first('title_s', 'en_title_s', 'fr_title_s'), first('subTitle_s')];
    const abstracts = ['abstract_s', 'en_abstract_s', 'fr_abstract_s'].flatMap(all);
    return {
      key: first('halId_s'),
      title: title && subtitle ? `${title}: ${subtitle}` : title,
      abstract: abstracts[0],
      otherAbstracts: abstracts.slice(1),
      authors: all('authFullName_s'),
      year: first('publicationDateY_i', 'producedDateY_i'),
      date: first('publicationDate_s', 'producedDate_s'),
      venue: first('journalTitle_s', 'bookTitle_s', 'conferenceTitle_s', 'source_s'),
      publisher: first('journalPublisher_s', 'publisher_s'),
      editors: all('scientificEditor_s'),
      series: first('serie_s'),
      volume: first('volume_s'),
      number: first('issue_s', 'number_s'),
      organization: first('authorityInstitution_s'),
      note: first('comment_s'),
      pages: first('page_s'),
      type: first('docType_s'),
      language: first('language_s'),
      keywords: all('keyword_s').length ? all('keyword_s') : [...all('en_keyword_s'), ...all('fr_keyword_s')],
      doi: first('doiId_s'),
      arxiv: first('arxivId_s'),
      pmid: first('pubmedId_s'),
      pmcid: first('pubmedcentralId_s'),
      identifiers: [namedId('hal', first('halId_s'))],
      isbn: first('isbn_s'),
      issn: [first('journalIssn_s'), first('journalEissn_s')].filter(Boolean).join(' '),
      urls: [first('uri_s'), first('fileMain_s'), first('publisherLink_s')],
    };
  },
});
