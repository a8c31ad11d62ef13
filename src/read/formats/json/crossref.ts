import { isObject, type Json } from '../../input/json.ts';
import { describeCitedWork } from '../../normalize/cited-works.ts';
import { defineJsonFormat } from './define-format.ts';
import { asArray, asAuthorName, asNumber, asText, getMember, parseDateParts, textAt } from './values.ts';

/** Works from the Crossref REST API, single or in a list. Titles are arrays, abstracts are JATS. Source: Crossref, "api-format". */
export const crossref = defineJsonFormat({
  name: 'Crossref works',
  // Answers about journals and members have a message, too.
  pattern: {
    test: (outline) =>
      /"(?:is-referenced-by-count|reference-count)":/.test(outline) ||
      (outline.includes('"message-type":') && /"(?:DOI|author|abstract|container-title)":/.test(outline)),
  },
  toRecord: (response) => {
    const work = isObject(response.message) ? response.message : response;
    const [title, subtitle] = [work.title, work.subtitle].map((value) => asText(asArray(value)[0]) ?? asText(value));
    const containers = asArray(work['container-title']).flatMap((name) => asText(name) ?? []);
    // Chapters are listed with the series first.
    const isInSeries = containers.length > 1 && /^(?:book-|proceedings-article)/.test(asText(work.type) ?? '');
    const date = ['published', 'issued', 'published-print', 'published-online']
      .map((key) => parseDateParts(work[key]))
      .find(Boolean);
    return {
      title: title && subtitle && !title.includes(subtitle) ? `${title}: ${subtitle}` : title,
      abstract: asText(work.abstract)?.replace(/^\s*<jats:title>Abstract<\/jats:title>/i, ''),
      authors: asArray(work.author).map(asAuthorName).filter(Boolean),
      year: date,
      date,
      venue: containers[isInSeries ? 1 : 0] ?? asText(getMember(work, 'event', 'name')),
      series: isInSeries ? containers[0] : undefined,
      organization: asText(getMember(asArray(work.institution)[0], 'name')),
      publisher: asText(work.publisher),
      editors: asArray(work.editor).map(asAuthorName).filter(Boolean),
      volume: asText(work.volume),
      number: asText(work.issue),
      pages: asText(work.page) ?? asText(work['article-number']),
      isbn: asText(work.ISBN),
      issn: asText(work.ISSN),
      type: asText(work.type),
      language: asText(work.language),
      keywords: asArray(work.subject).flatMap((subject) => asText(subject) ?? []),
      doi: asText(work.DOI),
      urls: [asText(getMember(work, 'resource', 'primary', 'URL')), asText(work.URL)],
      citations: asNumber(work['is-referenced-by-count']),
      cites: asArray(work.reference).flatMap((cited) => describeReference(cited) ?? []),
      orcids: asArray(work.author).flatMap((author) => {
        const orcid = textAt(author, 'ORCID');
        return orcid ? `${asAuthorName(author)} ${orcid}` : [];
      }),
    };
  },
});

const describeReference = (cited: Json) =>
  describeCitedWork({
    author: textAt(cited, 'author'),
    year: textAt(cited, 'year'),
    source: textAt(cited, 'journal-title') ?? textAt(cited, 'volume-title') ?? textAt(cited, 'article-title'),
    volume: textAt(cited, 'volume'),
    page: textAt(cited, 'first-page'),
    doi: textAt(cited, 'DOI'),
    text: textAt(cited, 'unstructured'),
  });
