import type { Hooks, ThreadOptions } from '../model/options.ts';
import { resolveThreads } from '../workers/platform.ts';
import { openTaskPool, type TaskPool } from '../workers/task-pool.ts';
import { LayoutTasks } from './layout-tasks.ts';

/** With fewer nodes per thread, starting a thread takes longer than it saves. */
const MIN_NODES_PER_THREAD = 5000;

/**
 * Calls a function with a pool for the layout of some nodes.
 * @throws the reason of the signal if it is aborted
 */
export async function withLayoutPool<Result>(
  nodes: number,
  options: ThreadOptions,
  hooks: Hooks,
  run: (pool: TaskPool<LayoutTasks>) => Promise<Result>,
): Promise<Result> {
  const parts = Math.max(1, Math.floor(nodes / MIN_NODES_PER_THREAD));
  const threads = Math.min(resolveThreads(options, hooks), parts);
  const pool = await openTaskPool('layout', () => new LayoutTasks(hooks), threads, hooks);
  hooks.onThreads?.('layout', pool.threads);
  try {
    return await run(pool);
  } finally {
    pool.close();
  }
}
