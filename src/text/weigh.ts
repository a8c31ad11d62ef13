import stemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import stopWords from 'natural/lib/natural/util/stopwords.js';
import {
  type Hooks,
  type Paper,
  type TermRow,
  type TermRows,
  UNIT,
  type Vocabulary,
  type WeighedText,
} from '../types.ts';

export interface WeighOptions {
  /** Terms in fewer papers are left out. Whole number, at least 1. Default 2. */
  minDocuments?: number;
  /** Terms in a larger part of the papers are left out, 0..1. Default 0.5. */
  maxShare?: number;
}

/** Skeleton: papers to unit-length TF-IDF rows. */
export function weigh(papers: readonly Paper[], options: WeighOptions = {}, hooks: Hooks = {}): WeighedText {
  const { minDocuments = 2, maxShare = 0.5 } = options;
  const stop = new Set(stopWords.words);
  const counts = papers.map((paper) => {
    const row = new Map<string, number>();
    if (!paper.abstract) return row;
    for (const word of `${paper.title}. ${paper.abstract}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      if (word.length > 1 && !stop.has(word)) row.set(word, (row.get(word) ?? 0) + 1);
    return row;
  });
  const stems = new Map<string, string>();
  const stem = (word: string) => {
    const found = stems.get(word) ?? stemmer.stem(word);
    stems.set(word, found);
    return found;
  };
  const df = new Map<string, number>();
  const stemmed = counts.map((row) => {
    const out = new Map<string, number>();
    for (const [word, n] of row) out.set(stem(word), (out.get(stem(word)) ?? 0) + n);
    for (const key of out.keys()) df.set(key, (df.get(key) ?? 0) + 1);
    return out;
  });
  const keys = [...df.keys()]
    .filter((key) => df.get(key)! >= minDocuments && df.get(key)! <= maxShare * papers.length)
    .sort();
  const ids = new Map(keys.map((key, id) => [key, id]));
  const written = new Map<string, string>();
  for (const [word, key] of stems) if (!written.has(key) || word < written.get(key)!) written.set(key, word);
  const documents = Uint32Array.from(keys, (key) => df.get(key)!);
  const idf = Float64Array.from(documents, (n) => Math.log((1 + papers.length) / (1 + n)) + 1);
  const starts = new Uint32Array(papers.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  stemmed.forEach((row, i) => {
    const entries = [...row].flatMap(([key, n]) =>
      ids.has(key) ? [[ids.get(key)!, (1 + Math.log(n)) * idf[ids.get(key)!]!]] : [],
    );
    entries.sort((a, b) => a[0]! - b[0]!);
    const length = Math.hypot(...entries.map((entry) => entry[1]!));
    for (const [id, weight] of entries) {
      columns.push(id!);
      values.push(Math.min(UNIT - 1, Math.floor((weight! / length) * UNIT)));
    }
    starts[i + 1] = columns.length;
    hooks.progress?.('weigh', i + 1, papers.length);
  });
  const rows: TermRows = { starts, ids: Uint32Array.from(columns), values: Uint16Array.from(values) };
  return {
    vocabulary: { keys, forms: keys.map((key) => written.get(key) ?? key), documents, idf, longForms: new Map() },
    rows,
  };
}

/** Skeleton: any text as a row of the same terms. */
export function weighText(vocabulary: Vocabulary, text: string, _options: WeighOptions = {}): TermRow {
  const ids = new Map(vocabulary.keys.map((key, id) => [key, id]));
  const counts = new Map<number, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const id = ids.get(stemmer.stem(word));
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const entries = [...counts].map(([id, n]) => [id, (1 + Math.log(n)) * vocabulary.idf[id]!] as const);
  entries.sort((a, b) => a[0] - b[0]);
  const length = Math.hypot(...entries.map((entry) => entry[1]));
  return {
    ids: Uint32Array.from(entries, (entry) => entry[0]),
    values: Uint16Array.from(entries, (entry) => Math.min(UNIT - 1, Math.floor((entry[1] / length) * UNIT))),
  };
}
