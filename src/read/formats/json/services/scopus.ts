import { namedId } from '../../../normalize/identifiers.ts';
import { splitList } from '../../../normalize/names/names.ts';
import { defineJsonFormat } from '../define-format.ts';
import { unwrap } from '../unwrap.ts';
import { asAuthorName, asCount, asList, asText, getMember, textAt } from '../values.ts';

/** Entries of the Scopus and ScienceDirect search APIs and of abstract retrieval. Source: Elsevier, "Scopus Search Views". */
export const scopus = defineJsonFormat({
  name: 'Scopus API',
  pattern: /"(?:search-results|abstracts-retrieval-response|dc:title|prism:publicationName)":/,
  toRecord: (object) => {
    const response = unwrap(object, 'abstracts-retrieval-response');
    const entry = unwrap(response, 'coredata');
    // An empty result is an entry with an error.
    if (entry.error !== undefined && entry['dc:title'] === undefined) return undefined;
    const people = [...asList(response.author), ...asList(getMember(response, 'authors', 'author'))];
    const authors = people.map((person) => asAuthorName(unwrap(person, 'preferred-name')).replace(/ {2,}/g, ' '));
    const link = asList(entry.link).find((candidate) => textAt(candidate, '@ref') === 'scopus');
    return {
      title: asText(entry['dc:title']),
      abstract: asText(entry['dc:description']),
      authors: authors.some(Boolean) ? authors : [asText(entry['dc:creator']) ?? ''],
      date: asText(entry['prism:coverDate']),
      venue: asText(entry['prism:publicationName']),
      publisher: asText(entry['dc:publisher']),
      volume: asText(entry['prism:volume']),
      number: asText(entry['prism:issueIdentifier']),
      pages: asText(entry['prism:pageRange']) ?? asText(entry['article-number']),
      type: asText(entry.subtypeDescription) ?? asText(entry['prism:aggregationType']),
      language: textAt(response, 'language', '@xml:lang'),
      organization: textAt(asList(entry.affiliation)[0] ?? asList(response.affiliation)[0], 'affilname'),
      keywords: splitList(asText(entry.authkeywords) ?? textOfKeywords(response)),
      doi: asText(entry['prism:doi']),
      pmid: asText(entry['pubmed-id']),
      identifiers: [namedId('eid', asText(entry.eid)), namedId('pii', asText(entry.pii))],
      isbn: asText(entry['prism:isbn']),
      issn: [asText(entry['prism:issn']), asText(entry['prism:eIssn'])].filter(Boolean).join(' '),
      urls: [textAt(link, '@href')],
      citations: asCount(entry['citedby-count']),
    };
  },
});

const textOfKeywords = (response: Parameters<typeof textAt>[0]): string =>
  asList(getMember(response, 'authkeywords', 'author-keyword'))
    .map((keyword) => textAt(keyword, '$') ?? asText(keyword) ?? '')
    .join(';');
