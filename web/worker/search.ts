import MiniSearch from 'minisearch';
import { wordTerms } from '../../src/text/authors.ts';
import type { TermRows, Vocabulary } from '../../src/types.ts';
import type { MapFacts, MapNodes } from '../../src/write/map.ts';
import type { Group, SearchAnswer } from '../protocol.ts';

/** How many of each group are shown. */
const MOST = { papers: 30, authors: 6, terms: 6 };

/** Papers between two breaths of the worker while the index is built. */
const CHUNK = 2000;

/** Search as you type over titles, authors and the terms that titles and abstracts hold. */
export class Search {
  readonly #titles = new MiniSearch<{ id: number; title: string }>({
    fields: ['title'],
    searchOptions: { prefix: true, fuzzy: (word) => (word.length > 4 ? 0.2 : false), combineWith: 'AND' },
  });
  readonly #authors = new Map<string, { name: string; papers: number[] }>();
  readonly #vocabulary: Vocabulary;
  readonly #rows: TermRows;

  private constructor(vocabulary: Vocabulary, rows: TermRows) {
    this.#vocabulary = vocabulary;
    this.#rows = rows;
  }

  /** Builds the index in small steps, so that the worker can answer other questions meanwhile. */
  static async over(nodes: MapNodes, facts: MapFacts, vocabulary: Vocabulary, rows: TermRows): Promise<Search> {
    const search = new Search(vocabulary, rows);
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
    return this.#titles
      .search(query)
      .slice(0, MOST.papers)
      .map((hit) => ({ paper: Number(hit.id), words: hit.terms }));
  }

  #byAuthor(query: string): Group[] {
    const words = folded(query).split(' ').filter(Boolean);
    if (words.length === 0) return [];
    const found: Group[] = [];
    for (const [key, { name, papers }] of this.#authors) {
      const parts = key.split(' ');
      if (words.every((word) => parts.some((part) => part.startsWith(word))))
        found.push({ name, papers: Uint32Array.from(papers) });
    }
    return bySize(found).slice(0, MOST.authors);
  }

  #byTerm(query: string): Group[] {
    const sought = folded(query).trim();
    if (sought.length < 2) return [];
    const { forms, documents } = this.#vocabulary;
    const found = forms
      .slice(0, wordTerms(this.#vocabulary))
      .map((form, term) => ({ form: folded(form), term }))
      .filter(({ form }) => form.startsWith(sought) || form.includes(` ${sought}`))
      .sort((a, b) => documents[b.term]! - documents[a.term]! || a.term - b.term)
      .slice(0, MOST.terms);
    return found.map(({ term }) => ({ name: forms[term]!, papers: papersWith(this.#rows, term) }));
  }
}

/** The papers whose row holds a term. */
export function papersWith(rows: TermRows, term: number): Uint32Array {
  const papers: number[] = [];
  let paper = 0;
  for (let k = 0; k < rows.ids.length; k++) {
    while (rows.starts[paper + 1]! <= k) paper++;
    if (rows.ids[k] === term) papers.push(paper);
  }
  return Uint32Array.from(papers);
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
