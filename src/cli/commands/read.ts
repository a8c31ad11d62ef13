import { findPaperWriter } from '../jobs/paper-writers.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { type Output, openOutputs, openStdout } from '../output/open-outputs.ts';
import { pluralize, printLine } from '../terminal/messages.ts';
import { noProgress, showProgress } from '../terminal/progress.ts';

/** Options of `papergraph read`. */
export interface ReadCommandOptions {
  output?: string;
  json: boolean;
  columns?: Record<string, string>;
  force?: true;
  quiet?: boolean;
}

/**
 * Reads papers, merges duplicates, and prints what was read from each file; optionally writes the papers. `scriptUrl` is the
 * file to start the worker from.
 */
export async function read(inputs: string[], options: ReadCommandOptions, scriptUrl: URL): Promise<void> {
  const { output: name, columns, json, quiet } = options;
  // An unknown format is reported before anything is read.
  if (name !== undefined) findPaperWriter(name);
  const stdout = await openStdout(inputs);
  const output = await openOutput(inputs, options);
  const job = {
    inputs,
    stdout,
    format: json ? ('json' as const) : quiet && name !== undefined ? ('none' as const) : ('text' as const),
    ...(columns && { columns }),
    ...(name !== undefined && output && { output: { name, destination: output.destination, fileIds: output.fileIds } }),
  };
  const progress = quiet ? noProgress : showProgress();
  const { papers } = await runInWorker('read', job, scriptUrl, { stdin: inputs.includes('-'), progress });
  if (!output) return;
  await output.commit();
  if (!quiet) printLine(`${pluralize(papers, 'paper')} -> ${output.destination.name}`);
}

async function openOutput(inputs: string[], { output, force }: ReadCommandOptions): Promise<Output | undefined> {
  if (output === undefined) return undefined;
  const [opened] = await openOutputs([{ name: output, kind: 'papers' }], { inputs, force });
  return opened;
}
