import type { TermRows } from '../../model/sparse.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { ResolvedOptions } from '../options.ts';
import type { Corpus } from '../vocabulary/corpus.ts';
import type { TermCounts } from '../vocabulary/count-terms.ts';
import type { Candidates } from '../vocabulary/select-phrases.ts';
import type { AuthorIndex } from './authors.ts';
import { termWeight } from './term-weight.ts';

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
): Promise<WorkerRows[]> {
  const termOf = new Int32Array(trie.size).fill(-1);
  nodes.forEach((node, term) => {
    termOf[node] = term;
  });
  const authorIdf = Float64Array.from(authorIndex.idf);
  const calls = corpus.papers.map((papers, worker) => {
    const { inTitle, inAbstract } = counts.frequencies[worker]!;
    const tf = Float64Array.from(inTitle, (title, k) => termWeight(title, inAbstract[k]!, 1, options));
    const { indices, ends } = authorIndex.authorsOf(papers);
    const authors = indices.map((index) => nodes.length + index);
    return pool.call(worker, 'buildRows', [termOf, factors, tf, ends, authors, authorIdf, options.authorWeight]);
  });
  // The kernel returns these three arrays.
  return (await Promise.all(calls)) as WorkerRows[];
}

/** Merges the rows of all workers into the rows of all papers. Papers that no worker has get empty rows. */
export function mergeRows(paperCount: number, corpus: Corpus, workerRows: readonly WorkerRows[]): TermRows {
  const starts = new Uint32Array(paperCount + 1);
  workerRows.forEach(([ends], worker) => {
    corpus.papers[worker]!.forEach((paper, k) => {
      starts[paper + 1] = ends[k]! - (k > 0 ? ends[k - 1]! : 0);
    });
  });
  for (let paper = 0; paper < paperCount; paper++) starts[paper + 1]! += starts[paper]!;
  const rows = { starts, ids: new Uint32Array(starts[paperCount]!), values: new Uint16Array(starts[paperCount]!) };
  workerRows.forEach(([ends, ids, values], worker) => {
    const papers = corpus.papers[worker]!;
    // Papers are distributed in batches, so runs of consecutive papers are copied at once.
    for (let first = 0, next = 1; first < papers.length; first = next++) {
      while (next < papers.length && papers[next] === papers[next - 1]! + 1) next++;
      const start = first > 0 ? ends[first - 1]! : 0;
      rows.ids.set(ids.subarray(start, ends[next - 1]), starts[papers[first]!]);
      rows.values.set(values.subarray(start, ends[next - 1]), starts[papers[first]!]);
    }
  });
  return rows;
}
