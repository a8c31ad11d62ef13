import type { Paper } from '../../../src/model/paper.ts';
import { getZoteroLink, listZoteroItems } from '../../../src/model/zotero-ids.ts';
import { toWellFormed } from '../../../src/util/text/well-formed.ts';
import { hasPaperNodes } from '../../strings/nouns.ts';
import { strings } from '../../strings/strings.ts';

/** Number of authors that are listed. */
const MAX_AUTHORS = 8;

/** Authors, venue, date and counts of a paper in one line. */
export function Metadata({ paper }: { paper: Paper }) {
  const { authors = [], authorCount, date, year, venue, organization, publisher, citations, votes } = paper;
  const listed = authors.slice(0, MAX_AUTHORS);
  const unlistedCount = (authorCount ?? authors.length) - listed.length;
  const byline =
    listed.length > 0
      ? `${listed.join(', ')}${unlistedCount > 0 ? ` ${strings.paper.andMore(unlistedCount)}` : ''}`
      : authorCount && strings.paper.authors(authorCount);
  const fields = [
    byline,
    organization,
    venue,
    publisher,
    date?.replace(/^--/, '') ?? (year !== undefined && !hasPaperNodes() ? strings.network.meanYear(year) : year),
    citations !== undefined && strings.paper.citations(citations),
    votes !== undefined && strings.paper.votes(votes),
  ].filter(Boolean);
  return fields.length > 0 ? <p class="metadata">{fields.join(' · ')}</p> : null;
}

/** Links to a paper elsewhere, and to its items in Zotero. Only http and https URLs are linked, and they receive no referrer. */
export function ExternalLinks({ paper }: { paper: Paper }) {
  const { doi, arxiv, pmid, url, urls = [], code = [], identifiers } = paper;
  const links = new Map<string, string>();
  const add = (name: string, href: string | undefined) => {
    if (href && /^https?:\/\//i.test(href) && !links.has(href)) links.set(href, name);
  };
  add(strings.paper.doi, doi && `https://doi.org/${encodeURI(toWellFormed(doi))}`);
  add(strings.paper.arxiv, arxiv && `https://arxiv.org/abs/${encodeURI(toWellFormed(arxiv))}`);
  add(strings.paper.pubmed, pmid && `https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(toWellFormed(pmid))}/`);
  for (const page of [url, ...urls]) add(strings.paper.page, page);
  for (const page of code) add(strings.paper.code, page);
  // The keys consist of letters and digits.
  const items = listZoteroItems(identifiers).map(getZoteroLink);
  if (links.size + items.length === 0) return null;
  return (
    <p class="external-links">
      {[...links].map(([href, name]) => (
        <a key={href} href={href} target="_blank" rel="noopener noreferrer" title={href}>
          {name}
          <span class="visually-hidden"> {strings.paper.newTab}</span>
        </a>
      ))}
      {items.map((href) => (
        <a key={href} href={href} title={href}>
          {strings.paper.zotero}
        </a>
      ))}
    </p>
  );
}
