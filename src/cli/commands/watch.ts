import { stat } from 'node:fs/promises';
import { watch as watchFiles } from 'chokidar';
import { InputError } from '../../model/errors.ts';
import type { BuildJob } from '../build/build-job.ts';
import type { BuildReport } from '../build/build-report.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { openOutputs } from '../output/open-outputs.ts';
import { pluralize, printLine, printProblems } from '../terminal/messages.ts';
import { noProgress, showProgress } from '../terminal/progress.ts';
import { open } from './open.ts';
import { describeCounts, describeOthers, describeTopics } from './update.ts';

/** Options of `papergraph watch`. */
export interface WatchOptions {
  output: string;
  threads?: number;
  columns?: Record<string, string>;
  open?: true;
  quiet?: true;
}

/** A file is read when its size has not changed for this time, in milliseconds: programs write in several steps. */
const STABLE_AFTER_MS = 400;
/** Time between two looks at the size of a file that is being written. */
const POLL_INTERVAL_MS = 100;

/**
 * Builds a map, or updates it if it exists, and updates it whenever an input changes, until `stopped` settles.
 * @param scriptUrl The file to start workers from.
 */
export async function watch(
  inputs: string[],
  options: WatchOptions,
  scriptUrl: URL,
  stopped: Promise<unknown>,
): Promise<void> {
  for (const input of inputs)
    if (!(await stat(input).catch(() => undefined)))
      throw new InputError(`${input}: no such file or directory; give files or directories to watch`);
  const changes = new Changes();
  const watcher = watchFiles(inputs, {
    ignoreInitial: true,
    // Editors replace a file by another one; the file is gone for a moment.
    atomic: true,
    awaitWriteFinish: { stabilityThreshold: STABLE_AFTER_MS, pollInterval: POLL_INTERVAL_MS },
    ignored: (path) => /(?:^|[\\/])\.[^\\/]*\.papergraph-[^\\/]*\.tmp$/.test(path),
  });
  watcher.on('all', () => changes.report());
  const isReady = new Promise<void>((resolve) => watcher.on('ready', resolve));
  const end = stopped.then(() => 'stopped' as const);
  let hasEnded = false;
  void end.then(() => {
    hasEnded = true;
    changes.report();
  });
  try {
    await Promise.race([isReady, end]);
    // Without a map there is nothing to keep, so the first error ends the program.
    const first = await Promise.race([refresh(inputs, options, scriptUrl), end]);
    if (first === 'stopped') return exitNow();
    let known = first;
    if (options.open)
      void open(options.output, { host: '127.0.0.1', browser: true, json: false }, scriptUrl, stopped).catch(
        printError,
      );
    else printLine('Watching for changes. Press Ctrl-C to stop.');
    while (!hasEnded) {
      await changes.next();
      if (hasEnded) break;
      const update = refresh(inputs, options, scriptUrl, known).catch(printError);
      const result = await Promise.race([update, end]);
      if (result === 'stopped') return exitNow();
      known = result ?? known;
    }
  } finally {
    await watcher.close();
  }
}

/** Ends the program in the middle of an update; its temporary files are deleted. */
function exitNow(): void {
  process.exit(0);
}

const printError = (error: unknown) =>
  printLine(`papergraph: ${error instanceof Error ? error.message : String(error)}`);

/** Changes that have been reported since the last call of {@link next}. */
class Changes {
  #isPending = false;
  #wake: (() => void) | undefined;

  report(): void {
    this.#isPending = true;
    this.#wake?.();
  }

  /** Resolves when something has changed since the last call. */
  async next(): Promise<void> {
    if (!this.#isPending)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#isPending = false;
  }
}

/**
 * Builds or updates the map. It is not written if nothing has changed.
 * @param knownProblems Reasons of the problems that the library had when it was last complete. Default: those of the map.
 * @returns The same for the next update.
 */
async function refresh(
  inputs: string[],
  options: WatchOptions,
  scriptUrl: URL,
  knownProblems?: readonly string[],
): Promise<readonly string[]> {
  const { output: name, columns = {}, threads, quiet = false } = options;
  const exists = (await stat(name).catch(() => undefined)) !== undefined;
  const [output] = await openOutputs([{ name, kind: 'map' }], { inputs });
  const progress = quiet || exists ? noProgress : showProgress();
  const job: BuildJob = {
    inputs,
    columns,
    destination: output!.destination,
    outputFileIds: output!.fileIds,
    options: threads === undefined ? {} : { threads },
    edits: [],
    ...(exists && {
      update: { map: name, remove: [], missing: 'remove' as const, ...(knownProblems && { knownProblems }) },
    }),
  };
  try {
    const { report, knownProblems: known } = await runInWorker('build', job, scriptUrl, { progress });
    const isChanged = !report.update || hasChanges(report.update);
    await (isChanged ? output!.commit() : output!.discard());
    printProblems(report.problems);
    if (!quiet) printSummary(report, name, isChanged);
    return known;
  } catch (error) {
    await output!.discard();
    throw error;
  }
}

const hasChanges = ({ added, changed, removed }: NonNullable<BuildReport['update']>) =>
  added.length + changed.length + removed.length > 0;

function printSummary(report: BuildReport, name: string, isChanged: boolean): void {
  const { update, papers } = report;
  if (update && isChanged) for (const line of [...describeTopics(update), ...describeOthers(report)]) printLine(line);
  const counts = update ? [describeCounts(update), pluralize(papers, 'paper')] : [pluralize(papers, 'paper')];
  printLine(update && !isChanged ? `${name} is up to date` : `${counts.join('; ')} -> ${name}`);
}
