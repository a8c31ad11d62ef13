import type { StartWorker, WorkerPort } from './platform.ts';
import { setBusy } from './thread-clock.ts';

/** The stages that have functions which run in workers: see worker-tasks.ts. */
export type TaskStage = 'read' | 'topics' | 'layout' | 'quality' | 'concepts' | 'map-file';

/** The first message to a worker: its kernel, or the stage whose functions it runs. */
export type WorkerProgram = { module: WebAssembly.Module } | { tasks: TaskStage };

/** A message to a worker: its program, or a call of one of the program's functions. */
export type WorkerRequest = WorkerProgram | { name: string; values: readonly unknown[] };

/** A message from a worker. */
export type WorkerResponse<Result> = { results: Result } | { error: string };

interface PendingRequest<Result> {
  resolve(results: Result): void;
  reject(reason: unknown): void;
}

/** Sends requests to one worker and matches its responses, which come in the same order. */
export class WorkerConnection<Result> {
  readonly #port: WorkerPort;
  readonly #pending: PendingRequest<Result>[] = [];
  /** Why the worker cannot be used anymore. */
  #closed: { reason: unknown } | undefined;

  /** @throws if the worker cannot be started */
  constructor(start: StartWorker) {
    this.#port = start({
      // Only worker.js sends messages, and these are its responses.
      onMessage: (message) => this.#settle(message as WorkerResponse<Result>),
      onFailure: (error) => this.close(error),
    });
  }

  /** Sends a request. Rejects if it fails, the worker stops, or the connection is or becomes closed. */
  request(request: WorkerRequest, transfer: readonly ArrayBuffer[] = []): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed.reason);
      this.#port.post(request, transfer);
      if (this.#pending.push({ resolve, reject }) === 1) setBusy(true);
    });
  }

  /** Stops the worker immediately and rejects all pending and later requests. */
  close(reason: unknown): void {
    if (this.#closed) return;
    this.#closed = { reason };
    this.#port.terminate();
    if (this.#pending.length > 0) setBusy(false);
    for (const { reject } of this.#pending.splice(0)) reject(reason);
  }

  #settle(response: WorkerResponse<Result>): void {
    const request = this.#pending.shift();
    if (request && this.#pending.length === 0) setBusy(false);
    if ('error' in response) request?.reject(new Error(response.error));
    else request?.resolve(response.results);
  }
}
