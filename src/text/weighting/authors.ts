import type { Paper } from '../../model/paper.ts';
import { type TermRow, UNIT } from '../../model/sparse.ts';
import type { Vocabulary } from '../../model/vocabulary.ts';
import { IntList } from '../../util/int-list.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import { removeAccents } from '../../util/text/remove-accents.ts';
import { maxDocuments, type ResolvedOptions } from '../options.ts';
import { unitRow } from './unit-row.ts';

/** The authors that are terms, and the papers they wrote. */
export interface AuthorIndex {
  /** The authors that are terms, sorted by key. */
  authors: readonly Author[];
  /** Inverse document frequency of each author. */
  idf: readonly number[];
  /**
   * Returns the authors of some papers: indices into `authors`, ascending within each paper, and the end of each
   * paper's indices.
   */
  authorsOf(papers: readonly number[]): { indices: Int32Array; ends: Int32Array };
}

/** An author, identified by a normalized name. */
interface Author {
  /** The normalized name; see {@link normalizeName}. */
  key: string;
  /** The most frequent spelling; of equally frequent ones the first in code-unit order. */
  name: string;
  /** Number of papers. */
  papers: number;
  /** The last paper that was counted. */
  lastPaper: number;
  /** Number of this author in order of appearance. */
  id: number;
}

/** A spelling of an author's name, and the number of papers that use it. */
interface Spelling {
  author: Author;
  papers: number;
}

/**
 * Finds the authors that are terms: those with at least two papers (or `minDocuments`, if that is more) and at most
 * `maxShare` of the papers.
 *
 * People often publish several papers about the same subject while the terminology changes, so shared authors are
 * evidence of similarity in addition to shared words. The row of a paper is
 *
 *     √(1 − authorWeight) × text row + √authorWeight × author row,
 *
 * where both rows have unit length. The similarity of two papers is therefore (1 − authorWeight) × similarity of their
 * texts + authorWeight × similarity of their authors; shared authors contribute at most `authorWeight`. Within the author
 * row each author has weight idf(d, N), where d of the N papers carry the name: common names count less, and long
 * author lists count no more than short ones. A paper without such authors has only its text row; its similarity to
 * papers with an author row is √(1 − authorWeight) × similarity of the texts. `bench/retrieval.ts` measures the effect.
 * @param included The papers to count: those with an abstract.
 * @throws the reason of the signal if it is aborted
 */
export async function indexAuthors(
  papers: readonly Paper[],
  included: readonly number[],
  options: ResolvedOptions,
  signal?: AbortSignal,
): Promise<AuthorIndex> {
  const counter = new AuthorCounter(papers.length);
  for (const paper of options.authorWeight > 0 ? included : []) {
    if (isPauseDue()) await pause(signal);
    counter.addPaper(papers[paper]!.authors ?? [], paper);
  }
  return counter.selectAuthors(options, signal);
}

/** Counts the papers of each author. */
class AuthorCounter {
  #paperCount = 0;
  readonly #authors: Author[] = [];
  readonly #byKey = new Map<string, Author>();
  readonly #spellings = new Map<string, Spelling>();
  /** The authors of paper i are elements #starts[i] to #ends[i] (exclusive) of the list, by author id. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #list = new IntList();

  /** @param papers Number of papers of the collection. */
  constructor(papers: number) {
    this.#starts = new Int32Array(papers);
    this.#ends = new Int32Array(papers);
  }

  /** Counts the authors of a paper. */
  addPaper(names: readonly string[], paper: number): void {
    this.#paperCount++;
    this.#starts[paper] = this.#list.length;
    for (const name of names) {
      const spelling = this.#findOrAddSpelling(name);
      const { author } = spelling;
      if (author.key === '' || author.lastPaper === paper) continue;
      author.lastPaper = paper;
      author.papers++;
      spelling.papers++;
      this.#list.push(author.id);
    }
    this.#ends[paper] = this.#list.length;
  }

  #findOrAddSpelling(name: string): Spelling {
    const existing = this.#spellings.get(name);
    if (existing) return existing;
    const key = normalizeName(name);
    let author = this.#byKey.get(key);
    if (!author) {
      author = { key, name, papers: 0, lastPaper: -1, id: this.#authors.length };
      this.#authors.push(author);
      this.#byKey.set(key, author);
    }
    const spelling = { author, papers: 0 };
    this.#spellings.set(name, spelling);
    return spelling;
  }

  /** Returns the authors that are terms. */
  async selectAuthors(options: ResolvedOptions, signal: AbortSignal | undefined): Promise<AuthorIndex> {
    await this.#selectSpellings(signal);
    const minPapers = Math.max(2, options.minDocuments);
    const maxPapers = maxDocuments(options, this.#paperCount);
    const candidates = this.#authors.filter(({ papers }) => papers >= minPapers && papers <= maxPapers);
    const authors = await sortItems(candidates, (a, b) => (a.key < b.key ? -1 : 1), signal);
    const indexOf = new Int32Array(this.#authors.length).fill(-1);
    authors.forEach(({ id }, index) => {
      indexOf[id] = index;
    });
    return {
      authors,
      idf: authors.map(({ papers }) => options.idf(papers, this.#paperCount)),
      authorsOf: (papers) => this.#authorsOf(papers, indexOf),
    };
  }

  /** Sets each author's name to the most frequent spelling. */
  async #selectSpellings(signal: AbortSignal | undefined): Promise<void> {
    for (const [name, { author, papers }] of this.#spellings) {
      if (isPauseDue()) await pause(signal);
      const maxPapers = this.#spellings.get(author.name)!.papers;
      if (papers > maxPapers || (papers === maxPapers && name < author.name)) author.name = name;
    }
  }

  /** @param indexOf The index of each author id among the selected authors, or -1. */
  #authorsOf(papers: readonly number[], indexOf: Int32Array) {
    const indices = new IntList();
    const ends = Int32Array.from(papers, (paper) => {
      const start = indices.length;
      for (let k = this.#starts[paper]!; k < this.#ends[paper]!; k++) {
        const index = indexOf[this.#list.items[k]!]!;
        if (index < 0) continue;
        indices.push(index);
        // Insertion sort: papers have few authors.
        const { items } = indices;
        let position = indices.length - 1;
        for (; position > start && items[position - 1]! > index; position--) items[position] = items[position - 1]!;
        items[position] = index;
      }
      return indices.length;
    });
    return { indices: indices.items.slice(0, indices.length), ends };
  }
}

/** Returns the vocabulary with the authors appended as terms after the words and phrases. */
export function appendAuthors(vocabulary: Vocabulary, { authors, idf }: AuthorIndex): Vocabulary {
  if (authors.length === 0) return vocabulary;
  const papers = Uint32Array.from(authors, (author) => author.papers);
  return {
    ...vocabulary,
    keys: [...vocabulary.keys, ...authors.map(({ key }) => key)],
    forms: [...vocabulary.forms, ...authors.map(({ name }) => `by ${name}`)],
    documents: concatenate(vocabulary.documents, papers),
    idf: concatenate(vocabulary.idf, Float64Array.from(idf)),
    authors: authors.length,
  };
}

function concatenate<T extends Uint32Array | Float64Array>(first: T, second: T): T {
  // The constructor of a typed array creates arrays of the same type.
  const result = new (first.constructor as new (length: number) => T)(first.length + second.length);
  result.set(first);
  result.set(second, first.length);
  return result;
}

/** Returns the number of terms that are words and phrases. They precede the authors in the vocabulary. */
export const wordTermCount = ({ keys, authors = 0 }: Vocabulary): number => keys.length - authors;

/**
 * Adds authors to the row of a text, with the same result as the kernel for a paper of the collection. Names that are
 * not in the vocabulary are ignored. An empty row stays empty.
 */
export function addAuthorsToRow(
  row: TermRow,
  names: readonly string[],
  vocabulary: Vocabulary,
  options: ResolvedOptions,
): TermRow {
  if (row.ids.length === 0 || names.length === 0) return row;
  const termOf = authorTermsOf(vocabulary);
  const authors = [...new Set(names.map(normalizeName))].flatMap((key) => termOf.get(key) ?? []);
  if (authors.length === 0) return row;
  return combineRow(
    row,
    authors.sort((a, b) => a - b),
    vocabulary,
    options,
  );
}

/** The terms of the authors by key, for vocabularies that were used; building it takes longer than weighing a text. */
const authorTerms = new WeakMap<Vocabulary['keys'], ReadonlyMap<string, number>>();

function authorTermsOf(vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const known = authorTerms.get(vocabulary.keys);
  if (known) return known;
  const firstAuthor = wordTermCount(vocabulary);
  const termOf = new Map(vocabulary.keys.slice(firstAuthor).map((key, k) => [key, firstAuthor + k]));
  authorTerms.set(vocabulary.keys, termOf);
  return termOf;
}

/** Combines a text row with the authors (terms, ascending, at least one) in the proportion given by `authorWeight`. */
function combineRow(
  { ids, values }: TermRow,
  authors: readonly number[],
  { idf }: Vocabulary,
  { authorWeight }: ResolvedOptions,
): TermRow {
  const textFactor = Math.sqrt(1 - authorWeight) / UNIT;
  const squaredLength = authors.reduce((sum, author) => sum + idf[author]! * idf[author]!, 0);
  const authorFactor = Math.sqrt(authorWeight / squaredLength);
  const weights = [
    ...Array.from(values, (value) => value * textFactor),
    ...authors.map((author) => idf[author]! * authorFactor),
  ];
  return unitRow([...ids, ...authors], weights);
}

/** Returns a name in lower case without accents and punctuation. Empty if nothing is left. */
function normalizeName(name: string): string {
  const isAscii = /^[ -~]*$/.test(name);
  const withoutAccents = isAscii ? name : removeAccents(name);
  return withoutAccents
    .toLowerCase()
    .replace(isAscii ? /[^a-z\d]+/g : /[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
