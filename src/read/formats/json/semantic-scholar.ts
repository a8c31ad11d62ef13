import type { Json } from '../../input/json.ts';
import { describeCitedWork } from '../../normalize/cited-works.ts';
import { namedId } from '../../normalize/identifiers.ts';
import { defineJsonFormat } from './define-format.ts';
import { unwrap } from './unwrap.ts';
import { asArray, asAuthorName, asNumber, asText, getMember, textAt } from './values.ts';

const otherIds = [
  ['corpusid', 'CorpusId'],
  ['mag', 'MAG'],
  ['dblp', 'DBLP'],
  ['acl', 'ACL'],
];

/** Papers from the Semantic Scholar Graph API, and from the bulk dataset, whose keys are in lower case. */
export const semanticScholar = defineJsonFormat({
  name: 'Semantic Scholar',
  pattern: /"(?:paperId|externalIds|externalids|corpusid)":/,
  toRecord: (object) => {
    // References and citations of a paper.
    const paper = unwrap(unwrap(object, 'citedPaper'), 'citingPaper');
    const ids = paper.externalIds ?? paper.externalids;
    return {
      title: asText(paper.title),
      abstract: asText(paper.abstract),
      authors: asArray(paper.authors).map(asAuthorName).filter(Boolean),
      year: asNumber(paper.year),
      date: asText(paper.publicationDate ?? paper.publicationdate),
      venue: chooseVenue([
        textAt(paper, 'journal', 'name'),
        asText(paper.venue),
        textAt(paper, 'publicationVenue', 'name'),
      ]),
      type: asText(asArray(paper.publicationTypes ?? paper.publicationtypes)[0]),
      keywords: asArray(paper.fieldsOfStudy).flatMap((field) => asText(field) ?? []),
      doi: asText(getMember(ids, 'DOI')),
      arxiv: asText(getMember(ids, 'ArXiv')),
      pmid: asText(getMember(ids, 'PubMed')),
      pmcid: asText(getMember(ids, 'PubMedCentral')),
      identifiers: [
        namedId('s2', asText(paper.paperId)),
        ...otherIds.map(([scheme, key]) => namedId(scheme, textAt(ids, key))),
      ],
      // Of preprints the volume is "abs/1805.02262".
      volume: asText(getMember(paper, 'journal', 'volume'))?.replace(/^abs\/.*/, ''),
      pages: asText(getMember(paper, 'journal', 'pages')),
      issn: textAt(paper, 'publicationVenue', 'issn'),
      urls: [asText(paper.url), asText(getMember(paper, 'openAccessPdf', 'url'))],
      citations: asNumber(paper.citationCount ?? paper.citationcount),
      cites: asArray(paper.references).flatMap((cited) => describeReference(cited) ?? []),
    };
  },
});

const preprintServer = /^(?:arxiv(?:\.org|: .*)?|corr|biorxiv|medrxiv)$/i;

/** Returns the first venue: of published papers one that is no preprint server, where they were before. */
const chooseVenue = (venues: (string | undefined)[]): string | undefined =>
  venues.find((venue) => venue && !preprintServer.test(venue)) ?? venues.find(Boolean);

/** Describes a cited work by its first author, year and venue; failing that, by its identifier at Semantic Scholar. */
const describeReference = (cited: Json) =>
  describeCitedWork({
    author: asAuthorName(asArray(getMember(cited, 'authors'))[0]) || undefined,
    year: textAt(cited, 'year'),
    source: textAt(cited, 'venue') ?? textAt(cited, 'title'),
    doi: textAt(cited, 'externalIds', 'DOI'),
    pmid: textAt(cited, 'externalIds', 'PubMed'),
    text: textAt(cited, 'title'),
  }) ?? namedId('s2', textAt(cited, 'paperId'));
