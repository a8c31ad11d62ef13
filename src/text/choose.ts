import type { Lexicon } from './lexicon.ts';
import type { Settings } from './options.ts';
import { findPairs, noPairs, type Pairs } from './pairs.ts';
import { PhraseTree } from './phrases.ts';

/** Words and phrases that may become terms. */
export interface Candidates {
  /** Its first nodes are the lexicon's keys. */
  tree: PhraseTree;
  /** Whether a node is a term, not only the way to one. */
  isTerm: Uint8Array;
  /** For each place of the lexicon's stream the pair that begins there, by a number that `nodeOfPair` knows. */
  pairAt: Int32Array;
  /** The tree's node for a pair; -1 where there is none. */
  nodeOfPair: Int32Array;
  /** Whether a key begins any phrase whose first two words are no pair, as long forms may: "internet of things". */
  beginsOther: Uint8Array;
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
  const documents = settings.phrases ? keyDocuments(lexicon) : new Int32Array();
  const pairs = settings.phrases ? findPairs(lexicon, documents, settings.minPhraseDocuments) : noPairs(lexicon);
  const tree = new PhraseTree(lexicon.keys.length);
  const chosen = chooseAmong(pairs, lexicon, documents, settings, tree);
  const beginsOther = new Uint8Array(lexicon.keys.length);
  for (const path of longPaths(lexicon)) {
    const [first, second] = path;
    chosen.push(path.slice(1).reduce((node, key) => tree.grow(node, key), first));
    if (pairs.tree.child(first, second) < 0) beginsOther[first] = 1;
  }
  const isTerm = new Uint8Array(tree.size);
  isTerm.set(lexicon.counts);
  for (const node of chosen) isTerm[node] = 1;
  return { tree, isTerm, pairAt: pairs.at, nodeOfPair: nodesOf(pairs.tree, tree), beginsOther };
}

/** Grows the phrases of three words and of two that are chosen; returns their nodes. */
function chooseAmong(
  pairs: Pairs,
  lexicon: Lexicon,
  documents: Int32Array,
  { minPhraseDocuments: least, minCohesion }: Settings,
  tree: PhraseTree,
): number[] {
  const places = lexicon.stream.length;
  const { counts } = pairs.tree;
  const triples = countTriples(lexicon, pairs, least);
  const chosen: number[] = [];
  const covered = new Set<number>();
  for (let node = triples.roots; node < triples.size; node++) {
    const n = triples.counts[node]!;
    if (n < least) continue;
    const [first, c] = triples.path(node);
    const [a, b] = pairs.tree.path(first);
    const tail = pairs.tree.child(b, c);
    const together = Math.min(
      cohesion(n, counts[first]!, documents[c]!, places),
      cohesion(n, documents[a]!, counts[tail]!, places),
    );
    if (together < minCohesion) continue;
    chosen.push(tree.grow(tree.grow(a, b), c));
    for (const part of [first, tail]) if (n >= COVERED * counts[part]!) covered.add(part);
  }
  for (let node = pairs.tree.roots; node < pairs.tree.size; node++) {
    const n = counts[node]!;
    if (n < least || covered.has(node)) continue;
    const [a, b] = pairs.tree.path(node);
    if (cohesion(n, documents[a]!, documents[b]!, places) >= minCohesion) chosen.push(tree.grow(a, b));
  }
  return chosen;
}

/** The node in one tree of each pair in another. */
function nodesOf(pairs: PhraseTree, tree: PhraseTree): Int32Array {
  const nodes = new Int32Array(pairs.size).fill(-1);
  for (let pair = pairs.roots; pair < pairs.size; pair++) {
    const [first, second] = pairs.path(pair);
    nodes[pair] = tree.child(first, second);
  }
  return nodes;
}

/** The keys of each long form. */
function longPaths({ keys, longForms }: Lexicon): number[][] {
  const numbers = new Map(keys.map((key, number) => [key, number]));
  return [...new Set(longForms.values())].map((long) => long.split(' ').map((key) => numbers.get(key)!));
}

function cohesion(both: number, first: number, second: number, places: number): number {
  return Math.log((places * both) / (first * second)) / Math.log(places / both);
}

/** In how many papers each frequent pair is followed by a word that makes another frequent pair with its second. Roots are the nodes of `pairs`. */
function countTriples({ starts, stream, keyOf }: Lexicon, { tree: pairs, at }: Pairs, least: number): PhraseTree {
  const tree = new PhraseTree(pairs.size);
  for (let paper = 0; paper + 1 < starts.length; paper++)
    for (let k = starts[paper]! + 2; k < starts[paper + 1]!; k++) {
      const [first, second] = [at[k - 2]!, at[k - 1]!];
      if (first === 0 || second === 0 || pairs.counts[first]! < least || pairs.counts[second]! < least) continue;
      tree.count(tree.grow(first, keyOf[stream[k]! >> 2]!), paper);
    }
  return tree;
}
