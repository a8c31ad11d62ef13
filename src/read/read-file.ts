import type { Problem } from '../model/paper.ts';
import type { SourceRecord } from './deduplicate/source-record.ts';
import { table } from './formats/text/table.ts';
import { identifyForeignFile } from './identify/identify.ts';
import { describeUnknownText } from './identify/text.ts';
import { createDecompressor } from './input/archives/decompress.ts';
import { type ByteSink, createBlockReader, createDecoder, createStreamDecoder } from './input/decode.ts';
import { normalizeRecord } from './normalize/record.ts';
import { type FormatOptions, headLength, type Sink } from './record.ts';
import { detectFormat } from './registry.ts';

/** What was read from files. Readers append to it. */
export interface ReadOutput {
  records: SourceRecord[];
  problems: Problem[];
  notes: Problem[];
  /** The format of each file, and of each file in an archive. */
  formats: Map<string, string>;
}

/** Creates an output of which nothing was read yet. */
export const createReadOutput = (): ReadOutput => ({ records: [], problems: [], notes: [], formats: new Map() });

/** Creates a reader of a file of any format, which may be an archive. */
export const createFileReader = (name: string, options: FormatOptions, output: ReadOutput): ByteSink =>
  createDecompressor(name, {
    open: (entry, format) =>
      createContentReader(createSink(entry, output), options, (found) => output.formats.set(entry, format ?? found)),
    problem: (entry, reason) => output.problems.push({ file: entry, line: 1, reason: toOneLine(reason) }),
    note: (entry, reason) => output.notes.push({ file: entry, line: 1, reason: toOneLine(reason) }),
    isTable: (head) => detectFormat(head, options) === table,
  });

/** Creates the sink of one file: normalizes its records and adds its name to everything it reports. */
function createSink(file: string, { records, problems, notes }: ReadOutput): Sink {
  const locate = createRecordLocator();
  return {
    record(line, raw) {
      const where = locate(line);
      const record = normalizeRecord(raw, (reason) => notes.push({ file, line, reason: toOneLine(where + reason) }));
      if (record) records.push({ record, location: { file, line } });
      else problems.push({ file, line, reason: `${where}${NO_TITLE}` });
    },
    problem: (line, reason) => problems.push({ file, line, reason: toOneLine(locate(line) + reason) }),
    note: (line, reason) => notes.push({ file, line, reason: toOneLine(reason) }),
  };
}

const NO_TITLE = 'this record has no title; add one, or name the column that holds it';

/**
 * Returns a function that takes the line of the next record, and returns a text that tells it from earlier ones on the same line: services write
 * all records on one.
 */
function createRecordLocator(): (line: number) => string {
  let lastLine = 0;
  let count = 0;
  return (line) => {
    count = line === lastLine ? count + 1 : 1;
    lastLine = line;
    return count > 1 ? `record ${count} on this line: ` : '';
  };
}

/** Maximum length of a reason, in UTF-16 code units. */
const MAX_REASON = 500;

/** Makes a reason one line of limited length: it may quote the file, such as the message of a service. */
function toOneLine(reason: string): string {
  const line = reason
    .slice(0, 2 * MAX_REASON)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_REASON ? `${line.slice(0, MAX_REASON).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

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
