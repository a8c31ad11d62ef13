import type { Hooks, Paper, TermRows, Vocabulary, WeighedText } from '../types.ts';
import { addAuthors } from './authors.ts';
import { type Candidates, choosePhrases } from './choose.ts';
import { BATCH, readCorpus } from './corpus.ts';
import { type Counts, countTerms } from './count.ts';
import { writtenForms } from './forms.ts';
import { buildLexicon } from './lexicon.ts';
import { nounShares } from './nouns.ts';
import { mostDocuments, type Settings, settle, type WeighOptions } from './options.ts';
import { writeUnitRow } from './weights.ts';

/**
 * Papers to unit-length TF-IDF rows: the weight of term t in paper p is tf(n) x idf(d, N) x (phraseWeight, if t is a phrase),
 * where n counts t in p (titles `titleWeight`-fold), d the papers that hold t, and N those with an abstract; then each row is
 * divided by its length, and the paper's authors join its words: see `authors.ts`. A paper without an abstract gets an empty row. Author keywords are not read.
 */
export function weigh(papers: readonly Paper[], options: WeighOptions = {}, hooks: Hooks = {}): WeighedText {
  const settings = settle(options, papers.length);
  const { lexicon, placed } = readLexicon(papers, settings, hooks);
  hooks.signal?.throwIfAborted();
  const candidates = choosePhrases(lexicon, settings);
  hooks.signal?.throwIfAborted();
  const counts = countTerms(lexicon, candidates, byId(papers));
  const { nodes, keys } = chooseTerms(lexicon.keys, candidates, counts, settings, placed);
  const documents = Uint32Array.from(nodes, (node) => counts.documents[node]!);
  const vocabulary: Vocabulary = {
    keys,
    forms: writtenForms(lexicon, candidates, counts, nodes),
    documents,
    idf: Float64Array.from(documents, (n) => settings.idf(n, placed)),
    longForms: lexicon.longForms,
  };
  const idOf = new Int32Array(candidates.tree.size).fill(-1);
  nodes.forEach((node, id) => {
    idOf[node] = id;
  });
  const text: WeighedText = {
    vocabulary,
    rows: rowsOf(counts, idOf, factors(vocabulary, settings), settings, hooks),
    nounShares: nounShares(lexicon, vocabulary.forms),
  };
  return addAuthors(text, papers, settings);
}

/** The papers as parts, and how many of them have an abstract; their words as written are let go here. */
function readLexicon(papers: readonly Paper[], settings: Settings, hooks: Hooks) {
  const corpus = readCorpus(papers, settings, hooks);
  return { lexicon: buildLexicon(corpus, settings), placed: corpus.papers };
}

/** Each term's weight before its frequency in a paper counts. */
export function factors({ keys, idf }: Vocabulary, { phraseWeight }: Settings): Float64Array {
  return idf.map((weight, term) => (keys[term]!.includes(' ') ? weight * phraseWeight : weight));
}

/** Indexes of papers in order of their ids. */
function byId(papers: readonly Paper[]): Int32Array {
  const order = Int32Array.from(papers, (_, i) => i);
  if (papers.every((paper, i) => i === 0 || papers[i - 1]!.id <= paper.id)) return order;
  return order.sort((a, b) => (papers[a]!.id < papers[b]!.id ? -1 : papers[a]!.id > papers[b]!.id ? 1 : a - b));
}

/** The terms that enough papers hold and not too many, by key. */
function chooseTerms(
  words: string[],
  { tree, isTerm }: Candidates,
  counts: Counts,
  settings: Settings,
  papers: number,
) {
  const most = mostDocuments(settings, papers);
  const chosen: { node: number; key: string }[] = [];
  for (let node = 0; node < tree.size; node++) {
    const n = counts.documents[node]!;
    if (isTerm[node] === 0 || n < settings.minDocuments || n > most) continue;
    const key =
      node < tree.roots
        ? words[node]!
        : tree
            .path(node)
            .map((word) => words[word])
            .join(' ');
    chosen.push({ node, key });
  }
  chosen.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { nodes: chosen.map(({ node }) => node), keys: chosen.map(({ key }) => key) };
}

function rowsOf(counts: Counts, idOf: Int32Array, factor: Float64Array, settings: Settings, hooks: Hooks): TermRows {
  const papers = counts.from.length;
  const starts = new Uint32Array(papers + 1);
  const all = { ids: new Uint32Array(counts.nodes.length), values: new Uint16Array(counts.nodes.length) };
  let longest = 0;
  for (let paper = 0; paper < papers; paper++) longest = Math.max(longest, counts.to[paper]! - counts.from[paper]!);
  const row = new Uint32Array(longest);
  const weights = new Float64Array(longest);
  const times = new Int32Array(factor.length);
  for (let paper = 0; paper < papers; paper++) {
    if (paper % BATCH === 0) {
      hooks.signal?.throwIfAborted();
      hooks.progress?.('weigh', papers + paper, papers * 2);
    }
    let size = 0;
    for (let e = counts.from[paper]!; e < counts.to[paper]!; e++) {
      const id = idOf[counts.nodes[e]!]!;
      if (id < 0) continue;
      row[size++] = id;
      times[id] = counts.times[e]!;
    }
    row.subarray(0, size).sort();
    for (let k = 0; k < size; k++) {
      const id = row[k]!;
      weights[k] = weightOf(times[id]! >> 16, times[id]! & 0xffff, factor[id]!, settings);
    }
    starts[paper + 1] = writeUnitRow(row, weights, size, all, starts[paper]!);
  }
  hooks.progress?.('weigh', papers * 2, papers * 2);
  const length = starts[papers]!;
  return { starts, ids: all.ids.slice(0, length), values: all.values.slice(0, length) };
}

/** The weight of a term that stands so often in a title and in an abstract, before the row is brought to unit length. */
export function weightOf(inTitle: number, inAbstract: number, factor: number, { tf, titleWeight }: Settings): number {
  const count = titleWeight * inTitle + inAbstract;
  return count > 0 ? tf(count) * factor : 0;
}
