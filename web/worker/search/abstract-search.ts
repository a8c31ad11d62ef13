import type { Paper } from '../../../src/model/paper.ts';
import { weighText } from '../../../src/text/weighting/weigh-text.ts';
import type { OpenMap } from '../open-map.ts';
import { createPaperTest, type PaperTest } from './paper-filter.ts';
import { type Clause, parseQuery } from './query.ts';
import { QueryMatcher } from './query-matcher.ts';
import { matchRecord, recordClauses, type SearchRecord } from './record-search.ts';
import type { AbstractHit, AbstractSearchResults } from './results.ts';

/** Number of abstracts read and searched before the worker may handle other requests. */
const BATCH_SIZE = 500;

/** On a remote map with more papers than this, only candidates are read. */
const MAX_REMOTE_PAPERS = 20_000;

/** Maximum number of candidates: papers that contain all query words as terms. */
const MAX_CANDIDATES = 200;

interface PreparedQuery {
  matcher: QueryMatcher;
  /** The clauses that name no field and exclude nothing. */
  plain: Clause[];
  /** The clauses that name an identifier or keywords. */
  named: Clause[];
  /** Whether a paper passes the other clauses. */
  passes: PaperTest;
  /** Papers that contain all query words that are terms of the map, largest total weight of these terms first. */
  candidates: number[];
}

/** Searches abstracts, identifiers and keywords, in batches: first the candidates given by the terms of the map, then all other papers. */
export class AbstractSearch {
  readonly #map: OpenMap;
  /** The records read so far, by paper. */
  readonly #records: SearchRecord[] = [];
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
    const prepared = await this.#prepared;
    const { candidates } = prepared;
    const paperCount = (await this.#map.nodes()).ids.length;
    const byTerms = this.#map.isRemote && paperCount > MAX_REMOTE_PAPERS;
    if (start < candidates.length) {
      const end = Math.min(start + BATCH_SIZE, candidates.length);
      const hits = await this.#match(candidates.slice(start, end), prepared);
      return { hits, byTerms, next: byTerms && end === candidates.length ? null : end };
    }
    if (byTerms) return { hits: [], byTerms, next: null };
    const firstPaper = start - candidates.length;
    const endPaper = Math.min(firstPaper + BATCH_SIZE, paperCount);
    await this.#readRecords(firstPaper, endPaper);
    const searched = new Set(candidates);
    const papers: number[] = [];
    for (let paper = firstPaper; paper < endPaper; paper++) if (!searched.has(paper)) papers.push(paper);
    const hits = await this.#match(papers, prepared);
    return { hits, byTerms, next: endPaper < paperCount ? start + BATCH_SIZE : null };
  }

  async #match(papers: number[], { matcher, plain, named, passes }: PreparedQuery): Promise<AbstractHit[]> {
    const accepted = papers.filter(passes);
    const records = await Promise.all(accepted.map((paper) => this.#readRecord(paper)));
    return accepted.flatMap((paper, i): AbstractHit[] => {
      const record = records[i]!;
      const namedPassages = named.map((clause) => [clause.isExcluded, matchRecord(record, clause)] as const);
      if (namedPassages.some(([isExcluded, passage]) => isExcluded === (passage !== undefined))) return [];
      const passage = matcher.match(record.abstract);
      if (passage && named.length === 0) return [{ paper, kind: 'abstract', ...passage }];
      if (matcher.excludes(record.abstract)) return [];
      const plainPassages = passage ? [passage] : plain.map((clause) => matchRecord(record, clause));
      const found = [...namedPassages.map(([, named]) => named), ...plainPassages].filter((item) => item !== undefined);
      if (found.length === 0 || plainPassages.includes(undefined)) return [];
      return [{ paper, kind: 'record', isExactPhrase: false, ...found[0]! }];
    });
  }

  async #readRecord(paper: number): Promise<SearchRecord> {
    this.#records[paper] ??= toRecord(await this.#map.paper(paper));
    return this.#records[paper];
  }

  /** Reads a range of papers at once, unless all of them have been read. */
  async #readRecords(start: number, end: number): Promise<void> {
    let paper = start;
    while (paper < end && this.#records[paper] !== undefined) paper++;
    if (paper >= end) return;
    const papers = await this.#map.papers(start, end);
    papers.forEach((read, i) => {
      this.#records[start + i] = toRecord(read);
    });
  }

  async #prepare(query: string): Promise<PreparedQuery> {
    const clauses = parseQuery(query);
    const matcher = new QueryMatcher(clauses);
    const [vocabulary, rows, { options }, nodes, metadata] = await Promise.all([
      this.#map.vocabulary(),
      this.#map.rows(),
      this.#map.summary(),
      this.#map.nodes(),
      this.#map.metadata(),
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
    return {
      matcher,
      plain: clauses.filter(({ field, isExcluded }) => field === undefined && !isExcluded),
      named: recordClauses(clauses),
      passes: createPaperTest(clauses, nodes, metadata),
      candidates: candidates.slice(0, MAX_CANDIDATES).map(({ paper }) => paper),
    };
  }
}

const toRecord = ({ abstract, doi, key, arxiv, pmid, keywords }: Paper): SearchRecord => ({
  abstract,
  ...(doi && { doi }),
  ...(key && { key }),
  ...(arxiv && { arxiv }),
  ...(pmid && { pmid }),
  ...(keywords && { keywords }),
});
