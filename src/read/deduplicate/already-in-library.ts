import type { Paper } from '../../model/paper.ts';
import { merge } from './deduplicate.ts';
import type { Listing } from './listing.ts';

/**
 * Which papers are also in a library, by the rules that make one paper of several listings: DOI, arXiv id or PubMed id,
 * else title, authors, year and abstract. Gives indexes of `papers`.
 */
export function knownPapers(papers: readonly Paper[], library: readonly Paper[]): Set<number> {
  const listings = (file: string, listed: readonly Paper[]): Listing[] =>
    listed.map(({ id: _, sources: __, ...facts }, at) => ({ facts, place: { file, line: at } }));
  const known = new Set<number>();
  for (const { sources } of merge([...listings('papers', papers), ...listings('library', library)]).papers)
    if (sources.some(({ file }) => file === 'library'))
      for (const { file, line } of sources) if (file === 'papers') known.add(line);
  return known;
}
