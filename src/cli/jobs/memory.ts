import { totalmem } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';

/** Part of the memory that JavaScript objects may take; the rest is for arrays, WebAssembly, and other programs. */
const HEAP_SHARE = 0.75;

/** Part of the memory of a container that may be used. At 1 the system stops the process without a word. */
const CONTAINER_SHARE = 0.95;

/** How often the memory of a process in a container is measured, in milliseconds. */
const CHECK_INTERVAL_MS = 50;

/** Returns the limit that a container sets to memory, in bytes; undefined if there is none. */
function getContainerLimit(): number | undefined {
  const limit = process.constrainedMemory();
  // Systems without a limit return 0 or a number above everything that exists.
  return limit > 0 && limit < totalmem() ? limit : undefined;
}

/** Size of the young generation of a worker. Papers and terms are short-lived; the default causes many collections. */
const YOUNG_GENERATION_MB = 96;

/** Returns how much memory the JavaScript objects of a worker may take. */
export const getResourceLimits = (): ResourceLimits => ({
  maxOldGenerationSizeMb: Math.floor(((getContainerLimit() ?? totalmem()) / 2 ** 20) * HEAP_SHARE),
  maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
});

/**
 * Calls `onShort` when the memory of a container is nearly used up; does nothing outside of one.
 * @returns a function that ends the watch
 */
export function watchMemory(onShort: () => void): () => void {
  const limit = getContainerLimit();
  if (limit === undefined) return () => {};
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() > limit * CONTAINER_SHARE) onShort();
  }, CHECK_INTERVAL_MS);
  return () => clearInterval(timer);
}

/** Returns whether memory outside of the heap could not be allocated: buffers, or the memory of WebAssembly. */
export const isAllocationError = (error: unknown): boolean =>
  error instanceof RangeError &&
  /out of memory|allocation failed|could not allocate|cannot allocate/i.test(error.message);
