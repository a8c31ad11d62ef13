import { InputError } from '../model/errors.ts';
import type { Hooks } from '../model/options.ts';
import { isPauseDue, pause } from '../util/pause.ts';
import { compileKernel } from './compile-kernel.ts';
import { instantiateKernel, type KernelArgument, type KernelArray } from './kernel-instance.js';
import { type StartWorker, startWorker, WorkerFailure } from './platform.ts';
import { WorkerConnection, type WorkerProgram } from './worker-connection.ts';

/** Instances of a program, which is a kernel or the tasks of a stage: one per worker, or some on the calling thread. */
export interface Pool<Value, Result> {
  /** Number of instances, at least 1. */
  readonly size: number;
  /** Number of threads they run on. */
  readonly threads: number;
  /**
   * Calls a function of the program of a worker. The calls of a worker run one after the other.
   *
   * Values are copied to workers, except arrays whose buffers are in `transfer`, which are moved. Do not modify them before the call
   * returns.
   * @param worker Number of the worker, from 0 to size - 1.
   * @returns What the function returns. Rejects if the function or the worker fails, and if the pool is closed.
   */
  call(worker: number, name: string, values: readonly Value[], transfer?: ArrayBuffer[]): Promise<Result>;
  /** Stops all workers immediately. Pending calls reject. */
  close(): void;
}

/** Instances of a kernel. Arrays that a function returns are moved to the caller. */
export type WorkerPool = Pool<KernelArgument, KernelArray[]>;

/** Calls a function of an instance. */
type Call<Value, Result> = (name: string, values: readonly Value[]) => Result | Promise<Result>;

/**
 * Opens a pool of workers that each have an instance of a kernel.
 *
 * With one thread and one instance, the kernel runs on the calling thread. It does so as well when workers cannot be started,
 * which `hooks.warn` reports. Aborting the signal closes the pool; calls then reject with the reason of the signal.
 * @param kernel WebAssembly in base64: see kernel-instance.d.ts.
 * @param threads Number of workers.
 * @param serialInstances Number of instances if there are no workers. Several share the work, so that each call is short and
 * other events are processed in between. Default 1: calls are short enough.
 * @throws {InputError} if WebAssembly is missing
 */
export async function openWorkerPool(
  kernel: string,
  threads: number,
  hooks: Hooks = {},
  start: StartWorker = startWorker,
  serialInstances = 1,
): Promise<WorkerPool> {
  const module = await compileKernel(kernel);
  return openPool({ module }, () => instantiateKernel(module), threads, hooks, start, serialInstances);
}

/**
 * Opens a pool of workers that each run a program, or of instances on the calling thread: see {@link openWorkerPool}.
 * @param program What the workers are told to run.
 * @param instantiate Creates an instance of the program on the calling thread.
 */
export async function openPool<Value, Result>(
  program: WorkerProgram,
  instantiate: () => Call<Value, Result>,
  threads: number,
  { warn, signal }: Hooks,
  start: StartWorker = startWorker,
  serialInstances = 1,
): Promise<Pool<Value, Result>> {
  signal?.throwIfAborted();
  if (threads > 1 || serialInstances > 1)
    try {
      return await openThreadedPool(program, threads, start, signal);
    } catch (error) {
      signal?.throwIfAborted();
      const [cause] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
      if (threads > 1)
        warn?.(`Workers could not be started, so the work runs on one thread and takes longer (${cause}).`);
    }
  return openSerialPool(instantiate, serialInstances, signal);
}

type KernelArguments = readonly KernelArgument[];

/**
 * Calls a function on all workers, with values for each. Returns the results by worker.
 * @throws the reason of the signal if it is aborted
 */
export async function callAll(
  pool: WorkerPool,
  name: string,
  valuesFor: (worker: number) => KernelArguments | Promise<KernelArguments> = () => [],
  signal?: AbortSignal,
): Promise<KernelArray[][]> {
  const calls: Promise<KernelArray[]>[] = [];
  for (let worker = 0; worker < pool.size; worker++) {
    if (isPauseDue()) await pause(signal);
    const call = pool.call(worker, name, await valuesFor(worker));
    // The results are awaited below; until then a rejection must not be reported as unhandled.
    call.catch(() => {});
    calls.push(call);
  }
  return Promise.all(calls);
}

/**
 * Runs tasks on the workers of a pool, one at a time on each; a worker takes the next task when it is free. Returns the
 * results in the order of the tasks.
 */
export async function mapTasks<Task, Result>(
  pool: { readonly size: number },
  tasks: readonly Task[],
  run: (task: Task, worker: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(tasks.length);
  const queue = tasks.entries();
  const runTasks = async (worker: number) => {
    for (const [index, task] of queue) results[index] = await run(task, worker);
  };
  await Promise.all(Array.from({ length: pool.size }, (_, worker) => runTasks(worker)));
  return results;
}

async function openThreadedPool<Value, Result>(
  program: WorkerProgram,
  threads: number,
  start: StartWorker,
  signal: AbortSignal | undefined,
): Promise<Pool<Value, Result>> {
  const connections: WorkerConnection<Result>[] = [];
  const stop = (reason: unknown) => {
    signal?.removeEventListener('abort', onAbort);
    for (const connection of connections) connection.close(reason);
  };
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  try {
    for (let i = 0; i < threads; i++) connections.push(new WorkerConnection(start));
    await Promise.all(connections.map((connection) => connection.request(program)));
  } catch (error) {
    stop(error);
    throw error;
  }
  return {
    size: threads,
    threads,
    call: (worker, name, values, transfer) =>
      connections[worker]!.request({ name, values: values.map(withOwnBuffer) }, transfer).catch(adviseOnFailure),
    close: () => stop(new Error('the worker pool is closed')),
  };
}

/** Throws what a user can do when a worker stopped during a call: usually the system has stopped it. Throws other errors unchanged. */
function adviseOnFailure(error: unknown): never {
  if (!(error instanceof WorkerFailure)) throw error;
  throw new InputError(
    `${error.message} before its work was finished: probably there was not enough memory; close other programs or use fewer threads`,
    { cause: error },
  );
}

/** Copies an array that is a part of a larger buffer, because messages contain whole buffers. */
function withOwnBuffer<Value>(value: Value): Value {
  if (!ArrayBuffer.isView(value) || value instanceof DataView || value.byteLength === value.buffer.byteLength)
    return value;
  // All other views are typed arrays, whose `slice` returns an array of the same type.
  return (value as Uint8Array & Value).slice() as Uint8Array & Value;
}

/** Opens a pool whose instances run on the calling thread, one call after the other. */
function openSerialPool<Value, Result>(
  instantiate: () => Call<Value, Result>,
  size: number,
  signal: AbortSignal | undefined,
): Pool<Value, Result> {
  const instances = Array.from({ length: size }, instantiate);
  let isClosed = false;
  let previousCall: Promise<unknown> = Promise.resolve();
  return {
    size,
    threads: 1,
    call(worker, name, values) {
      const result = previousCall.then(async () => {
        if (isPauseDue()) await pause(signal);
        signal?.throwIfAborted();
        if (isClosed) throw new Error('the worker pool is closed');
        return instances[worker]!(name, values);
      });
      previousCall = result.catch(() => {});
      return result;
    },
    close() {
      isClosed = true;
      instances.length = 0;
    },
  };
}
