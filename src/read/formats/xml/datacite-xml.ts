import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName, textWhere } from '../../input/xml/xml-text.ts';
import type { Format } from '../../record.ts';

/** Metadata from DataCite as XML, also over OAI-PMH. Source: DataCite Metadata Schema 4.6. */
export const dataciteXml: Format = {
  name: 'DataCite XML',
  fields:
    'title with subtitle, abstract, authors, year, date, container, publisher, type, language, subjects as keywords, DOI, cited DOIs',
  detects: (head) =>
    /^(?:resource|OAI-PMH)$/.test(findRootTag(head).name) && /datacite\.org\/schema\/kernel/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['resource'], (resource, line) => {
      const titles = findElements(resource, 'titles', 'title');
      const title = textContent(titles.find(({ attributes }) => !attributes.has('titleType')) ?? titles[0])?.trim();
      const subtitle = textWhere(titles, 'titleType', 'subtitle');
      const type = findElements(resource, 'resourceType')[0];
      sink.record(line, {
        title: title && subtitle ? `${title}: ${subtitle}` : title,
        abstract: textWhere(findElements(resource, 'descriptions', 'description'), 'descriptionType', 'abstract'),
        authors: findElements(resource, 'creators', 'creator').map(nameOf).filter(Boolean),
        year: textOf(resource, 'publicationYear'),
        date: textWhere(findElements(resource, 'dates', 'date'), 'dateType', 'issued'),
        venue: containerTitle(resource),
        publisher: textOf(resource, 'publisher'),
        type: type?.attributes.get('resourceTypeGeneral') ?? textContent(type),
        language: textOf(resource, 'language'),
        keywords: textsOf(resource, 'subjects', 'subject'),
        doi: textOf(resource, 'identifier'),
        arxiv: textWhere(
          findElements(resource, 'alternateIdentifiers', 'alternateIdentifier'),
          'alternateIdentifierType',
          'arxiv',
        ),
        cites: findElements(resource, 'relatedIdentifiers', 'relatedIdentifier').flatMap(citedDoi),
      });
    }),
};

const nameOf = (creator: Element) =>
  joinName(textOf(creator, 'givenName'), textOf(creator, 'familyName')) || joinName(textOf(creator, 'creatorName'));

const containerTitle = (resource: Element) => {
  const items = findElements(resource, 'relatedItems', 'relatedItem');
  const container = items.find(({ attributes }) => attributes.get('relationType') === 'IsPublishedIn');
  return container && textOf(container, 'titles', 'title');
};

const citedDoi = (related: Element) => {
  const isCited = /^(?:References|Cites)$/.test(related.attributes.get('relationType') ?? '');
  const isDoi = related.attributes.get('relatedIdentifierType') === 'DOI';
  return (isCited && isDoi && textContent(related)?.trim()) || [];
};
