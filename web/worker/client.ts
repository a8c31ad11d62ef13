import type { CallName, Calls, Progress, Reply, Request } from './protocol.ts';
import { startWorker } from './start-worker.ts';

/** A question that the worker could not answer. Its message is one line for the person. */
export class WorkerError extends Error {
  override name = 'WorkerError';
}

/** The worker is gone: it ran out of memory or was ended. */
export class WorkerGone extends Error {
  override name = 'WorkerGone';
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  progress: ((progress: Progress) => void) | undefined;
}

/** The only file that speaks to the worker: calls by name, answers as promises. */
export class MapWorker {
  readonly #worker = startWorker();
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #gone = false;

  /** @param died called once when the worker stops without being asked to. */
  constructor(died: () => void) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#receive(data));
    const fail = () => {
      if (this.#gone) return;
      this.end();
      died();
    };
    this.#worker.addEventListener('error', fail);
    this.#worker.addEventListener('messageerror', fail);
  }

  /** Asks; the answer's type follows from the name. Throws {@link WorkerError} or {@link WorkerGone}. */
  call<Name extends CallName>(
    name: Name,
    args: Parameters<Calls[Name]>,
    progress?: (progress: Progress) => void,
  ): Promise<ReturnType<Calls[Name]>> {
    if (this.#gone) return Promise.reject(new WorkerGone());
    const request: Request = { id: this.#next++, name, args };
    return new Promise((resolve, reject) => {
      // The worker's table of answers has the same type as Calls, so the answer is of the type that Calls promises.
      this.#waiting.set(request.id, { resolve: resolve as (answer: unknown) => void, reject, progress });
      this.#worker.postMessage(request);
    });
  }

  /** Ends the worker at once; whatever it was doing is dropped. */
  end(): void {
    this.#gone = true;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new WorkerGone());
    this.#waiting.clear();
  }

  #receive(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ('progress' in reply) {
      waiting.progress?.(reply.progress);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting.reject(new WorkerError(reply.error));
    else waiting.resolve(reply.answer);
  }
}
