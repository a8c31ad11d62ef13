import { arxivDump } from './formats/json/arxiv-dump.ts';
import { crossref } from './formats/json/crossref.ts';
import { cslJson } from './formats/json/csl-json.ts';
import { json } from './formats/json/json.ts';
import { openAlex } from './formats/json/openalex.ts';
import { openReview } from './formats/json/openreview.ts';
import { semanticScholar } from './formats/json/semantic-scholar.ts';
import { medline } from './formats/tagged/medline.ts';
import { ris } from './formats/tagged/ris.ts';
import { webOfScience } from './formats/tagged/web-of-science.ts';
import { bibtex } from './formats/text/bibtex.ts';
import { listing } from './formats/text/listing.ts';
import { table } from './formats/text/table.ts';
import { aclAnthology } from './formats/xml/acl-anthology.ts';
import { arxivAtom } from './formats/xml/arxiv-atom.ts';
import { endnote } from './formats/xml/endnote.ts';
import { pubmed } from './formats/xml/pubmed.ts';
import type { Format } from './record.ts';

/** Every format that can be read, in the order in which they are tried: the surest marks first. */
export const formats: readonly Format[] = [
  pubmed,
  arxivAtom,
  endnote,
  aclAnthology,
  openAlex,
  semanticScholar,
  crossref,
  arxivDump,
  openReview,
  cslJson,
  json,
  bibtex,
  ris,
  medline,
  webOfScience,
  table,
  listing,
];
