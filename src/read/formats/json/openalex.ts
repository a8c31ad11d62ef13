import { isObject, type Json } from '../../input/json.ts';
import { joinPages } from '../../normalize/fields.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { defineJsonFormat } from './define-format.ts';
import { asArray, asNumber, asText, getMember, textAt } from './values.ts';

/** Works from OpenAlex. Source: OpenAlex documentation, "Work object". */
export const openAlex = defineJsonFormat({
  name: 'OpenAlex works',
  pattern:
    /"(?:abstract_inverted_index|authorships|biblio|primary_location|host_venue|best_oa_location|open_access|counts_by_year|cited_by_api_url)":/,
  toRecord: (work) => {
    const authorships = asArray(work.authorships);
    return {
      title: asText(work.title) ?? asText(work.display_name),
      abstract: restoreText(work.abstract_inverted_index) ?? asText(work.abstract),
      authors: authorships.flatMap(
        (authorship) =>
          asText(getMember(authorship, 'author', 'display_name')) ??
          asText(getMember(authorship, 'raw_author_name')) ??
          [],
      ),
      orcids: authorships.flatMap((authorship) => {
        const [name, orcid] = ['display_name', 'orcid'].map((key) => textAt(authorship, 'author', key));
        return name && orcid ? `${name} ${orcid}` : [];
      }),
      year: asNumber(work.publication_year),
      date: asText(work.publication_date),
      venue:
        asText(getMember(work, 'primary_location', 'source', 'display_name')) ??
        asText(getMember(work, 'host_venue', 'display_name')),
      publisher: asText(getMember(work, 'primary_location', 'source', 'host_organization_name')),
      organization: authorships.flatMap(
        (authorship) => asText(getMember(asArray(getMember(authorship, 'institutions'))[0], 'display_name')) ?? [],
      )[0],
      type: asText(work.type),
      language: asText(work.language),
      keywords: asArray(work.keywords).flatMap((keyword) => asText(keyword) ?? []),
      doi: asText(work.doi),
      pmid: asText(getMember(work, 'ids', 'pmid')),
      pmcid: asText(getMember(work, 'ids', 'pmcid')),
      volume: asText(getMember(work, 'biblio', 'volume')),
      number: asText(getMember(work, 'biblio', 'issue')),
      pages: joinPages(asText(getMember(work, 'biblio', 'first_page')), asText(getMember(work, 'biblio', 'last_page'))),
      identifiers: [
        namedId('openalex', asText(work.id)?.replace(/^.*\//, '')),
        namedId('mag', textAt(work, 'ids', 'mag')),
      ],
      issn: asText(getMember(work, 'primary_location', 'source', 'issn')),
      urls: [
        ...[work.primary_location ?? null, ...asArray(work.locations)].map((location) =>
          asText(getMember(location, 'landing_page_url')),
        ),
        asText(getMember(work, 'open_access', 'oa_url')),
        asText(work.id),
      ],
      citations: asNumber(work.cited_by_count),
      cites: asArray(work.referenced_works).flatMap((cited) => asText(cited) ?? []),
    };
  },
});

/** Restores a text from an inverted index. Positions may be wrong or far apart, so words are sorted by them. */
function restoreText(index: Json | undefined): string | undefined {
  if (!isObject(index)) return undefined;
  const words: [position: number, word: string][] = [];
  for (const [word, positions] of Object.entries(index))
    for (const position of asArray(positions)) if (typeof position === 'number') words.push([position, word]);
  words.sort(([a], [b]) => a - b);
  return words.map(([, word]) => word).join(' ') || undefined;
}
