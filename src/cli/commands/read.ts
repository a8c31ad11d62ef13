import { extname } from 'node:path';
import { writeBibtex } from '../../export/references/bibtex.ts';
import { writeRis } from '../../export/references/ris.ts';
import { writePapersCsv, writePapersJson } from '../../export/tables/papers.ts';
import { InputError } from '../../model/errors.ts';
import type { Paper, ReadResult } from '../../model/paper.ts';
import { readPapers } from '../../read/read.ts';
import { UsageError } from '../errors.ts';
import { printMessage } from '../messages.ts';
import { type Output, openOutputs, openStdout } from '../output/open-outputs.ts';
import { writeOutput } from '../output/write-output.ts';
import { noProgress, showProgress } from '../progress.ts';
import { listInputFiles } from '../read-inputs.ts';
import { formatReadResult } from '../read-report.ts';

/** Options of `papergraph read`. */
export interface ReadCommandOptions {
  output?: string;
  json: boolean;
  columns?: Record<string, string>;
  force?: true;
  quiet?: boolean;
}

const WRITERS = {
  '.bib': (papers: Paper[]) => writeBibtex({ papers }),
  '.ris': (papers: Paper[]) => writeRis({ papers }),
  '.json': writePapersJson,
  '.csv': writePapersCsv,
} as const;

/** Reads papers, merges duplicates, and prints what was read from each file; optionally writes the papers. */
export async function read(inputs: string[], options: ReadCommandOptions): Promise<void> {
  const write = options.output === undefined ? undefined : getWriter(options.output);
  const stdout = await openStdout(inputs);
  const output = await openOutput(inputs, options);
  const progress = options.quiet ? noProgress : showProgress();
  const files = await listInputFiles(inputs, {
    outputFileIds: output?.fileIds ?? [],
    onSkip: (message) => printMessage(`${message}\n`),
  });
  const readOptions = options.columns === undefined ? {} : { columns: options.columns };
  const result = await readPapers(files, readOptions, {
    progress: (stage, done, total) => progress.update(stage, done, total),
  }).finally(() => progress.stop());
  await writeOutput(stdout, options.json ? [formatJson(result)] : formatReadResult(result));
  if (result.papers.length === 0) throw new InputError('no paper could be read: see docs/formats.md for the formats');
  if (!output || !write) return;
  await writeOutput(output.destination, write(result.papers));
  await output.commit();
  printMessage(`${result.papers.length} papers -> ${output.destination.name}\n`);
}

function getWriter(name: string): (papers: Paper[]) => Iterable<string> {
  const extension = extname(name).toLowerCase();
  const write = Object.entries(WRITERS).find(([known]) => known === extension)?.[1];
  if (write) return write;
  throw new UsageError(`${name}: the name of the output must end in ${Object.keys(WRITERS).join(', ')}`);
}

async function openOutput(inputs: string[], { output, force }: ReadCommandOptions): Promise<Output | undefined> {
  if (output === undefined) return undefined;
  const [opened] = await openOutputs([{ name: output, kind: 'papers' }], { inputs, force });
  return opened;
}

function formatJson(result: ReadResult): string {
  const { records, merged, files, problems, notes, merges, possibleDuplicates, papers } = result;
  return `${JSON.stringify({ records, merged, files, problems, notes, merges, possibleDuplicates, papers }, null, 1)}\n`;
}
