import { extname } from 'node:path';
import { writeBibtex } from '../../export/references/bibtex.ts';
import { writeRis } from '../../export/references/ris.ts';
import { writePapersCsv, writePapersJson } from '../../export/tables/papers.ts';
import { writePapersXlsx } from '../../export/tables/xlsx.ts';
import { InputError } from '../../model/errors.ts';
import type { Paper, ReadResult } from '../../model/paper.ts';
import { readPapers } from '../../read/read.ts';
import { UsageError } from '../errors.ts';
import type { Destination } from '../output/target.ts';
import type { Chunks } from '../output/write-output.ts';
import { writeOutput } from '../output/write-output.ts';
import { listInputFiles } from '../read-inputs.ts';
import { formatReadResult } from '../read-report.ts';
import { formatJsonParts } from '../terminal/escape.ts';
import { printText } from '../terminal/messages.ts';
import type { JobHooks } from './job-hooks.ts';

/** What `papergraph read` does in its worker. */
export interface ReadJob {
  /** INPUT arguments. */
  inputs: string[];
  /** Column name by field of a paper. */
  columns?: Record<string, string>;
  /** Where to write what was read from each file. */
  stdout: Destination;
  /** Whether that is JSON instead of text. */
  json: boolean;
  /** Where to write the papers, and the name of this file, which tells the format. */
  output?: { name: string; destination: Destination; fileIds: string[] };
}

/** What was read. */
export interface ReadSummary {
  papers: number;
}

const WRITERS: Record<string, (papers: Paper[]) => Chunks> = {
  '.bib': (papers) => writeBibtex({ papers }),
  '.ris': (papers) => writeRis({ papers }),
  '.json': writePapersJson,
  '.csv': writePapersCsv,
  '.xlsx': writePapersXlsx,
};

/** Reads papers and writes what was read. Throws {@link InputError} if there is no paper. */
export async function runRead(job: ReadJob, { progress, warn }: JobHooks): Promise<ReadSummary> {
  const { inputs, columns, stdout, json, output } = job;
  const files = await listInputFiles(inputs, { outputFileIds: output?.fileIds ?? [], onSkip: warn });
  const result = await readPapers(files, columns === undefined ? {} : { columns }, { progress });
  if (json) await writeOutput(stdout, formatResult(result));
  else await printText(stdout, formatReadResult(result));
  if (result.papers.length === 0) throw new InputError('no paper could be read: see docs/formats.md for the formats');
  if (output) await writeOutput(output.destination, getWriter(output.name)(result.papers));
  return { papers: result.papers.length };
}

/** Returns the function that writes papers to a file of this name. Throws {@link UsageError} if there is none. */
export function getWriter(name: string): (papers: Paper[]) => Chunks {
  const extension = extname(name).toLowerCase();
  const write = Object.entries(WRITERS).find(([known]) => known === extension)?.[1];
  if (write) return write;
  if (name === '-')
    throw new UsageError('papers are written to files only: give a name that ends in .bib, .ris, .json, .csv or .xlsx');
  throw new UsageError(`${name}: the name of the output must end in ${Object.keys(WRITERS).join(', ')}`);
}

function formatResult(result: ReadResult): Iterable<string> {
  const { records, merged, files, problems, notes, merges, possibleDuplicates, papers } = result;
  return formatJsonParts({ records, merged, files, problems, notes, merges, possibleDuplicates, papers });
}
