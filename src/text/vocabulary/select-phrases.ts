import { type WorkerPool, callAll } from '../../workers/worker-pool.ts';
import type { Settings } from '../options.ts';
import { nameOf } from '../tokenize/word-normalizer.ts';
import { type Lexicon, longFormParts } from './lexicon.ts';
import { PhraseTree } from './phrase-tree.ts';

/** Words and phrases that may become terms. */
export interface Candidates {
  /** Its first nodes are the lexicon's keys. */
  tree: PhraseTree;
  /** Whether a node is a term, not only the way to one. */
  isTerm: Uint8Array;
  /** The tree's node for each pair of each kernel, which has numbers of its own; -1 where there is none. */
  nodeOfPair: Int32Array[];
  /** Whether a key begins any phrase whose first two words are no pair, as long forms may: "internet of things". */
  beginsOther: Uint8Array;
}

/** A pair that stands in so large a part of its papers within one phrase of three words is a fragment: "latent Dirichlet". */
const COVERED = 0.8;

/** Pairs of counting words that follow each other in enough papers; some are rarer. */
interface Pairs {
  /** Its first nodes are the lexicon's keys; the pairs' counts are of papers. */
  tree: PhraseTree;
  /** The tree's node for each pair of each kernel. */
  nodeOfPair: Int32Array[];
}

/** What a kernel gives of pairs: a node, the word after it, and in how many papers they stand. */
type GivenPairs = [nodes: Int32Array, words: Int32Array, documents: Int32Array];

/** All pairs that stand in at least `least` papers, of words that do; none at all where there are to be no phrases. */
async function findPairs({ keys, counts, documents, places }: Lexicon, least: number, crew: WorkerPool): Promise<Pairs> {
  const fits = counts.map((counts, key) => (counts === 1 && documents[key]! >= least ? 1 : 0));
  const size = Number.isFinite(least) ? 2 ** Math.ceil(Math.log2(places / 4 + 2)) : 1;
  const counted = await callAll(crew, 'countHashes', () => [fits, size]);
  const often = counted[0]![0]!;
  // More than a byte holds is as good as what it holds.
  for (const [other] of counted.slice(1))
    for (let hash = 0; hash < size; hash++) often[hash] = Math.min(255, often[hash]! + other![hash]!);
  const given = await callAll(crew, 'findPairs', () => [often, Math.min(255, least)]);
  const tree = new PhraseTree(keys.length);
  const nodeOfPair = given.map((pairs) => addUp(tree, pairs as GivenPairs, (key) => key));
  return { tree, nodeOfPair };
}

/** Adds a kernel's pairs to a tree and returns their nodes there. */
function addUp(tree: PhraseTree, [nodes, words, documents]: GivenPairs, nodeOf: (node: number) => number): Int32Array {
  return nodes.map((node, pair) => {
    const grown = tree.grow(nodeOf(node), words[pair]!);
    tree.counts[grown]! += documents[pair]!;
    return grown;
  });
}

/**
 * Chooses the phrases: two or three counting words in a row, nothing between them but a blank or a hyphen, in enough papers,
 * that belong together by normalised pointwise mutual information (Bouma 2009),
 *   ln(N n_xy / (n_x n_y)) / ln(N / n_xy),
 * where n counts papers (so that one paper's habit is no evidence), N the places where a word can stand, and x and y are
 * the words, or for three words either cut of the phrase in two. A pair that hardly stands outside one such phrase of three
 * is left out. Long forms of abbreviations are always terms.
 */
export async function choosePhrases(lexicon: Lexicon, settings: Settings, crew: WorkerPool): Promise<Candidates> {
  const least = settings.phrases ? settings.minPhraseDocuments : Number.POSITIVE_INFINITY;
  const pairs = await findPairs(lexicon, least, crew);
  const triples = await countTriples(pairs, least, crew);
  const tree = new PhraseTree(lexicon.keys.length);
  const chosen = chooseAmong(pairs, triples, lexicon, { ...settings, minPhraseDocuments: least }, tree);
  const beginsOther = new Uint8Array(lexicon.keys.length);
  for (const path of longPaths(lexicon, settings)) {
    const [first, second] = path;
    chosen.push(path.slice(1).reduce((node, key) => tree.grow(node, key), first));
    if (pairs.tree.child(first, second) < 0) beginsOther[first] = 1;
  }
  const isTerm = new Uint8Array(tree.size);
  isTerm.set(lexicon.counts);
  for (const node of chosen) isTerm[node] = 1;
  const nodes = nodesOf(pairs.tree, tree);
  return { tree, isTerm, nodeOfPair: pairs.nodeOfPair.map((own) => own.map((pair) => nodes[pair]!)), beginsOther };
}

/** Grows the phrases of three words and of two that are chosen; returns their nodes. */
function chooseAmong(
  pairs: Pairs,
  triples: PhraseTree,
  { documents, places }: Lexicon,
  { minPhraseDocuments: least, minCohesion }: Settings,
  tree: PhraseTree,
): number[] {
  const { counts } = pairs.tree;
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
function longPaths({ keys, counts, longForms }: Lexicon, settings: Settings): number[][] {
  const numbers = new Map(keys.map((key, number) => [nameOf(key, counts[number] === 1), number]));
  return [...new Set(longForms.values())].map((long) =>
    longFormParts(long, settings).map(({ key, counts }) => numbers.get(nameOf(key, counts))!),
  );
}

function cohesion(both: number, first: number, second: number, places: number): number {
  return Math.log((places * both) / (first * second)) / Math.log(places / both);
}

/** In how many papers each frequent pair is followed by a word that makes another frequent pair with its second. Roots are the nodes of `pairs`. */
async function countTriples({ tree, nodeOfPair }: Pairs, least: number, crew: WorkerPool): Promise<PhraseTree> {
  const frequent = (member: number) =>
    Uint8Array.from(nodeOfPair[member]!, (node) => (tree.counts[node]! >= least ? 1 : 0));
  const given = await callAll(crew, 'countTriples', (member) => [frequent(member)]);
  const triples = new PhraseTree(tree.size);
  given.forEach((found, member) => {
    addUp(triples, found as GivenPairs, (pair) => nodeOfPair[member]![pair]!);
  });
  return triples;
}
