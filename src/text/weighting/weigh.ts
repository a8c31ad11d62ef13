import type { Hooks, ThreadOptions } from '../../model/options.ts';
import type { Paper } from '../../model/paper.ts';
import type { TermRows } from '../../model/sparse.ts';
import type { Vocabulary, WeighedText } from '../../model/vocabulary.ts';
import { threadsFor } from '../../workers/platform.ts';
import { type WorkerPool, callAll, openWorkerPool } from '../../workers/worker-pool.ts';
import { KERNEL } from '../kernel.generated.ts';
import { mostDocuments, type Settings, settle, type WeighOptions } from '../options.ts';
import { Folding } from '../tokenize/word-normalizer.ts';
import { type Corpus, papersOf, readCorpus } from '../vocabulary/corpus.ts';
import { type Counts, countTerms } from '../vocabulary/count-terms.ts';
import { buildLexicon } from '../vocabulary/lexicon.ts';
import { nounShares } from '../vocabulary/nouns.ts';
import { tallyParts } from '../vocabulary/part-statistics.ts';
import { type Candidates, choosePhrases } from '../vocabulary/select-phrases.ts';
import { formsOfKeys, writtenForms } from '../vocabulary/surface-forms.ts';
import { addAuthors, type Bylines, readBylines } from './authors.ts';

/** With fewer papers a thread takes longer to start than to weigh. */
const WORTH_A_THREAD = 4000;

/**
 * Papers to unit-length TF-IDF rows: the weight of term t in paper p is tf(n) x idf(d, N) x (phraseWeight, if t is a phrase),
 * where n counts t in p (titles `titleWeight`-fold), d the papers that hold t, and N those with an abstract; then each row is
 * divided by its length, and the paper's authors join its words: see `authors.ts`. A paper without an abstract gets an empty row. Author keywords are not read.
 * The result is the same on any number of threads.
 * @throws {InputError} when a weighting has an unknown name or `threads` is out of its range
 * @throws the signal's reason when it is stopped
 */
export async function weigh(
  papers: readonly Paper[],
  options: WeighOptions & ThreadOptions = {},
  hooks: Hooks = {},
): Promise<WeighedText> {
  const threads = Math.min(threadsFor(options), Math.ceil(papers.length / WORTH_A_THREAD));
  hooks.signal?.throwIfAborted();
  const crew = await openWorkerPool(KERNEL, threads, hooks.signal);
  try {
    return await weighOn(crew, papers, options, hooks);
  } finally {
    crew.close();
  }
}

/** The same with kernels that are there; `batch` papers go to each in turn. */
export async function weighOn(
  crew: WorkerPool,
  papers: readonly Paper[],
  options: WeighOptions = {},
  hooks: Hooks = {},
  batch?: number,
): Promise<WeighedText> {
  const settings = settle(options, papers.length);
  const done = (tenths: number) => {
    hooks.signal?.throwIfAborted();
    hooks.progress?.('weigh', (papers.length * tenths) / 10, papers.length);
  };
  const folding = new Folding(settings);
  const corpus = await readCorpus(papers, settings, crew, hooks, (words) => folding.add(words), batch);
  done(5);
  const lexicon = await buildLexicon(corpus, folding, settings, crew);
  done(6);
  const tallying = unheard(tallyParts(lexicon, crew));
  const candidates = await choosePhrases(lexicon, settings, crew);
  done(7);
  const counting = unheard(countTerms(lexicon, candidates, ranksOf(papers, corpus), crew));
  // What the kernels are not needed for is done while they count.
  const bylines = readBylines(papers, corpus.placed.flat(), settings);
  const tallies = await tallying;
  const ofKeys = formsOfKeys(lexicon, tallies, settings.minDocuments);
  const counts = await counting;
  done(8);
  const { nodes, keys } = chooseTerms(lexicon.keys, candidates, counts, settings, papersOf(corpus));
  const documents = Uint32Array.from(nodes, (node) => counts.documents[node]!);
  const words = { keys, documents, idf: Float64Array.from(documents, (n) => settings.idf(n, papersOf(corpus))) };
  const exampling = unheard(examplesOf(candidates, nodes, crew));
  const writing = unheard(writeRows(corpus, counts, candidates, nodes, words, bylines, settings, crew));
  const forms = writtenForms(lexicon, candidates, ofKeys, await exampling, nodes);
  done(9);
  const nouns = nounShares(tallies, forms);
  const vocabulary = addAuthors({ ...words, forms, longForms: lexicon.longForms }, bylines);
  const rows = rowsOf(papers.length, corpus, await writing);
  done(10);
  return { vocabulary, rows, nounShares: nouns };
}

/** What is waited for later: whoever does hears if it fails. */
function unheard<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => {});
  return work;
}

/** Each term's weight before its frequency in a paper counts. */
export function factors({ keys, idf }: Pick<Vocabulary, 'keys' | 'idf'>, { phraseWeight }: Settings): Float64Array {
  return idf.map((weight, term) => (keys[term]!.includes(' ') ? weight * phraseWeight : weight));
}

/** The places of each kernel's papers in the order of all papers' ids. */
function ranksOf(papers: readonly Paper[], { placed }: Corpus): Int32Array[] {
  const order = Int32Array.from(papers, (_, i) => i);
  if (papers.some((paper, i) => i > 0 && papers[i - 1]!.id > paper.id))
    order.sort((a, b) => (papers[a]!.id < papers[b]!.id ? -1 : papers[a]!.id > papers[b]!.id ? 1 : a - b));
  const ranks = new Int32Array(papers.length);
  order.forEach((paper, rank) => {
    ranks[paper] = rank;
  });
  return placed.map((own) => Int32Array.from(own, (paper) => ranks[paper]!));
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

/** Written examples of the phrases among the terms, from each kernel. */
async function examplesOf({ tree }: Candidates, nodes: readonly number[], crew: WorkerPool): Promise<Int32Array[]> {
  const wanted = new Uint8Array(tree.size - tree.roots);
  for (const node of nodes) if (node >= tree.roots) wanted[node - tree.roots] = 1;
  const given = await callAll(crew, 'giveExamples', () => [wanted]);
  return given.map(([examples]) => examples as Int32Array);
}

/** What a kernel gives of its papers' rows. */
type GivenRows = [ends: Int32Array, ids: Int32Array, values: Uint16Array];

/** Has the kernels write their papers' rows. */
async function writeRows(
  { placed }: Corpus,
  { times }: Counts,
  { tree }: Candidates,
  nodes: readonly number[],
  words: Pick<Vocabulary, 'keys' | 'idf'>,
  bylines: Bylines,
  settings: Settings,
  crew: WorkerPool,
): Promise<GivenRows[]> {
  const idOf = new Int32Array(tree.size).fill(-1);
  nodes.forEach((node, id) => {
    idOf[node] = id;
  });
  const factor = factors(words, settings);
  const idf = Float64Array.from(bylines.idf);
  const calls = placed.map((papers, member) => {
    const { inTitle, inAbstract } = times[member]!;
    const tf = Float64Array.from(inTitle, (title, k) => weightOf(title, inAbstract[k]!, 1, settings));
    const { places, ends } = bylines.of(papers);
    const authors = places.map((place) => nodes.length + place);
    const values = [idOf, factor, tf, ends, authors, idf, settings.authorShare];
    return crew.call(member, 'writeRows', values);
  });
  // The kernel gives these three.
  return (await Promise.all(calls)) as GivenRows[];
}

/** The rows of all papers from those of each kernel's. */
function rowsOf(papers: number, { placed }: Corpus, given: readonly GivenRows[]): TermRows {
  const starts = new Uint32Array(papers + 1);
  given.forEach(([ends], member) => {
    placed[member]!.forEach((paper, k) => {
      starts[paper + 1] = ends[k]! - (k > 0 ? ends[k - 1]! : 0);
    });
  });
  for (let paper = 0; paper < papers; paper++) starts[paper + 1]! += starts[paper]!;
  const rows = { starts, ids: new Uint32Array(starts[papers]!), values: new Uint16Array(starts[papers]!) };
  given.forEach(([ends, ids, values], member) => {
    const own = placed[member]!;
    // Papers came in batches: what stands in a row here does so there.
    for (let first = 0, next = 1; first < own.length; first = next++) {
      while (next < own.length && own[next] === own[next - 1]! + 1) next++;
      const from = first > 0 ? ends[first - 1]! : 0;
      rows.ids.set(ids.subarray(from, ends[next - 1]), starts[own[first]!]);
      rows.values.set(values.subarray(from, ends[next - 1]), starts[own[first]!]);
    }
  });
  return rows;
}

/** The weight of a term that stands so often in a title and in an abstract, before the row is brought to unit length. */
export function weightOf(inTitle: number, inAbstract: number, factor: number, { tf, titleWeight }: Settings): number {
  const count = titleWeight * inTitle + inAbstract;
  return count > 0 ? tf(count) * factor : 0;
}
