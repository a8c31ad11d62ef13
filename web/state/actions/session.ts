import { strings } from '../../strings/strings.ts';
import { MapWorker, WorkerTerminatedError } from '../../worker/client.ts';
import type { LoadedMap, RequestedRecipe } from '../../worker/protocol.ts';
import { loadDrawing } from '../drawing.ts';
import { sampleFiles } from '../sample.ts';
import { state } from '../store.ts';
import { messageOf, notify } from './page.ts';
import { progressReporter } from './progress.ts';

/** The worker that has the map open, and the source of the map. */

/** Where a map came from, so that it can be opened again. */
export type Origin =
  | { kind: 'sample' }
  /** `name` is that of the map file, if the server tells it. */
  | { kind: 'served'; name?: string }
  /** `updated` is the kind of the map that papers were added to; the only file is the result. */
  | { kind: 'files' | 'embedded'; files: File[]; updated?: Origin['kind'] };

let worker: MapWorker | undefined;
let origin: Origin | undefined;
let loading: MapWorker | undefined;
let reopenMap = () => {};

/** Returns the origin of the open map, or undefined if no map is open. */
export const currentOrigin = (): Origin | undefined => origin;

/** Returns where the open map comes from, apart from papers that were added to it. */
export function originBeforeUpdates(): Origin['kind'] | undefined {
  return origin && 'updated' in origin ? (origin.updated ?? origin.kind) : origin?.kind;
}

/** Sets where the open map comes from, after it was updated. */
export function replaceOrigin(from: Origin): void {
  origin = from;
}

/** A map that was just loaded. */
export interface Loaded {
  map: LoadedMap;
  /** Whether it has the papers that were open before, with other options or edits. */
  samePapers: boolean;
}

/**
 * Loads a map and applies a recipe to it. The open map stays until the new one is ready; another load in progress is
 * canceled. Shows a message on failure.
 *
 * @param reopen opens the map again; offered to the user if the worker crashes.
 * @returns undefined if loading failed or was canceled.
 */
export async function load(from: Origin, recipe: RequestedRecipe, reopen: () => void): Promise<Loaded | undefined> {
  loading?.terminate();
  reopenMap = reopen;
  const next = new MapWorker(onWorkerDied);
  loading = next;
  state.notice.value = null;
  try {
    const [map] = await countPending(Promise.all([openIn(next, from, recipe), loadDrawing()]));
    worker?.terminate();
    worker = next;
    const samePapers = origin === from;
    origin = from;
    return { map, samePapers };
  } catch (error) {
    next.terminate();
    if (loading !== next) return undefined;
    restorePhase();
    const heading = origin === from && state.map.value ? strings.errors.changeFailed : strings.errors.openFailed;
    if (!(error instanceof WorkerTerminatedError)) notify(heading, strings.network.describeError(messageOf(error)));
    return undefined;
  } finally {
    if (loading === next) {
      loading = undefined;
      state.identifiedFiles.value = [];
    }
  }
}

async function openIn(next: MapWorker, from: Origin, recipe: RequestedRecipe): Promise<LoadedMap> {
  const report = progressReporter(firstStage(from));
  if (from.kind === 'served') return next.call('openUrl', [new URL('./map.json', location.href).href, recipe], report);
  const files = from.kind === 'sample' ? await sampleFiles() : from.files;
  if (from.kind === 'files') void showFormats(next, files);
  return next.call('open', [files, recipe], report);
}

/** Returns the name of the first stage: files are read, and a map file that is open already is rebuilt. */
function firstStage(from: Origin): string {
  const { opening, stages } = strings.loading;
  if (from.kind === 'sample') return stages.read;
  const isMapFile = state.details.value?.reading === null;
  return origin === from ? (isMapFile ? stages.weigh : stages.read) : opening;
}

/** Shows the formats of the files while they are read. */
async function showFormats(next: MapWorker, files: File[]): Promise<void> {
  state.identifiedFiles.value = files.map(({ name }) => ({ name }));
  const identified = await next.call('identify', [files]).catch(() => undefined);
  if (identified && loading === next) state.identifiedFiles.value = identified;
}

/** Cancels loading. The open map stays. */
export function stopLoading(): void {
  loading?.terminate();
}

function restorePhase(): void {
  state.phase.value = state.map.value ? { kind: 'ready' } : { kind: 'empty' };
}

function onWorkerDied(): void {
  worker = undefined;
  restorePhase();
  notify(strings.errors.workerHeading, strings.errors.worker, {
    action: { label: strings.errors.reopen, run: reopenMap },
  });
}

/** Counts a call of the worker as pending until it is answered. */
async function countPending<T>(call: Promise<T>): Promise<T> {
  state.pendingCalls.value = state.pendingCalls.peek() + 1;
  try {
    return await call;
  } finally {
    state.pendingCalls.value = state.pendingCalls.peek() - 1;
  }
}

/** Calls the worker. Shows a message and returns undefined if it fails. */
export async function callWorker<T>(call: (worker: MapWorker) => Promise<T>): Promise<T | undefined> {
  if (!worker) {
    if (state.map.value) onWorkerDied();
    return undefined;
  }
  try {
    return await countPending(call(worker));
  } catch (error) {
    if (!(error instanceof WorkerTerminatedError)) notify(strings.errors.heading, messageOf(error));
    return undefined;
  }
}
