import { joinPages } from '../../../normalize/fields.ts';
import { findCodeUrls } from '../../../normalize/text/code-urls.ts';
import { defineJsonFormat } from '../define-format.ts';
import { unwrap } from '../unwrap.ts';
import { asAuthorName, asCount, asList, asText, textAt, textsOfType } from '../values.ts';

/** DOIs from the DataCite REST API, single or in a list, and DataCite JSON. Source: DataCite Metadata Schema 4.5. */
export const dataciteJson = defineJsonFormat({
  name: 'DataCite (JSON)',
  pattern: /"(?:resourceTypeGeneral|descriptionType|schemaVersion|relatedIdentifiers|titleType)":/,
  toRecord: (item) => {
    const work = unwrap(unwrap(item, 'data'), 'attributes');
    const titles = asList(work.titles);
    const title = titles.find((entry) => !textAt(entry, 'titleType')) ?? titles[0];
    const subtitle = textsOfType(titles, 'titleType', ['Subtitle'], 'title')[0];
    const people = asList(work.contributors);
    const text = textAt(title, 'title');
    const others = [...asList(work.identifiers), ...asList(work.alternateIdentifiers)];
    const otherId = (type: string) =>
      textsOfType(others, 'identifierType', [type], 'identifier')[0] ??
      textsOfType(others, 'alternateIdentifierType', [type], 'alternateIdentifier')[0];
    const partOf = (type: string) =>
      textsOfType(
        asList(work.relatedIdentifiers).filter((item) => textAt(item, 'relatedIdentifierType') === type),
        'relationType',
        ['IsPartOf', 'IsPublishedIn'],
        'relatedIdentifier',
      )[0];
    const abstracts = textsOfType(work.descriptions, 'descriptionType', ['Abstract'], 'description');
    return {
      title: text && subtitle ? `${text}: ${subtitle}` : text,
      abstract: abstracts[0],
      otherAbstracts: abstracts.slice(1),
      authors: asList(work.creators).map(asAuthorName).filter(Boolean),
      editors: people.filter((person) => textAt(person, 'contributorType') === 'Editor').map(asAuthorName),
      year: asText(work.publicationYear),
      date: textsOfType(work.dates, 'dateType', ['Issued', 'Available', 'Created'], 'date')[0],
      venue: textAt(work, 'container', 'title'),
      publisher: asText(work.publisher),
      volume: textAt(work, 'container', 'volume'),
      number: textAt(work, 'container', 'issue'),
      pages: joinPages(textAt(work, 'container', 'firstPage'), textAt(work, 'container', 'lastPage')),
      type: textAt(work, 'types', 'resourceTypeGeneral'),
      language: asText(work.language),
      keywords: asList(work.subjects).flatMap((subject) => textAt(subject, 'subject') ?? asText(subject) ?? []),
      doi: asText(work.doi),
      series: textsOfType(work.descriptions, 'descriptionType', ['SeriesInformation'], 'description')[0],
      arxiv: otherId('arXiv'),
      pmid: otherId('PMID'),
      isbn: [otherId('ISBN'), partOf('ISBN')].filter(Boolean).join(' '),
      issn: [textAt(work, 'container', 'identifier'), otherId('ISSN'), partOf('ISSN')].filter(Boolean).join(' '),
      code: textsOfType(
        work.relatedIdentifiers,
        'relationType',
        ['IsSupplementTo', 'IsSupplementedBy', 'IsDerivedFrom'],
        'relatedIdentifier',
      ).flatMap(findCodeUrls),
      urls: [asText(work.url)],
      citations: asCount(work.citationCount),
      cites: textsOfType(work.relatedIdentifiers, 'relationType', ['Cites', 'References'], 'relatedIdentifier'),
    };
  },
});
