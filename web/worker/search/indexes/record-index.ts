import { isPauseDue, pause } from '../../../../src/util/pause.ts';
import type { OpenMap } from '../../open-map.ts';
import { type Alternatives, WordMatcher } from '../match-words.ts';
import { IDENTIFIERS, type SearchRecord, toRecord } from '../record-search.ts';
import { fromKey, toKey } from '../sort-keys.ts';
import { indexWords, normalize, spellings } from '../spellings.ts';
import { WordIndexBuilder } from './word-index.ts';

/** Number of papers that are read at once. */
const BATCH_SIZE = 250;

/** Score of a whole word, compared with the weights of terms, of which the largest is 65,535. */
const WHOLE_WORD = 1e5;

/** What a paper must contain to be a candidate. */
export interface CandidateQuery {
  /** Words that the abstract must contain. */
  words: readonly Alternatives[];
  /** Texts that identifiers or keywords must start with. */
  texts: readonly string[];
}

/** Knows which papers may contain a query in their abstracts, identifiers, or keywords. */
export class RecordIndex {
  readonly #abstracts: WordMatcher;
  readonly #records: WordMatcher;

  private constructor(abstracts: WordMatcher, records: WordMatcher) {
    this.#abstracts = abstracts;
    this.#records = records;
  }

  /** Reads all papers and builds the index with pauses, so that the worker can handle other requests meanwhile. */
  static async build(map: OpenMap): Promise<RecordIndex> {
    const paperCount = (await map.nodes()).ids.length;
    const abstracts = new WordIndexBuilder();
    const records = new WordIndexBuilder();
    for (let start = 0; start < paperCount; start += BATCH_SIZE) {
      const papers = await map.papers(start, Math.min(start + BATCH_SIZE, paperCount));
      for (const [i, paper] of papers.entries()) {
        if (isPauseDue()) await pause(undefined);
        const record = toRecord(paper);
        abstracts.add(start + i, indexWords(record.abstract));
        records.add(start + i, recordTexts(record));
      }
    }
    await pause(undefined);
    const abstractIndex = abstracts.build();
    await pause(undefined);
    return new RecordIndex(new WordMatcher(abstractIndex), new WordMatcher(records.build()));
  }

  /**
   * Returns the papers that may match, the best ones first: those with more whole words, then those in which the words weigh most.
   *
   * @param weightOf returns the weight of the words in a paper.
   */
  candidates({ words, texts }: CandidateQuery, weightOf: (paper: number) => number): Uint32Array {
    const { documents, wholeWords } = this.#abstracts.match(words);
    const inRecords = this.#records.match(
      texts.map((text) => ({ whole: [], prefixes: [...spellings(text), text.toLowerCase()] })),
    );
    const keys = documents.map((paper) => toKey(wholeWords(paper) * WHOLE_WORD + weightOf(paper), paper));
    if (inRecords.documents.length > 0) {
      const inAbstracts = new Set(documents);
      for (const paper of inRecords.documents) if (!inAbstracts.has(paper)) keys.push(toKey(weightOf(paper), paper));
    }
    return Uint32Array.from(Float64Array.from(keys).sort(), fromKey);
  }
}

/** Returns the identifiers of a paper, and its keywords from each of their words on. */
function recordTexts(record: SearchRecord): string[] {
  const texts = IDENTIFIERS.flatMap(([, identifier]) => record[identifier]?.toLowerCase() ?? []);
  for (const keyword of record.keywords ?? []) {
    const words = normalize(keyword).split(' ');
    for (let first = 0; first < words.length; first++) texts.push(words.slice(first).join(' '));
  }
  return texts;
}
