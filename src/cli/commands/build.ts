import { readFile, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { parseRecipe, type Recipe } from '../../edit/recipe.ts';
import { InputError } from '../../model/errors.ts';
import type { Job, Message, Outcome, Report } from '../build-worker.ts';
import { openOutput, reasonOf, tellProblems } from '../output.ts';
import { noProgress, type Progress, showProgress } from '../progress.ts';

/** The options of `papergraph build` as typed; those left out have the defaults of the stages that read them. */
export interface BuildOptions {
  output: string;
  neighbors?: number;
  minSimilarity?: number;
  resolution?: number | 'auto';
  seed?: number;
  authorShare?: number;
  threads?: number;
  concepts: boolean;
  columns?: Record<string, string>;
  recipe?: string;
  report?: string;
  quiet?: boolean;
}

/** How many notes are told on the screen; the report has all. */
const NOTES_SHOWN = 3;

/** Reads papers, writes their map. `self` is the file to start the worker from. */
export async function build(inputs: string[], options: BuildOptions, self: URL): Promise<void> {
  const output = await openOutput(options.output);
  const reportOutput = options.report === undefined ? undefined : await openOutput(options.report);
  const progress = options.quiet ? noProgress : showProgress();
  const { neighbors, minSimilarity, resolution, seed, authorShare, threads, columns = {} } = options;
  const given = {
    ...(neighbors !== undefined && { neighbours: neighbors }),
    ...(minSimilarity !== undefined && { minSimilarity }),
    ...(resolution !== undefined && { resolution }),
    ...(seed !== undefined && { seed }),
    ...(authorShare !== undefined && { authorShare }),
    ...(threads !== undefined && { threads }),
    ...(!options.concepts && { concepts: false }),
  };
  const recipe = options.recipe === undefined ? undefined : await readRecipe(options.recipe);
  const job: Job = {
    inputs,
    columns,
    output: output.path,
    options: { ...recipe?.options, ...given },
    edits: recipe?.edits ?? [],
  };
  const { report, notes } = await inWorker(job, self, progress).finally(() => progress.stop());
  await output.commit();
  for (const note of notes) process.stderr.write(`${options.recipe}: ${note}\n`);
  tellProblems(report.problems);
  if (!options.quiet) tellNotes(report.notes);
  if (reportOutput) {
    await writeFile(reportOutput.path, `${JSON.stringify(report, null, 2)}\n`);
    await reportOutput.commit();
  }
  if (report.withoutAbstract === report.papers)
    process.stderr.write('No paper has an abstract: all are listed, none is placed on the map.\n');
  if (!options.quiet) process.stderr.write(`${summaryOf(report)} -> ${options.output}\n`);
}

async function readRecipe(path: string): Promise<Recipe> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(`${path} cannot be read: ${reasonOf(error)}`);
  });
  return parseRecipe(text, path);
}

/** Runs the job in a thread that may use most of the machine's memory, and passes its progress on. */
function inWorker(job: Job, self: URL, progress: Progress): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(self, {
      workerData: job,
      stdin: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * 0.75),
        // Papers and terms die young by the million; a nursery of the usual size would be swept all the time.
        maxYoungGenerationSizeMb: 192,
      },
    });
    if (job.inputs.includes('-')) process.stdin.pipe(worker.stdin!);
    worker.on('message', (message: Message) => {
      if ('progress' in message) progress.update(...message.progress);
      else if ('outcome' in message) resolve(message.outcome);
      else reject(message.input ? new InputError(message.failed) : new Error(message.failed));
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return reject(error);
      reject(new InputError('there is not enough memory for so many papers: close other programs, or map fewer'));
    });
    worker.on('exit', () => reject(new Error('the worker ended before its work')));
  });
}

function tellNotes(notes: Report['notes']): void {
  for (const { file, line, reason } of notes.slice(0, NOTES_SHOWN))
    process.stderr.write(`${file}:${line}: ${reason}\n`);
  const more = notes.length - NOTES_SHOWN;
  if (more > 0) process.stderr.write(`... and ${more} more notes: --report FILE writes them all\n`);
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

function summaryOf(report: Report): string {
  const counts = [
    count(report.records, 'record'),
    count(report.papers, 'paper'),
    ...(report.withoutAbstract > 0 ? [`${report.withoutAbstract} without abstract`] : []),
    ...(report.problems.length > 0 ? [count(report.problems.length, 'problem')] : []),
    ...(report.notes.length > 0 ? [count(report.notes.length, 'note')] : []),
    count(report.topics.length, 'topic'),
  ];
  return `${counts.join(', ')}, ${report.seconds.total.toFixed(1)} s`;
}
