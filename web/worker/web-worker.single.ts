import InlineWorker from '../../src/worker.js?worker&inline';

/** Starts a worker of the worker pool from a script embedded in the page, because a single-file page has no other files to load. */
export const startWebWorker = () => new InlineWorker();
