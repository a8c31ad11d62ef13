import type { z } from 'zod';
import type { Share } from '../../model/sparse.ts';
import { explain } from '../../similarity/explain.ts';
import { mergeParts } from '../../similarity/merge-parts.ts';
import { type Example, findRelated } from '../../similarity/query/find-related.ts';
import type { WeighOptions } from '../../text/weigh-options.ts';
import { weighText } from '../../text/weighting/weigh-text.ts';
import { explainFused } from '../../vectors/explain-fused.ts';
import { findFusedRelated } from '../../vectors/fused-related.ts';
import { hasVector } from '../../vectors/quantize.ts';
import { describeSimilar, type Similarity } from './describe.ts';
import type { QueryableMap } from './open-for-queries.ts';
import type { rankedBy, similarPaper } from './schemas.ts';

/** Papers that are similar to something. */
interface SimilarPapers {
  /** Only of maps with vectors. */
  rankedBy?: NonNullable<z.infer<typeof rankedBy>>;
  /** Most similar first. */
  papers: z.infer<typeof similarPaper>[];
}

/** Returns the terms of a text, weighed as the papers of the map. */
export async function weigh(map: QueryableMap, text: string): Promise<Example> {
  // A map stores all options that it was built with; texts must be weighed with the same.
  return weighText(await map.vocabulary(), text, (await map.summary()).options as WeighOptions);
}

/** Finds the papers most similar to a paper or to a text; in a map with vectors, those of a paper are ranked by terms and by vectors. */
export async function findSimilar(map: QueryableMap, example: Example, count: number): Promise<SimilarPapers> {
  const [rows, index, expandWith, vectors] = [
    await map.rows(),
    await map.index(),
    await map.neighbors(),
    await map.vectors(),
  ];
  const isEmpty = typeof example === 'number' && rows.starts[example] === rows.starts[example + 1];
  if (vectors && typeof example === 'number' && (!isEmpty || hasVector(vectors, example))) {
    const found = await findFusedRelated(index, vectors, example, { count, expandWith });
    const matches = found.map(({ score, fused, ...match }) => ({ ...match, fused: { score, ...fused } }));
    return { rankedBy: 'terms and vectors', papers: await describeAll(map, matches) };
  }
  // A paper without an abstract has an empty row; its title is used instead.
  const query = isEmpty ? await weigh(map, (await map.nodes()).titles[example]!) : example;
  const found = await findRelated(index, query, { count, expandWith });
  return { ...(vectors && { rankedBy: 'terms' }), papers: await describeAll(map, found) };
}

/** Explains the similarity of two papers by the terms that they share and, in a map with vectors, by both ranks. */
export async function explainPair(map: QueryableMap, a: number, b: number): Promise<Similarity> {
  const [rows, vocabulary, neighbors, vectors] = [
    await map.rows(),
    await map.vocabulary(),
    await map.neighbors(),
    await map.vectors(),
  ];
  const terms = explain({ papers: [], rows, vocabulary }, a, b);
  return {
    similarity: terms.reduce((sum, { share }) => sum + share, 0),
    terms,
    ...(vectors && { fused: explainFused({ neighbors, vectors }, a, b) }),
  };
}

interface Match extends Omit<Similarity, 'terms'> {
  paper: number;
  terms: Share[];
}

async function describeAll(map: QueryableMap, matches: readonly Match[]): Promise<SimilarPapers['papers']> {
  const vocabulary = await map.vocabulary();
  const papers: SimilarPapers['papers'] = [];
  for (const { paper, terms, ...match } of matches) {
    const named = mergeParts(terms, vocabulary).map(({ term, ...share }) => ({
      ...share,
      term: vocabulary.forms[term]!,
    }));
    papers.push(await describeSimilar(map, paper, { ...match, terms: named }));
  }
  return papers;
}
