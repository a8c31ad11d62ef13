#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { run } from './run.ts';

// Jobs such as a build run in a worker started from this file, so that the main thread can respond to Ctrl-C.
if (isMainThread) await run(process.argv.slice(2), new URL(import.meta.url));
else await (await import('./jobs/run-job.ts')).runJob();
