import type { Paper, Place, Problem } from '../types.ts';
import { shortHash, titleKey } from './clean/identifiers.ts';
import type { Facts } from './tidy.ts';

/** One record and where it stood. */
export interface Listing {
  facts: Facts;
  place: Place;
}

/** First version: one paper for each DOI, arXiv id, PubMed id or, without any, title. */
export function merge(listings: Listing[]): { papers: Paper[]; notes: Problem[] } {
  const groups = new Map<string, Listing[]>();
  for (const listing of listings) {
    const { doi, arxiv, pmid, title } = listing.facts;
    const key =
      doi?.toLowerCase() ?? (arxiv ? `arXiv:${arxiv}` : pmid ? `pmid:${pmid}` : `t-${shortHash(titleKey(title))}`);
    const group = groups.get(key);
    if (group) group.push(listing);
    else groups.set(key, [listing]);
  }
  const papers = [...groups].map(([key, group]) => {
    const sources = group
      .map(({ place }) => place)
      .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    const dois = group.map(({ facts }) => facts.doi ?? '').sort();
    const facts = Object.assign({}, ...group.map((one) => one.facts)) as Facts;
    facts.abstract = group.map((one) => one.facts.abstract).reduce((a, b) => (b.length > a.length ? b : a));
    return { id: dois[0] || key, ...facts, sources };
  });
  papers.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { papers, notes: [] };
}
