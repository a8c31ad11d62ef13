import type { BuildJob, BuildResult } from '../build/build-job.ts';
import type { DiffJob, DiffResult } from './diff-job.ts';
import type { ExportJob, ExportResult } from './export-job.ts';
import type { JobHooks } from './job-hooks.ts';
import type { ReadJob, ReadSummary } from './read-job.ts';

/** What the jobs that run in a worker take and return. Everything can be passed between threads. */
export interface Jobs {
  build: { input: BuildJob; result: BuildResult };
  diff: { input: DiffJob; result: DiffResult };
  export: { input: ExportJob; result: ExportResult };
  read: { input: ReadJob; result: ReadSummary };
}

/** The name of a job. */
export type JobName = keyof Jobs;

/** What a worker is started with. */
export interface JobRequest<Name extends JobName = JobName> {
  name: Name;
  input: Jobs[Name]['input'];
}

/**
 * Why a job has failed. `memory` is a failed allocation; `input` an error that the user can solve, `usage` one of the command
 * line.
 */
export interface JobFailure {
  error: string;
  cause: 'input' | 'usage' | 'memory' | 'internal';
}

/** A message from the worker to the main thread. */
export type WorkerMessage<Name extends JobName = JobName> =
  | { progress: Parameters<JobHooks['progress']> }
  | { notice: string }
  | { result: Jobs[Name]['result'] }
  | JobFailure;
