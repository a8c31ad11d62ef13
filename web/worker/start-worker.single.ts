import InlineWorker from './worker.ts?worker&inline';

/** Starts the worker from a script embedded in the page, because a single-file page has no other files to load. */
export const startWorker = () => new InlineWorker();
