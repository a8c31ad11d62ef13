import type { FetchState } from './fetch-state.ts';

/** Which papers a round fetches. */
export interface CandidateOptions {
  /** Whether to follow references. */
  cites: boolean;
  /** Whether to follow citations. */
  citedBy: boolean;
  /** Minimum number of papers of earlier rounds that a paper is linked to. */
  minLinks: number;
  /** The round, from 1. */
  round: number;
}

/**
 * Returns the identifiers of the papers that are linked to those of earlier rounds and are not among them, those with the most links first, ties by
 * identifier.
 */
export function findCandidates(state: FetchState, { cites, citedBy, minLinks, round }: CandidateOptions): string[] {
  const known = state.records.filter((record) => record.round < round);
  const knownIds = new Set(known.map(({ id }) => id));
  const linked = new Map<string, Set<string>>();
  const add = (candidate: string, paper: string) => {
    if (knownIds.has(candidate) || !knownIds.has(paper)) return;
    const papers = linked.get(candidate) ?? new Set();
    linked.set(candidate, papers.add(paper));
  };
  if (cites) for (const { id, cites } of known) for (const cited of cites) add(cited, id);
  for (const [citing, cited] of state.links) {
    if (cites) add(cited, citing);
    if (citedBy) add(citing, cited);
  }
  const isKnown = (candidate: string) => (state.byName.get(candidate)?.round ?? round) < round;
  return [...linked]
    .filter(([candidate, papers]) => papers.size >= minLinks && !isKnown(candidate))
    .sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
    .map(([candidate]) => candidate);
}
