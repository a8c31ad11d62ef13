import { callAll, type WorkerPool } from '../../workers/worker-pool.ts';
import type { Corpus } from './corpus.ts';

/** Counts the papers that contain each group of words. `groupOf` holds the group of each word, or -1. */
export async function countDocuments(
  { wordIds }: Corpus,
  groupOf: Int32Array,
  groupCount: number,
  pool: WorkerPool,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const groups = (worker: number) => wordIds[worker]!.map((word) => groupOf[word]!);
  const results = await callAll(pool, 'countDocuments', (worker) => [groups(worker), groupCount], signal);
  return sumArrays(results.map(([documents]) => documents!));
}

/** Returns the element-wise sum of arrays of equal length. At least one array is required. */
export function sumArrays(arrays: readonly ArrayLike<number>[]): Int32Array {
  const sums = Int32Array.from(arrays[0]!);
  for (const array of arrays.slice(1)) for (let i = 0; i < sums.length; i++) sums[i]! += array[i]!;
  return sums;
}
