import { MAP_FILE_START } from '../model/map.ts';
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
import { listingPage } from './formats/text/listing-page.ts';
import { table } from './formats/text/table.ts';
import { aclAnthology } from './formats/xml/acl-anthology.ts';
import { arxivAtom } from './formats/xml/arxiv-atom.ts';
import { endnote } from './formats/xml/endnote.ts';
import { pubmed } from './formats/xml/pubmed.ts';
import type { Format, ReadOptions } from './record.ts';

/**
 * All input formats in detection order: `detectFormat` returns the first one that matches, so a specific format
 * must precede a general one.
 */
export const formats: readonly Format[] = [
  // XML, identified by element names.
  pubmed,
  arxivAtom,
  endnote,
  aclAnthology,
  // JSON with the keys of one service, then any other JSON.
  openAlex,
  semanticScholar,
  crossref,
  arxivDump,
  openReview,
  cslJson,
  json,
  // Text with its own syntax.
  bibtex,
  ris,
  medline,
  webOfScience,
  // Text with a recognizable header line, then text whose line lengths look like titles and abstracts.
  table,
  listingPage,
];

/**
 * Returns the format of a file, or undefined when no format matches.
 *
 * @param head The first {@link headLength} characters of the file, with line feeds as line ends.
 */
export function detectFormat(head: string, options: ReadOptions = {}): Format | undefined {
  if (head.startsWith(MAP_FILE_START)) return undefined;
  return formats.find((format) => format.detects(head, options));
}
