import { InputError } from '../model/errors.ts';
import type { NetworkName } from '../model/network.ts';
import type { Paper } from '../model/paper.ts';

/** A field of papers that networks are made of, and where papers have it from. */
interface NeededField {
  field: 'authors' | 'keywords' | 'cites';
  name: string;
  sources: string;
}

const REFERENCES: NeededField = {
  field: 'cites',
  name: 'references',
  sources:
    ': export "cited references" from Web of Science or Scopus, or read files of OpenAlex, Crossref, Semantic Scholar, PubMed XML or JATS',
};

const NEEDED_FIELDS: Partial<Record<NetworkName, NeededField>> = {
  citation: REFERENCES,
  coupling: REFERENCES,
  combination: REFERENCES,
  'co-citation': REFERENCES,
  'co-authorship': {
    field: 'authors',
    name: 'authors',
    sources: '; nearly all reference managers and databases export them',
  },
  keywords: {
    field: 'keywords',
    name: 'keywords',
    sources: ': Web of Science, Scopus, PubMed, IEEE and ACM export them; the network "concepts" needs none',
  },
};

/**
 * Checks that papers have what a network is made of.
 * @throws {InputError} if none of them has
 */
export function checkNetworkData(papers: readonly Paper[], network: NetworkName): void {
  const needed = NEEDED_FIELDS[network];
  if (!needed || papers.some((paper) => paper[needed.field]?.length)) return;
  const without = papers.length === 1 ? 'the paper does not have' : `none of the ${papers.length} papers has`;
  throw new InputError(`the network "${network}" needs ${needed.name}, which ${without}${needed.sources}`);
}
