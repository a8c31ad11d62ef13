import type { MapMetadata, MapNodes } from '../../../src/map-file/format.ts';
import type { Vocabulary } from '../../../src/model/vocabulary.ts';
import type { InvertedIndex } from '../../../src/similarity/query/find-related.ts';
import { wordTermCount } from '../../../src/text/weighting/authors.ts';
import { correctWord } from './corrections.ts';
import { GroupIndex } from './indexes/group-index.ts';
import { PhraseIndex } from './indexes/phrase-index.ts';
import { TitleIndex } from './indexes/title-index.ts';
import { createPaperTest, type PaperTest } from './paper-filter.ts';
import { type Clause, type Field, getQueryWords, parseQuery } from './query.ts';
import { recordClauses } from './record-search.ts';
import type { GroupKind, PaperGroup, PaperHit, SearchResults } from './results.ts';
import { normalize, spellings } from './spellings.ts';

/** Maximum number of results of each kind. */
const MAX_RESULTS = { papers: 200, groups: 6 };

/** Minimum length of a query for terms. */
const MIN_TERM_QUERY = 2;

/** The words to find in titles. */
interface TitleWords {
  required: string[];
  optional: string[];
}

/** The indexes of a map. */
interface Indexes {
  titles: TitleIndex;
  authors: GroupIndex;
  venues: GroupIndex;
  /** The forms of the terms that are words; author terms come after them in the vocabulary. */
  terms: PhraseIndex;
}

/** Searches titles, authors, venues, years and terms as the user types. */
export class SearchIndex {
  readonly #indexes: Indexes;
  readonly #nodes: MapNodes;
  readonly #metadata: MapMetadata;
  readonly #vocabulary: Vocabulary;
  readonly #invertedIndex: InvertedIndex;

  private constructor(
    indexes: Indexes,
    nodes: MapNodes,
    metadata: MapMetadata,
    vocabulary: Vocabulary,
    invertedIndex: InvertedIndex,
  ) {
    this.#indexes = indexes;
    this.#nodes = nodes;
    this.#metadata = metadata;
    this.#vocabulary = vocabulary;
    this.#invertedIndex = invertedIndex;
  }

  /** Builds the index with pauses, so that the worker can handle other requests meanwhile. */
  static async build(
    nodes: MapNodes,
    metadata: MapMetadata,
    vocabulary: Vocabulary,
    invertedIndex: InvertedIndex,
  ): Promise<SearchIndex> {
    const { authors, venues, venueOf } = metadata;
    const titles = await TitleIndex.build(nodes.titles);
    const indexes = {
      titles,
      authors: await GroupIndex.build(authors.length, (paper) => authors[paper]!),
      venues: await GroupIndex.build(venueOf.length, (paper) =>
        venues[venueOf[paper]!] ? [venues[venueOf[paper]!]!] : [],
      ),
      terms: await PhraseIndex.build(wordTermCount(vocabulary), (term) => [vocabulary.forms[term]!]),
    };
    return new SearchIndex(indexes, nodes, metadata, vocabulary, invertedIndex);
  }

  /** Returns what matches a query; see `parseQuery` for its syntax. */
  search(query: string): Omit<SearchResults, 'concepts'> {
    const clauses = parseQuery(query);
    const { words, phrases, ignored } = getQueryWords(clauses);
    const passes = createPaperTest(
      // Phrases are tested on the titles as well.
      [...clauses, ...clauses.filter(isPlainPhrase).map((clause): Clause => ({ ...clause, field: 'title' }))],
      this.#nodes,
      this.#metadata,
      (name) => this.#indexes.authors.createTest(name),
    );
    const findPapers = (titleWords: string[]) =>
      recordClauses(clauses).length > 0
        ? []
        : this.#findPapers({ required: [...titleWords, ...phrases.flat()], optional: ignored }, clauses, passes);
    let papers = findPapers(words);
    const corrections = papers.length === 0 ? words.flatMap((word) => this.#correct(word) ?? []) : [];
    if (corrections.length > 0)
      papers = findPapers(words.map((word) => corrections.find((item) => item.word === word)?.replacement ?? word));
    const wordsOf = (field: Field) => [...words, ...phrases.flat(), ...fieldWords(clauses, field)];
    return {
      papers,
      authors: this.#indexes.authors.search(wordsOf('author'), MAX_RESULTS.groups),
      venues: this.#indexes.venues.search(wordsOf('venue'), MAX_RESULTS.groups),
      years: this.#findYears([...words, ...fieldWords(clauses, 'year')]),
      terms: this.#findTerms([...words, ...phrases.flat()].join(' ')),
      corrections,
      ignored,
    };
  }

  /** Returns the papers of a group with exactly this name; empty if there is none. */
  group(kind: GroupKind, name: string): Uint32Array {
    if (kind === 'year') return this.#papersOfYear(Number(name));
    if (kind === 'author') return this.#indexes.authors.get(name);
    if (kind === 'venue') return this.#indexes.venues.get(name);
    const term = this.#vocabulary.forms.indexOf(name);
    return term < 0 ? new Uint32Array() : this.#papersOfTerm(term);
  }

  /** Finds the papers whose titles contain the words. Without words, the papers that the fields of the query describe. */
  #findPapers(words: TitleWords, clauses: readonly Clause[], passes: PaperTest): PaperHit[] {
    if (words.required.length === 0) {
      if (!clauses.some(({ field, isExcluded }) => field !== undefined && !isExcluded)) return [];
      const papers = [...this.#nodes.titles.keys()].filter(passes);
      return papers.slice(0, MAX_RESULTS.papers).map((paper) => ({ paper, words: [] }));
    }
    const text = clauses
      .filter(({ field, isExcluded }) => field === undefined && !isExcluded)
      .map((clause) => clause.text)
      .join(' ');
    const hits: PaperHit[] = [];
    for (const paper of this.#indexes.titles.search({ ...words, text })) {
      if (!passes(paper)) continue;
      hits.push({ paper, words: [...words.required, ...words.optional] });
      if (hits.length === MAX_RESULTS.papers) break;
    }
    return hits;
  }

  /** Returns the word of a title that is most similar to a word that occurs nowhere. */
  #correct(word: string): { word: string; replacement: string } | undefined {
    const replacement = this.#occurs(word) ? undefined : correctWord(this.#indexes.titles.words, word);
    return replacement === undefined ? undefined : { word, replacement };
  }

  #occurs(word: string): boolean {
    return Object.values(this.#indexes).some(({ words }) =>
      spellings(word).some((prefix) => {
        const { from, to } = words.findPrefix(prefix);
        return from < to;
      }),
    );
  }

  #findYears(words: string[]): PaperGroup[] {
    const years = new Set(words.filter((word) => /^\d{4}$/.test(word)));
    return [...years]
      .map((year) => ({ name: year, papers: this.#papersOfYear(Number(year)) }))
      .filter(({ papers }) => papers.length > 0);
  }

  #papersOfYear(year: number): Uint32Array {
    const { years } = this.#nodes;
    return year > 0 ? Uint32Array.from([...years.keys()].filter((paper) => years[paper] === year)) : new Uint32Array();
  }

  #papersOfTerm(term: number): Uint32Array {
    const { starts, papers } = this.#invertedIndex;
    return papers.slice(starts[term], starts[term + 1]);
  }

  #findTerms(query: string): PaperGroup[] {
    const prefix = normalize(query);
    if (prefix.length < MIN_TERM_QUERY) return [];
    const { forms, documents } = this.#vocabulary;
    return this.#indexes.terms
      .search(prefix, MAX_RESULTS.groups, (term) => documents[term]!)
      .map((term) => ({ name: forms[term]!, papers: this.#papersOfTerm(term) }));
  }
}

const isPlainPhrase = ({ field, isPhrase, isExcluded }: Clause) => field === undefined && isPhrase && !isExcluded;

/** Returns the words of the clauses of a field. */
const fieldWords = (clauses: readonly Clause[], field: Field) =>
  clauses.filter((clause) => clause.field === field && !clause.isExcluded).flatMap(({ text }) => text.split(/\s+/));
