/** Number of workers of this thread that have something to do. */
let busyWorkers = 0;
/** When a second one became busy. */
let parallelSince = 0;
/** Milliseconds during which at least two workers were busy, up to then. */
let parallelTime = 0;

/** Records that a worker has something to do, or nothing anymore. */
export function setBusy(isBusy: boolean): void {
  if (isBusy && ++busyWorkers === 2) parallelSince = performance.now();
  if (!isBusy && busyWorkers-- === 2) parallelTime += performance.now() - parallelSince;
}

/** Returns the milliseconds so far during which at least two workers of this thread were busy. */
export const getParallelTime = (): number => parallelTime + (busyWorkers >= 2 ? performance.now() - parallelSince : 0);
