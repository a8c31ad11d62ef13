import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AnalyzeOptions } from '../../analyze.ts';
import { parseRecipe, type Recipe } from '../../edit/recipe.ts';
import { InputError } from '../../model/errors.ts';
import type { BuildJob, BuildReport, BuildResult, WorkerMessage } from '../build-worker.ts';
import { getErrorReason } from '../errors.ts';
import { openOutputs } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { formatJson } from '../terminal/escape.ts';
import { pluralize, printLine, printProblems } from '../terminal/messages.ts';
import { noProgress, type Progress, showProgress } from '../terminal/progress.ts';

/** Options of `papergraph build`. Options that are undefined have the defaults of the stages that read them. */
export interface BuildOptions {
  output: string;
  neighbors?: number;
  minSimilarity?: number;
  resolution?: number | 'auto';
  seed?: number;
  authorWeight?: number;
  threads?: number;
  concepts: boolean;
  columns?: Record<string, string>;
  recipe?: string;
  report?: string;
  json: boolean;
  force?: true;
  quiet?: boolean;
}

/** Notes printed on the terminal; the report contains all of them. */
const MAX_NOTES_SHOWN = 3;

/** Size of the young generation of the worker. Papers and terms are short-lived; the default causes many collections. */
const YOUNG_GENERATION_MB = 192;

/** Reads papers and writes their map. `scriptUrl` is the file to start the worker from. */
export async function build(inputs: string[], options: BuildOptions, scriptUrl: URL): Promise<void> {
  const reports = [...(options.report === undefined ? [] : [options.report]), ...(options.json ? ['-'] : [])];
  const outputs = await openOutputs(
    [{ name: options.output, kind: 'map' }, ...reports.map((name) => ({ name, kind: 'report' as const }))],
    { inputs: [...inputs, ...(options.recipe === undefined ? [] : [options.recipe])], force: options.force },
  );
  const [mapOutput, reportOutputs] = [outputs[0]!, outputs.slice(1)];
  const progress = options.quiet ? noProgress : showProgress();
  const recipe = options.recipe === undefined ? undefined : await readRecipe(options.recipe);
  const job: BuildJob = {
    inputs,
    columns: options.columns ?? {},
    destination: mapOutput.destination,
    outputFileIds: outputs.flatMap(({ fileIds }) => fileIds),
    options: { ...recipe?.options, ...toAnalyzeOptions(options) },
    edits: recipe?.edits ?? [],
  };
  const { report, editNotes } = await runInWorker(job, scriptUrl, progress).finally(() => progress.stop());
  await mapOutput.commit();
  for (const note of editNotes) printLine(`${options.recipe}: ${note}`);
  printProblems(report.problems);
  if (!options.quiet) printProblems(report.notes, MAX_NOTES_SHOWN, 'notes');
  for (const reportOutput of reportOutputs) {
    await writeOutput(reportOutput.destination, [formatJson(report)]);
    await reportOutput.commit();
  }
  if (report.withoutAbstract === report.papers)
    printLine('No paper has an abstract: the map lists the papers but does not place them.');
  if (!options.quiet) printLine(`${summarize(report)} -> ${mapOutput.destination.name}`);
}

/** Returns the options that were given, under the names that `analyze` uses. */
function toAnalyzeOptions(options: BuildOptions): AnalyzeOptions {
  const { neighbors, minSimilarity, resolution, seed, authorWeight, threads } = options;
  return {
    ...(neighbors !== undefined && { neighbors }),
    ...(minSimilarity !== undefined && { minSimilarity }),
    ...(resolution !== undefined && { resolution }),
    ...(seed !== undefined && { seed }),
    ...(authorWeight !== undefined && { authorWeight }),
    ...(threads !== undefined && { threads }),
    ...(!options.concepts && { concepts: false }),
  };
}

async function readRecipe(path: string): Promise<Recipe> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(`cannot read ${path}: ${getErrorReason(error)}`);
  });
  return parseRecipe(text, path);
}

/** Runs a build in a worker that may use most of the memory of the machine, and shows its progress. */
function runInWorker(job: BuildJob, scriptUrl: URL, progress: Progress): Promise<BuildResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(scriptUrl, {
      workerData: job,
      stdin: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor((totalmem() / 2 ** 20) * 0.75),
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
    if (job.inputs.includes('-')) process.stdin.pipe(worker.stdin!);
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

function summarize(report: BuildReport): string {
  const counts = [
    pluralize(report.records, 'record'),
    pluralize(report.papers, 'paper'),
    ...(report.withoutAbstract > 0 ? [`${report.withoutAbstract} without abstract`] : []),
    ...(Object.keys(report.languages).length > 1 ? [pluralize(Object.keys(report.languages).length, 'language')] : []),
    ...(report.problems.length > 0 ? [pluralize(report.problems.length, 'problem')] : []),
    ...(report.notes.length > 0 ? [pluralize(report.notes.length, 'note')] : []),
    pluralize(report.topics.length, 'topic'),
  ];
  return `${counts.join(', ')}, ${report.seconds.total.toFixed(1)} s`;
}
