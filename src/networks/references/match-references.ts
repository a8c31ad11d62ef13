import type { ReferenceStatistics } from '../../model/network.ts';
import type { Paper } from '../../model/paper.ts';
import { parseCitedWork } from '../../util/text/cited-work.ts';
import { foldText, getPaperKey, getReferenceKey } from './reference-fields.ts';

/** A work that papers cite. */
export interface MatchedWork {
  /** Unique: the id of the paper, an identifier of the work, or its text. */
  id: string;
  /** How the first paper that cites the work writes it. */
  text: string;
  /** Index of the work among the papers; -1 if it is none of them. */
  paper: number;
}

/** The works that the papers of a collection cite. */
export interface MatchedReferences {
  /** In the order in which the papers cite them first. */
  works: MatchedWork[];
  /** The works (indexes, ascending) that paper i cites are `ids[starts[i]]` to `ids[starts[i + 1] - 1]`. */
  rows: { starts: Uint32Array; ids: Uint32Array };
  statistics: ReferenceStatistics;
}

type Identified = 'byIdentifier' | 'byFields' | 'byText';

/** What a reference refers to. */
interface Target {
  id: string;
  text: string;
  paper: number;
  identified: Identified;
}

/**
 * Finds out which references refer to the same work, and to which paper of the collection.
 *
 * A reference is identified by its DOI or another identifier; failing that, by first author, year, volume and page, if these belong to
 * one work only; failing that, by its text without case and punctuation.
 */
export function matchReferences(papers: readonly Paper[]): MatchedReferences {
  const findTarget = createReferenceMatcher(papers);
  const works: MatchedWork[] = [];
  const workOf = new Map<string, number>();
  const starts = new Uint32Array(papers.length + 1);
  const ids: number[] = [];
  const statistics: ReferenceStatistics = {
    papers: 0,
    references: 0,
    works: 0,
    byIdentifier: 0,
    byFields: 0,
    byText: 0,
    inCollection: 0,
  };
  papers.forEach(({ cites = [] }, i) => {
    const cited = new Set<number>();
    for (const text of cites) {
      const target = findTarget(text);
      // Databases list a paper among its own references by mistake.
      if (!target || target.paper === i) continue;
      const work = workOf.get(target.id) ?? works.length;
      if (cited.has(work)) continue;
      cited.add(work);
      if (work === works.length) {
        workOf.set(target.id, work);
        works.push({ id: target.id, text: target.text, paper: target.paper });
      } else if (!works[work]!.text) works[work]!.text = target.text;
      statistics.references++;
      statistics[target.identified]++;
      if (target.paper >= 0) statistics.inCollection++;
    }
    if (cited.size > 0) statistics.papers++;
    ids.push(...[...cited].sort((a, b) => a - b));
    starts[i + 1] = ids.length;
  });
  statistics.works = works.length;
  return { works, rows: { starts, ids: Uint32Array.from(ids) }, statistics };
}

/** Returns a function that finds what a reference refers to; undefined for an empty one. */
export function createReferenceMatcher(papers: readonly Paper[]): (cited: string) => Target | undefined {
  const byIdentifier = indexIdentifiers(papers);
  const paperByKey = indexKeys(papers);
  const idByKey = indexReferenceKeys(papers);
  const known = new Map<string, Target | undefined>();
  const toTarget = (paper: number, text: string, identified: Identified): Target => ({
    id: papers[paper]!.id,
    text,
    paper,
    identified,
  });
  const find = (cited: string): Target | undefined => {
    const { text, id: written } = parseCitedWork(cited);
    const id = written && normalizeIdentifier(written);
    const paper = id === undefined ? undefined : byIdentifier.get(id);
    if (paper !== undefined) return toTarget(paper, text, 'byIdentifier');
    const key = text ? getReferenceKey(text) : undefined;
    const byKey = key === undefined ? -1 : (paperByKey.get(key) ?? -1);
    // A work with another DOI is another work.
    if (byKey >= 0 && (id === undefined || papers[byKey]!.doi === undefined)) return toTarget(byKey, text, 'byFields');
    if (id !== undefined) return { id, text, paper: -1, identified: 'byIdentifier' };
    if (key !== undefined) return { id: idByKey.get(key) || key, text, paper: -1, identified: 'byFields' };
    const folded = foldText(text);
    return folded ? { id: folded, text, paper: -1, identified: 'byText' } : undefined;
  };
  return (cited) => {
    const target = known.get(cited);
    if (target || known.has(cited)) return target;
    const found = find(cited);
    known.set(cited, found);
    return found;
  };
}

/** Writes an identifier in one way: a DOI in lower case, OpenAlex and arXiv ids with their scheme. */
function normalizeIdentifier(id: string): string {
  return id
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:)/, '')
    .replace(/^https?:\/\/(?:api\.)?openalex\.org\/(?:works\/)?/, 'openalex:')
    .replace(/^https?:\/\/arxiv\.org\/abs\/|^10\.48550\/arxiv\./, 'arxiv:');
}

function indexIdentifiers(papers: readonly Paper[]): Map<string, number> {
  const index = new Map<string, number>();
  papers.forEach(({ id, doi, arxiv, pmid, identifiers = [] }, i) => {
    const all = [id, doi, arxiv, arxiv && `arxiv:${arxiv}`, pmid && `pmid:${pmid}`, ...identifiers];
    for (const identifier of all) if (identifier) index.set(normalizeIdentifier(identifier), i);
  });
  return index;
}

/** Returns the paper by key; -1 for keys of several papers. */
function indexKeys(papers: readonly Paper[]): Map<string, number> {
  const index = new Map<string, number>();
  papers.forEach((paper, i) => {
    const key = getPaperKey(paper);
    if (key !== undefined) index.set(key, index.has(key) ? -1 : i);
  });
  return index;
}

/** Returns the identifier by key, of references that have both; '' for keys with several identifiers. */
function indexReferenceKeys(papers: readonly Paper[]): Map<string, string> {
  const index = new Map<string, string>();
  const add = (cited: string) => {
    const { text, id: written } = parseCitedWork(cited);
    const key = written && text ? getReferenceKey(text) : undefined;
    if (!written || key === undefined) return;
    const id = normalizeIdentifier(written);
    const other = index.get(key);
    index.set(key, other === undefined || other === id ? id : '');
  };
  for (const { cites = [] } of papers) for (const cited of cites) add(cited);
  return index;
}
