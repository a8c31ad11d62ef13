import type { z } from 'zod';
import type { TermShare } from '../../model/sparse.ts';
import { explainLink, formatLink } from '../../networks/explain-link.ts';
import type { FusedExplanation } from '../../vectors/explain-fused.ts';
import type { QueryableMap } from './open-for-queries.ts';
import type { fusedLink, networkLink, paperRef, similarPaper, topicRef } from './schemas.ts';

/** Authors of a paper in a list. */
const MAX_AUTHORS = 3;

/** Terms that explain a similarity in a list. */
const MAX_TERMS = 5;

/** Decimals of similarities and shares. */
const DECIMALS = 4;

/** Returns a number with a few decimals. */
export const round = (value: number): number => Number(value.toFixed(DECIMALS));

/** Returns shares with a few decimals. */
export const roundShares = (terms: readonly TermShare[], count: number): TermShare[] =>
  terms.slice(0, count).map(({ term, share, added }) => ({ term, share: round(share), ...(added && { added }) }));

/** Returns a topic or subtopic by its id; undefined for 0. */
export async function describeTopic(map: QueryableMap, id: number): Promise<z.infer<typeof topicRef> | undefined> {
  const topic = (await map.summary()).topics.find((candidate) => candidate.id === id);
  return topic && { id, label: topic.label };
}

/** Returns what a list says about a paper. */
export async function describePaper(map: QueryableMap, paper: number): Promise<z.infer<typeof paperRef>> {
  const [{ ids, titles, years, topicOf }, { authors }] = [await map.nodes(), await map.metadata()];
  const topic = await describeTopic(map, topicOf[paper]!);
  return {
    id: ids[paper]!,
    title: titles[paper]!,
    ...(years[paper] !== 0 && { year: years[paper]! }),
    authors: authors[paper]!.slice(0, MAX_AUTHORS),
    ...(topic && { topic }),
  };
}

/** Why a paper is similar to something. */
export interface Similarity {
  /** Similarity of the texts, 0..1. */
  similarity: number;
  terms: readonly TermShare[];
  /** In a map with vectors: the ranks by terms and by vectors, the cosine of the vectors, and the fused score. */
  fused?: FusedExplanation & { score?: number };
}

/** Returns what a list says about a paper that is similar to something. */
export async function describeSimilar(
  map: QueryableMap,
  paper: number,
  { similarity, terms, fused }: Similarity,
): Promise<z.infer<typeof similarPaper>> {
  return {
    ...(await describePaper(map, paper)),
    similarity: round(similarity),
    terms: roundShares(terms, MAX_TERMS),
    ...(fused && { fused: roundFused(fused) }),
  };
}

/** Returns what vectors contribute to a link, with a few decimals. */
export const roundFused = ({ score, ranks, cosine }: NonNullable<Similarity['fused']>): z.infer<typeof fusedLink> => ({
  ...(score !== undefined && { score: round(score) }),
  ...(ranks && { ranks: { terms: ranks.terms, vectors: ranks.vectors } }),
  ...(cosine !== undefined && { cosine: round(cosine) }),
});

/** Returns what a network says about a link. */
export async function describeLink(
  map: QueryableMap,
  a: number,
  b: number,
  weight: number,
): Promise<z.infer<typeof networkLink>> {
  return { weight: round(weight), shared: formatLink(explainLink(await map.links(), a, b, weight)) };
}
