/** What differs between Node and browsers: processors and workers. */
import type { Worker as NodeWorker } from 'node:worker_threads';
import { InputError } from '../model/errors.ts';
import type { Hooks, ThreadOptions } from '../model/options.ts';
import { startWebWorker } from './web-worker.ts';

/** A worker that runs worker.js. */
export interface WorkerPort {
  /** Sends a message. The buffers in `transfer` are moved instead of copied. */
  post(message: object, transfer: readonly ArrayBuffer[]): void;
  /** Stops the worker immediately. */
  terminate(): void;
}

/** Receives the events of a worker. */
export interface WorkerEvents {
  onMessage(message: unknown): void;
  /** Called when the worker fails or exits, or when a message from it cannot be deserialized. */
  onFailure(error: Error): void;
}

/** A worker has stopped, or what it sent cannot be read. */
export class WorkerFailure extends Error {}

/** A function that starts a worker. May throw, or report a failure to start later. */
export type StartWorker = (events: WorkerEvents) => WorkerPort;

/** Node's process, if there is one. Built-in modules are loaded through it, which bundlers for browsers ignore. */
const node = typeof globalThis.process?.getBuiltinModule === 'function' ? globalThis.process : undefined;

/** Whether this is Node, whose workers load only the code that they need. */
export const isNode = node !== undefined;

/** Compression of Node, which is native; undefined elsewhere. */
export const nodeZlib = node?.getBuiltinModule('node:zlib');

/** Returns the number of processors that can be used. */
function countProcessors(): number {
  return node
    ? node.getBuiltinModule('node:os').availableParallelism()
    : (globalThis.navigator?.hardwareConcurrency ?? 1);
}

/**
 * Returns the number of threads that the options ask for, at most one per processor: more would only take memory.
 * `hooks.warn` reports it if there are fewer processors.
 * @throws {InputError} if it is out of range
 */
export function resolveThreads({ threads }: ThreadOptions, { warn }: Hooks = {}): number {
  const processors = countProcessors();
  if (threads === undefined) return processors;
  if (Number.isSafeInteger(threads) && threads >= 1) {
    if (threads > processors) warn?.(`Only ${processors} of ${threads} threads are used: one per processor.`);
    return Math.min(threads, processors);
  }
  throw new InputError(`threads must be an integer of at least 1, not ${threads}`);
}

/** Starts a worker with the means of the platform. */
export const startWorker: StartWorker = (events) => {
  if (node) return startNodeWorker(events);
  if (globalThis.Worker) return startBrowserWorker(events);
  throw new Error('this environment has no workers');
};

const DESERIALIZATION_ERROR = 'a message from a worker could not be deserialized';

const startNodeWorker: StartWorker = (events) => {
  const { Worker } = node!.getBuiltinModule('node:worker_threads');
  return connectNodeWorker(new Worker(new URL('../worker.js', import.meta.url)), events);
};

/** Connects the events of a worker of Node. */
export function connectNodeWorker(worker: NodeWorker, { onMessage, onFailure }: WorkerEvents): WorkerPort {
  worker.on('message', onMessage);
  worker.on('messageerror', () => onFailure(new WorkerFailure(DESERIALIZATION_ERROR)));
  worker.on('error', (cause) => onFailure(new WorkerFailure(`a worker failed: ${getMessage(cause)}`, { cause })));
  worker.on('exit', (code) => onFailure(new WorkerFailure(`a worker exited with code ${code}`)));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    terminate: () => void worker.terminate(),
  };
}

const getMessage = (error: unknown) => (error instanceof Error ? error.message : String(error));

const startBrowserWorker: StartWorker = ({ onMessage, onFailure }) => {
  const worker = startWebWorker();
  worker.onmessage = ({ data }) => onMessage(data);
  worker.onmessageerror = () => onFailure(new WorkerFailure(DESERIALIZATION_ERROR));
  // A script that cannot be loaded or run gives an event without a message.
  worker.onerror = ({ message }) =>
    onFailure(new WorkerFailure(`a worker failed: ${message || 'its script could not be run'}`));
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    terminate: () => worker.terminate(),
  };
};
