import type { Paper, TermRow, TermRows, Vocabulary, WeighedText } from '../types.ts';
import { mostDocuments, type Settings } from './options.ts';
import { unitRow, writeUnitRow } from './weights.ts';

/**
 * Who wrote a paper says what it is about, beside its words: people pursue a matter through several papers, in words that
 * change. So an author of two papers or more is a term of theirs, and a row is
 *
 *     sqrt(1 - authorShare) x its words + sqrt(authorShare) x its authors, both of unit length
 *
 * The similarity of two papers is then (1 - authorShare) x that of their words + authorShare x that of their authors: who
 * wrote them never adds more than `authorShare`. Among the authors of a paper each weighs idf(d, N), with d of the N papers by
 * that name: names that many people share count less, and a long list of authors no more than a short one. A paper whose
 * authors wrote no other has its words alone. `bench/quality.ts` shows what it is worth.
 */
export function addAuthors(text: WeighedText, papers: readonly Paper[], settings: Settings): WeighedText {
  const { rows, vocabulary } = text;
  if (settings.authorShare === 0) return text;
  const hasWords = papers.map((_, i) => rows.starts[i]! < rows.starts[i + 1]!);
  const bylines = papers.map(({ authors }, i) => (hasWords[i] ? byline(authors) : new Map<string, string>()));
  const count = hasWords.filter(Boolean).length;
  const chosen = chooseAuthors(bylines, count, settings);
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
  const terms = new Map(chosen.map(({ key }, k) => [key, vocabulary.keys.length + k]));
  const authorsOf = bylines.map((names) => termsOf(names, terms));
  return { ...text, vocabulary: known, rows: joinRows(rows, authorsOf, known, settings) };
}

/** How many of the vocabulary's terms are words and phrases: they come first, then the authors. */
export const wordTerms = ({ keys, authors = 0 }: Vocabulary): number => keys.length - authors;

/** A row of words with these authors, as {@link addAuthors} would have made it. Names that the vocabulary lacks do not count. */
export function withAuthors(
  row: TermRow,
  authors: readonly string[],
  vocabulary: Vocabulary,
  settings: Settings,
): TermRow {
  const first = wordTerms(vocabulary);
  const terms = new Map(vocabulary.keys.slice(first).map((key, k) => [key, first + k]));
  const found = row.ids.length > 0 ? termsOf(byline(authors), terms) : [];
  if (found.length === 0) return row;
  const { ids, weights } = joined(row, found, vocabulary, settings);
  return unitRow(ids, weights, ids.length);
}

/** A paper's authors, each once: the key to compare by, without capitals, accents and points, and the name as written. */
function byline(authors: readonly string[] = []): Map<string, string> {
  const names = new Map<string, string>();
  for (const name of authors) {
    const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    const key = bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    if (key !== '' && !names.has(key)) names.set(key, name);
  }
  return names;
}

interface Author {
  key: string;
  /** As most papers write it; of equals the first by alphabet. */
  name: string;
  papers: number;
}

/** Those who wrote enough of the papers and not too many, by key. Who wrote one says nothing of others. */
function chooseAuthors(bylines: readonly Map<string, string>[], count: number, settings: Settings): Author[] {
  const most = mostDocuments(settings, count);
  const spellings = new Map<string, Map<string, number>>();
  for (const names of bylines)
    for (const [key, name] of names) {
      const known = spellings.get(key) ?? new Map<string, number>();
      spellings.set(key, known.set(name, (known.get(name) ?? 0) + 1));
    }
  return [...spellings]
    .map(([key, names]): Author => {
      const [name] = [...names].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]!;
      return { key, name, papers: [...names.values()].reduce((sum, n) => sum + n, 0) };
    })
    .filter(({ papers }) => papers >= Math.max(2, settings.minDocuments) && papers <= most)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const termsOf = (names: ReadonlyMap<string, string>, terms: ReadonlyMap<string, number>): number[] =>
  [...names.keys()].flatMap((key) => terms.get(key) ?? []).sort((a, b) => a - b);

/** All rows, each with its authors. */
function joinRows(rows: TermRows, authorsOf: number[][], vocabulary: Vocabulary, settings: Settings): TermRows {
  const starts = new Uint32Array(rows.starts.length);
  const length = rows.ids.length + authorsOf.reduce((sum, authors) => sum + authors.length, 0);
  const all = { ids: new Uint32Array(length), values: new Uint16Array(length) };
  authorsOf.forEach((authors, paper) => {
    const [from, to] = [rows.starts[paper]!, rows.starts[paper + 1]!];
    const row = { ids: rows.ids.subarray(from, to), values: rows.values.subarray(from, to) };
    if (authors.length === 0) {
      all.ids.set(row.ids, starts[paper]);
      all.values.set(row.values, starts[paper]);
      starts[paper + 1] = starts[paper]! + row.ids.length;
    } else {
      const { ids, weights } = joined(row, authors, vocabulary, settings);
      starts[paper + 1] = writeUnitRow(ids, weights, ids.length, all, starts[paper]!);
    }
  });
  const end = starts.at(-1)!;
  return { starts, ids: all.ids.slice(0, end), values: all.values.slice(0, end) };
}

/** A row's words and its authors, at least one, with their weights in the proportion that the author share sets. */
function joined(row: TermRow, authors: readonly number[], { idf }: Vocabulary, { authorShare }: Settings) {
  const length = (weights: ArrayLike<number>) => Math.sqrt(Array.from(weights).reduce((sum, w) => sum + w * w, 0));
  const byWords = Math.sqrt(1 - authorShare) / length(row.values);
  const weights = authors.map((term) => idf[term]!);
  const byAuthors = Math.sqrt(authorShare) / length(weights);
  return {
    ids: [...row.ids, ...authors],
    weights: [...Array.from(row.values, (w) => w * byWords), ...weights.map((w) => w * byAuthors)],
  };
}
