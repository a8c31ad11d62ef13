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
  const { texts, numbers } = numberReferences(papers);
  const targets = texts.map(createTargetFinder(papers, texts));
  const works: MatchedWork[] = [];
  const workOf = new Map<string, number>();
  /** Work of each text; -1 until a paper cites it. */
  const workOfText = new Int32Array(texts.length).fill(-1);
  /** The last paper that cites each work; -1 for none. */
  const lastCiting = new Int32Array(texts.length).fill(-1);
  const starts = new Uint32Array(papers.length + 1);
  const ids = new Uint32Array(numbers.length);
  const statistics: ReferenceStatistics = {
    papers: 0,
    references: 0,
    works: 0,
    byIdentifier: 0,
    byFields: 0,
    byText: 0,
    inCollection: 0,
  };
  const toWork = (number: number, { id, text, paper }: Target): number => {
    if (workOfText[number]! >= 0) return workOfText[number]!;
    const work = workOf.get(id) ?? works.push({ id, text, paper }) - 1;
    workOf.set(id, work);
    workOfText[number] = work;
    return work;
  };
  let [next, count] = [0, 0];
  papers.forEach(({ cites = [] }, i) => {
    for (const end = next + cites.length; next < end; next++) {
      const number = numbers[next]!;
      const target = targets[number];
      // Databases list a paper among its own references by mistake.
      if (!target || target.paper === i) continue;
      const work = toWork(number, target);
      if (lastCiting[work] === i) continue;
      lastCiting[work] = i;
      ids[count++] = work;
      works[work]!.text ||= target.text;
      statistics.references++;
      statistics[target.identified]++;
      if (target.paper >= 0) statistics.inCollection++;
    }
    if (count > starts[i]!) statistics.papers++;
    ids.subarray(starts[i]!, count).sort();
    starts[i + 1] = count;
  });
  statistics.works = works.length;
  return { works, rows: { starts, ids: ids.slice(0, count) }, statistics };
}

/** Returns a function that finds what a reference refers to; undefined for an empty one. */
export function createReferenceMatcher(papers: readonly Paper[]): (cited: string) => Target | undefined {
  const find = createTargetFinder(papers, numberReferences(papers).texts);
  const known = new Map<string, Target | undefined>();
  return (cited) => {
    const target = known.get(cited);
    if (target || known.has(cited)) return target;
    const found = find(cited);
    known.set(cited, found);
    return found;
  };
}

/** Returns the different texts of references, in order, and for each reference of each paper which of them it has. */
function numberReferences(papers: readonly Paper[]): { texts: string[]; numbers: Uint32Array } {
  const numberOf = new Map<string, number>();
  const numbers = new Uint32Array(papers.reduce((sum, { cites = [] }) => sum + cites.length, 0));
  let next = 0;
  for (const { cites = [] } of papers)
    for (const cited of cites) {
      const number = numberOf.get(cited) ?? numberOf.size;
      if (number === numberOf.size) numberOf.set(cited, number);
      numbers[next++] = number;
    }
  return { texts: [...numberOf.keys()], numbers };
}

/** @param texts All references of the papers. */
function createTargetFinder(papers: readonly Paper[], texts: readonly string[]): (cited: string) => Target | undefined {
  const byIdentifier = indexIdentifiers(papers);
  const paperByKey = indexKeys(papers);
  const idByKey = indexReferenceKeys(texts);
  const toTarget = (paper: number, text: string, identified: Identified): Target => ({
    id: papers[paper]!.id,
    text,
    paper,
    identified,
  });
  return (cited) => {
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
function indexReferenceKeys(texts: readonly string[]): Map<string, string> {
  const index = new Map<string, string>();
  const add = (cited: string) => {
    const { text, id: written } = parseCitedWork(cited);
    const key = written && text ? getReferenceKey(text) : undefined;
    if (!written || key === undefined) return;
    const id = normalizeIdentifier(written);
    const other = index.get(key);
    index.set(key, other === undefined || other === id ? id : '');
  };
  for (const cited of texts) add(cited);
  return index;
}
