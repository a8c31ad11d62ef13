import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../../model/errors.ts';
import type { Stage } from '../../model/options.ts';
import { UsageError } from '../errors.ts';
import type { JobHooks } from './job-hooks.ts';
import type { JobFailure, JobName, JobRequest, Jobs, WorkerMessage } from './jobs.ts';
import { isAllocationError } from './memory.ts';

/** Minimum time between two progress messages, in milliseconds. */
const PROGRESS_INTERVAL_MS = 100;

type Run<Name extends JobName> = (input: Jobs[Name]['input'], hooks: JobHooks) => Promise<Jobs[Name]['result']>;

/** Loads the function that runs a job. */
const LOADERS: { [Name in JobName]: () => Promise<Run<Name>> } = {
  build: async () => (await import('../build/run-build.ts')).runBuild,
  diff: async () => (await import('./diff-job.ts')).runDiff,
  export: async () => (await import('./export-job.ts')).runExport,
  read: async () => (await import('./read-job.ts')).runRead,
};

/** Entry point of the worker: runs one job and posts its progress and result to the main thread. */
export async function runJob(): Promise<void> {
  const post = (message: WorkerMessage) => parentPort?.postMessage(message);
  // run-in-worker.ts starts the worker with a JobRequest.
  const { name, input } = workerData as JobRequest;
  try {
    post({ result: await runNamed(name, input, createHooks(post)) });
  } catch (error) {
    post(describeFailure(error));
  }
}

async function runNamed<Name extends JobName>(name: Name, input: Jobs[Name]['input'], hooks: JobHooks) {
  const run = await LOADERS[name]();
  return run(input, hooks);
}

function createHooks(post: (message: WorkerMessage) => void): JobHooks {
  let lastProgress = 0;
  let lastStage: Stage | undefined;
  return {
    warn: (notice) => post({ notice }),
    progress(stage, done, total) {
      const time = performance.now();
      if (stage === lastStage && time - lastProgress < PROGRESS_INTERVAL_MS) return;
      [lastProgress, lastStage] = [time, stage];
      post({ progress: [stage, done, total] });
    },
  };
}

function describeFailure(error: unknown): JobFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) return { error: message, cause: 'usage' };
  if (error instanceof InputError) return { error: message, cause: 'input' };
  return { error: message, cause: isAllocationError(error) ? 'memory' : 'internal' };
}
