import { InputError } from '../../model/errors.ts';
import type { ReadResult } from '../../model/paper.ts';
import { readPapers } from '../../read/read.ts';
import type { Destination } from '../output/target.ts';
import { writeOutput } from '../output/write-output.ts';
import { listInputFiles } from '../read-inputs.ts';
import { formatReadResult } from '../read-report.ts';
import { formatJsonParts } from '../terminal/escape.ts';
import { printText } from '../terminal/messages.ts';
import type { JobHooks } from './job-hooks.ts';
import { findPaperWriter } from './paper-writers.ts';

/** What `papergraph read` does in its worker. */
export interface ReadJob {
  /** INPUT arguments. */
  inputs: string[];
  /** Column name by field of a paper. */
  columns?: Record<string, string>;
  /** Where to write what was read from each file. */
  stdout: Destination;
  /** How that is written; nothing is if the papers are all that was asked for. */
  format: 'json' | 'text' | 'none';
  /** Where to write the papers, and the name of this file, which tells the format. */
  output?: { name: string; destination: Destination; fileIds: string[] };
}

/** What was read. */
export interface ReadSummary {
  papers: number;
}

/** Reads papers and writes what was read. Throws {@link InputError} if there is no paper. */
export async function runRead(job: ReadJob, { progress, warn }: JobHooks): Promise<ReadSummary> {
  const { inputs, columns, stdout, format, output } = job;
  const files = await listInputFiles(inputs, { outputFileIds: output?.fileIds ?? [], onSkip: warn });
  const result = await readPapers(files, columns === undefined ? {} : { columns }, { progress });
  if (format === 'json') await writeOutput(stdout, formatResult(result));
  else if (format === 'text') await printText(stdout, formatReadResult(result));
  if (result.papers.length === 0) throw new InputError('no paper could be read: see docs/formats.md for the formats');
  if (output) {
    const write = await findPaperWriter(output.name)();
    await writeOutput(output.destination, write(result.papers));
  }
  return { papers: result.papers.length };
}

function formatResult(result: ReadResult): Iterable<string> {
  const { records, merged, files, problems, notes, merges, possibleDuplicates, papers } = result;
  return formatJsonParts({ records, merged, files, problems, notes, merges, possibleDuplicates, papers });
}
