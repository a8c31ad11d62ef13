import type { TaskPool } from '../../src/workers/task-pool.ts';

/** Returns a pool of objects on the calling thread. What they exchange is copied, as between threads. */
export function createCopyingPool<Tasks extends object>(size: number, create: () => Tasks) {
  const instances = Array.from({ length: size }, create);
  return {
    size,
    threads: 1,
    call: async (worker: number, name: keyof Tasks, ...values: unknown[]) => {
      // The parameters and the result are those of the function that is called.
      const call = instances[worker]![name] as (...copies: unknown[]) => Promise<never>;
      return structuredClone(await call.apply(instances[worker], structuredClone(values)));
    },
    close() {},
  } satisfies Omit<TaskPool<Record<string, never>>, 'call'> & { call: unknown };
}
