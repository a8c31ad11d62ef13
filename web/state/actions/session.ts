import { texts } from '../../strings/strings.ts';
import { MapWorker, WorkerGone } from '../../worker/client.ts';
import type { Shape, Shaped } from '../../worker/protocol.ts';
import { sampleFiles } from '../sample.ts';
import { state } from '../store.ts';
import { estimated } from './estimate.ts';
import { messageOf, notify } from './page.ts';

/** The worker that holds the open map, and where that map came from. */

/** How the map that is open was opened, to open it again. */
export type Origin = { kind: 'sample' } | { kind: 'served' } | { kind: 'files'; files: File[] };

let worker: MapWorker | undefined;
let origin: Origin | undefined;
let loading: MapWorker | undefined;
let reopen = () => {};

export const openOrigin = (): Origin | undefined => origin;

/** A map that has just been loaded; `same` tells whether its papers were open before, in another shape. */
export interface Loaded {
  shaped: Shaped;
  same: boolean;
}

/**
 * Loads a map in the shape asked for. What was open stays until it is there; whatever was being loaded is ended. Undefined
 * when it was stopped, or could not be done: then the page says so.
 *
 * @param again opens the map once more: offered when the worker dies.
 */
export async function load(from: Origin, shape: Shape, again: () => void): Promise<Loaded | undefined> {
  loading?.end();
  reopen = again;
  const next = new MapWorker(died);
  loading = next;
  state.notice.value = null;
  try {
    const shaped = await read(next, from, shape);
    worker?.end();
    worker = next;
    const same = origin === from;
    origin = from;
    return { shaped, same };
  } catch (error) {
    next.end();
    if (loading !== next) return undefined;
    rest();
    if (!(error instanceof WorkerGone)) notify(texts.errors.heading, messageOf(error));
    return undefined;
  } finally {
    if (loading === next) loading = undefined;
  }
}

async function read(next: MapWorker, from: Origin, shape: Shape): Promise<Shaped> {
  const progress = estimated();
  if (from.kind === 'served')
    return next.call('openAddress', [new URL('./map.json', location.href).href, shape], progress);
  const files = from.kind === 'sample' ? await sampleFiles() : from.files;
  return next.call('open', [files, shape], progress);
}

/** Ends what is being loaded; the map that was open stays. */
export function stop(): void {
  loading?.end();
}

function rest(): void {
  state.phase.value = state.map.value ? { kind: 'ready' } : { kind: 'empty' };
}

function died(): void {
  worker = undefined;
  rest();
  notify(texts.errors.workerHeading, texts.errors.worker, { name: texts.errors.reopen, act: reopen });
}

/** Asks the worker; undefined when it cannot answer: then the page says why. */
export async function ask<T>(question: (worker: MapWorker) => Promise<T>): Promise<T | undefined> {
  if (!worker) {
    if (state.map.value) died();
    return undefined;
  }
  try {
    return await question(worker);
  } catch (error) {
    if (!(error instanceof WorkerGone)) notify(texts.errors.heading, messageOf(error));
    return undefined;
  }
}
