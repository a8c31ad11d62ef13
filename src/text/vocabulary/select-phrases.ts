import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import type { ResolvedOptions } from '../options.ts';
import { qualifiedKey } from '../tokenize/word-normalizer.ts';
import type { Lexicon } from './lexicon.ts';
import { longFormParts } from './long-forms.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** The words and phrases that may become terms. */
export interface Candidates {
  /** Its roots are the keys of the lexicon. */
  trie: PhraseTrie;
  /**
   * Whether each node is a candidate (0 or 1). The other nodes are prefixes of candidates, and keys that are not
   * content words.
   */
  isTerm: Uint8Array;
  /** For each worker: the node of each of its kernel's pairs, or -1. */
  nodeOfPair: Int32Array[];
  /**
   * Whether each key starts a phrase whose first two keys are not a pair (0 or 1). Only long forms can: "internet of
   * things".
   */
  startsLongForm: Uint8Array;
}

/** A pair is a fragment if a phrase of three words covers at least this share of its papers: "latent Dirichlet". */
const FRAGMENT_COVERAGE = 0.8;

/** Pairs of adjacent content words, among them all frequent ones. */
interface Pairs {
  /** Its roots are the keys of the lexicon. It holds the document frequencies of the pairs. */
  trie: PhraseTrie;
  /** For each worker: the node of each of its kernel's pairs. */
  nodeOfPair: Int32Array[];
}

/** Output of a kernel: prefixes, the words after them, and their document frequencies. */
type KernelPairs = [prefixes: Int32Array, words: Int32Array, documents: Int32Array];

/**
 * Selects the phrases: two or three adjacent content words, separated only by a space or hyphen, that are frequent and
 * cohesive enough. Long forms of abbreviations are always selected. A pair that rarely occurs outside of one selected
 * phrase of three words is not.
 *
 * Cohesion is normalized pointwise mutual information (Bouma 2009),
 *
 *     ln(N n_xy / (n_x n_y)) / ln(N / n_xy),
 *
 * where n counts papers, so that repetition within one paper is no evidence, and N counts tokens. x and y are the two
 * words; for three words, both ways to split the phrase must be cohesive.
 */
export async function selectPhrases(lexicon: Lexicon, options: ResolvedOptions, pool: WorkerPool): Promise<Candidates> {
  const minDocuments = options.phrases ? options.minPhraseDocuments : Number.POSITIVE_INFINITY;
  const pairs = await countPairs(lexicon, minDocuments, pool);
  const triples = await countTriples(pairs, minDocuments, pool);
  const trie = new PhraseTrie(lexicon.keys.length);
  const selected = selectCohesivePhrases(trie, pairs, triples, lexicon, minDocuments, options.minCohesion);
  const startsLongForm = new Uint8Array(lexicon.keys.length);
  for (const keys of longFormKeys(lexicon, options)) {
    const [first, second] = keys;
    selected.push(keys.slice(1).reduce((node, key) => trie.findOrAdd(node, key), first!));
    if (pairs.trie.find(first!, second!) < 0) startsLongForm[first!] = 1;
  }
  const isTerm = new Uint8Array(trie.size);
  isTerm.set(lexicon.isContent);
  for (const node of selected) isTerm[node] = 1;
  const nodes = mapPairs(pairs.trie, trie);
  const nodeOfPair = pairs.nodeOfPair.map((pairNodes) => pairNodes.map((pair) => nodes[pair]!));
  return { trie, isTerm, nodeOfPair, startsLongForm };
}

/**
 * Counts the papers that contain each pair of adjacent content words, for all pairs in at least `minDocuments` papers.
 * Pairs of words that are rarer than that are skipped. If `minDocuments` is infinite, there are no pairs.
 */
async function countPairs(lexicon: Lexicon, minDocuments: number, pool: WorkerPool): Promise<Pairs> {
  const { keys, isContent, documents, tokenCount } = lexicon;
  const isEligible = isContent.map((content, key) => (content === 1 && documents[key]! >= minDocuments ? 1 : 0));
  const size = Number.isFinite(minDocuments) ? 2 ** Math.ceil(Math.log2(tokenCount / 4 + 2)) : 1;
  const counts = await callAll(pool, 'countPairHashes', () => [isEligible, size]);
  const hashCounts = counts[0]![0]!;
  // Counts saturate at 255, in the kernels too.
  for (const [workerCounts] of counts.slice(1))
    for (let hash = 0; hash < size; hash++) hashCounts[hash] = Math.min(255, hashCounts[hash]! + workerCounts![hash]!);
  const results = await callAll(pool, 'countPairs', () => [hashCounts, Math.min(255, minDocuments)]);
  const trie = new PhraseTrie(keys.length);
  const nodeOfPair = results.map((pairs) => addPairs(trie, pairs as KernelPairs, (key) => key));
  return { trie, nodeOfPair };
}

/**
 * Counts the papers that contain each triple of content words in which both overlapping pairs are frequent. The roots
 * of the trie are the nodes of the pairs.
 */
async function countTriples({ trie, nodeOfPair }: Pairs, minDocuments: number, pool: WorkerPool): Promise<PhraseTrie> {
  const isFrequent = (worker: number) =>
    Uint8Array.from(nodeOfPair[worker]!, (node) => (trie.documents[node]! >= minDocuments ? 1 : 0));
  const results = await callAll(pool, 'countTriples', (worker) => [isFrequent(worker)]);
  const triples = new PhraseTrie(trie.size);
  results.forEach((found, worker) => {
    addPairs(triples, found as KernelPairs, (pair) => nodeOfPair[worker]![pair]!);
  });
  return triples;
}

/** Adds a kernel's pairs and their document frequencies to a trie. Returns the node of each pair. */
function addPairs(
  trie: PhraseTrie,
  [prefixes, words, documents]: KernelPairs,
  nodeOf: (prefix: number) => number,
): Int32Array {
  return prefixes.map((prefix, pair) => {
    const node = trie.findOrAdd(nodeOf(prefix), words[pair]!);
    trie.documents[node]! += documents[pair]!;
    return node;
  });
}

/** Adds the frequent and cohesive phrases of three and two words to a trie. Returns their nodes. */
function selectCohesivePhrases(
  trie: PhraseTrie,
  pairs: Pairs,
  triples: PhraseTrie,
  { documents, tokenCount }: Lexicon,
  minDocuments: number,
  minCohesion: number,
): number[] {
  const pairDocuments = pairs.trie.documents;
  const selected: number[] = [];
  const fragments = new Set<number>();
  for (let node = triples.rootCount; node < triples.size; node++) {
    const n = triples.documents[node]!;
    if (n < minDocuments) continue;
    const [head, third] = triples.path(node) as [number, number];
    const [first, second] = pairs.trie.path(head) as [number, number];
    const tail = pairs.trie.find(second, third);
    const cohesion = Math.min(
      normalizedPmi(n, pairDocuments[head]!, documents[third]!, tokenCount),
      normalizedPmi(n, documents[first]!, pairDocuments[tail]!, tokenCount),
    );
    if (cohesion < minCohesion) continue;
    selected.push(trie.findOrAdd(trie.findOrAdd(first, second), third));
    for (const pair of [head, tail]) if (n >= FRAGMENT_COVERAGE * pairDocuments[pair]!) fragments.add(pair);
  }
  for (let node = pairs.trie.rootCount; node < pairs.trie.size; node++) {
    const n = pairDocuments[node]!;
    if (n < minDocuments || fragments.has(node)) continue;
    const [first, second] = pairs.trie.path(node) as [number, number];
    const cohesion = normalizedPmi(n, documents[first]!, documents[second]!, tokenCount);
    if (cohesion >= minCohesion) selected.push(trie.findOrAdd(first, second));
  }
  return selected;
}

/**
 * Returns the normalized pointwise mutual information, given the frequencies of both together and of each, and the
 * total.
 */
function normalizedPmi(joint: number, first: number, second: number, total: number): number {
  return Math.log((total * joint) / (first * second)) / Math.log(total / joint);
}

/** Returns the key ids of each long form. */
function longFormKeys({ keys, isContent, longForms }: Lexicon, options: ResolvedOptions): number[][] {
  const ids = new Map(keys.map((key, id) => [qualifiedKey(key, isContent[id] === 1), id]));
  return [...new Set(longForms.values())].map((longForm) =>
    longFormParts(longForm, options).map((part) => ids.get(qualifiedKey(part.key, part.isContent))!),
  );
}

/** Returns for each pair its node in another trie, or -1. */
function mapPairs(pairs: PhraseTrie, trie: PhraseTrie): Int32Array {
  const nodes = new Int32Array(pairs.size).fill(-1);
  for (let pair = pairs.rootCount; pair < pairs.size; pair++) {
    const [first, second] = pairs.path(pair) as [number, number];
    nodes[pair] = trie.find(first, second);
  }
  return nodes;
}
