import { extname } from 'node:path';
import { writeBibtex } from '../../export/references/bibtex.ts';
import { writeRis } from '../../export/references/ris.ts';
import { writePapersCsv, writePapersJson } from '../../export/tables/papers.ts';
import { writePapersXlsx } from '../../export/tables/xlsx.ts';
import { InputError } from '../../model/errors.ts';
import type { Paper, ReadResult } from '../../model/paper.ts';
import { readPapers } from '../../read/read.ts';
import { UsageError } from '../errors.ts';
import { type Output, openOutputs, openStdout } from '../output/open-outputs.ts';
import { type Chunks, writeOutput } from '../output/write-output.ts';
import { listInputFiles } from '../read-inputs.ts';
import { formatReadResult } from '../read-report.ts';
import { formatJson } from '../terminal/escape.ts';
import { printLine, printText } from '../terminal/messages.ts';
import { noProgress, showProgress } from '../terminal/progress.ts';

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
  '.xlsx': writePapersXlsx,
} as const;

/** Reads papers, merges duplicates, and prints what was read from each file; optionally writes the papers. */
export async function read(inputs: string[], options: ReadCommandOptions): Promise<void> {
  const write = options.output === undefined ? undefined : getWriter(options.output);
  const stdout = await openStdout(inputs);
  const output = await openOutput(inputs, options);
  const progress = options.quiet ? noProgress : showProgress();
  const files = await listInputFiles(inputs, {
    outputFileIds: output?.fileIds ?? [],
    onSkip: printLine,
  });
  const readOptions = options.columns === undefined ? {} : { columns: options.columns };
  const result = await readPapers(files, readOptions, {
    progress: (stage, done, total) => progress.update(stage, done, total),
  }).finally(() => progress.stop());
  if (options.json) await writeOutput(stdout, [formatResult(result)]);
  else await printText(stdout, formatReadResult(result));
  if (result.papers.length === 0) throw new InputError('no paper could be read: see docs/formats.md for the formats');
  if (!output || !write) return;
  await writeOutput(output.destination, write(result.papers));
  await output.commit();
  if (!options.quiet) printLine(`${result.papers.length} papers -> ${output.destination.name}`);
}

function getWriter(name: string): (papers: Paper[]) => Chunks {
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

function formatResult(result: ReadResult): string {
  const { records, merged, files, problems, notes, merges, possibleDuplicates, papers } = result;
  return formatJson({ records, merged, files, problems, notes, merges, possibleDuplicates, papers });
}
