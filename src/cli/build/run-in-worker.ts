import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { InputError } from '../../model/errors.ts';
import { printLine } from '../terminal/messages.ts';
import type { Progress } from '../terminal/progress.ts';
import type { BuildJob, BuildResult, WorkerMessage } from './build-job.ts';

/** Size of the young generation of the worker. Papers and terms are short-lived; the default causes many collections. */
const YOUNG_GENERATION_MB = 96;

/**
 * Runs a build in a worker that may use most of the memory of the machine, and shows its progress.
 * @param scriptUrl The file to start the worker from.
 * @throws {InputError} if the input cannot be used or memory is short
 */
export function runInWorker(job: BuildJob, scriptUrl: URL, progress: Progress): Promise<BuildResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(scriptUrl, {
      workerData: job,
      stdin: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * 0.75),
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    if (job.inputs.includes('-') || job.update?.map === '-') process.stdin.pipe(worker.stdin!);
    worker.on('message', (message: WorkerMessage) => {
      if ('progress' in message) progress.update(...message.progress);
      else if ('notice' in message) {
        progress.stop();
        printLine(message.notice);
      } else if ('result' in message) resolve(message.result);
      else reject(message.isInputError ? new InputError(message.error) : new Error(message.error));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
      reject(new InputError('not enough memory for this many papers: close other programs or build a smaller map'));
    });
    worker.on('exit', () => reject(new Error('the worker exited before the build was finished')));
  });
}
