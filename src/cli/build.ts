import { writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { InputError } from '../types.ts';
import { openOutput } from './output.ts';
import { noProgress, type Progress, showProgress } from './progress.ts';
import type { Job, Message, Report } from './work.ts';

/** The options of `papergraph build` as typed. */
export interface BuildOptions {
  output: string;
  neighbors: number;
  minSimilarity: number;
  resolution: number;
  seed: number;
  report?: string;
  quiet: boolean;
}

/** How many problems are told on the screen; the report has all. */
const PROBLEMS_SHOWN = 10;

/** Reads papers, writes their map. `self` is the file to start the worker from. */
export async function build(inputs: string[], options: BuildOptions, self: URL): Promise<void> {
  const output = await openOutput(options.output);
  const reportOutput = options.report === undefined ? undefined : await openOutput(options.report);
  const progress = options.quiet ? noProgress : showProgress();
  const { neighbors: neighbours, minSimilarity, resolution, seed } = options;
  const job: Job = { inputs, output: output.path, options: { neighbours, minSimilarity, resolution, seed } };
  const report = await inWorker(job, self, progress).finally(() => progress.stop());
  await output.commit();
  if (reportOutput) {
    await writeFile(reportOutput.path, `${JSON.stringify(report, null, 2)}\n`);
    await reportOutput.commit();
  }
  tellProblems(report);
  if (!options.quiet) process.stderr.write(`${summaryOf(report)} -> ${options.output}\n`);
}

/** Runs the job in a thread that may use most of the machine's memory, and passes its progress on. */
function inWorker(job: Job, self: URL, progress: Progress): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(self, {
      workerData: job,
      stdin: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * 0.75) },
    });
    if (job.inputs.includes('-')) process.stdin.pipe(worker.stdin!);
    worker.on('message', (message: Message) => {
      if ('progress' in message) progress.update(...message.progress);
      else if ('report' in message) resolve(message.report);
      else reject(message.input ? new InputError(message.failed) : new Error(message.failed));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
      reject(new InputError('there is not enough memory for so many papers: close other programs, or map fewer'));
    });
    worker.on('exit', () => reject(new Error('the worker ended before its work')));
  });
}

function tellProblems({ problems }: Report): void {
  for (const { file, line, reason } of problems.slice(0, PROBLEMS_SHOWN))
    process.stderr.write(`${file}:${line}: ${reason}\n`);
  const more = problems.length - PROBLEMS_SHOWN;
  if (more > 0) process.stderr.write(`... and ${more} more problems: --report FILE writes them all\n`);
}

function summaryOf(report: Report): string {
  const counts = [
    `${report.records} records`,
    `${report.papers} papers`,
    ...(report.withoutAbstract > 0 ? [`${report.withoutAbstract} without abstract`] : []),
    ...(report.problems.length > 0 ? [`${report.problems.length} problems`] : []),
    `${report.topics.length} topics`,
  ];
  return `${counts.join(', ')}, ${report.seconds.total.toFixed(1)} s`;
}
