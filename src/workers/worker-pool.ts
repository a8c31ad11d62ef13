import { type Given, startKernel, type Value } from './kernel-instance.js';
import { startThread, type Thread } from './platform.ts';

/** Kernels of one kind, each in a thread of its own, or a single one in this thread. */
export interface WorkerPool {
  /** How many kernels there are. */
  readonly size: number;
  /**
   * Calls a function of one of them; calls wait for those before. Arrays are copied on their way, so that they may be written to
   * again, save those whose buffers are in `handed`. Rejects when the crew is stopped.
   */
  call(member: number, name: string, values: readonly Value[], handed?: ArrayBuffer[]): Promise<Given[]>;
  /** Ends all threads at once, whatever they are doing. */
  close(): void;
}

/** Opens a crew of up to so many threads; where there are none, or one would do, the kernel (in base64) runs in this thread. */
export async function openWorkerPool(kernel: string, threads: number, signal?: AbortSignal): Promise<WorkerPool> {
  const module = await WebAssembly.compile(bytesOf(kernel));
  const team = threads < 2 ? [] : await startTeam(module, threads);
  return team.length > 0 ? crewOf(team, signal) : alone(module, signal);
}

/** A kernel's bytes, which are kept in base64. */
export const bytesOf = (kernel: string) => Uint8Array.from(atob(kernel), (letter) => letter.charCodeAt(0));

/** Calls a function of all kernels of a crew, each with values of its own; gives what each gave. */
export function callAll(
  crew: WorkerPool,
  name: string,
  values: (member: number) => readonly Value[] = () => [],
): Promise<Given[][]> {
  return Promise.all(Array.from({ length: crew.size }, (_, member) => crew.call(member, name, values(member))));
}

async function startTeam(module: WebAssembly.Module, threads: number): Promise<Thread[]> {
  const team: Thread[] = [];
  try {
    for (let i = 0; i < threads; i++) {
      const thread = startThread();
      if (!thread) return [];
      team.push(thread);
    }
    await Promise.all(team.map((thread) => thread.ask({ action: 'open', module })));
    return team;
  } catch {
    for (const thread of team) thread.stop();
    return [];
  }
}

function crewOf(team: readonly Thread[], signal?: AbortSignal): WorkerPool {
  const close = () => {
    for (const thread of team) thread.stop();
  };
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal?.reason);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
  // Whoever waits for an answer hears of it; nobody else need.
  stopped.catch(close);
  return {
    size: team.length,
    call: (member, name, values, handed) =>
      Promise.race([team[member]!.ask<Given[]>({ action: 'call', name, values: values.map(whole) }, handed), stopped]),
    close,
  };
}

/** A part of an array would take its whole buffer along. */
const whole = (value: Value): Value =>
  typeof value !== 'number' && value.byteLength < value.buffer.byteLength ? value.slice() : value;

/** Milliseconds after which others get a turn. */
const TURN = 50;

function alone(module: WebAssembly.Module, signal?: AbortSignal): WorkerPool {
  const call = startKernel(module);
  let last = performance.now();
  let before: Promise<unknown> = Promise.resolve();
  return {
    size: 1,
    call(_, name, values) {
      const answer = before.then(async () => {
        if (performance.now() - last > TURN) {
          await new Promise((resolve) => setTimeout(resolve));
          last = performance.now();
        }
        signal?.throwIfAborted();
        return call(name, values);
      });
      before = answer.catch(() => {});
      return answer;
    },
    close() {},
  };
}
