import { InputError } from '../model/errors.ts';
import type { ThreadOptions } from '../model/options.ts';
import { startWebWorker } from './web-worker.ts';

/** Threads, Node's or the browser's: the one place in the core that knows that they differ. */

/** A thread that runs worker.js. */
export interface Thread {
  /** Sends a request and waits for its answer; requests are answered one after the other. Rejects when the thread fails. */
  ask<Answer>(request: object, transfer?: ArrayBuffer[]): Promise<Answer>;
  /** Ends it at once, whatever it is doing. */
  stop(): void;
}

/** Node's own modules, where there is Node; asked for in a way that a bundler for browsers does not follow. */
const node = typeof globalThis.process?.getBuiltinModule === 'function' ? globalThis.process : undefined;

/** How many threads may run at once. */
function processors(): number {
  return node
    ? node.getBuiltinModule('node:os').availableParallelism()
    : (globalThis.navigator?.hardwareConcurrency ?? 1);
}

/** The number of threads that is asked for. @throws {InputError} when it is out of its range */
export function threadsFor({ threads = Math.min(8, processors()) }: ThreadOptions): number {
  if (Number.isSafeInteger(threads) && threads >= 1) return threads;
  throw new InputError(`threads must be a whole number of at least 1, not ${threads}`);
}

/** A new thread; undefined where there are none. */
export function startThread(): Thread | undefined {
  const waiting: { resolve(answer: unknown): void; reject(reason: unknown): void }[] = [];
  const open = node ? nodeThread : globalThis.Worker ? webThread : undefined;
  const port = open?.(
    (answer) => waiting.shift()?.resolve(answer),
    (reason) => {
      for (const { reject } of waiting.splice(0)) reject(reason);
    },
  );
  return (
    port && {
      ask: <Answer>(request: object, transfer: ArrayBuffer[] = []) =>
        new Promise<Answer>((resolve, reject) => {
          // worker.js answers each request in its own shape, which only the asker knows.
          waiting.push({ resolve: (answer) => resolve(answer as Answer), reject });
          port.post(request, transfer);
        }),
      stop: port.stop,
    }
  );
}

interface Port {
  post(message: object, transfer: ArrayBuffer[]): void;
  stop(): void;
}

type Opener = (answered: (answer: unknown) => void, failed: (reason: unknown) => void) => Port;

const nodeThread: Opener = (answered, failed) => {
  const { Worker } = node!.getBuiltinModule('node:worker_threads');
  const worker = new Worker(new URL('./worker.js', import.meta.url));
  worker.on('message', answered).on('error', failed);
  return { post: (message, transfer) => worker.postMessage(message, transfer), stop: () => void worker.terminate() };
};

const webThread: Opener = (answered, failed) => {
  const worker = startWebWorker();
  worker.onmessage = ({ data }) => answered(data);
  worker.onerror = ({ message }) => failed(new Error(message || 'a worker could not be started'));
  return { post: (message, transfer) => worker.postMessage(message, transfer), stop: () => worker.terminate() };
};
