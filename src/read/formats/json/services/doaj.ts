import { formatIsoDate, parseMonth, parseYear } from '../../../normalize/dates.ts';
import { joinPages } from '../../../normalize/fields.ts';
import { namedId } from '../../../normalize/identifiers.ts';
import { defineJsonFormat } from '../define-format.ts';
import { unwrap } from '../unwrap.ts';
import { asAuthorName, asList, asText, textAt, textsOfType } from '../values.ts';

/** Articles from the Directory of Open Access Journals. Source: DOAJ, "API documentation". */
export const doaj = defineJsonFormat({
  name: 'DOAJ articles',
  pattern: /"bibjson":/,
  toRecord: (article) => {
    const content = unwrap(article, 'bibjson');
    const identifiers = (...types: string[]) => textsOfType(content.identifier, 'type', types, 'id');
    return {
      title: asText(content.title),
      abstract: asText(content.abstract),
      authors: asList(content.author).map(asAuthorName).filter(Boolean),
      year: asText(content.year),
      date: formatIsoDate(parseYear(asText(content.year)), parseMonth(asText(content.month) ?? '')),
      venue: textAt(content, 'journal', 'title'),
      publisher: textAt(content, 'journal', 'publisher') ?? asText(content.publisher),
      volume: textAt(content, 'journal', 'volume'),
      number: textAt(content, 'journal', 'number'),
      pages: joinPages(asText(content.start_page), asText(content.end_page)),
      language: textAt(content, 'journal', 'language'),
      keywords: asList(content.keywords).flatMap((keyword) => asText(keyword) ?? []),
      doi: identifiers('doi', 'DOI')[0],
      issn: identifiers('pissn', 'eissn', 'issn').join(' '),
      identifiers: [namedId('doaj', asText(article.id))],
      urls: asList(content.link).map((link) => textAt(link, 'url')),
    };
  },
});
