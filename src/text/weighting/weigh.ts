import { checkOptions, type OptionTable } from '../../model/option-table.ts';
import { type Hooks, THREAD_OPTIONS, type ThreadOptions } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import type { Vocabulary, WeighedText } from '../../model/vocabulary.ts';
import { ENGLISH } from '../../util/language/languages.ts';
import { fillWith, forEachRange, isPauseDue, pause } from '../../util/pause.ts';
import { sortItems } from '../../util/sort.ts';
import { resolveThreads, startWorker } from '../../workers/platform.ts';
import { openWorkerPool, type WorkerPool } from '../../workers/worker-pool.ts';
import { KERNEL } from '../kernel.generated.ts';
import { languageOfKey } from '../language/language-rules.ts';
import { loadTextLanguages } from '../language/text-languages.ts';
import { maxDocuments, type ResolvedOptions, resolveOptions } from '../options.ts';
import { WordNormalizer } from '../tokenize/word-normalizer.ts';
import { type Corpus, corpusSize, readCorpus } from '../vocabulary/corpus.ts';
import { countTerms, type TermCounts } from '../vocabulary/count-terms.ts';
import { buildLexicon, type Lexicon } from '../vocabulary/lexicon.ts';
import { estimateNounShares } from '../vocabulary/nouns.ts';
import { computePartStatistics } from '../vocabulary/part-statistics.ts';
import { getPhraseExamples } from '../vocabulary/phrase-examples.ts';
import { type Candidates, selectPhrases } from '../vocabulary/select-phrases.ts';
import { surfaceFormsOfKeys, surfaceFormsOfTerms } from '../vocabulary/surface-forms.ts';
import { WEIGH_OPTIONS, type WeighOptions } from '../weigh-options.ts';
import { appendAuthors, indexAuthors } from './authors.ts';
import { buildRows, mergeRows } from './build-rows.ts';
import { kindFactor } from './term-weight.ts';

/**
 * With fewer papers per thread, starting a thread takes longer than it saves. A kernel processes so many papers in a few
 * milliseconds per call.
 */
const MIN_PAPERS_PER_THREAD = 4000;
/**
 * The same for more threads than {@link FEW_THREADS}: each has words of its own, which the calling thread merges. With 16 threads for 100,000
 * papers that takes longer than the others save.
 */
const MIN_PAPERS_PER_FURTHER_THREAD = 12_000;
const FEW_THREADS = 8;
/** Limits the memory of kernels on the calling thread. */
const MAX_SERIAL_INSTANCES = 16;

/** The part of the time after which each step ends: measured with 200,000 to 1,000,000 papers on two threads. */
const PROGRESS = { tokens: 0.32, lexicon: 0.45, phrases: 0.64, counts: 0.8, forms: 0.95, rows: 1 };

/** Number of terms that are processed between two checks whether a pause is due. */
const ITEMS_PER_RANGE = 1 << 12;

/** All options of {@link weigh}. */
export const WEIGH_STAGE_OPTIONS: OptionTable<WeighOptions & ThreadOptions> = { ...WEIGH_OPTIONS, ...THREAD_OPTIONS };

/**
 * Converts papers to unit-length TF-IDF rows.
 *
 * The weight of term t in paper p is tf(n) × idf(d, N), multiplied by `phraseWeight` if t is a phrase. n is the number
 * of occurrences of t in p, where those in the title count `titleWeight` times; d is the number of papers that contain
 * t; N is the number of papers with an abstract. Rows are scaled to unit length and combined with the paper's authors;
 * see `authors.ts`. A paper without an abstract has an empty row. Author keywords are not used. The result does not
 * depend on the number of threads.
 * @throws {InputError} if an option is unknown or out of range
 * @throws the reason of the signal when it is aborted
 */
export async function weigh(
  papers: readonly Paper[],
  options: WeighOptions & ThreadOptions = {},
  hooks: Hooks = {},
): Promise<WeighedText> {
  checkOptions(WEIGH_STAGE_OPTIONS, options, 'weigh');
  const parts = Math.max(1, Math.ceil(papers.length / MIN_PAPERS_PER_THREAD));
  const useful = Math.min(parts, Math.max(FEW_THREADS, Math.floor(papers.length / MIN_PAPERS_PER_FURTHER_THREAD)));
  const threads = Math.min(resolveThreads(options, hooks), useful);
  hooks.signal?.throwIfAborted();
  const pool = await openWorkerPool(KERNEL, threads, hooks, startWorker, Math.min(parts, MAX_SERIAL_INSTANCES));
  hooks.onThreads?.('weigh', pool.threads);
  try {
    return await weighWithPool(pool, papers, options, hooks);
  } finally {
    pool.close();
  }
}

/**
 * Does the work of {@link weigh} on the kernels of an open pool, and closes it. The papers are distributed in batches of `batchSize`.
 */
export async function weighWithPool(
  pool: WorkerPool,
  papers: readonly Paper[],
  options: WeighOptions = {},
  hooks: Hooks = {},
  batchSize?: number,
): Promise<WeighedText> {
  const resolved = resolveOptions(options, papers.length);
  const { signal } = hooks;
  const report = async (step: keyof typeof PROGRESS) => {
    signal?.throwIfAborted();
    hooks.progress?.('weigh', papers.length * PROGRESS[step], papers.length);
    if (isPauseDue()) await pause(signal);
  };
  const normalizer = new WordNormalizer(resolved);
  const languages = await loadTextLanguages(papers, signal);
  const corpus = await readCorpus(
    papers,
    languages,
    resolved,
    pool,
    hooks,
    (words, wordLanguages) => normalizer.add(words, wordLanguages, signal),
    PROGRESS.tokens,
    batchSize,
  );
  await report('tokens');
  const lexicon = await buildLexicon(corpus, normalizer, resolved, pool, signal);
  await report('lexicon');
  const pendingStatistics = deferRejection(computePartStatistics(lexicon, pool, signal));
  const candidates = await selectPhrases(lexicon, resolved, pool, signal);
  await report('phrases');
  const ranks = await paperRanks(papers, corpus, signal);
  const pendingCounts = deferRejection(countTerms(lexicon, candidates, ranks, pool, signal));
  // Work that needs no kernel is done while the kernels count.
  const authorIndex = await indexAuthors(papers, corpus.papers.flat(), resolved, signal);
  const statistics = await pendingStatistics;
  const keyForms = await surfaceFormsOfKeys(lexicon, statistics, resolved.minDocuments, signal);
  const counts = await pendingCounts;
  await report('counts');
  const paperCount = corpusSize(corpus);
  const { nodes, keys } = await selectTerms(lexicon, candidates, counts, resolved, corpus, signal);
  const documents = await fillWith(new Uint32Array(nodes.length), (term) => counts.documents[nodes[term]!]!, signal);
  const terms = { keys, documents, idf: Float64Array.from(documents, (d) => resolved.idf(d, paperCount)) };
  if (isPauseDue()) await pause(signal);
  const pendingExamples = deferRejection(getPhraseExamples(candidates, nodes, pool));
  const pendingRows = deferRejection(
    buildRows(
      corpus,
      counts,
      candidates,
      nodes,
      termFactors({ ...terms, longForms: lexicon.longForms }, resolved),
      authorIndex,
      resolved,
      pool,
      signal,
    ),
  );
  const forms = await surfaceFormsOfTerms(lexicon, candidates, keyForms, await pendingExamples, nodes, signal);
  await report('forms');
  const nounShares = await estimateNounShares(statistics, forms, signal);
  // Which words are nouns is known for English only.
  await forEachRange(keys.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let term = start; term < end; term++) if (languageOfKey(keys[term]!) !== ENGLISH) nounShares[term] = 1;
  });
  const { longForms } = lexicon;
  const compoundExceptions = await findCompoundExceptions(lexicon, keys, signal);
  const vocabulary = appendAuthors({ ...terms, forms, longForms, compoundExceptions }, authorIndex);
  const workerRows = await pendingRows;
  // The kernels have nothing left to do, and hold most of the memory.
  pool.close();
  if (isPauseDue()) await pause(signal);
  const rows = await mergeRows(papers.length, corpus, workerRows, signal);
  await report('rows');
  const titleShares = Float32Array.from(nodes, (node) => counts.titles[node]! / counts.documents[node]!);
  return { vocabulary, rows, nounShares, titleShares };
}

/** Returns the closed forms of compounds that were closed without being terms, and of those that were not although they are. */
async function findCompoundExceptions(
  { closedForms }: Lexicon,
  keys: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const terms = new Set<string>();
  await forEachRange(keys.length, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let term = start; term < end; term++) terms.add(keys[term]!);
  });
  const exceptions: string[] = [];
  for (const [form, isClosed] of closedForms) {
    if (isPauseDue()) await pause(signal);
    if (isClosed !== terms.has(form)) exceptions.push(form);
  }
  return sortItems(exceptions, (a, b) => (a < b ? -1 : 1), signal);
}

/** Prevents an unhandled rejection of a promise that is awaited later. Awaiting it still throws. */
function deferRejection<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/** Returns the weight of each term before its frequency in a paper is taken into account. */
function termFactors(
  { keys, idf, longForms }: Pick<Vocabulary, 'keys' | 'idf' | 'longForms'>,
  options: ResolvedOptions,
): Float64Array {
  const factorOf = kindFactor(longForms, options);
  return idf.map((weight, term) => weight * factorOf(keys[term]!));
}

/** Returns for each worker the ranks of its papers in the order of all papers' ids. */
async function paperRanks(
  papers: readonly Paper[],
  corpus: Corpus,
  signal: AbortSignal | undefined,
): Promise<Int32Array[]> {
  const compareIds = (a: number, b: number) =>
    papers[a]!.id < papers[b]!.id ? -1 : papers[a]!.id > papers[b]!.id ? 1 : 0;
  const order = await sortItems(Array.from(papers.keys()), compareIds, signal);
  const ranks = new Int32Array(papers.length);
  order.forEach((paper, rank) => {
    ranks[paper] = rank;
  });
  return corpus.papers.map((workerPapers) => Int32Array.from(workerPapers, (paper) => ranks[paper]!));
}

/** Returns the keys of the words that are no terms by themselves. Hyphenated words may be one word or a phrase. */
const getFillerKeys = ({ fillerWords, stem }: ResolvedOptions): ReadonlySet<string> =>
  new Set(
    fillerWords.flatMap((word) => {
      const parts = word.split('-');
      return [stem(word), stem(parts.join('')), parts.map(stem).join(' ')];
    }),
  );

/** Returns the candidates in enough papers, and not in too many, sorted by key. Fillers and phrases of fillers are not. */
async function selectTerms(
  lexicon: Lexicon,
  { trie, isTerm }: Candidates,
  counts: TermCounts,
  options: ResolvedOptions,
  corpus: Corpus,
  signal: AbortSignal | undefined,
): Promise<{ nodes: number[]; keys: string[] }> {
  const max = maxDocuments(options, corpusSize(corpus), corpus.copies);
  const fillers = getFillerKeys(options);
  const found: { node: number; key: string }[] = [];
  await forEachRange(trie.size, ITEMS_PER_RANGE, signal, (start, end) => {
    for (let node = start; node < end; node++) {
      const documents = counts.documents[node]!;
      if (isTerm[node] === 0 || documents < options.minDocuments || documents > max) continue;
      const path = node < trie.rootCount ? [node] : trie.path(node);
      const keys = path.map((key) => lexicon.keys[key]!);
      const key = keys.join(' ');
      if (!fillers.has(key) && !keys.every((part) => fillers.has(part))) found.push({ node, key });
    }
  });
  const selected = await sortItems(found, (a, b) => (a.key < b.key ? -1 : 1), signal);
  return { nodes: selected.map(({ node }) => node), keys: selected.map(({ key }) => key) };
}
