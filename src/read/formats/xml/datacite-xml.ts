import { createXmlReader, type Element, findElements, textContent, textOf, textsOf } from '../../input/xml/xml.ts';
import { findRootTag, joinName, textWhere } from '../../input/xml/xml-text.ts';
import { joinPages } from '../../normalize/fields.ts';
import { joinParts } from '../../normalize/names/name-parts.ts';
import { organizationName } from '../../normalize/names/organizations.ts';
import { findCodeUrls } from '../../normalize/text/code-urls.ts';
import type { Format } from '../../record.ts';

/** Metadata from DataCite as XML, also over OAI-PMH. Source: DataCite Metadata Schema 4.6. */
export const dataciteXml: Format = {
  name: 'DataCite XML',
  detects: (head) =>
    /^(?:resource|OAI-PMH)$/.test(findRootTag(head).name) && /datacite\.org\/schema\/kernel/.test(head),
  open: (sink) =>
    createXmlReader(sink, ['resource'], (resource, line) => {
      const titles = findElements(resource, 'titles', 'title');
      const title = textContent(titles.find(({ attributes }) => !attributes.has('titleType')) ?? titles[0])?.trim();
      const subtitle = textWhere(titles, 'titleType', 'subtitle');
      const type = findElements(resource, 'resourceType')[0];
      const container = containerOf(resource);
      const other = findElements(resource, 'alternateIdentifiers', 'alternateIdentifier');
      const otherId = (kind: string) => textWhere(other, 'alternateIdentifierType', kind);
      const abstracts = findElements(resource, 'descriptions', 'description')
        .filter(({ attributes }) => attributes.get('descriptionType')?.toLowerCase() === 'abstract')
        .map((description) => textContent(description));
      sink.record(line, {
        title: title && subtitle ? `${title}: ${subtitle}` : title,
        abstract: abstracts[0],
        otherAbstracts: abstracts.slice(1),
        authors: findElements(resource, 'creators', 'creator').map(nameOf).filter(Boolean),
        year: textOf(resource, 'publicationYear'),
        date: textWhere(findElements(resource, 'dates', 'date'), 'dateType', 'issued'),
        editors: findElements(resource, 'contributors', 'contributor')
          .filter(({ attributes }) => attributes.get('contributorType') === 'Editor')
          .map(nameOf),
        venue: container && textOf(container, 'titles', 'title'),
        series: textWhere(
          findElements(resource, 'descriptions', 'description'),
          'descriptionType',
          'seriesinformation',
        ),
        volume: container && textOf(container, 'volume'),
        number: container && (textOf(container, 'issue') ?? textOf(container, 'number')),
        pages: container && joinPages(textOf(container, 'firstPage'), textOf(container, 'lastPage')),
        isbn: serialNumbers(resource, container, 'ISBN'),
        issn: serialNumbers(resource, container, 'ISSN'),
        pmid: otherId('pmid'),
        urls: [otherId('url')],
        code: related(resource, /^Is(?:Supplement(?:To|edBy)|DerivedFrom)$/, 'URL').flatMap(findCodeUrls),
        publisher: textOf(resource, 'publisher'),
        type: type?.attributes.get('resourceTypeGeneral') ?? textContent(type),
        language: textOf(resource, 'language'),
        keywords: textsOf(resource, 'subjects', 'subject'),
        doi: textOf(resource, 'identifier'),
        arxiv: otherId('arxiv'),
        cites: related(resource, /^(?:References|Cites)$/, 'DOI'),
      });
    }),
};

function nameOf(person: Element): string {
  const parts = joinParts(textOf(person, 'givenName'), textOf(person, 'familyName'));
  if (parts) return parts;
  const name = findElements(person, 'creatorName')[0] ?? findElements(person, 'contributorName')[0];
  const text = joinName(textContent(name));
  return name?.attributes.get('nameType') === 'Organizational' ? organizationName(text) : text;
}

const containerOf = (resource: Element) =>
  findElements(resource, 'relatedItems', 'relatedItem').find(
    ({ attributes }) => attributes.get('relationType') === 'IsPublishedIn',
  );

/** Returns the identifiers of a type of works that have one of the relations to the resource. */
const related = (resource: Element, relations: RegExp, type: string): string[] =>
  findElements(resource, 'relatedIdentifiers', 'relatedIdentifier')
    .filter(
      ({ attributes }) =>
        relations.test(attributes.get('relationType') ?? '') && attributes.get('relatedIdentifierType') === type,
    )
    .flatMap((element) => textContent(element)?.trim() || []);

/** Returns the ISBNs or ISSNs of the resource and of what it appeared in. */
function serialNumbers(resource: Element, container: Element | undefined, type: 'ISBN' | 'ISSN'): string {
  const alternative = textWhere(
    findElements(resource, 'alternateIdentifiers', 'alternateIdentifier'),
    'alternateIdentifierType',
    type.toLowerCase(),
  );
  const ofContainer =
    container &&
    textWhere(findElements(container, 'relatedItemIdentifier'), 'relatedItemIdentifierType', type.toLowerCase());
  return [alternative, ofContainer, ...related(resource, /^Is(?:PartOf|PublishedIn)$/, type)].filter(Boolean).join(' ');
}
