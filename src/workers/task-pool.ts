import type { Hooks } from '../model/options.ts';
import { type StartWorker, startWorker } from './platform.ts';
import type { TaskStage } from './worker-connection.ts';
import { openPool } from './worker-pool.ts';

/** Functions of a stage, with values and results that can be copied to and from a worker. */
type Functions<Tasks> = { [Name in keyof Tasks]: (...values: never) => unknown };

/** Workers that each have an object with tasks of a stage, or one such object on the calling thread. */
export interface TaskPool<Tasks extends Functions<Tasks>> {
  /** Number of objects, at least 1. */
  readonly size: number;
  /** Number of threads they run on. */
  readonly threads: number;
  /**
   * Calls a function of the object of a worker. The calls of a worker run one after the other.
   *
   * Values and results are copied, but not if there is a single object on the calling thread: neither side may modify them.
   * @param worker Number of the worker, from 0 to size - 1.
   * @returns What the function returns. Rejects if the function or the worker fails, and if the pool is closed.
   */
  call<Name extends keyof Tasks & string>(
    worker: number,
    name: Name,
    ...values: Parameters<Tasks[Name]>
  ): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  /** Stops all workers immediately. Pending calls reject. */
  close(): void;
}

/**
 * Opens a pool of workers that run tasks of a stage. With one thread, and when workers cannot be started, which `hooks.warn`
 * reports, the tasks run on the calling thread. Aborting the signal closes the pool; calls then reject with the reason of the
 * signal.
 * @param stage Name of the stage in worker-tasks.ts.
 * @param create Creates the object on the calling thread.
 * @param threads Number of workers.
 */
export async function openTaskPool<Tasks extends Functions<Tasks>>(
  stage: TaskStage,
  create: () => Tasks,
  threads: number,
  hooks: Hooks = {},
  start: StartWorker = startWorker,
): Promise<TaskPool<Tasks>> {
  const instantiate = () => {
    const tasks = create();
    // The pool's `call` below admits only names and values of the tasks.
    return (name: string, values: readonly unknown[]) => tasks[name as keyof Tasks](...(values as never));
  };
  const pool = await openPool<unknown, unknown>({ tasks: stage }, instantiate, threads, hooks, start);
  return {
    size: pool.size,
    threads: pool.threads,
    // A function returns what its type says, and copying it keeps the type.
    call: (worker, name, ...values) => pool.call(worker, name, values) as Promise<never>,
    close: () => pool.close(),
  };
}
