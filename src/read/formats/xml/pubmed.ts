import { type Element, elements, textAt, textIn, textsAt, xmlReader } from '../../input/xml.ts';
import { isoDate, monthOf, yearOf } from '../../normalize/dates.ts';
import type { Format } from '../../record.ts';
import { translated } from '../tagged/medline.ts';

/** PubMed's XML (PubMed DTD, 2024): efetch, and the files of the yearly baseline. */
export const pubmed: Format = {
  name: 'PubMed XML',
  keeps:
    'title, abstract with its section labels, authors, year, date, journal, type, language, keywords, DOI, PubMed id, cited works',
  detects: (head) => /^\s*</.test(head) && /<PubmedArticle(?:Set)?[\s>]|<PubmedBookArticle>/.test(head),
  open: (sink) =>
    xmlReader(sink, ['PubmedArticle', 'PubmedBookArticle'], (record, line) => {
      const citation = elements(record, 'MedlineCitation')[0] ?? elements(record, 'BookDocument')[0] ?? record;
      const article = elements(citation, 'Article')[0] ?? citation;
      const published =
        elements(article, 'Journal', 'JournalIssue', 'PubDate')[0] ?? elements(article, 'Book', 'PubDate')[0];
      const date = dateIn(elements(article, 'ArticleDate')[0]) ?? dateIn(published);
      const ids = elements(record, 'PubmedData', 'ArticleIdList', 'ArticleId');
      const idOf = (type: string) => textIn(ids.find(({ attributes }) => attributes.get('IdType') === type));
      sink.paper(line, {
        title:
          translated(textAt(article, 'ArticleTitle')?.trim()) ||
          textAt(article, 'VernacularTitle') ||
          textAt(article, 'Book', 'BookTitle'),
        abstract: elements(article, 'Abstract', 'AbstractText').map(section).join(' ') || undefined,
        authors: elements(article, 'AuthorList', 'Author').map(nameIn).filter(Boolean),
        year: yearOf(date) ?? textAt(published ?? article, 'MedlineDate'),
        date,
        venue: textAt(article, 'Journal', 'Title') ?? textAt(article, 'Journal', 'ISOAbbreviation'),
        publisher: textAt(article, 'Book', 'Publisher', 'PublisherName'),
        type: textsAt(article, 'PublicationTypeList', 'PublicationType')[0],
        language: textAt(article, 'Language'),
        keywords: textsAt(citation, 'KeywordList', 'Keyword'),
        doi:
          idOf('doi') ??
          textIn(elements(article, 'ELocationID').find(({ attributes }) => attributes.get('EIdType') === 'doi')),
        pmid: textAt(citation, 'PMID') ?? idOf('pubmed'),
        cites: elements(record, 'PubmedData', 'ReferenceList', 'Reference', 'ArticleIdList', 'ArticleId')
          .filter(({ attributes }) => attributes.get('IdType') === 'doi')
          .flatMap((id) => textIn(id) ?? []),
      });
    }),
};

const section = (part: Element) => {
  const label = part.attributes.get('Label');
  const text = textIn(part)?.trim() ?? '';
  return label && label !== 'UNLABELLED' ? `${label}: ${text}` : text;
};

const nameIn = (author: Element) =>
  textAt(author, 'CollectiveName') ??
  [textAt(author, 'ForeName') ?? textAt(author, 'Initials'), textAt(author, 'LastName'), textAt(author, 'Suffix')]
    .filter(Boolean)
    .join(' ');

const dateIn = (date: Element | undefined) =>
  date &&
  isoDate(yearOf(textAt(date, 'Year')), monthOf(textAt(date, 'Month') ?? ''), Number(textAt(date, 'Day')) || undefined);
