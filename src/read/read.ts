import { InputError } from '../model/errors.ts';
import { checkOptions, defineOption, type OptionTable, objects } from '../model/option-table.ts';
import type { Hooks } from '../model/options.ts';
import type { Problem, ReadResult } from '../model/paper.ts';
import { isPauseDue, pause, runWithPauses } from '../util/pause.ts';
import { deduplicateInSteps } from './deduplicate/deduplicate.ts';
import type { SourceRecord } from './deduplicate/source-record.ts';
import { isField } from './field-names.ts';
import { table } from './formats/text/table.ts';
import { identifyForeignFile } from './identify/identify.ts';
import { describeUnknownText } from './identify/text.ts';
import { createDecompressor } from './input/archives/decompress.ts';
import { type ByteSink, createBlockReader, createDecoder, createStreamDecoder } from './input/decode.ts';
import { type PaperInput, toInputFiles } from './input-file.ts';
import { normalizeRecord } from './normalize/record.ts';
import { type FormatOptions, headLength, type ReadOptions, type Sink } from './record.ts';
import { detectFormat } from './registry.ts';
import { summarizeFiles } from './summarize-files.ts';

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
  const records: SourceRecord[] = [];
  const problems: Problem[] = [];
  const notes: Problem[] = [];
  const formats = new Map<string, string>();
  // A list of files gives the total size up front; with an async iterable the total grows from file to file.
  const knownFiles = Symbol.iterator in files ? [...files] : undefined;
  const progress = new ByteProgress(hooks, knownFiles?.reduce((sum, { size = 0 }) => sum + size, 0) ?? 0);
  for await (const file of knownFiles ?? files) {
    if (!knownFiles) progress.addTotal(file.size ?? 0);
    const content = createDecompressor(file.name, {
      open: (name) =>
        createContentReader(createSink(name, records, problems, notes), formatOptions, (format) =>
          formats.set(name, format),
        ),
      problem: (name, reason) => problems.push({ file: name, line: 1, reason }),
      note: (name, reason) => notes.push({ file: name, line: 1, reason }),
      isTable: (head) => detectFormat(head, formatOptions) === table,
    });
    for await (const bytes of file.bytes()) {
      for (let start = 0; start < bytes.length; start += BYTES_PER_STEP) {
        hooks.signal?.throwIfAborted();
        if (isPauseDue()) await pause(hooks.signal);
        const part = bytes.subarray(start, start + BYTES_PER_STEP);
        await content.push(part);
        progress.add(part.length);
      }
    }
    await content.end();
  }
  progress.finish();
  rejectMissingColumns(formatOptions);
  const {
    papers,
    notes: duplicateNotes,
    merges,
    possibleDuplicates,
  } = await runWithPauses(deduplicateInSteps(records), hooks.signal);
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

/** The options of {@link ReadOptions}. */
export const READ_OPTIONS: OptionTable<ReadOptions> = {
  columns: defineOption(
    'column names of tables and keys of JSON, by field of a paper',
    objects('an object such as { title: "Name" } with fields of papers', (value) =>
      Object.entries(value).every(([field, name]) => isField(field) && typeof name === 'string' && name !== ''),
    ),
    '<common names>',
  ),
};

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
  #total: number;
  #done = 0;
  #reported = 0;

  constructor(hooks: Hooks, total: number) {
    this.#hooks = hooks;
    this.#total = total;
  }

  addTotal(bytes: number): void {
    this.#total += bytes;
  }

  add(bytes: number): void {
    this.#done += bytes;
    if (this.#done - this.#reported >= Math.max(this.#total, this.#done) / 200) this.#report();
  }

  finish(): void {
    if (this.#done > this.#reported) this.#report();
  }

  #report(): void {
    this.#reported = this.#done;
    this.#hooks.progress?.('read', this.#done, Math.max(this.#done, this.#total));
  }
}

/** Creates the sink of one file: normalizes its records and adds its name to everything it reports. */
function createSink(file: string, records: SourceRecord[], problems: Problem[], notes: Problem[]): Sink {
  const sink: Sink = {
    record(line, raw) {
      const record = normalizeRecord(raw, (reason) => sink.note(line, reason));
      if (record) records.push({ record, location: { file, line } });
      else sink.problem(line, 'this record has no title; add one, or name the column that holds it');
    },
    problem: (line, reason) => problems.push({ file, line, reason }),
    note: (line, reason) => notes.push({ file, line, reason }),
  };
  return sink;
}

const compareProblems = (a: Problem, b: Problem) =>
  a.file === b.file ? a.line - b.line || (a.reason < b.reason ? -1 : 1) : a.file < b.file ? -1 : 1;

/** Creates a reader that detects the format of a decompressed file from its first block. */
function createContentReader(out: Sink, options: FormatOptions, onFormat: (name: string) => void): ByteSink {
  let isEmpty = true;
  const sink: Sink = {
    ...out,
    record(line, raw) {
      isEmpty = false;
      out.record(line, raw);
    },
    problem(line, reason) {
      isEmpty = false;
      out.problem(line, reason);
    },
  };
  let hasInvalidUtf8 = false;
  const onInvalid = () => {
    hasInvalidUtf8 = true;
  };
  const onEncoding = (encoding: string) => sink.note(1, `the file is not Unicode and was read as ${encoding}`);
  const finish = () => {
    if (isEmpty) sink.problem(1, 'the file contains no papers');
    if (hasInvalidUtf8) sink.note(1, 'the file is not valid UTF-8; invalid bytes were read as Windows-1252');
  };
  let read: ((bytes: Uint8Array, isLast: boolean) => void | Promise<void>) | undefined;
  return createBlockReader((bytes, isLast) => {
    read ??= openFormat(bytes, sink, options, { onInvalid, onFormat });
    const result = read(bytes, isLast);
    if (!isLast) return result;
    return result ? result.then(finish) : finish();
  }, onEncoding);
}

/** Returns the function that reads the blocks of a file, chosen by the first block. */
function openFormat(
  firstBlock: Uint8Array,
  sink: Sink,
  options: FormatOptions,
  { onInvalid, onFormat }: { onInvalid: () => void; onFormat: (name: string) => void },
) {
  // A UTF-8 character takes at most four bytes.
  const headBytes = firstBlock.subarray(0, 4 * headLength);
  const head = createStreamDecoder(() => {})(headBytes, false).slice(0, headLength);
  const foreign = identifyForeignFile(headBytes, head);
  const format = foreign === undefined ? detectFormat(head, options) : undefined;
  if (!format) {
    sink.problem(1, foreign ?? describeUnknownText(head));
    return () => {};
  }
  onFormat(format.name);
  if ('openBytes' in format) {
    const reader = format.openBytes(sink, createDecoder(onInvalid));
    return (bytes: Uint8Array, isLast: boolean) => {
      reader.write(bytes);
      return isLast ? reader.end() : undefined;
    };
  }
  const reader = format.open(sink, options);
  const decode = createStreamDecoder(onInvalid);
  return (bytes: Uint8Array, isLast: boolean) => {
    const block = decode(bytes, isLast);
    if (block) reader.write(block);
    return isLast ? reader.end() : undefined;
  };
}
