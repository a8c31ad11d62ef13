/** Starts a worker of a browser from its own file. In the single-file page, web/worker/web-worker.single.ts replaces this module. */
export const startWebWorker = () => new Worker(new URL('../worker.js', import.meta.url), { type: 'module' });
