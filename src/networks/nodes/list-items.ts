import type { Concepts } from '../../model/concepts.ts';
import { InputError } from '../../model/errors.ts';
import type { Paper } from '../../model/paper.ts';
import { transposeIncidence } from '../links.ts';
import type { NetworkOptions } from '../network-options.ts';
import type { MatchedReferences, MatchedWork } from '../references/match-references.ts';
import { createReplacer } from '../thesaurus.ts';
import { identifyAuthors } from './authors.ts';
import { groupKeywords } from './groups.ts';
import { collectItems, type Item, type ListedItems } from './items.ts';

/**
 * Lists the authors, keywords, concepts or cited works that are the nodes of a network.
 * @throws {InputError} if there are no concepts to list
 */
export function listItems(
  papers: readonly Paper[],
  concepts: Concepts | undefined,
  network: 'co-authorship' | 'keywords' | 'concepts' | 'co-citation',
  { minOccurrences, thesaurus }: Required<NetworkOptions>,
  references?: MatchedReferences,
): ListedItems {
  const min = minOccurrences === 'auto' ? (network === 'co-authorship' ? 1 : 2) : minOccurrences;
  const replace = createReplacer(thesaurus);
  if (network === 'co-authorship') return { nodes: 'authors', items: listAuthors(papers, replace, min) };
  if (network === 'keywords') return { nodes: 'keywords', items: listKeywords(papers, replace, min) };
  if (network === 'concepts') return { nodes: 'concepts', items: listConcepts(papers, concepts, min) };
  return { nodes: 'cited works', items: listWorks(papers, references!, min) };
}

function listAuthors(papers: readonly Paper[], replace: (name: string) => string, min: number): Item[] {
  const { members, labels } = identifyAuthors(papers, replace);
  return collectItems(members, min, (id) => {
    const isOrcid = /^\d{4}-\d{4}-/.test(id);
    return { label: labels.get(id)!, ...(isOrcid && { fields: { url: `https://orcid.org/${id}` } }) };
  });
}

function listKeywords(papers: readonly Paper[], replace: (keyword: string) => string, min: number): Item[] {
  const { members, labels } = groupKeywords(papers, replace);
  return collectItems(members, min, (id) => ({ label: labels.get(id)! }));
}

function listConcepts(papers: readonly Paper[], concepts: Concepts | undefined, min: number): Item[] {
  if (!concepts)
    throw new InputError('the network "concepts" needs concepts: omit --no-concepts, or set concepts: true');
  const { starts, ids } = concepts.rows;
  const members = papers.map((_, i) =>
    Array.from(ids.subarray(starts[i]!, starts[i + 1]!), (id) => concepts.concepts[id]!.id),
  );
  const byId = new Map(concepts.concepts.map((concept) => [concept.id, concept]));
  return collectItems(members, min, (id) => {
    const { name, kind } = byId.get(id)!;
    return { label: name, fields: { keywords: [kind] } };
  });
}

/** Cited works outside of the collection become nodes as well. */
function listWorks(papers: readonly Paper[], { works, rows }: MatchedReferences, min: number): Item[] {
  const citing = transposeIncidence(rows, works.length);
  const items = works.flatMap((work, i): Item[] => {
    const [start, end] = [citing.starts[i]!, citing.starts[i + 1]!];
    if (end - start < min) return [];
    return [{ id: work.id, papers: Array.from(citing.ids.subarray(start, end)), ...describeWork(work, papers) }];
  });
  return items.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describeWork({ id, text, paper }: MatchedWork, papers: readonly Paper[]): Pick<Item, 'label' | 'fields'> {
  if (paper >= 0) {
    const { title, sources: _, ...fields } = papers[paper]!;
    return { label: title, fields };
  }
  const year = /\b(1[5-9]\d\d|20\d\d)\b/.exec(text)?.[1];
  return {
    label: (text || id).slice(0, MAX_LABEL),
    fields: { ...(year && { year: Number(year) }), ...(id.startsWith('10.') && { doi: id }) },
  };
}

/** Maximum length of the label of a cited work. */
const MAX_LABEL = 200;
