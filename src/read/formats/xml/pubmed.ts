import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { formatIsoDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { stripTitleBrackets } from '../../normalize/text.ts';
import type { Format } from '../../record.ts';

/** PubMed XML, from efetch or the annual baseline. Source: PubMed DTD, 2024. */
export const pubmed: Format = {
  name: 'PubMed XML',
  fields:
    'title, abstract with its section labels, authors, year, date, journal, type, language, keywords, DOI, PubMed id, cited works',
  detects: (head) => /^\s*</.test(head) && /<PubmedArticle(?:Set)?[\s>]|<PubmedBookArticle>/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['PubmedArticle', 'PubmedBookArticle'], (record, line) => {
      const citation = findElements(record, 'MedlineCitation')[0] ?? findElements(record, 'BookDocument')[0] ?? record;
      const article = findElements(citation, 'Article')[0] ?? citation;
      const published =
        findElements(article, 'Journal', 'JournalIssue', 'PubDate')[0] ?? findElements(article, 'Book', 'PubDate')[0];
      const date = toIsoDate(findElements(article, 'ArticleDate')[0]) ?? toIsoDate(published);
      const ids = findElements(record, 'PubmedData', 'ArticleIdList', 'ArticleId');
      const idOf = (type: string) => textContent(ids.find(({ attributes }) => attributes.get('IdType') === type));
      sink.record(line, {
        title:
          stripTitleBrackets(textOf(article, 'ArticleTitle')?.trim()) ||
          textOf(article, 'VernacularTitle') ||
          textOf(article, 'Book', 'BookTitle'),
        abstract: findElements(article, 'Abstract', 'AbstractText').map(sectionText).join(' ') || undefined,
        authors: findElements(article, 'AuthorList', 'Author').map(authorName).filter(Boolean),
        year: parseYear(date) ?? textOf(published ?? article, 'MedlineDate'),
        date,
        venue: textOf(article, 'Journal', 'Title') ?? textOf(article, 'Journal', 'ISOAbbreviation'),
        publisher: textOf(article, 'Book', 'Publisher', 'PublisherName'),
        type: textsOf(article, 'PublicationTypeList', 'PublicationType')[0],
        language: textOf(article, 'Language'),
        keywords: textsOf(citation, 'KeywordList', 'Keyword'),
        doi:
          idOf('doi') ??
          textContent(
            findElements(article, 'ELocationID').find(({ attributes }) => attributes.get('EIdType') === 'doi'),
          ),
        pmid: textOf(citation, 'PMID') ?? idOf('pubmed'),
        cites: findElements(record, 'PubmedData', 'ReferenceList', 'Reference', 'ArticleIdList', 'ArticleId')
          .filter(({ attributes }) => attributes.get('IdType') === 'doi')
          .flatMap((id) => textContent(id) ?? []),
      });
    }),
};

const sectionText = (section: Element) => {
  const label = section.attributes.get('Label');
  const text = textContent(section)?.trim() ?? '';
  return label && label !== 'UNLABELLED' ? `${label}: ${text}` : text;
};

const authorName = (author: Element) =>
  textOf(author, 'CollectiveName') ??
  [textOf(author, 'ForeName') ?? textOf(author, 'Initials'), textOf(author, 'LastName'), textOf(author, 'Suffix')]
    .filter(Boolean)
    .join(' ');

const toIsoDate = (date: Element | undefined) =>
  date &&
  formatIsoDate(
    parseYear(textOf(date, 'Year')),
    parseMonth(textOf(date, 'Month') ?? ''),
    Number(textOf(date, 'Day')) || undefined,
  );
