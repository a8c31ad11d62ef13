import { isObject, type Json } from '../../input/json.ts';
import { items, jsonFormat, member, numberOf, textOf } from './json.ts';

/** OpenAlex works (OpenAlex documentation, "Work object"). */
export const openAlex = jsonFormat(
  'OpenAlex works',
  'title, abstract (put together again from its inverted index), authors, year, date, source, publisher, first institution, type, language, keywords, DOI, PubMed id, urls, citations, cited works',
  /"https:\/\/openalex\.org\/W\d|"abstract_inverted_index"/,
  (work) => {
    const authorships = items(work.authorships);
    return {
      title: textOf(work.title) ?? textOf(work.display_name),
      abstract: fromInvertedIndex(work.abstract_inverted_index) ?? textOf(work.abstract),
      authors: authorships.flatMap(
        (one) => textOf(member(one, 'author', 'display_name')) ?? textOf(member(one, 'raw_author_name')) ?? [],
      ),
      year: numberOf(work.publication_year),
      date: textOf(work.publication_date),
      venue:
        textOf(member(work, 'primary_location', 'source', 'display_name')) ??
        textOf(member(work, 'host_venue', 'display_name')),
      publisher: textOf(member(work, 'primary_location', 'source', 'host_organization_name')),
      organisation: authorships.flatMap(
        (one) => textOf(member(items(member(one, 'institutions'))[0], 'display_name')) ?? [],
      )[0],
      type: textOf(work.type),
      language: textOf(work.language),
      keywords: items(work.keywords).flatMap((keyword) => textOf(keyword) ?? []),
      doi: textOf(work.doi),
      pmid: textOf(member(work, 'ids', 'pmid')),
      urls: [
        ...[work.primary_location ?? null, ...items(work.locations)].map((location) =>
          textOf(member(location, 'landing_page_url')),
        ),
        textOf(member(work, 'open_access', 'oa_url')),
        textOf(work.id),
      ],
      citations: numberOf(work.cited_by_count),
      cites: items(work.referenced_works).flatMap((cited) => textOf(cited) ?? []),
    };
  },
);

/** Words by their places. Places may be wrong or far apart: they are sorted, never used as indexes. */
export function fromInvertedIndex(index: Json | undefined): string | undefined {
  if (!isObject(index)) return undefined;
  const words: [number, string][] = [];
  for (const [word, places] of Object.entries(index))
    for (const place of items(places)) if (typeof place === 'number') words.push([place, word]);
  return (
    words
      .sort(([a], [b]) => a - b)
      .map(([, word]) => word)
      .join(' ') || undefined
  );
}
