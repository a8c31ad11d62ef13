import { splitNames } from '../../../normalize/names/names.ts';
import { defineJsonFormat } from '../define-format.ts';
import { asAuthorName, asCount, asList, asText, getMember, textAt, textsAt } from '../values.ts';

/** Articles from Europe PMC. Source: Europe PMC, "Articles RESTful API". */
export const europePmc = defineJsonFormat({
  name: 'Europe PMC',
  pattern: /"(?:authorString|pubYear|resultList)":/,
  toRecord: (article) => {
    const authors = asList(getMember(article, 'authorList', 'author'))
      .map(asAuthorName)
      .filter(Boolean);
    const keywords = textsAt(article, 'keywordList', 'keyword');
    return {
      title: asText(article.title),
      abstract: asText(article.abstractText),
      authors: authors.length ? authors : splitNames((asText(article.authorString) ?? '').replace(/\.$/, '')),
      year: asText(article.pubYear) ?? textAt(article, 'journalInfo', 'yearOfPublication'),
      date: asText(article.firstPublicationDate),
      venue:
        textAt(article, 'journalInfo', 'journal', 'title') ??
        asText(article.journalTitle) ??
        textAt(article, 'bookOrReportDetails', 'comprisingTitle'),
      publisher: textAt(article, 'bookOrReportDetails', 'publisher'),
      series: textAt(article, 'bookOrReportDetails', 'seriesName'),
      editors: asList(getMember(article, 'editorList', 'editor'))
        .map(asAuthorName)
        .filter(Boolean),
      volume: textAt(article, 'journalInfo', 'volume') ?? asText(article.journalVolume),
      number: textAt(article, 'journalInfo', 'issue') ?? asText(article.issue),
      pages: asText(article.pageInfo),
      type: textsAt(article, 'pubTypeList', 'pubType')[0] ?? asText(article.pubType),
      language: asText(article.language),
      keywords: keywords.length
        ? keywords
        : asList(getMember(article, 'meshHeadingList', 'meshHeading')).flatMap(
            (heading) => textAt(heading, 'descriptorName') ?? [],
          ),
      doi: asText(article.doi),
      pmid: asText(article.pmid),
      pmcid: asText(article.pmcid),
      isbn: textAt(article, 'bookOrReportDetails', 'isbn13') ?? textAt(article, 'bookOrReportDetails', 'isbn10'),
      issn: [
        textAt(article, 'journalInfo', 'journal', 'issn'),
        textAt(article, 'journalInfo', 'journal', 'essn'),
        // "1234-5678; 1234-5679" in the short form of results.
        asText(article.journalIssn),
      ]
        .filter(Boolean)
        .join(' '),
      urls: textsAt(article, 'fullTextUrlList', 'fullTextUrl'),
      citations: asCount(article.citedByCount),
    };
  },
});
