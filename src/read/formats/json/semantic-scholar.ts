import { items, jsonFormat, member, nameOf, numberOf, textOf } from './json.ts';

/** Semantic Scholar's Graph API and its bulk dataset, whose keys are in lower case. */
export const semanticScholar = jsonFormat(
  'Semantic Scholar',
  'title, abstract, authors, year, date, venue, type, fields of study as keywords, DOI, arXiv and PubMed id, urls, citations, cited works with a DOI',
  /"(?:paperId|externalIds|externalids|corpusid)"\s*:/,
  (paper) => {
    const ids = paper.externalIds ?? paper.externalids;
    return {
      title: textOf(paper.title),
      abstract: textOf(paper.abstract),
      authors: items(paper.authors).map(nameOf).filter(Boolean),
      year: numberOf(paper.year),
      date: textOf(paper.publicationDate ?? paper.publicationdate),
      venue:
        textOf(member(paper, 'journal', 'name')) ??
        textOf(paper.venue) ??
        textOf(member(paper, 'publicationVenue', 'name')),
      type: textOf(items(paper.publicationTypes ?? paper.publicationtypes)[0]),
      keywords: items(paper.fieldsOfStudy).flatMap((field) => textOf(field) ?? []),
      doi: textOf(member(ids, 'DOI')),
      arxiv: textOf(member(ids, 'ArXiv')),
      pmid: textOf(member(ids, 'PubMed')),
      urls: [textOf(paper.url), textOf(member(paper, 'openAccessPdf', 'url'))],
      citations: numberOf(paper.citationCount ?? paper.citationcount),
      cites: items(paper.references).flatMap((cited) => textOf(member(cited, 'externalIds', 'DOI')) ?? []),
    };
  },
);
