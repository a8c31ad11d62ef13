import type { Hooks } from '../model/options.ts';
import type { SparseRows } from '../model/sparse.ts';
import { callAll, mapTasks, openWorkerPool } from '../workers/worker-pool.ts';
import { KERNEL } from './kernel.generated.ts';
import { cosine, type IntegerVectors } from './quantize.ts';

/** Rows of a call of the kernel. */
const ROWS_PER_CALL = 16;

/** Bytes of vectors that are copied to a worker at once. */
const BYTES_PER_PART = 1 << 22;

/**
 * Returns the nearest vectors of each vector by cosine, nearest first, compared one by one. Only cosines above 0 count. Of equal cosines
 * those that follow next come first, and after the last vector the first one, as in `join`. Missing vectors have no neighbors.
 *
 * Dot products are sums of integers, and their comparison does not depend on the order of the vectors, so that the result is the same on any
 * number of threads.
 * @param count Number of neighbors of each vector, at least 1.
 * @param threads Maximum number of threads.
 * @throws {InputError} if WebAssembly is missing
 * @throws the reason of the signal when it is aborted
 */
export async function findNearestVectors(
  vectors: IntegerVectors,
  count: number,
  threads: number,
  hooks: Hooks = {},
): Promise<SparseRows> {
  const { dimensions, values } = vectors;
  const papers = values.length / dimensions;
  const size = Math.max(1, Math.min(count, papers - 1));
  const calls = Array.from({ length: Math.ceil(papers / ROWS_PER_CALL) }, (_, i) => i * ROWS_PER_CALL);
  const pool = await openWorkerPool(KERNEL, Math.max(1, Math.min(threads, calls.length)), hooks);
  try {
    await callAll(pool, 'reserve', () => [papers, dimensions, size]);
    const perPart = Math.max(1, Math.floor(BYTES_PER_PART / dimensions));
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.length);
    for (let first = 0; first < papers; first += perPart) {
      const part = bytes.slice(first * dimensions, (first + perPart) * dimensions);
      await callAll(pool, 'loadVectors', () => [part, first], hooks.signal);
    }
    let done = 0;
    const lists = await mapTasks(pool, calls, async (first, worker) => {
      const [ids, dots] = await pool.call(worker, 'findNearest', [first, Math.min(papers, first + ROWS_PER_CALL)]);
      done += ROWS_PER_CALL;
      hooks.progress?.('join', Math.min(done, papers), papers);
      return { ids: ids!, dots: dots! };
    });
    return collect(vectors, papers, size, lists);
  } finally {
    pool.close();
  }
}

/** Joins the lists of all rows. */
function collect(
  vectors: IntegerVectors,
  papers: number,
  size: number,
  lists: readonly { ids: ArrayLike<number>; dots: ArrayLike<number> }[],
): SparseRows {
  const starts = new Uint32Array(papers + 1);
  const ids: number[] = [];
  const values: number[] = [];
  for (let paper = 0; paper < papers; paper++) {
    const list = lists[Math.floor(paper / ROWS_PER_CALL)]!;
    const first = (paper % ROWS_PER_CALL) * size;
    for (let slot = first; slot < first + size && list.dots[slot]! > 0; slot++) {
      ids.push(list.ids[slot]!);
      values.push(cosine(vectors, paper, list.ids[slot]!) ?? 0);
    }
    starts[paper + 1] = ids.length;
  }
  return { starts, ids: Uint32Array.from(ids), values: Float64Array.from(values) };
}
