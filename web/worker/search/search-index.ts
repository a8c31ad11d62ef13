import MiniSearch from 'minisearch';
import type { MapMetadata, MapNodes } from '../../../src/map-file/format.ts';
import type { Vocabulary } from '../../../src/model/vocabulary.ts';
import type { InvertedIndex } from '../../../src/similarity/query/find-related.ts';
import { wordTermCount } from '../../../src/text/weighting/authors.ts';
import { createPaperTest, hasWordPrefix, type PaperTest } from './paper-filter.ts';
import { type Clause, type Field, getQueryWords, parseQuery } from './query.ts';
import { recordClauses } from './record-search.ts';
import type { GroupKind, PaperGroup, PaperHit, SearchResults } from './results.ts';
import { normalize, spellings } from './spellings.ts';

/** Maximum number of results of each kind. */
const MAX_RESULTS = { papers: 200, groups: 6 };

/** Number of titles indexed before the worker may handle other requests. */
const CHUNK_SIZE = 2000;

/** Minimum length of a query for terms. */
const MIN_TERM_QUERY = 2;

/** Minimum length of a word that is corrected, and of one that may differ in two letters. */
const MIN_CORRECTED = { oneLetter: 5, twoLetters: 8 };

/** A group whose papers are found by name. */
interface NamedGroup {
  name: string;
  /** The normalized spellings of the name. */
  spellings: string[];
  papers: number[];
}

/** The words to find in titles. */
interface TitleWords {
  required: string[];
  optional: string[];
}

/** Searches titles, authors, venues, years and terms as the user types. */
export class SearchIndex {
  readonly #titles = new MiniSearch<{ id: number; title: string }>({
    fields: ['title'],
    processTerm: (word) => spellings(word).filter(Boolean),
    searchOptions: { prefix: true, combineWith: 'AND', processTerm: (word) => word },
  });
  /** By normalized name. */
  readonly #groups: Record<'author' | 'venue', Map<string, NamedGroup>> = { author: new Map(), venue: new Map() };
  readonly #nodes: MapNodes;
  readonly #metadata: MapMetadata;
  readonly #vocabulary: Vocabulary;
  /** Normalized forms of the terms that are words; author terms come after them in the vocabulary. */
  readonly #forms: string[];
  readonly #invertedIndex: InvertedIndex;

  private constructor(nodes: MapNodes, metadata: MapMetadata, vocabulary: Vocabulary, invertedIndex: InvertedIndex) {
    this.#nodes = nodes;
    this.#metadata = metadata;
    this.#vocabulary = vocabulary;
    this.#forms = vocabulary.forms.slice(0, wordTermCount(vocabulary)).map(normalize);
    this.#invertedIndex = invertedIndex;
  }

  /** Builds the index in chunks, so that the worker can handle other requests meanwhile. */
  static async build(
    nodes: MapNodes,
    metadata: MapMetadata,
    vocabulary: Vocabulary,
    invertedIndex: InvertedIndex,
  ): Promise<SearchIndex> {
    const index = new SearchIndex(nodes, metadata, vocabulary, invertedIndex);
    await index.#titles.addAllAsync(
      nodes.titles.map((title, id) => ({ id, title })),
      { chunkSize: CHUNK_SIZE },
    );
    metadata.authors.forEach((names, paper) => {
      for (const name of names) index.#addToGroup('author', name, paper);
    });
    metadata.venueOf.forEach((venue, paper) => {
      const name = metadata.venues[venue];
      if (name) index.#addToGroup('venue', name, paper);
    });
    return index;
  }

  #addToGroup(kind: 'author' | 'venue', name: string, paper: number): void {
    const key = normalize(name);
    const group = this.#groups[kind].get(key);
    if (!group) this.#groups[kind].set(key, { name, spellings: spellings(name), papers: [paper] });
    else if (group.papers.at(-1) !== paper) group.papers.push(paper);
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
      authors: this.#findGroups('author', wordsOf('author')),
      venues: this.#findGroups('venue', wordsOf('venue')),
      years: this.#findYears([...words, ...fieldWords(clauses, 'year')]),
      terms: this.#findTerms([...words, ...phrases.flat()].join(' ')),
      corrections,
      ignored,
    };
  }

  /** Returns the papers of a group with exactly this name; empty if there is none. */
  group(kind: GroupKind, name: string): Uint32Array {
    if (kind === 'year') return this.#papersOfYear(Number(name));
    if (kind !== 'term') return Uint32Array.from(this.#groups[kind].get(normalize(name))?.papers ?? []);
    const term = this.#vocabulary.forms.indexOf(name);
    return term < 0 ? new Uint32Array() : this.#papersOfTerm(term);
  }

  /** Finds the papers whose titles contain all required words; optional ones change the order. Without words, the papers that the fields of the query describe. */
  #findPapers(words: TitleWords, clauses: readonly Clause[], passes: PaperTest): PaperHit[] {
    if (words.required.length === 0) {
      if (!clauses.some(({ field, isExcluded }) => field !== undefined && !isExcluded)) return [];
      const papers = [...this.#nodes.titles.keys()].filter(passes);
      return papers.slice(0, MAX_RESULTS.papers).map((paper) => ({ paper, words: [] }));
    }
    return this.#searchTitles(words)
      .filter(({ id }) => passes(Number(id)))
      .slice(0, MAX_RESULTS.papers)
      .map(({ id, terms }) => ({ paper: Number(id), words: terms }));
  }

  #searchTitles({ required, optional }: TitleWords) {
    const anySpelling = (word: string) => ({ combineWith: 'OR' as const, queries: spellings(word) });
    const all = { combineWith: 'AND' as const, queries: required.map(anySpelling) };
    if (optional.length === 0) return this.#titles.search(all);
    // Every match of the required words is also one of the second query, where optional words add to its score.
    const withBonus = { combineWith: 'OR' as const, queries: [all, ...optional.map(anySpelling)] };
    return this.#titles.search({ combineWith: 'AND', queries: [all, withBonus] });
  }

  /** Returns the word of a title that is most similar to a word that occurs nowhere. */
  #correct(word: string): { word: string; replacement: string } | undefined {
    if (word.length < MIN_CORRECTED.oneLetter || this.#occurs(word)) return undefined;
    const distance = word.length < MIN_CORRECTED.twoLetters ? 1 : 2;
    const [first] = normalize(word);
    // Few people misspell the first letter, and words that differ in it are rarely related.
    const matches = this.#titles
      .search(normalize(word), { prefix: false, fuzzy: distance })
      .filter(({ terms }) => terms[0]?.startsWith(first ?? ''));
    const replacement = matches[0]?.terms[0];
    return replacement === undefined ? undefined : { word, replacement };
  }

  #occurs(word: string): boolean {
    const prefixes = spellings(word);
    const startsAWord = (text: string) => prefixes.some((prefix) => hasWordPrefix(text, prefix));
    if (this.#searchTitles({ required: [word], optional: [] }).length > 0 || this.#forms.some(startsAWord)) return true;
    return Object.values(this.#groups).some((groups) =>
      [...groups.values()].some((group) => group.spellings.some(startsAWord)),
    );
  }

  #findGroups(kind: 'author' | 'venue', words: string[]): PaperGroup[] {
    if (words.length === 0) return [];
    const wanted = words.map(spellings);
    const matches = [...this.#groups[kind].values()].filter((group) =>
      wanted.every((prefixes) =>
        prefixes.some((prefix) => group.spellings.some((spelling) => hasWordPrefix(spelling, prefix))),
      ),
    );
    matches.sort((a, b) => b.papers.length - a.papers.length || (a.name < b.name ? -1 : 1));
    return matches.slice(0, MAX_RESULTS.groups).map(({ name, papers }) => ({ name, papers: Uint32Array.from(papers) }));
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
    const matches: number[] = [];
    for (const [term, form] of this.#forms.entries()) if (hasWordPrefix(form, prefix)) matches.push(term);
    matches.sort((a, b) => documents[b]! - documents[a]! || a - b);
    return matches
      .slice(0, MAX_RESULTS.groups)
      .map((term) => ({ name: forms[term]!, papers: this.#papersOfTerm(term) }));
  }
}

const isPlainPhrase = ({ field, isPhrase, isExcluded }: Clause) => field === undefined && isPhrase && !isExcluded;

/** Returns the words of the clauses of a field. */
const fieldWords = (clauses: readonly Clause[], field: Field) =>
  clauses.filter((clause) => clause.field === field && !clause.isExcluded).flatMap(({ text }) => text.split(/\s+/));
