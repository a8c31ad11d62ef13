import type { Hooks } from '../../model/options.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import type { TaskPool } from '../../workers/task-pool.ts';
import { mapTasks } from '../../workers/worker-pool.ts';
import type { SourceRecord } from '../deduplicate/source-record.ts';
import type { ReadOutput } from '../read-file.ts';
import type { FormatOptions, InputFile } from '../record.ts';
import type { FileRemarks, ReadTasks } from './read-tasks.ts';
import { type EncodedRecords, RecordDecoder } from './record-codec.ts';

/** Number of bytes that are sent to a worker at once. */
const BYTES_PER_CALL = 1 << 18;

/** Number of records that are decoded between two checks whether a pause is due. */
const RECORDS_PER_STEP = 64;

/**
 * Reads files in the workers of a pool, each file in one of them, and appends what was read to `output` in the order of the files.
 * @param onRead Receives the number of bytes after each part that was read.
 * @throws the reason of the signal if it is aborted, and any error that `InputFile.bytes` throws
 */
export async function readInThreads(
  pool: TaskPool<ReadTasks>,
  files: readonly InputFile[],
  { columns, foundColumns }: FormatOptions,
  output: ReadOutput,
  onRead: (bytes: number) => void,
  { signal }: Hooks,
): Promise<void> {
  // The largest files are read first, so that no worker starts one when the others have finished.
  const bySize = files.map((_, index) => index).sort((a, b) => sizeOf(files[b]!) - sizeOf(files[a]!) || a - b);
  const recordsOf = files.map((): SourceRecord[] => []);
  const remarksOf: FileRemarks[] = [];
  await mapTasks(pool, bySize, async (index, worker) => {
    const decoder = new RecordDecoder();
    const decode = (blocks: EncodedRecords[]) => decodeBlocks(decoder, blocks, recordsOf[index]!, signal);
    remarksOf[index] = await readFile(pool, worker, files[index]!, columns, decode, onRead);
  });
  for (const [index, { problems, notes, formats, foundColumns: found }] of remarksOf.entries()) {
    for (const record of recordsOf[index]!) output.records.push(record);
    for (const problem of problems) output.problems.push(problem);
    for (const note of notes) output.notes.push(note);
    for (const [file, format] of formats) output.formats.set(file, format);
    for (const column of found) foundColumns?.add(column);
  }
}

const sizeOf = ({ size = 0 }: InputFile) => size;

/** Reads a file in a worker. The next part of the file is sent while the worker reads the one before. */
async function readFile(
  pool: TaskPool<ReadTasks>,
  worker: number,
  file: InputFile,
  columns: Record<string, string> | undefined,
  decode: (blocks: EncodedRecords[]) => Promise<void>,
  onRead: (bytes: number) => void,
): Promise<FileRemarks> {
  await pool.call(worker, 'open', file.name, columns);
  let pending = Promise.resolve();
  for await (const bytes of file.bytes())
    for (let start = 0; start < bytes.length; start += BYTES_PER_CALL) {
      const part = bytes.subarray(start, start + BYTES_PER_CALL);
      const records = pool.call(worker, 'push', part);
      // The result is awaited below; until then a rejection must not be reported as unhandled.
      records.catch(() => {});
      await pending;
      pending = records.then((blocks) => decode(blocks)).then(() => onRead(part.length));
      pending.catch(() => {});
    }
  await pending;
  const { records, remarks } = await pool.call(worker, 'end');
  await decode(records);
  return remarks;
}

/** Appends the records of blocks to `records`. Pauses when it is due. */
async function decodeBlocks(
  decoder: RecordDecoder,
  blocks: readonly EncodedRecords[],
  records: SourceRecord[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const block of blocks)
    for (const record of decoder.decode(block))
      if (records.push(record) % RECORDS_PER_STEP === 0 && isPauseDue()) await pause(signal);
}
