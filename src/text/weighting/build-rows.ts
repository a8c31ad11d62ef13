import type { TermRows } from '../../model/sparse.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Corpus } from '../vocabulary/corpus.ts';
import type { TermCounts } from '../vocabulary/count-terms.ts';
import type { Candidates } from '../vocabulary/select-phrases.ts';
import type { AuthorIndex } from './authors.ts';
import { termWeight } from './term-weight.ts';

/** Maximum number of rows that are copied at once. */
const MAX_RUN = 4096;

/** The rows of a worker's papers: the end of each row, its terms, and their values. */
type WorkerRows = [ends: Int32Array, ids: Int32Array, values: Uint16Array];

/**
 * Has the kernels build the rows of their papers.
 * @param nodes The node of each term.
 * @param factors The weight of each term before its frequency is taken into account.
 */
export async function buildRows(
  corpus: Corpus,
  counts: TermCounts,
  { trie }: Candidates,
  nodes: readonly number[],
  factors: Float64Array,
  authorIndex: AuthorIndex,
  options: ResolvedOptions,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<WorkerRows[]> {
  const termOf = new Int32Array(trie.size).fill(-1);
  nodes.forEach((node, term) => {
    termOf[node] = term;
  });
  if (isPauseDue()) await pause(signal);
  const authorIdf = Float64Array.from(authorIndex.idf);
  const prepare = (worker: number) => {
    const { inTitle, inAbstract } = counts.frequencies[worker]!;
    const tf = Float64Array.from(inTitle, (title, k) => termWeight(title, inAbstract[k]!, 1, options));
    const { indices, ends } = authorIndex.authorsOf(corpus.papers[worker]!);
    const authors = indices.map((index) => nodes.length + index);
    return [termOf, factors, tf, ends, authors, authorIdf, options.authorWeight];
  };
  // The kernel returns these three arrays.
  return (await callAll(pool, 'buildRows', prepare, signal)) as WorkerRows[];
}

/**
 * Merges the rows of all workers into the rows of all papers. Papers that no worker has get empty rows.
 * @throws the reason of the signal if it is aborted
 */
export async function mergeRows(
  paperCount: number,
  corpus: Corpus,
  workerRows: readonly WorkerRows[],
  signal?: AbortSignal,
): Promise<TermRows> {
  const starts = new Uint32Array(paperCount + 1);
  workerRows.forEach(([ends], worker) => {
    corpus.papers[worker]!.forEach((paper, k) => {
      starts[paper + 1] = ends[k]! - (k > 0 ? ends[k - 1]! : 0);
    });
  });
  for (let paper = 0; paper < paperCount; paper++) starts[paper + 1]! += starts[paper]!;
  const rows = { starts, ids: new Uint32Array(starts[paperCount]!), values: new Uint16Array(starts[paperCount]!) };
  for (const [worker, [ends, ids, values]] of workerRows.entries()) {
    const papers = corpus.papers[worker]!;
    // Papers are distributed in batches, so runs of consecutive papers are copied at once.
    for (let first = 0, next = 1; first < papers.length; first = next++) {
      if (isPauseDue()) await pause(signal);
      while (next < papers.length && next - first < MAX_RUN && papers[next] === papers[next - 1]! + 1) next++;
      const start = first > 0 ? ends[first - 1]! : 0;
      rows.ids.set(ids.subarray(start, ends[next - 1]), starts[papers[first]!]);
      rows.values.set(values.subarray(start, ends[next - 1]), starts[papers[first]!]);
    }
  }
  return rows;
}
