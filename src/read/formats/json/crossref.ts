import { isObject } from '../../input/json.ts';
import { datePartsOf, items, jsonFormat, member, nameOf, numberOf, textOf } from './json.ts';

/** Crossref's REST API: works, alone or in a list (Crossref, "api-format"). Titles are lists; abstracts are JATS. */
export const crossref = jsonFormat(
  'Crossref works',
  'title with subtitle, abstract, authors, year, date, container, publisher, type, language, subjects as keywords, DOI, url, citations, cited DOIs',
  /"is-referenced-by-count"|"reference-count"|"message-type"\s*:\s*"work/,
  (answer) => {
    const work = isObject(answer.message) ? answer.message : answer;
    const [title, subtitle] = [work.title, work.subtitle].map((list) => textOf(items(list)[0]) ?? textOf(list));
    const date = ['published', 'issued', 'published-print', 'published-online']
      .map((key) => datePartsOf(work[key]))
      .find(Boolean);
    return {
      title: title && subtitle && !title.includes(subtitle) ? `${title}: ${subtitle}` : title,
      abstract: textOf(work.abstract)?.replace(/^\s*<jats:title>Abstract<\/jats:title>/i, ''),
      authors: items(work.author).map(nameOf).filter(Boolean),
      year: date,
      date,
      venue: textOf(items(work['container-title'])[0]) ?? textOf(member(work, 'event', 'name')),
      publisher: textOf(work.publisher),
      type: textOf(work.type),
      language: textOf(work.language),
      keywords: items(work.subject).flatMap((subject) => textOf(subject) ?? []),
      doi: textOf(work.DOI),
      urls: [textOf(member(work, 'resource', 'primary', 'URL')), textOf(work.URL)],
      citations: numberOf(work['is-referenced-by-count']),
      cites: items(work.reference).flatMap((cited) => textOf(member(cited, 'DOI')) ?? []),
    };
  },
);
