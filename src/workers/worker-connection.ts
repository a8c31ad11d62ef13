import type { KernelArgument, KernelArray } from './kernel-instance.js';
import type { StartWorker, WorkerPort } from './platform.ts';

/** A message to a worker: its kernel, or a call of one of the kernel's functions. */
export type WorkerRequest = { module: WebAssembly.Module } | { name: string; values: readonly KernelArgument[] };

/** A message from a worker. */
export type WorkerResponse = { results: KernelArray[] } | { error: string };

interface PendingRequest {
  resolve(results: KernelArray[]): void;
  reject(reason: unknown): void;
}

/** Sends requests to one worker and matches its responses, which come in the same order. */
export class WorkerConnection {
  readonly #port: WorkerPort;
  readonly #pending: PendingRequest[] = [];
  /** Why the worker cannot be used anymore. */
  #closed: { reason: unknown } | undefined;

  /** @throws if the worker cannot be started */
  constructor(start: StartWorker) {
    this.#port = start({
      // Only worker.js sends messages, and these are its responses.
      onMessage: (message) => this.#settle(message as WorkerResponse),
      onFailure: (error) => this.close(error),
    });
  }

  /** Sends a request. Rejects if it fails, the worker stops, or the connection is or becomes closed. */
  request(request: WorkerRequest, transfer: readonly ArrayBuffer[] = []): Promise<KernelArray[]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(this.#closed.reason);
      this.#port.post(request, transfer);
      this.#pending.push({ resolve, reject });
    });
  }

  /** Stops the worker immediately and rejects all pending and later requests. */
  close(reason: unknown): void {
    if (this.#closed) return;
    this.#closed = { reason };
    this.#port.terminate();
    for (const { reject } of this.#pending.splice(0)) reject(reason);
  }

  #settle(response: WorkerResponse): void {
    const request = this.#pending.shift();
    if ('error' in response) request?.reject(new Error(response.error));
    else request?.resolve(response.results);
  }
}
