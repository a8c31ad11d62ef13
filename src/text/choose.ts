import type { Lexicon } from './lexicon.ts';
import type { Settings } from './options.ts';
import { PhraseTree } from './phrases.ts';
import { CLOSE } from './tokenize.ts';

/** Words and phrases that may become terms. */
export interface Candidates {
  /** Its first nodes are the lexicon's keys. */
  tree: PhraseTree;
  /** Whether a node is a term, not only the way to one. */
  isTerm: Uint8Array;
}

/** A pair that stands in so large a part of its papers within one phrase of three words is a fragment: "latent Dirichlet". */
const COVERED = 0.8;

/** How many papers hold each key. */
function keyDocuments({ stream, starts, keyOf, keys }: Lexicon): Int32Array {
  const documents = new Int32Array(keys.length);
  const last = new Int32Array(keys.length).fill(-1);
  for (let paper = 0; paper + 1 < starts.length; paper++)
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const key = keyOf[stream[k]! >> 2]!;
      if (last[key] === paper) continue;
      last[key] = paper;
      documents[key]!++;
    }
  return documents;
}

/**
 * Chooses the phrases: two or three counting words in a row, nothing between them but a blank or a hyphen, in enough papers,
 * that belong together by normalised pointwise mutual information (Bouma 2009),
 *   ln(N n_xy / (n_x n_y)) / ln(N / n_xy),
 * where n counts papers (so that one paper's habit is no evidence), N the places where a word can stand, and x and y are
 * the words, or for three words either cut of the phrase in two. A pair that hardly stands outside one such phrase of three
 * is left out. Long forms of abbreviations are always terms.
 */
export function choosePhrases(lexicon: Lexicon, settings: Settings): Candidates {
  const places = lexicon.stream.length;
  const documents = keyDocuments(lexicon);
  const tree = new PhraseTree(lexicon.keys.length);
  const chosen: number[] = [];
  if (settings.phrases) {
    const pairs = countPairs(lexicon, documents, settings.minPhraseDocuments);
    const frequent = keep(pairs, (node) => pairs.counts[node]! >= settings.minPhraseDocuments);
    const triples = countTriples(lexicon, frequent.tree);
    const covered = new Set<number>();
    for (let node = triples.roots; node < triples.size; node++) {
      if (triples.counts[node]! < settings.minPhraseDocuments) continue;
      const pair = triples.path(node);
      const [first, c] = pair as [number, number];
      const [a, b] = frequent.tree.path(first) as [number, number];
      const tail = frequent.tree.child(b, c);
      const n = triples.counts[node]!;
      const together = Math.min(
        cohesion(n, frequent.counts[first]!, documents[c]!, places),
        cohesion(n, documents[a]!, frequent.counts[tail]!, places),
      );
      if (together < settings.minCohesion) continue;
      chosen.push(tree.grow(tree.grow(a, b), c));
      for (const part of [first, tail]) if (n >= COVERED * frequent.counts[part]!) covered.add(part);
    }
    for (let node = frequent.tree.roots; node < frequent.tree.size; node++) {
      if (covered.has(node)) continue;
      const [a, b] = frequent.tree.path(node) as [number, number];
      if (cohesion(frequent.counts[node]!, documents[a]!, documents[b]!, places) < settings.minCohesion) continue;
      chosen.push(tree.grow(a, b));
    }
  }
  const numbers = new Map(lexicon.keys.map((key, number) => [key, number]));
  for (const long of new Set(lexicon.longForms.values())) {
    const path = long.split(' ').map((key) => numbers.get(key)!);
    chosen.push(path.slice(1).reduce((node, key) => tree.grow(node, key), path[0]!));
  }
  const isTerm = new Uint8Array(tree.size);
  isTerm.set(lexicon.counts);
  for (const node of chosen) isTerm[node] = 1;
  return { tree, isTerm };
}

function cohesion(both: number, first: number, second: number, places: number): number {
  return Math.log((places * both) / (first * second)) / Math.log(places / both);
}

/** In how many papers each two counting words follow each other. */
function countPairs({ stream, starts, keyOf, counts }: Lexicon, documents: Int32Array, least: number): PhraseTree {
  const tree = new PhraseTree(counts.length);
  for (let paper = 0; paper + 1 < starts.length; paper++) {
    let before = -1;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const entry = stream[k]!;
      const key = keyOf[entry >> 2]!;
      const fit = counts[key] === 1 && documents[key]! >= least;
      if (fit && before >= 0 && (entry & 3) === CLOSE) tree.count(tree.grow(before, key), paper);
      before = fit ? key : -1;
    }
  }
  return tree;
}

/** The tree with only those children of roots that pass. */
function keep(all: PhraseTree, passes: (node: number) => boolean): { tree: PhraseTree; counts: number[] } {
  const tree = new PhraseTree(all.roots);
  const counts = new Array<number>(all.roots).fill(0);
  for (let node = all.roots; node < all.size; node++) {
    if (!passes(node)) continue;
    const [a, b] = all.path(node) as [number, number];
    tree.grow(a, b);
    counts.push(all.counts[node]!);
  }
  return { tree, counts };
}

/** In how many papers each frequent pair is followed by a word that makes another frequent pair with its second. Roots are the nodes of `pairs`. */
function countTriples({ stream, starts, keyOf, counts }: Lexicon, pairs: PhraseTree): PhraseTree {
  const tree = new PhraseTree(pairs.size);
  for (let paper = 0; paper + 1 < starts.length; paper++) {
    let before = -1;
    let pairBefore = -1;
    for (let k = starts[paper]!; k < starts[paper + 1]!; k++) {
      const entry = stream[k]!;
      const key = keyOf[entry >> 2]!;
      const joined = before >= 0 && counts[key] === 1 && (entry & 3) === CLOSE;
      const pair = joined ? pairs.child(before, key) : -1;
      if (pair >= 0 && pairBefore >= 0) tree.count(tree.grow(pairBefore, key), paper);
      before = counts[key] === 1 ? key : -1;
      pairBefore = pair;
    }
  }
  return tree;
}
