import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { Corpus } from './corpus.ts';

/** Counts the papers that contain each group of words. `groupOf` holds the group of each word, or -1. */
export async function countDocuments(
  { wordIds }: Corpus,
  groupOf: Int32Array,
  groupCount: number,
  pool: WorkerPool,
): Promise<Int32Array> {
  const calls = wordIds.map((ids, worker) =>
    pool.call(worker, 'countDocuments', [ids.map((word) => groupOf[word]!), groupCount]),
  );
  return sumArrays((await Promise.all(calls)).map(([documents]) => documents!));
}

/** Returns the element-wise sum of arrays of equal length. At least one array is required. */
export function sumArrays(arrays: readonly ArrayLike<number>[]): Int32Array {
  const sums = Int32Array.from(arrays[0]!);
  for (const array of arrays.slice(1)) for (let i = 0; i < sums.length; i++) sums[i]! += array[i]!;
  return sums;
}
