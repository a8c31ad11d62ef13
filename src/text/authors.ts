import { type Paper, type TermRow, type TermRows, UNIT, type Vocabulary, type WeighedText } from '../types.ts';
import { mostDocuments, type Settings } from './options.ts';
import { unitRow, writeUnitRow } from './weights.ts';

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
 */
export function addAuthors(text: WeighedText, papers: readonly Paper[], settings: Settings): WeighedText {
  const { rows, vocabulary } = text;
  if (settings.authorShare === 0) return text;
  const { authors, bylines, count } = readBylines(papers, rows);
  const most = mostDocuments(settings, count);
  const chosen = authors
    .filter(({ papers }) => papers >= Math.max(2, settings.minDocuments) && papers <= most)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (chosen.length === 0) return text;
  const documents = chosen.map(({ papers }) => papers);
  const known: Vocabulary = {
    ...vocabulary,
    keys: [...vocabulary.keys, ...chosen.map(({ key }) => key)],
    forms: [...vocabulary.forms, ...chosen.map(({ name }) => `by ${name}`)],
    documents: Uint32Array.from([...vocabulary.documents, ...documents]),
    idf: Float64Array.from([...vocabulary.idf, ...documents.map((n) => settings.idf(n, count))]),
    authors: chosen.length,
  };
  chosen.forEach((author, k) => {
    author.term = vocabulary.keys.length + k;
  });
  const authorsOf = bylines.map((byline) => ascending(byline.map(({ term }) => term).filter((term) => term >= 0)));
  return { ...text, vocabulary: known, rows: joinRows(rows, authorsOf, known, settings) };
}

/** How many of the vocabulary's terms are words and phrases: they come first, then the authors. */
export const wordTerms = ({ keys, authors = 0 }: Vocabulary): number => keys.length - authors;

/** A row of words with these authors, as {@link addAuthors} would have made it. Names that the vocabulary lacks do not count. */
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
  const joined = newJoined(row.ids.length + found.length);
  const length = joinAuthors(row, found, vocabulary, settings, joined);
  return unitRow(joined.ids, joined.weights, length);
}

interface Author {
  /** What the name is compared by; see {@link keyOf}. */
  key: string;
  /** The spelling of most papers; of equals the first by alphabet. */
  name: string;
  papers: number;
  /** The author's number among the vocabulary's terms, once it is known; -1 for those who do not count. */
  term: number;
}

/** A name as written, in so many papers. */
interface Spelling {
  author: Author;
  papers: number;
}

/** A name without capitals, accents and points; empty for what is no name. */
function keyOf(name: string): string {
  const bare = /^[ -~]*$/.test(name) ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
  return bare
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** All authors of the papers that have words, and each paper's, once; `count` is the number of these papers. */
function readBylines(papers: readonly Paper[], rows: TermRows) {
  const byKey = new Map<string, Author>();
  const spellings = new Map<string, Spelling>();
  const spellingOf = (name: string): Spelling => {
    const known = spellings.get(name);
    if (known) return known;
    const key = keyOf(name);
    const author = byKey.get(key) ?? { key, name, papers: 0, term: -1 };
    byKey.set(key, author);
    const spelling = { author, papers: 0 };
    spellings.set(name, spelling);
    return spelling;
  };
  let count = 0;
  const bylines = papers.map(({ authors: names = [] }, paper): Author[] => {
    const byline: Author[] = [];
    if (rows.starts[paper] === rows.starts[paper + 1]) return byline;
    count++;
    for (const name of names) {
      const spelling = spellingOf(name);
      const { author } = spelling;
      if (author.key === '' || byline.includes(author)) continue;
      byline.push(author);
      author.papers++;
      spelling.papers++;
    }
    return byline;
  });
  for (const [name, { author, papers }] of spellings) {
    const most = spellings.get(author.name)!.papers;
    if (papers > most || (papers === most && name < author.name)) author.name = name;
  }
  return { authors: [...byKey.values()], bylines, count };
}

/** All rows, each with its authors. */
function joinRows(
  rows: TermRows,
  authorsOf: readonly number[][],
  vocabulary: Vocabulary,
  settings: Settings,
): TermRows {
  const papers = authorsOf.length;
  const most = rows.ids.length + authorsOf.reduce((sum, { length }) => sum + length, 0);
  const longest = authorsOf.reduce(
    (longest, { length }, i) => Math.max(longest, rows.starts[i + 1]! - rows.starts[i]! + length),
    0,
  );
  const starts = new Uint32Array(papers + 1);
  const all: TermRow = { ids: new Uint32Array(most), values: new Uint16Array(most) };
  const joined = newJoined(longest);
  authorsOf.forEach((authors, paper) => {
    const [from, to, at] = [rows.starts[paper]!, rows.starts[paper + 1]!, starts[paper]!];
    const row = { ids: rows.ids.subarray(from, to), values: rows.values.subarray(from, to) };
    if (authors.length === 0) {
      all.ids.set(row.ids, at);
      all.values.set(row.values, at);
      starts[paper + 1] = at + row.ids.length;
    } else {
      const length = joinAuthors(row, authors, vocabulary, settings, joined);
      starts[paper + 1] = writeUnitRow(joined.ids, joined.weights, length, all, at);
    }
  });
  const end = starts[papers]!;
  return { starts, ids: all.ids.slice(0, end), values: all.values.slice(0, end) };
}

/** A row that is not yet brought to length. */
const newJoined = (length: number) => ({ ids: new Uint32Array(length), weights: new Float64Array(length) });

/** Writes a row's words and its authors, at least one, in the proportion that the author share sets; returns how many terms. */
function joinAuthors(
  { ids, values }: TermRow,
  authors: readonly number[],
  { idf }: Vocabulary,
  { authorShare }: Settings,
  into: ReturnType<typeof newJoined>,
): number {
  const byWords = Math.sqrt(1 - authorShare) / UNIT;
  into.ids.set(ids);
  for (let k = 0; k < ids.length; k++) into.weights[k] = values[k]! * byWords;
  let square = 0;
  for (const author of authors) square += idf[author]! ** 2;
  const byAuthors = Math.sqrt(authorShare / square);
  authors.forEach((author, k) => {
    into.ids[ids.length + k] = author;
    into.weights[ids.length + k] = idf[author]! * byAuthors;
  });
  return ids.length + authors.length;
}

const ascending = (numbers: number[]): number[] => numbers.sort((a, b) => a - b);
