#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { run } from './program.ts';

// The long work of a build runs in a worker made from this same file, so that the main thread can answer Ctrl-C.
if (isMainThread) await run(process.argv.slice(2), new URL(import.meta.url));
else await (await import('./build-worker.ts')).workAsWorker();
