import type { Paper } from '../../model/paper.ts';
import { type TermRow, UNIT } from '../../model/sparse.ts';
import type { Vocabulary } from '../../model/vocabulary.ts';
import { Ints } from '../../util/int-list.ts';
import { mostDocuments, type Settings } from '../options.ts';
import { unitRow } from './tf-idf.ts';

/** Who wrote which paper. */
export interface Bylines {
  /** Authors who count, by key. */
  authors: readonly Author[];
  /** The authors of some papers who count: places in `authors`, ascending for each paper, and where each paper's end. */
  of(papers: readonly number[]): { places: Int32Array; ends: Int32Array };
  /** Each author's weight. */
  idf: readonly number[];
}

/**
 * Who wrote a paper says what it is about, beside its words: people pursue a matter through several papers, in words that
 * change. So an author of two papers or more is a term of theirs, and a row is
 *
 *     sqrt(1 - authorShare) x its words + sqrt(authorShare) x its authors, both of unit length
 *
 * The similarity of two such papers is then (1 - authorShare) x that of their words + authorShare x that of their authors:
 * who wrote them never adds more than `authorShare`. Among the authors of a paper each weighs idf(d, N), with d of the N papers by
 * that name: names that many people share count less, and a long list of authors no more than a short one. A paper whose
 * authors wrote no other has its words alone, so that it is like the others by sqrt(1 - authorShare) x that of the words. `bench/quality.ts` shows what it is worth.
 * Papers without an abstract do not count.
 */
export function readBylines(papers: readonly Paper[], placed: readonly number[], settings: Settings): Bylines {
  const names = new Names(papers, settings.authorShare > 0 ? placed : []);
  return names.bylines(settings);
}

/** Who wrote some papers. */
class Names {
  readonly #count: number;
  /** Authors by their numbers, which they have by name as compared. */
  readonly #authors: Author[] = [];
  readonly #byKey = new Map<string, Author>();
  readonly #spellings = new Map<string, Spelling>();
  /** The authors of paper i are from #from[i] to #to[i] of the list. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #list = new Ints();

  /** @param placed The papers that count. */
  constructor(papers: readonly Paper[], placed: readonly number[]) {
    this.#count = placed.length;
    this.#from = new Int32Array(papers.length);
    this.#to = new Int32Array(papers.length);
    for (const paper of placed) {
      this.#from[paper] = this.#list.length;
      this.#add(papers[paper]!.authors ?? [], paper);
      this.#to[paper] = this.#list.length;
    }
  }

  #add(names: readonly string[], paper: number): void {
    for (const name of names) {
      const spelling = this.#spellingOf(name);
      const { author } = spelling;
      if (author.key === '' || author.last === paper) continue;
      author.last = paper;
      author.papers++;
      spelling.papers++;
      this.#list.push(author.number);
    }
  }

  #spellingOf(name: string): Spelling {
    const known = this.#spellings.get(name);
    if (known) return known;
    const key = keyOf(name);
    let author = this.#byKey.get(key);
    if (!author) {
      author = { key, name, papers: 0, last: -1, number: this.#authors.length };
      this.#authors.push(author);
      this.#byKey.set(key, author);
    }
    const spelling = { author, papers: 0 };
    this.#spellings.set(name, spelling);
    return spelling;
  }

  /** Those who count. */
  bylines(settings: Settings): Bylines {
    for (const [name, { author, papers }] of this.#spellings) {
      const most = this.#spellings.get(author.name)!.papers;
      if (papers > most || (papers === most && name < author.name)) author.name = name;
    }
    const most = mostDocuments(settings, this.#count);
    const authors = this.#authors
      .filter(({ papers }) => papers >= Math.max(2, settings.minDocuments) && papers <= most)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const places = new Int32Array(this.#authors.length).fill(-1);
    authors.forEach(({ number }, place) => {
      places[number] = place;
    });
    return {
      authors,
      of: (papers) => this.#counting(papers, places),
      idf: authors.map(({ papers }) => settings.idf(papers, this.#count)),
    };
  }

  /** @param placeOf The place of each author among those who count, -1 for the others. */
  #counting(papers: readonly number[], placeOf: Int32Array) {
    const places = new Ints();
    const ends = Int32Array.from(papers, (paper) => {
      const first = places.length;
      for (let k = this.#from[paper]!; k < this.#to[paper]!; k++) {
        const place = placeOf[this.#list.items[k]!]!;
        if (place < 0) continue;
        places.push(place);
        // A paper has few authors: each is put in where it belongs.
        const { items } = places;
        let at = places.length - 1;
        for (; at > first && items[at - 1]! > place; at--) items[at] = items[at - 1]!;
        items[at] = place;
      }
      return places.length;
    });
    return { places: places.items.slice(0, places.length), ends };
  }
}

/** The vocabulary with its authors, who come after all words and phrases. */
export function addAuthors(vocabulary: Vocabulary, { authors, idf }: Bylines): Vocabulary {
  if (authors.length === 0) return vocabulary;
  return {
    ...vocabulary,
    keys: [...vocabulary.keys, ...authors.map(({ key }) => key)],
    forms: [...vocabulary.forms, ...authors.map(({ name }) => `by ${name}`)],
    documents: joined(
      vocabulary.documents,
      Uint32Array.from(authors, ({ papers }) => papers),
    ),
    idf: joined(vocabulary.idf, Float64Array.from(idf)),
    authors: authors.length,
  };
}

/** Two arrays, one after the other. */
function joined<List extends Uint32Array | Float64Array>(first: List, second: List): List {
  const both = new (first.constructor as new (length: number) => List)(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** How many of the vocabulary's terms are words and phrases: they come first, then the authors. */
export const wordTerms = ({ keys, authors = 0 }: Vocabulary): number => keys.length - authors;

/** A row of words with these authors, as the kernel makes it for a paper of the collection. Names that the vocabulary lacks do not count. */
export function withAuthors(
  row: TermRow,
  names: readonly string[],
  vocabulary: Vocabulary,
  settings: Settings,
): TermRow {
  if (row.ids.length === 0 || names.length === 0) return row;
  const first = wordTerms(vocabulary);
  const terms = new Map(vocabulary.keys.slice(first).map((key, k) => [key, first + k]));
  const found = ascending([...new Set(names.map(keyOf))].flatMap((key) => terms.get(key) ?? []));
  if (found.length === 0) return row;
  return joinAuthors(row, found, vocabulary, settings);
}

interface Author {
  /** What the name is compared by; see {@link keyOf}. */
  key: string;
  /** The spelling of most papers; of equals the first by alphabet. */
  name: string;
  papers: number;
  /** The last paper that was read. */
  last: number;
  number: number;
}

/** A name as written, in so many papers. */
interface Spelling {
  author: Author;
  papers: number;
}

/** A name without capitals, accents and points; empty for what is no name. */
function keyOf(name: string): string {
  const isAscii = /^[ -~]*$/.test(name);
  const bare = isAscii ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
  return bare
    .toLowerCase()
    .replace(isAscii ? /[^a-z\d]+/g : /[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A row's words and its authors, at least one, in the proportion that the author share sets. */
function joinAuthors(
  { ids, values }: TermRow,
  authors: readonly number[],
  { idf }: Vocabulary,
  { authorShare }: Settings,
): TermRow {
  const byWords = Math.sqrt(1 - authorShare) / UNIT;
  const square = authors.reduce((sum, author) => sum + idf[author]! * idf[author]!, 0);
  const byAuthors = Math.sqrt(authorShare / square);
  const weights = [
    ...Array.from(values, (value) => value * byWords),
    ...authors.map((author) => idf[author]! * byAuthors),
  ];
  return unitRow([...ids, ...authors], weights, weights.length);
}

const ascending = (numbers: number[]): number[] => numbers.sort((a, b) => a - b);
