import InlineWorker from '../../src/workers/worker.js?worker&inline';

/** A thread from the text of the page itself: a page of one file has nowhere to load it from. */
export const startWebWorker = () => new InlineWorker();
