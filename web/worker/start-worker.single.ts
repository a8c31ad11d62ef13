import InlineWorker from './worker.ts?worker&inline';

/** The worker from the text of the page itself: a page of one file has nowhere to load it from. */
export const startWorker = () => new InlineWorker();
