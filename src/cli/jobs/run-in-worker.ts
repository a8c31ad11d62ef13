import { Worker } from 'node:worker_threads';
import { InputError } from '../../model/errors.ts';
import { UsageError } from '../errors.ts';
import { printLine } from '../terminal/messages.ts';
import { noProgress, type Progress } from '../terminal/progress.ts';
import type { JobFailure, JobName, JobRequest, Jobs, WorkerMessage } from './jobs.ts';
import { getResourceLimits, watchMemory } from './memory.ts';

/** What a user can do when memory is short. */
const MEMORY_ADVICE: Record<JobName, string> = {
  build: 'for this many papers: close other programs or build a smaller map',
  diff: 'for two maps of this size: close other programs',
  export: 'for a map of this size: close other programs',
  read: 'for this many papers: close other programs or read fewer files at once',
};

/** Options of {@link runInWorker}. */
export interface WorkerOptions {
  /** Whether the job reads stdin. Default false. */
  stdin?: boolean;
  /** Shows the progress of the job; stopped when it ends. Default: none is shown. */
  progress?: Progress;
}

/**
 * Runs a job in a worker, which may use most of the memory, so that the main thread can respond to Ctrl-C and say when memory
 * is short.
 * @param scriptUrl The file to start the worker from.
 * @throws {InputError} if the input cannot be used or memory is short
 */
export async function runInWorker<Name extends JobName>(
  name: Name,
  input: Jobs[Name]['input'],
  scriptUrl: URL,
  { stdin = false, progress = noProgress }: WorkerOptions = {},
): Promise<Jobs[Name]['result']> {
  const request: JobRequest<Name> = { name, input };
  const worker = new Worker(scriptUrl, {
    workerData: request,
    stdin: true,
    resourceLimits: getResourceLimits(),
  });
  if (stdin) process.stdin.pipe(worker.stdin!);
  let endWatch = () => {};
  try {
    return await new Promise((resolve, reject) => {
      endWatch = watchMemory(() => {
        reject(createMemoryError(name, 'give the container more memory'));
        void worker.terminate();
      });
      worker.on('message', (message: WorkerMessage<Name>) => {
        if ('progress' in message) progress.update(...message.progress);
        else if ('notice' in message) {
          progress.stop();
          printLine(message.notice);
        } else if ('result' in message) resolve(message.result);
        else reject(toError(name, message));
      });
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? createMemoryError(name) : error),
      );
      worker.on('exit', () => reject(new Error('the worker exited before its work was finished')));
    });
  } finally {
    endWatch();
    progress.stop();
  }
}

const createMemoryError = (name: JobName, alternative?: string) =>
  new InputError(`not enough memory ${MEMORY_ADVICE[name]}${alternative === undefined ? '' : `, or ${alternative}`}`);

function toError(name: JobName, { error, cause }: JobFailure): Error {
  if (cause === 'memory') return createMemoryError(name, `raise the limits of memory (${error})`);
  if (cause === 'usage') return new UsageError(error);
  return cause === 'input' ? new InputError(error) : new Error(error);
}
