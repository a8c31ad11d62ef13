import { weighText } from '../../../src/text/weighting/weigh-text.ts';
import type { OpenMap } from '../open-map.ts';
import type { AbstractHit, AbstractSearchResults } from '../protocol.ts';
import { QueryMatcher } from './query-matcher.ts';

/** Number of abstracts read and searched before the worker may handle other requests. */
const BATCH_SIZE = 500;

/** On a remote map with more papers than this, only candidates are read. */
const MAX_REMOTE_PAPERS = 20_000;

/** Maximum number of candidates: papers that contain all query words as terms. */
const MAX_CANDIDATES = 200;

interface PreparedQuery {
  matcher: QueryMatcher;
  /** Papers that contain all query words that are terms of the map, largest total weight of these terms first. */
  candidates: number[];
}

/** Searches abstracts for words and phrases, in batches: first the candidates given by the terms of the map, then all other papers. */
export class AbstractSearch {
  readonly #map: OpenMap;
  /** The abstracts read so far, by paper. */
  readonly #abstracts: string[] = [];
  #query = '';
  #prepared: Promise<PreparedQuery> | undefined;

  constructor(map: OpenMap) {
    this.#map = map;
  }

  /** Searches one batch. `start` is 0 for the first batch, then `next` of the previous one. */
  async search(query: string, start: number): Promise<AbstractSearchResults> {
    if (query !== this.#query || !this.#prepared) {
      this.#query = query;
      this.#prepared = this.#prepare(query);
    }
    const { matcher, candidates } = await this.#prepared;
    const paperCount = (await this.#map.nodes()).ids.length;
    const byTerms = this.#map.isRemote && paperCount > MAX_REMOTE_PAPERS;
    if (start < candidates.length) {
      const end = Math.min(start + BATCH_SIZE, candidates.length);
      const hits = await this.#match(candidates.slice(start, end), matcher);
      return { hits, byTerms, next: byTerms && end === candidates.length ? null : end };
    }
    if (byTerms) return { hits: [], byTerms, next: null };
    const firstPaper = start - candidates.length;
    const endPaper = Math.min(firstPaper + BATCH_SIZE, paperCount);
    await this.#readAbstracts(firstPaper, endPaper);
    const searched = new Set(candidates);
    const papers: number[] = [];
    for (let paper = firstPaper; paper < endPaper; paper++) if (!searched.has(paper)) papers.push(paper);
    const hits = await this.#match(papers, matcher);
    return { hits, byTerms, next: endPaper < paperCount ? start + BATCH_SIZE : null };
  }

  async #match(papers: number[], matcher: QueryMatcher): Promise<AbstractHit[]> {
    const abstracts = await Promise.all(papers.map((paper) => this.#readAbstract(paper)));
    return papers.flatMap((paper, i) => {
      const passage = matcher.match(abstracts[i]!);
      return passage ? [{ paper, ...passage }] : [];
    });
  }

  async #readAbstract(paper: number): Promise<string> {
    this.#abstracts[paper] ??= (await this.#map.paper(paper)).abstract;
    return this.#abstracts[paper];
  }

  /** Reads a range of abstracts at once, unless all of them have been read. */
  async #readAbstracts(start: number, end: number): Promise<void> {
    let paper = start;
    while (paper < end && this.#abstracts[paper] !== undefined) paper++;
    if (paper >= end) return;
    const papers = await this.#map.papers(start, end);
    papers.forEach(({ abstract }, i) => {
      this.#abstracts[start + i] = abstract;
    });
  }

  async #prepare(query: string): Promise<PreparedQuery> {
    const matcher = new QueryMatcher(query);
    const [vocabulary, rows, { options }] = await Promise.all([
      this.#map.vocabulary(),
      this.#map.rows(),
      this.#map.summary(),
    ]);
    const terms = weighText(vocabulary, matcher.words, options).ids;
    const words = new Set(terms.filter((term) => !vocabulary.keys[term]!.includes(' ')));
    const candidates: { paper: number; weight: number }[] = [];
    for (let paper = 0; words.size > 0 && paper + 1 < rows.starts.length; paper++) {
      let matchCount = 0;
      let weight = 0;
      for (let k = rows.starts[paper]!; k < rows.starts[paper + 1]!; k++) {
        if (!words.has(rows.ids[k]!)) continue;
        matchCount++;
        weight += rows.values[k]!;
      }
      if (matchCount === words.size) candidates.push({ paper, weight });
    }
    candidates.sort((a, b) => b.weight - a.weight || a.paper - b.paper);
    return { matcher, candidates: candidates.slice(0, MAX_CANDIDATES).map(({ paper }) => paper) };
  }
}
