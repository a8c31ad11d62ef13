import type { Format } from './format.ts';
import { aclAnthology } from './formats/acl.ts';
import { arxivDump } from './formats/arxivdump.ts';
import { arxivAtom } from './formats/atom.ts';
import { bibtex } from './formats/bibtex.ts';
import { crossref } from './formats/crossref.ts';
import { cslJson } from './formats/csl.ts';
import { endnote } from './formats/endnote.ts';
import { json } from './formats/json.ts';
import { listing } from './formats/listing.ts';
import { medline } from './formats/medline.ts';
import { openAlex } from './formats/openalex.ts';
import { openReview } from './formats/openreview.ts';
import { pubmed } from './formats/pubmed.ts';
import { ris } from './formats/ris.ts';
import { semanticScholar } from './formats/semanticscholar.ts';
import { table } from './formats/table.ts';
import { webOfScience } from './formats/webofscience.ts';

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
