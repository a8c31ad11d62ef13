import type { CallName, Progress, WorkerCalls, WorkerRequest, WorkerResponse } from './protocol.ts';
import { startWorker } from './start-worker.ts';

/** A call that the worker could not complete. The message is one line for the user. */
export class WorkerError extends Error {
  override name = 'WorkerError';
}

/** A call to a worker that was terminated or has crashed, for example for lack of memory. */
export class WorkerTerminatedError extends Error {
  override name = 'WorkerTerminatedError';
}

interface PendingCall {
  resolve(result: unknown): void;
  reject(error: Error): void;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** Runs a worker and calls its functions. */
export class MapWorker {
  readonly #worker = startWorker();
  readonly #pending = new Map<number, PendingCall>();
  #nextId = 1;
  #isTerminated = false;

  /** @param onCrash called once if the worker stops without having been terminated. */
  constructor(onCrash: () => void) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<WorkerResponse>) => this.#receive(data));
    const handleError = () => {
      if (this.#isTerminated) return;
      this.terminate();
      onCrash();
    };
    this.#worker.addEventListener('error', handleError);
    this.#worker.addEventListener('messageerror', handleError);
  }

  /**
   * Calls a function of the worker.
   *
   * @throws {WorkerError} if the function fails.
   * @throws {WorkerTerminatedError} if the worker is or becomes terminated.
   */
  call<Name extends CallName>(
    name: Name,
    args: Parameters<WorkerCalls[Name]>,
    onProgress?: (progress: Progress) => void,
  ): Promise<ReturnType<WorkerCalls[Name]>> {
    if (this.#isTerminated) return Promise.reject(new WorkerTerminatedError());
    const request: WorkerRequest = { id: this.#nextId++, name, args };
    return new Promise((resolve, reject) => {
      // The worker's handlers have the types of WorkerCalls, so the result has the type that the caller expects.
      this.#pending.set(request.id, { resolve: resolve as (result: unknown) => void, reject, onProgress });
      this.#worker.postMessage(request);
    });
  }

  /** Stops the worker immediately. Pending calls reject. */
  terminate(): void {
    this.#isTerminated = true;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(new WorkerTerminatedError());
    this.#pending.clear();
  }

  #receive(response: WorkerResponse): void {
    const call = this.#pending.get(response.id);
    if (!call) return;
    if ('progress' in response) {
      call.onProgress?.(response.progress);
      return;
    }
    this.#pending.delete(response.id);
    if ('error' in response) call.reject(new WorkerError(response.error));
    else call.resolve(response.result);
  }
}
