import InlineWorker from '../src/similarity/worker.js?worker&inline';

/** A thread of the join from the text of the page itself: a page of one file has nowhere to load it from. */
export const startWebWorker = () => new InlineWorker();
