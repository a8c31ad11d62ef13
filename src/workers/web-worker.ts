/** A browser's thread, from a file of its own. In a page of one file, web/web-worker.single.ts takes this file's place. */
export const startWebWorker = () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
