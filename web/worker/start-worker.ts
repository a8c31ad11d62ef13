/** Starts the worker from a file of its own. In the single-file build, start-worker.single.ts replaces this module. */
export const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
