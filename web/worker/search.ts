import MiniSearch from 'minisearch';
import type { MapFacts, MapNodes } from '../../src/map-file/format.ts';
import type { Vocabulary } from '../../src/model/vocabulary.ts';
import type { Index } from '../../src/similarity/query/query.ts';
import { wordTerms } from '../../src/text/weighting/authors.ts';
import type { Group, SearchAnswer } from './protocol.ts';

/** How many of each group are found at most. */
const MOST = { papers: 200, authors: 6, terms: 6 };

/** Papers that the words as typed have to find for no others to be sought. */
const ENOUGH = 5;

/** Papers between two breaths of the worker while the index is built. */
const CHUNK = 2000;

/** Search as you type over titles, authors and the terms that titles and abstracts hold. */
export class Search {
  readonly #titles = new MiniSearch<{ id: number; title: string }>({
    fields: ['title'],
    searchOptions: { prefix: true, combineWith: 'AND' },
  });
  readonly #authors = new Map<string, { name: string; papers: number[] }>();
  readonly #vocabulary: Vocabulary;
  /** The terms as people type them, in step with the vocabulary; authors that count as terms are left out. */
  readonly #forms: string[];
  readonly #index: Index;

  private constructor(vocabulary: Vocabulary, index: Index) {
    this.#vocabulary = vocabulary;
    this.#forms = vocabulary.forms.slice(0, wordTerms(vocabulary)).map(folded);
    this.#index = index;
  }

  /** Builds the index in small steps, so that the worker can answer other questions meanwhile. */
  static async over(nodes: MapNodes, facts: MapFacts, vocabulary: Vocabulary, index: Index): Promise<Search> {
    const search = new Search(vocabulary, index);
    await search.#titles.addAllAsync(
      nodes.titles.map((title, id) => ({ id, title })),
      { chunkSize: CHUNK },
    );
    facts.authors.forEach((authors, paper) => {
      for (const name of authors) {
        const key = folded(name);
        const author = search.#authors.get(key);
        if (author) author.papers.push(paper);
        else search.#authors.set(key, { name, papers: [paper] });
      }
    });
    return search;
  }

  find(query: string): Omit<SearchAnswer, 'concepts'> {
    return { papers: this.#papers(query), authors: this.#byAuthor(query), terms: this.#byTerm(query) };
  }

  #papers(query: string): SearchAnswer['papers'] {
    const exact = this.#titles.search(query);
    // Words typed wrongly are sought only where the words as typed find little: it takes ten times as long.
    const hits =
      exact.length >= ENOUGH ? exact : this.#titles.search(query, { fuzzy: (word) => word.length > 4 && 0.2 });
    return hits.slice(0, MOST.papers).map((hit) => ({ paper: Number(hit.id), words: hit.terms }));
  }

  #byAuthor(query: string): Group[] {
    const words = folded(query).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    const found: Group[] = [];
    for (const [key, { name, papers }] of this.#authors) {
      if (words.every((word) => key.startsWith(word) || key.includes(` ${word}`)))
        found.push({ name, papers: Uint32Array.from(papers) });
    }
    return bySize(found).slice(0, MOST.authors);
  }

  #byTerm(query: string): Group[] {
    const sought = folded(query).trim();
    if (sought.length < 2) return [];
    const { forms, documents } = this.#vocabulary;
    const found: number[] = [];
    for (const [term, form] of this.#forms.entries())
      if (form.startsWith(sought) || form.includes(` ${sought}`)) found.push(term);
    const terms = found.sort((a, b) => documents[b]! - documents[a]! || a - b).slice(0, MOST.terms);
    const { starts, papers } = this.#index;
    return terms.map((term) => ({ name: forms[term]!, papers: papers.slice(starts[term], starts[term + 1]) }));
  }
}

/** Without accents and capitals: how people type names. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

const bySize = (groups: Group[]) =>
  groups.sort((a, b) => b.papers.length - a.papers.length || (a.name < b.name ? -1 : 1));
