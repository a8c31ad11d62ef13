/** The worker as a file of its own. In a page of one file, start-worker.single.ts takes this file's place. */
export const startWorker = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
