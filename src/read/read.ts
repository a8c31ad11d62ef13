import { InputError } from '../model/errors.ts';
import { checkOptions, defineOption, type OptionTable, objects } from '../model/option-table.ts';
import { type Hooks, THREAD_OPTIONS, type ThreadOptions } from '../model/options.ts';
import type { Problem, ReadResult } from '../model/paper.ts';
import { isPauseDue, pause, runWithPauses } from '../util/pause.ts';
import { isNode, resolveThreads } from '../workers/platform.ts';
import { openTaskPool } from '../workers/task-pool.ts';
import { deduplicateInSteps } from './deduplicate/deduplicate.ts';
import { isField } from './field-names.ts';
import { type PaperInput, toInputFiles } from './input-file.ts';
import { preferMainLanguage } from './normalize/text/abstracts.ts';
import { createFileReader, createReadOutput, type ReadOutput } from './read-file.ts';
import type { FormatOptions, InputFile, ReadOptions } from './record.ts';
import { summarizeFiles } from './summarize-files.ts';
import { readInThreads } from './threads/read-in-threads.ts';
import { ReadTasks } from './threads/read-tasks.ts';

/**
 * Reads papers from files and merges the records that describe the same paper.
 *
 * The format of each file is detected from its content; gzip and zip files are decompressed. The result does not depend on
 * the order of the files. Progress is reported in bytes. Input that cannot be read becomes a problem of the result.
 *
 * @throws {InputError} If an input is not a file, an option is unknown or invalid, or no input has a column that `columns` names.
 * @throws The reason of `hooks.signal` when it is aborted, and any error that `InputFile.bytes` throws.
 */
export async function readPapers(
  inputs: Iterable<PaperInput> | AsyncIterable<PaperInput>,
  options: ReadOptions = {},
  hooks: Hooks = {},
): Promise<ReadResult> {
  checkOptions(READ_OPTIONS, options, 'readPapers');
  const files = toInputFiles(inputs);
  const formatOptions = { ...options, foundColumns: new Set<string>() };
  const output = createReadOutput();
  // A list of files gives the total size up front; with an async iterable the total grows from file to file.
  const knownFiles = Symbol.iterator in files ? [...files] : undefined;
  const totalSize = knownFiles?.reduce((sum, { size = 0 }) => sum + size, 0) ?? 0;
  const progress = new ByteProgress(hooks);
  for (const { size } of knownFiles ?? []) progress.addTotal(size);
  const threads = knownFiles ? countThreads(knownFiles.length, totalSize, options, hooks) : 1;
  if (knownFiles && threads > 1) await readOnThreads(knownFiles, threads, formatOptions, output, progress, hooks);
  else
    for await (const file of knownFiles ?? files) {
      if (!knownFiles) progress.addTotal(file.size);
      await readFile(file, formatOptions, output, progress, hooks.signal);
    }
  progress.finish();
  rejectMissingColumns(formatOptions);
  const { records, problems, notes, formats } = output;
  const {
    papers: deduplicated,
    notes: duplicateNotes,
    merges,
    possibleDuplicates,
  } = await runWithPauses(deduplicateInSteps(records), hooks.signal);
  const papers = await runWithPauses(preferMainLanguage(deduplicated), hooks.signal);
  return {
    papers,
    records: records.length + problems.length,
    merged: records.length - papers.length,
    problems: problems.sort(compareProblems),
    notes: [...notes, ...duplicateNotes].sort(compareProblems),
    files: summarizeFiles(papers, problems, formats),
    merges,
    possibleDuplicates,
  };
}

/**
 * Returns the number of threads that read: a thread needs several megabytes, or starting it takes longer than it saves. Browsers read on
 * one: the code of all formats would be a part of the page a second time.
 */
function countThreads(files: number, bytes: number, options: ThreadOptions, hooks: Hooks): number {
  if (!isNode) return 1;
  const useful = Math.min(files, Math.floor(bytes / MIN_BYTES_PER_THREAD));
  return useful > 1 ? Math.min(useful, resolveThreads(options, hooks)) : 1;
}

async function readOnThreads(
  files: readonly InputFile[],
  threads: number,
  options: FormatOptions,
  output: ReadOutput,
  progress: ByteProgress,
  hooks: Hooks,
): Promise<void> {
  const pool = await openTaskPool('read', () => new ReadTasks(), threads, hooks);
  hooks.onThreads?.('read', pool.threads);
  try {
    if (pool.threads > 1) await readInThreads(pool, files, options, output, (bytes) => progress.add(bytes), hooks);
    else for (const file of files) await readFile(file, options, output, progress, hooks.signal);
  } finally {
    pool.close();
  }
}

/** Reads a file on the calling thread. */
async function readFile(
  file: InputFile,
  options: FormatOptions,
  output: ReadOutput,
  progress: ByteProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const content = createFileReader(file.name, options, output);
  for await (const bytes of file.bytes())
    for (let start = 0; start < bytes.length; start += BYTES_PER_STEP) {
      signal?.throwIfAborted();
      if (isPauseDue()) await pause(signal);
      const part = bytes.subarray(start, start + BYTES_PER_STEP);
      await content.push(part);
      progress.add(part.length);
    }
  await content.end();
}

/** The options of {@link ReadOptions}. */
export const READ_OPTIONS: OptionTable<ReadOptions> = {
  ...THREAD_OPTIONS,
  columns: defineOption(
    'column names of tables and keys of JSON, by field of a paper',
    objects('an object such as { title: "Name" } with fields of papers', (value) =>
      Object.entries(value).every(([field, name]) => isField(field) && typeof name === 'string' && name !== ''),
    ),
    '<common names>',
  ),
};

/** Number of bytes of the files per thread. */
const MIN_BYTES_PER_THREAD = 1 << 23;

/** Number of bytes that are read between two checks whether a pause is due. */
const BYTES_PER_STEP = 1 << 16;

/** Throws {@link InputError} for a column that no input has: its name is probably misspelled. */
function rejectMissingColumns({ columns = {}, foundColumns }: FormatOptions): void {
  const missing = Object.entries(columns).find(([, name]) => !foundColumns?.has(name));
  if (!missing) return;
  const [field, name] = missing;
  throw new InputError(`no input has a column "${name}" (given for ${field}): check how the column is spelled`);
}

/** Reports progress in bytes about 200 times, whatever the total. */
class ByteProgress {
  #hooks: Hooks;
  #total = 0;
  /** Whether the size of each file so far is known. */
  #isTotalKnown = true;
  #done = 0;
  #reported = 0;

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  addTotal(bytes: number | undefined): void {
    this.#total += bytes ?? 0;
    this.#isTotalKnown &&= bytes !== undefined;
  }

  add(bytes: number): void {
    this.#done += bytes;
    if (this.#done - this.#reported >= Math.max(this.#total, this.#done) / 200)
      this.#report(this.#isTotalKnown ? this.#total : undefined);
  }

  finish(): void {
    if (this.#done > this.#reported || !this.#isTotalKnown) this.#report(this.#done);
  }

  #report(total: number | undefined): void {
    this.#reported = this.#done;
    this.#hooks.progress?.('read', this.#done, total === undefined ? 0 : Math.max(this.#done, total));
  }
}

const compareProblems = (a: Problem, b: Problem) =>
  a.file === b.file ? a.line - b.line || (a.reason < b.reason ? -1 : 1) : a.file < b.file ? -1 : 1;
