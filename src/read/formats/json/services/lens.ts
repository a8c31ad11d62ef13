import { joinPages } from '../../../normalize/fields.ts';
import { namedId } from '../../../normalize/identifiers.ts';
import { defineJsonFormat } from '../define-format.ts';
import { asAuthorName, asCount, asList, asText, getMember, textAt, textsOfType } from '../values.ts';

/** Scholarly works from The Lens. Source: The Lens, "Scholarly API: response". */
export const lens = defineJsonFormat({
  name: 'The Lens',
  pattern: /"lens_id":/,
  toRecord: (work) => {
    const idOf = (...types: string[]) => textsOfType(work.external_ids, 'type', types, 'value')[0];
    const keywords = asList(work.keywords).flatMap((keyword) => asText(keyword) ?? []);
    return {
      title: asText(work.title),
      abstract: asText(work.abstract),
      authors: asList(work.authors).map(asAuthorName).filter(Boolean),
      authorCount: asCount(work.author_count),
      year: asText(work.year_published),
      date: asText(work.date_published),
      venue: textAt(work, 'source', 'title') ?? textAt(work, 'conference', 'name'),
      publisher: textAt(work, 'source', 'publisher'),
      volume: asText(work.volume),
      number: asText(work.issue),
      pages: joinPages(asText(work.start_page), asText(work.end_page)),
      type: asText(work.publication_type),
      language: asText(asList(work.languages)[0]),
      keywords: keywords.length
        ? keywords
        : asList(work.mesh_terms).flatMap((term) => textAt(term, 'mesh_heading') ?? []),
      doi: idOf('doi'),
      pmid: idOf('pmid'),
      pmcid: idOf('pmcid'),
      identifiers: [
        namedId('lens', asText(work.lens_id)),
        ...['openalex', 'mag', 'core'].map((type) => namedId(type, idOf(type))),
      ],
      issn: asList(getMember(work, 'source', 'issn'))
        .map((issn) => textAt(issn, 'value') ?? asText(issn))
        .join(' '),
      urls: asList(work.source_urls).map((link) => textAt(link, 'url')),
      citations: asCount(work.scholarly_citations_count),
      cites: asList(work.references).flatMap((cited) => namedId('lens', textAt(cited, 'lens_id')) ?? []),
    };
  },
});
