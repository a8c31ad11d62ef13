import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { describeCitedWork } from '../../normalize/cited-works.ts';
import { formatIsoDate, parseDate, parseMonth, parseYear } from '../../normalize/dates.ts';
import { expandPages, joinPages } from '../../normalize/fields.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import { choosePublicationType } from '../../normalize/publication-types.ts';
import { stripTitleBrackets } from '../../normalize/text/text.ts';
import type { TextFormat } from '../../record.ts';

/** PubMed XML, from efetch or the annual baseline. Source: PubMed DTD, 2024. */
export const pubmed: TextFormat = {
  name: 'PubMed XML',
  detects: (head) => /^\s*</.test(head) && /<PubmedArticle(?:Set)?[\s>]|<PubmedBookArticle>/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['PubmedArticle', 'PubmedBookArticle'], (record, line) => {
      const citation = findElements(record, 'MedlineCitation')[0] ?? findElements(record, 'BookDocument')[0] ?? record;
      const article = findElements(citation, 'Article')[0] ?? citation;
      const book = findElements(article, 'Book')[0];
      const published =
        findElements(article, 'Journal', 'JournalIssue', 'PubDate')[0] ?? (book && findElements(book, 'PubDate')[0]);
      const printed = toIsoDate(published);
      const online = toIsoDate(findElements(article, 'ArticleDate')[0]);
      // Citations use the year of the issue, which may follow that of the online version.
      const year = parseYear(printed) ?? parseYear(online);
      const ids = [record, citation].flatMap((parent) => [
        ...findElements(parent, 'PubmedData', 'ArticleIdList', 'ArticleId'),
        ...findElements(parent, 'ArticleIdList', 'ArticleId'),
      ]);
      const idOf = (type: string) => textContent(ids.find(({ attributes }) => attributes.get('IdType') === type));
      sink.record(line, {
        title:
          stripTitleBrackets(textOf(article, 'ArticleTitle')?.trim()) ||
          textOf(article, 'VernacularTitle') ||
          textOf(article, 'Book', 'BookTitle'),
        abstract: abstractsOf(article, 'Abstract')[0],
        otherAbstracts: abstractsOf(citation, 'OtherAbstract'),
        authors: namesOf(article, 'authors') ?? (book && namesOf(book, 'authors')),
        editors: namesOf(article, 'editors') ?? (book && namesOf(book, 'editors')),
        year,
        date: [printed, online].filter((date) => parseYear(date) === year).sort(compareLengths)[0],
        venue:
          textOf(article, 'Journal', 'Title') ??
          textOf(article, 'Journal', 'ISOAbbreviation') ??
          (hasText(article, 'ArticleTitle') ? textOf(article, 'Book', 'BookTitle') : undefined),
        series: textOf(article, 'Book', 'CollectionTitle'),
        volume: textOf(article, 'Journal', 'JournalIssue', 'Volume') ?? textOf(article, 'Book', 'Volume'),
        number: textOf(article, 'Journal', 'JournalIssue', 'Issue'),
        pages: expandPages(
          textOf(article, 'Pagination', 'MedlinePgn') ??
            joinPages(textOf(article, 'Pagination', 'StartPage'), textOf(article, 'Pagination', 'EndPage')),
        ),
        note: textOf(citation, 'GeneralNote'),
        publisher: textOf(article, 'Book', 'Publisher', 'PublisherName'),
        type: choosePublicationType([
          ...textsOf(article, 'PublicationTypeList', 'PublicationType'),
          ...textsOf(article, 'PublicationType'),
        ]),
        language: textOf(article, 'Language'),
        keywords: keywordsOf(citation),
        doi:
          idOf('doi') ??
          textContent(
            findElements(article, 'ELocationID').find(({ attributes }) => attributes.get('EIdType') === 'doi'),
          ),
        pmid: textOf(citation, 'PMID') ?? idOf('pubmed'),
        pmcid: idOf('pmc'),
        isbn: textsOf(article, 'Book', 'Isbn').join(' '),
        issn: [...textsOf(article, 'Journal', 'ISSN'), ...textsOf(citation, 'MedlineJournalInfo', 'ISSNLinking')].join(
          ' ',
        ),
        cites: findElements(record, 'PubmedData', 'ReferenceList', 'Reference').flatMap(describeReference),
        orcids: findElements(article, 'AuthorList', 'Author').flatMap((author) =>
          findElements(author, 'Identifier')
            .filter(({ attributes }) => attributes.get('Source') === 'ORCID')
            .map((orcid) => `${authorName(author)} ${textContent(orcid) ?? ''}`),
        ),
      });
    }),
};

/** Returns the abstracts in elements of a name, whose sections are elements of their own. */
const abstractsOf = (parent: Element, name: string): string[] =>
  findElements(parent, name).map((abstract) => findElements(abstract, 'AbstractText').map(sectionText).join(' '));

const hasText = (parent: Element, name: string) => Boolean(textOf(parent, name)?.trim());

/** Returns the names in the lists of a type; lists without a type hold authors. Undefined when there are none. */
function namesOf(parent: Element, type: string): string[] | undefined {
  const lists = findElements(parent, 'AuthorList').filter(
    ({ attributes }) => (attributes.get('Type') ?? 'authors') === type,
  );
  const names = lists.flatMap((list) => findElements(list, 'Author').map(authorName).filter(Boolean));
  return names.length ? names : undefined;
}

/** Returns the keywords of the authors; failing that, MeSH headings. */
function keywordsOf(citation: Element): string[] {
  const keywords = textsOf(citation, 'KeywordList', 'Keyword');
  return keywords.length ? keywords : textsOf(citation, 'MeshHeadingList', 'MeshHeading', 'DescriptorName');
}

/** Sorts the most precise date first. */
const compareLengths = (a: string | undefined, b: string | undefined) => (b?.length ?? 0) - (a?.length ?? 0);

const sectionText = (section: Element) => {
  const label = section.attributes.get('Label');
  const text = textContent(section)?.trim() ?? '';
  return label && label !== 'UNLABELLED' ? `${label}: ${text}` : text;
};

const authorName = (author: Element) =>
  organizationName(textOf(author, 'CollectiveName') ?? '') ||
  joinParts(
    textOf(author, 'ForeName') ?? textOf(author, 'Initials'),
    textOf(author, 'LastName'),
    textOf(author, 'Suffix'),
  );

const toIsoDate = (date: Element | undefined) =>
  date &&
  (parseDate(textOf(date, 'MedlineDate')) ??
    formatIsoDate(
      parseYear(textOf(date, 'Year')),
      parseMonth(textOf(date, 'Month') ?? ''),
      Number(textOf(date, 'Day')) || undefined,
    ));

function describeReference(reference: Element): string[] {
  const ids = findElements(reference, 'ArticleIdList', 'ArticleId');
  const idOf = (type: string) => textContent(ids.find(({ attributes }) => attributes.get('IdType') === type));
  const cited = describeCitedWork({ text: textOf(reference, 'Citation'), doi: idOf('doi'), pmid: idOf('pubmed') });
  return cited === undefined ? [] : [cited];
}
