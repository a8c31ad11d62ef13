import { fillWith, forEachRange, isPauseDue, mapItems, pause } from '../../util/pause.ts';
import { log2 } from '../../util/portable-math.ts';
import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Lexicon } from './lexicon.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { poissonTail, significanceThreshold } from './significance.ts';

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
}

/** Number of pairs that are processed between two checks whether a pause is due. */
const PAIRS_PER_RANGE = 1 << 12;

/** A pair is a fragment if a phrase of three words covers at least this share of its papers: "latent Dirichlet". */
const FRAGMENT_COVERAGE = 0.8;

/** Number of hash counters that are added between two checks. */
const HASHES_PER_RANGE = 1 << 18;

/** Pairs of adjacent content words, among them all frequent ones. */
interface Pairs {
  /** Its roots are the keys of the lexicon. It holds the document frequencies and numbers of occurrences of the pairs. */
  trie: PhraseTrie;
  /** For each worker: the node of each of its kernel's pairs. */
  nodeOfPair: Int32Array[];
}

/** Output of a kernel: prefixes, the words after them, their document frequencies, and numbers of occurrences. */
type KernelPairs = [prefixes: Int32Array, words: Int32Array, documents: Int32Array, occurrences: Int32Array];

/**
 * Selects the phrases: two or three adjacent content words, separated only by a space or hyphen, that occur in enough
 * papers, and in significantly more than by chance. A long form of an
 * abbreviation counts as one word. A pair that rarely
 * occurs outside of one selected phrase of three words is not.
 *
 * If the words of all papers were in random order, x would be followed by y about n_x n_y / N times, where n counts
 * occurrences and N is the number of words. The p-value of a phrase is the probability that a Poisson variable with this
 * mean is at least the number of papers with the phrase. Papers are counted rather than occurrences, so that repetition
 * within one paper is no evidence; as there are at most as many papers as occurrences, the test errs on the safe side.
 * For three words, both ways to split the phrase must be significant. At most `maxChancePhrases` of the selected phrases
 * are expected to be due to chance.
 * @throws the reason of the signal if it is aborted
 */
export async function selectPhrases(
  lexicon: Lexicon,
  options: ResolvedOptions,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<Candidates> {
  const minDocuments = options.phrases ? options.minPhraseDocuments : Number.POSITIVE_INFINITY;
  const pairs = await countPairs(lexicon, minDocuments, pool, signal);
  const triples = await countTriples(pairs, minDocuments, pool, signal);
  const trie = new PhraseTrie(lexicon.keys.length);
  const rate = options.maxChancePhrases;
  const selected = await selectSignificantPhrases(trie, pairs, triples, lexicon, minDocuments, rate, signal);
  const isTerm = new Uint8Array(trie.size);
  isTerm.set(lexicon.isContent);
  for (const node of selected) isTerm[node] = 1;
  const nodes = await mapPairs(pairs.trie, trie, signal);
  const nodeOfPair = await mapItems(pairs.nodeOfPair, signal, (pairNodes) =>
    fillWith(new Int32Array(pairNodes.length), (k) => nodes[pairNodes[k]!]!, signal),
  );
  return { trie, isTerm, nodeOfPair };
}

/**
 * Counts the papers that contain each pair of adjacent content words, for all pairs in at least `minDocuments` papers.
 * Pairs of words that are rarer than that are skipped. If `minDocuments` is infinite, there are no pairs.
 */
async function countPairs(
  lexicon: Lexicon,
  minDocuments: number,
  pool: WorkerPool,
  signal: AbortSignal | undefined,
): Promise<Pairs> {
  const { keys, isContent, documents, tokenCount } = lexicon;
  const isEligible = isContent.map((content, key) => (content === 1 && documents[key]! >= minDocuments ? 1 : 0));
  const size = Number.isFinite(minDocuments) ? 2 ** Math.ceil(log2(tokenCount / 4 + 2)) : 1;
  const counts = await callAll(pool, 'countPairHashes', () => [isEligible, size], signal);
  const hashCounts = counts[0]![0]!;
  // Counts saturate at 255, in the kernels too.
  for (const [workerCounts] of counts.slice(1))
    await forEachRange(size, HASHES_PER_RANGE, signal, (start, end) => {
      for (let hash = start; hash < end; hash++)
        hashCounts[hash] = Math.min(255, hashCounts[hash]! + workerCounts![hash]!);
    });
  const results = await callAll(pool, 'countPairs', () => [hashCounts, Math.min(255, minDocuments)], signal);
  const trie = new PhraseTrie(keys.length);
  const nodeOfPair: Int32Array[] = [];
  for (const pairs of results) nodeOfPair.push(await addPairs(trie, pairs as KernelPairs, (key) => key, signal));
  return { trie, nodeOfPair };
}

/**
 * Counts the papers that contain each triple of content words in which both overlapping pairs are frequent. The roots
 * of the trie are the nodes of the pairs.
 */
async function countTriples(
  { trie, nodeOfPair }: Pairs,
  minDocuments: number,
  pool: WorkerPool,
  signal: AbortSignal | undefined,
): Promise<PhraseTrie> {
  const isFrequent = (worker: number) =>
    Uint8Array.from(nodeOfPair[worker]!, (node) => (trie.documents[node]! >= minDocuments ? 1 : 0));
  const results = await callAll(pool, 'countTriples', (worker) => [isFrequent(worker)], signal);
  const triples = new PhraseTrie(trie.size);
  for (const [worker, found] of results.entries())
    await addPairs(triples, found as KernelPairs, (pair) => nodeOfPair[worker]![pair]!, signal);
  return triples;
}

/** Adds a kernel's pairs and their frequencies to a trie. Returns the node of each pair. */
async function addPairs(
  trie: PhraseTrie,
  [prefixes, words, documents, occurrences]: KernelPairs,
  nodeOf: (prefix: number) => number,
  signal: AbortSignal | undefined,
): Promise<Int32Array> {
  const nodes = new Int32Array(prefixes.length);
  for (let start = 0; start < prefixes.length; start += PAIRS_PER_RANGE) {
    const end = Math.min(prefixes.length, start + PAIRS_PER_RANGE);
    if (isPauseDue()) await pause(signal);
    await trie.reserve(end - start, signal);
    for (let pair = start; pair < end; pair++) {
      const node = trie.findOrAdd(nodeOf(prefixes[pair]!), words[pair]!);
      trie.documents[node]! += documents[pair]!;
      trie.occurrences[node]! += occurrences[pair]!;
      nodes[pair] = node;
    }
  }
  return nodes;
}

/** A frequent phrase of two or three words. */
interface FrequentPhrase {
  /** Node in the trie of pairs, or of triples. */
  node: number;
  documents: number;
  /** The probability that it occurs in so many papers by chance. */
  pValue: number;
}

/** Adds the frequent and significant phrases of three and two words to a trie. Returns their nodes. */
async function selectSignificantPhrases(
  trie: PhraseTrie,
  pairs: Pairs,
  triples: PhraseTrie,
  lexicon: Lexicon,
  minDocuments: number,
  rate: number,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const { documents, occurrences, tokenCount, isContent } = lexicon;
  const pairOccurrences = pairs.trie.occurrences;
  const pathOfPair = (node: number) => pairs.trie.path(node) as [number, number];
  const selected: number[] = [];
  const fragments = new Set<number>();
  const pairsToTest = await frequentPhrases(pairs.trie, minDocuments, signal, (node) => {
    const [first, second] = pathOfPair(node);
    return (occurrences[first]! * occurrences[second]!) / tokenCount;
  });
  const triplesToTest = await frequentPhrases(triples, minDocuments, signal, (node) => {
    const [head, third] = triples.path(node) as [number, number];
    const [first, second] = pathOfPair(head);
    const tail = pairs.trie.find(second, third);
    const headAndThird = pairOccurrences[head]! * occurrences[third]!;
    return Math.max(headAndThird, occurrences[first]! * pairOccurrences[tail]!) / tokenCount;
  });
  const isFrequent = (_: number, key: number) => isContent[key] === 1 && documents[key]! >= minDocuments;
  const words = [...occurrences].filter(isFrequent);
  const heads = pairsToTest.map(({ node }) => pairOccurrences[node]!);
  const select = async (phrases: readonly FrequentPhrase[], firsts: readonly number[]) => {
    const pValues = Float64Array.from(phrases, ({ pValue }) => pValue);
    const threshold = await significanceThreshold(pValues, firsts, words, tokenCount, minDocuments, rate, signal);
    return phrases.filter(({ pValue }) => pValue <= threshold);
  };
  for (const { node, documents: n } of await select(triplesToTest, heads)) {
    if (isPauseDue()) await pause(signal);
    const [head, third] = triples.path(node) as [number, number];
    const [first, second] = pathOfPair(head);
    selected.push(trie.findOrAdd(trie.findOrAdd(first, second), third));
    for (const pair of [head, pairs.trie.find(second, third)])
      if (n >= FRAGMENT_COVERAGE * pairs.trie.documents[pair]!) fragments.add(pair);
  }
  for (const { node } of await select(pairsToTest, words)) {
    if (isPauseDue()) await pause(signal);
    const [first, second] = pathOfPair(node);
    if (!fragments.has(node)) selected.push(trie.findOrAdd(first, second));
  }
  return selected;
}

/** Returns the phrases in at least `minDocuments` papers. `expected` returns how often a node is expected to occur. */
async function frequentPhrases(
  phrases: PhraseTrie,
  minDocuments: number,
  signal: AbortSignal | undefined,
  expected: (node: number) => number,
): Promise<FrequentPhrase[]> {
  const frequent: FrequentPhrase[] = [];
  await forEachRange(phrases.size - phrases.rootCount, PAIRS_PER_RANGE, signal, (start, end) => {
    for (let node = phrases.rootCount + start; node < phrases.rootCount + end; node++) {
      const documents = phrases.documents[node]!;
      if (documents >= minDocuments) frequent.push({ node, documents, pValue: poissonTail(expected(node), documents) });
    }
  });
  return frequent;
}

/** Returns for each pair its node in another trie, or -1. */
async function mapPairs(pairs: PhraseTrie, trie: PhraseTrie, signal: AbortSignal | undefined): Promise<Int32Array> {
  const nodes = new Int32Array(pairs.size).fill(-1);
  await forEachRange(pairs.size - pairs.rootCount, PAIRS_PER_RANGE, signal, (start, end) => {
    for (let pair = pairs.rootCount + start; pair < pairs.rootCount + end; pair++) {
      const [first, second] = pairs.path(pair) as [number, number];
      nodes[pair] = trie.find(first, second);
    }
  });
  return nodes;
}
