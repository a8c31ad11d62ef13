import MiniSearch from 'minisearch';
import type { MapMetadata, MapNodes } from '../../../src/map-file/format.ts';
import type { Vocabulary } from '../../../src/model/vocabulary.ts';
import type { InvertedIndex } from '../../../src/similarity/query/find-related.ts';
import { wordTermCount } from '../../../src/text/weighting/authors.ts';
import type { PaperGroup, PaperHit, SearchResults } from '../protocol.ts';

/** Maximum number of results of each kind. */
const MAX_RESULTS = { papers: 200, authors: 6, terms: 6 };

/** Titles are searched for misspelled words if fewer papers match the query as typed. */
const MIN_EXACT_MATCHES = 5;

/** Number of titles indexed before the worker may handle other requests. */
const CHUNK_SIZE = 2000;

/** Minimum length of a query for terms. */
const MIN_TERM_QUERY = 2;

/** Searches titles, authors and terms as the user types. */
export class SearchIndex {
  readonly #titles = new MiniSearch<{ id: number; title: string }>({
    fields: ['title'],
    searchOptions: { prefix: true, combineWith: 'AND' },
  });
  /** By normalized name. */
  readonly #authors = new Map<string, { name: string; papers: number[] }>();
  readonly #vocabulary: Vocabulary;
  /** Normalized forms of the terms that are words; author terms come after them in the vocabulary. */
  readonly #forms: string[];
  readonly #invertedIndex: InvertedIndex;

  private constructor(vocabulary: Vocabulary, invertedIndex: InvertedIndex) {
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
    const index = new SearchIndex(vocabulary, invertedIndex);
    await index.#titles.addAllAsync(
      nodes.titles.map((title, id) => ({ id, title })),
      { chunkSize: CHUNK_SIZE },
    );
    metadata.authors.forEach((names, paper) => {
      for (const name of names) index.#addAuthor(name, paper);
    });
    return index;
  }

  #addAuthor(name: string, paper: number): void {
    const key = normalize(name);
    const author = this.#authors.get(key);
    if (author) author.papers.push(paper);
    else this.#authors.set(key, { name, papers: [paper] });
  }

  /** Returns the papers, authors and terms that match a query. */
  search(query: string): Omit<SearchResults, 'concepts'> {
    return { papers: this.#findPapers(query), authors: this.#findAuthors(query), terms: this.#findTerms(query) };
  }

  #findPapers(query: string): PaperHit[] {
    let matches = this.#titles.search(query);
    // A fuzzy search takes ten times as long, so it runs only if there are few exact matches.
    if (matches.length < MIN_EXACT_MATCHES)
      matches = this.#titles.search(query, { fuzzy: (word) => word.length > 4 && 0.2 });
    return matches.slice(0, MAX_RESULTS.papers).map(({ id, terms }) => ({ paper: Number(id), words: terms }));
  }

  #findAuthors(query: string): PaperGroup[] {
    const words = normalize(query).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    const matches: PaperGroup[] = [];
    for (const [key, { name, papers }] of this.#authors)
      if (words.every((word) => hasWordPrefix(key, word))) matches.push({ name, papers: Uint32Array.from(papers) });
    matches.sort((a, b) => b.papers.length - a.papers.length || (a.name < b.name ? -1 : 1));
    return matches.slice(0, MAX_RESULTS.authors);
  }

  #findTerms(query: string): PaperGroup[] {
    const prefix = normalize(query).trim();
    if (prefix.length < MIN_TERM_QUERY) return [];
    const { forms, documents } = this.#vocabulary;
    const matches: number[] = [];
    for (const [term, form] of this.#forms.entries()) if (hasWordPrefix(form, prefix)) matches.push(term);
    matches.sort((a, b) => documents[b]! - documents[a]! || a - b);
    const { starts, papers } = this.#invertedIndex;
    return matches
      .slice(0, MAX_RESULTS.terms)
      .map((term) => ({ name: forms[term]!, papers: papers.slice(starts[term], starts[term + 1]) }));
  }
}

/** Returns whether a word of a text starts with a prefix. */
const hasWordPrefix = (text: string, prefix: string) => text.startsWith(prefix) || text.includes(` ${prefix}`);

/** Removes diacritics and punctuation and converts to lower case. */
function normalize(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}
