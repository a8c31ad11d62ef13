import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import { quote } from '../model/option-table.ts';
import type { Hooks } from '../model/options.ts';
import type { Paper } from '../model/paper.ts';
import type { Share, TermRows, TermShare } from '../model/sparse.ts';
import type { PaperVectors } from '../model/vectors.ts';
import { mergeParts } from '../similarity/merge-parts.ts';
import {
  createIndex,
  type Example,
  findRelated,
  type InvertedIndex,
  type RelatedOptions,
} from '../similarity/query/find-related.ts';
import { readQuery } from '../similarity/query/read-query.ts';
import type { WeighOptions } from '../text/weigh-options.ts';
import { weighText } from '../text/weighting/weigh-text.ts';
import type { FusedExplanation } from './explain-fused.ts';
import { findFusedRelated } from './fused-related.ts';
import { hasVector } from './quantize.ts';

/** Options of {@link relatedPapers}. */
export interface RelatedPapersOptions extends Pick<RelatedOptions, 'count' | 'diversity'> {
  /** Whether to expand the query and the papers by their nearest neighbors, which finds more. Default true. */
  expand?: boolean;
}

/** A paper that {@link relatedPapers} found. */
export interface RelatedResult {
  paper: Paper;
  /** Cosine similarity of the texts. Above 0, at most 1; it can be 0 with `fused`. */
  similarity: number;
  /**
   * Contributions of the terms, largest first. They add up to the similarity exactly. A phrase and its parts are one term, and
   * terms that only similar papers contribute are marked as added.
   */
  terms: TermShare[];
  /**
   * Ranks by terms and by vectors, and the cosine of the vectors: only if the map has vectors and the query is one of its papers. The papers are
   * then in the order of {@link score}; otherwise the order is that of the similarity.
   */
  fused?: FusedExplanation;
  /** Fused score of both ranks, above 0, at most 1; with `fused`. */
  score?: number;
}

/** The indexes of maps that were queried. */
const indexes = new WeakMap<TermRows, InvertedIndex>();

/**
 * Returns the papers most similar to a paper of the map or to any text, most similar first. In a map with vectors, the papers related to a paper are
 * ranked by terms and by vectors; a text has no vector and is compared by terms.
 *
 * Text is weighed with the options of the map. The first query of a map builds an index, which later ones use.
 * @param query The id, DOI or other identifier, citation key, title, or beginning of the title of a paper of the map, which
 * is left out of the result, or any text.
 * @throws {InputError} if an argument cannot be used, no paper has the identifier, or an option is unknown or out of range
 * @throws the reason of the signal if it is aborted
 */
export async function relatedPapers(
  map: PaperMap,
  query: string,
  options: RelatedPapersOptions = {},
  hooks: Hooks = {},
): Promise<RelatedResult[]> {
  if (typeof query !== 'string') throw new InputError('relatedPapers: the query must be a text or the id of a paper');
  if (!Array.isArray(map?.papers) || !map.vocabulary)
    throw new InputError('relatedPapers: give a map as returned by analyze, or by readAll of an open map');
  const index = indexes.get(map.rows) ?? (await createIndex(map.rows, map.vocabulary.keys.length, hooks));
  indexes.set(map.rows, index);
  const { expand = true, ...rest } = options;
  if (typeof expand !== 'boolean') throw new InputError('relatedPapers: the option expand must be true or false');
  const settings = { ...rest, ...(expand && { expandWith: map.neighbors }) };
  const example = await toExample(map, query, options.diversity ? undefined : map.vectors);
  const describe = ({ paper, similarity, terms }: { paper: number; similarity: number; terms: Share[] }) => ({
    paper: map.papers[paper]!,
    similarity,
    terms: mergeParts(terms, map.vocabulary).map(({ term, ...share }) => ({
      term: map.vocabulary.forms[term]!,
      ...share,
    })),
  });
  if (map.vectors && typeof example === 'number' && !options.diversity) {
    const { diversity: _, ...fusedSettings } = settings;
    const found = await findFusedRelated(index, map.vectors, example, fusedSettings, hooks);
    return found.map(({ score, fused, ...match }) => ({ ...describe(match), score, fused }));
  }
  return (await findRelated(index, example, settings, hooks)).map(describe);
}

async function toExample(
  { papers, rows, vocabulary, options }: PaperMap,
  query: string,
  vectors: PaperVectors | undefined,
): Promise<Example> {
  const ids = papers.map(({ id }) => id);
  const titles = papers.map(({ title }) => title);
  const { readAs, paper, identifier } = await readQuery(query, { ids, titles, load: async () => papers });
  if (paper === undefined && identifier !== undefined)
    throw new InputError(`relatedPapers: no paper of the map has the ${readAs} ${quote(identifier)}`);
  // A map records all options that it was built with.
  const weigh = (text: string) => weighText(vocabulary, text, options as WeighOptions);
  if (paper === undefined) return weigh(query);
  // A paper without an abstract has an empty row; its vector or its title is used instead.
  const isComparable = rows.starts[paper]! < rows.starts[paper + 1]! || (vectors && hasVector(vectors, paper));
  return isComparable ? paper : weigh(papers[paper]!.title);
}
