import { cx2 } from './formats/graphs/cx2.ts';
import { gexf, graphml } from './formats/graphs/graph-xml.ts';
import { arxivDump } from './formats/json/arxiv-dump.ts';
import { crossref } from './formats/json/crossref.ts';
import { cslJson } from './formats/json/csl-json.ts';
import { fetched } from './formats/json/fetched.ts';
import { json } from './formats/json/json.ts';
import { openAlex } from './formats/json/openalex.ts';
import { openReview } from './formats/json/openreview.ts';
import { semanticScholar } from './formats/json/semantic-scholar.ts';
import { dataciteJson } from './formats/json/services/datacite.ts';
import { dblpJson } from './formats/json/services/dblp.ts';
import { doaj } from './formats/json/services/doaj.ts';
import { europePmc } from './formats/json/services/europe-pmc.ts';
import { hal } from './formats/json/services/hal.ts';
import { inspire } from './formats/json/services/inspire.ts';
import { lens } from './formats/json/services/lens.ts';
import { scopus } from './formats/json/services/scopus.ts';
import { zotero } from './formats/json/services/zotero.ts';
import { cochrane } from './formats/tagged/cochrane.ts';
import { eric } from './formats/tagged/eric.ts';
import { medline } from './formats/tagged/medline.ts';
import { ovid, ovidCitation } from './formats/tagged/ovid.ts';
import { proquest } from './formats/tagged/proquest.ts';
import { redif } from './formats/tagged/redif.ts';
import { refer } from './formats/tagged/refer.ts';
import { refworks } from './formats/tagged/refworks.ts';
import { ris } from './formats/tagged/ris.ts';
import { webOfScience } from './formats/tagged/web-of-science.ts';
import { bibtex } from './formats/text/bibtex.ts';
import { cff } from './formats/text/cff.ts';
import { listingPage } from './formats/text/listing-page.ts';
import { pubmedAbstract } from './formats/text/pubmed-abstract.ts';
import { table } from './formats/text/table.ts';
import { aclAnthology } from './formats/xml/acl-anthology.ts';
import { arxivAtom } from './formats/xml/arxiv-atom.ts';
import { citavi } from './formats/xml/citavi.ts';
import { dataciteXml } from './formats/xml/datacite-xml.ts';
import { dblp } from './formats/xml/dblp.ts';
import { dublinCore } from './formats/xml/dublin-core.ts';
import { endnote } from './formats/xml/endnote.ts';
import { jats } from './formats/xml/jats.ts';
import { marcXml } from './formats/xml/marcxml.ts';
import { mods } from './formats/xml/mods.ts';
import { pubmed } from './formats/xml/pubmed.ts';
import { rdf } from './formats/xml/rdf.ts';
import { unixref } from './formats/xml/unixref.ts';
import { wordSources } from './formats/xml/word-sources.ts';
import type { Format, FormatOptions } from './record.ts';

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
  jats,
  mods,
  marcXml,
  dataciteXml,
  unixref,
  dblp,
  wordSources,
  citavi,
  rdf,
  // Repositories wrap other XML formats in the same protocol.
  dublinCore,
  gexf,
  graphml,
  cx2,
  // Records of several services, then JSON with the keys of one service, then any other JSON.
  fetched,
  openAlex,
  semanticScholar,
  crossref,
  arxivDump,
  openReview,
  zotero,
  europePmc,
  dblpJson,
  doaj,
  hal,
  scopus,
  lens,
  inspire,
  dataciteJson,
  cslJson,
  json,
  // Text with its own syntax.
  bibtex,
  ris,
  medline,
  webOfScience,
  eric,
  ovid,
  ovidCitation,
  proquest,
  cochrane,
  refworks,
  refer,
  redif,
  pubmedAbstract,
  cff,
  // Text with a recognizable header line, then text whose line lengths look like titles and abstracts.
  table,
  listingPage,
];

/**
 * Returns the format of a file, or undefined when no format matches.
 *
 * @param head The first {@link headLength} characters of the file, with line feeds as line ends.
 */
export function detectFormat(head: string, options: FormatOptions = {}): Format | undefined {
  return formats.find((format) => format.detects(head, options));
}
