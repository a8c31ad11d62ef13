import { createIndex, type InvertedIndex } from '../../../src/similarity/query/find-related.ts';
import { weighText } from '../../../src/text/weighting/weigh-text.ts';
import type { OpenMap } from '../open-map.ts';
import { type CandidateQuery, RecordIndex } from './indexes/record-index.ts';
import { createPaperTest, type PaperTest } from './paper-filter.ts';
import { type Clause, parseQuery } from './query.ts';
import { QueryMatcher, stemOf } from './query-matcher.ts';
import { matchRecord, recordClauses, type SearchRecord, toRecord } from './record-search.ts';
import type { AbstractHit, AbstractSearchResults, BatchStart } from './results.ts';
import { fromKey, toKey } from './sort-keys.ts';
import { spellings } from './spellings.ts';

/** Number of papers that are read for the results that are listed at first, which should come at once, and for the following ones. */
const BATCH_SIZE = { first: 10, following: 40 };

/** Shorter words are searched for as whole words only: the start of a word says too little about what is looked for in an abstract. */
const MIN_PREFIX_LENGTH = 3;

/** On a remote map with more papers than this, only candidates given by terms are read. */
const MAX_REMOTE_PAPERS = 20_000;

/** Maximum number of candidates given by terms: papers that contain all query words as terms. */
const MAX_CANDIDATES = 200;

/** Maximum number of records that are kept in memory. */
const MAX_RECORDS = 4000;

interface PreparedQuery {
  matcher: QueryMatcher;
  /** The clauses that name no field and exclude nothing. */
  plain: Clause[];
  /** The clauses that name an identifier or keywords. */
  named: Clause[];
  /** Whether a paper passes the other clauses. */
  passes: PaperTest;
  /** Total weight of the query words and phrases that are terms of the map, by paper. */
  weights: Uint32Array;
  /** Papers that may match, best first. */
  candidates: Uint32Array;
  /** Whether there are no other papers that may match. If not, they were found by terms while the index is being built. */
  isComplete: boolean;
  byTerms: boolean;
}

/** Searches abstracts, identifiers and keywords, in batches. Until their index is built, the terms of the map tell where to look first. */
export class AbstractSearch {
  readonly #map: OpenMap;
  readonly #getInvertedIndex: () => Promise<InvertedIndex>;
  /** Records that were read, by paper. */
  #records = new Map<number, Promise<SearchRecord>>();
  #index: Promise<RecordIndex> | undefined;
  #isIndexReady = false;
  #query = '';
  #prepared: Promise<PreparedQuery> | undefined;

  /** @param getInvertedIndex returns the inverted index of the weighted terms of the map. */
  constructor(map: OpenMap, getInvertedIndex: () => Promise<InvertedIndex> = () => createTermIndex(map)) {
    this.#map = map;
    this.#getInvertedIndex = getInvertedIndex;
  }

  /** Builds the index, unless that requires to load every paper from a remote server. */
  async prepareIndex(): Promise<void> {
    if (!(await this.#isByTerms())) await this.#getIndex();
  }

  /** Searches one batch. `given` is 0 for the first batch, then `next` of the previous one. */
  async search(query: string, given: BatchStart): Promise<AbstractSearchResults> {
    if (query !== this.#query || !this.#prepared) {
      this.#query = query;
      this.#prepared = this.#prepare(query);
    }
    const prepared = await this.#prepared;
    const start = given === 'restart' ? 0 : given;
    if (given === 'restart' || prepared.candidates.length === 0) await this.#complete(prepared);
    const { candidates, byTerms, isComplete } = prepared;
    const end = start + (start === 0 ? BATCH_SIZE.first : BATCH_SIZE.following);
    const hits = await this.#match(candidates.subarray(start, end), prepared);
    const next = end < candidates.length ? end : isComplete ? null : 'restart';
    return { hits, byTerms, isFinal: isComplete, next };
  }

  async #match(papers: Uint32Array, { matcher, plain, named, passes }: PreparedQuery): Promise<AbstractHit[]> {
    const accepted = [...papers].filter(passes);
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

  #readRecord(paper: number): Promise<SearchRecord> {
    const known = this.#records.get(paper);
    if (known) return known;
    if (this.#records.size >= MAX_RECORDS) this.#records.clear();
    const record = this.#map.paper(paper).then(toRecord);
    this.#records.set(paper, record);
    // A failed read may succeed later.
    record.catch(() => this.#records.delete(paper));
    return record;
  }

  async #isByTerms(): Promise<boolean> {
    return this.#map.isRemote && (await this.#map.nodes()).ids.length > MAX_REMOTE_PAPERS;
  }

  #getIndex(): Promise<RecordIndex> {
    this.#index ??= RecordIndex.build(this.#map).then(
      (index) => {
        this.#isIndexReady = true;
        return index;
      },
      (error: unknown) => {
        this.#index = undefined;
        throw error;
      },
    );
    return this.#index;
  }

  async #prepare(query: string): Promise<PreparedQuery> {
    const clauses = parseQuery(query);
    const matcher = new QueryMatcher(clauses);
    const [vocabulary, terms, { options }, nodes, metadata, byTerms] = await Promise.all([
      this.#map.vocabulary(),
      this.#getInvertedIndex(),
      this.#map.summary(),
      this.#map.nodes(),
      this.#map.metadata(),
      this.#isByTerms(),
    ]);
    const weights = new Uint32Array(nodes.ids.length);
    const wordCounts = new Uint8Array(nodes.ids.length);
    const ids = weighText(vocabulary, matcher.words, options).ids;
    const words = new Set(ids.filter((term) => !vocabulary.keys[term]!.includes(' ')));
    for (const term of ids)
      for (let k = terms.starts[term]!; k < terms.starts[term + 1]!; k++) {
        weights[terms.papers[k]!]! += terms.values[k]!;
        if (words.has(term)) wordCounts[terms.papers[k]!]!++;
      }
    const prepared: PreparedQuery = {
      matcher,
      plain: clauses.filter(({ field, isExcluded }) => field === undefined && !isExcluded),
      named: recordClauses(clauses),
      passes: createPaperTest(clauses, nodes, metadata),
      weights,
      candidates: new Uint32Array(),
      isComplete: byTerms,
      byTerms,
    };
    if (this.#isIndexReady && !byTerms) await this.#complete(prepared);
    else if (words.size > 0)
      prepared.candidates = selectHeaviest(weights, (paper) => wordCounts[paper] === words.size, MAX_CANDIDATES);
    return prepared;
  }

  /** Replaces the candidates by those of the index, once that is built. */
  async #complete(prepared: PreparedQuery): Promise<void> {
    if (prepared.isComplete) return;
    const index = await this.#getIndex();
    const { weights } = prepared;
    prepared.candidates = index.candidates(toCandidateQuery(prepared), (paper) => weights[paper]!);
    prepared.isComplete = true;
  }
}

async function createTermIndex(map: OpenMap): Promise<InvertedIndex> {
  const [rows, { keys }] = await Promise.all([map.rows(), map.vocabulary()]);
  return createIndex(rows, keys.length);
}

/** Returns what a paper must contain at least to match. */
function toCandidateQuery({ matcher, plain, named }: PreparedQuery): CandidateQuery {
  const required = named.filter(({ isExcluded }) => !isExcluded);
  if (required.length > 0) return { words: [], texts: required.map(({ text }) => text) };
  const words = matcher.words.split(' ').filter(Boolean);
  return {
    words: words.map((word) => ({
      whole: spellings(word),
      prefixes: word.length < MIN_PREFIX_LENGTH ? [] : [word, ...stemOf(word)].flatMap(spellings),
    })),
    texts: plain.map(({ text }) => text),
  };
}

/** Returns the papers with the largest weights among those that pass a test. */
function selectHeaviest(weights: Uint32Array, passes: PaperTest, count: number): Uint32Array {
  const keys: number[] = [];
  for (let paper = 0; paper < weights.length; paper++) if (passes(paper)) keys.push(toKey(weights[paper]!, paper));
  return Uint32Array.from(Float64Array.from(keys).sort().subarray(0, count), fromKey);
}
