import { closeSync, createReadStream, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FETCH_FILE_START, type FetchRequest } from '../../model/fetched-file.ts';
import { applyLine, createState, type FetchState, findDifference } from '../../sources/fetch-state.ts';
import { toWriteError, UsageError } from '../errors.ts';
import { resolveTarget } from '../output/target.ts';
import { writeStdout } from '../output/write-output.ts';

/** The output of a fetch. */
export interface FetchOutput {
  name: string;
  /** What the file contains already. */
  state: FetchState;
  /** Appends complete lines. */
  append(lines: string): Promise<void>;
  close(): void;
}

/**
 * Opens the output of a fetch. A file of the same request is continued; a line at its end that is cut short is removed.
 * @throws {UsageError} if the file is of another request, or was not written by `papergraph fetch`, and `force` is not set
 */
export async function openFetchOutput(name: string, request: FetchRequest, force: boolean): Promise<FetchOutput> {
  const target = await resolveTarget(name);
  if (target.type === 'stdout')
    return { name: target.name, state: createState(), append: (lines) => writeStdout([lines]), close() {} };
  if (target.type === 'direct') throw new UsageError(`${name} is no file: give a file name, or - for stdout`);
  const { state, size } = force ? { state: createState(), size: 0 } : await readState(name, target.path);
  // Nothing is lost with a fetch that failed before its first record.
  if (state.header && state.records.length > 0) {
    const difference = findDifference(state.header, request);
    if (difference !== undefined)
      throw new UsageError(
        `${name} is a fetch with ${difference}: give the same query and options to continue it, choose another output file, or use --force to replace it`,
      );
  }
  let file: number;
  try {
    file = openSync(target.path, 'a');
    ftruncateSync(file, size);
  } catch (error) {
    throw toWriteError(name, error);
  }
  return {
    name,
    state,
    async append(lines) {
      try {
        // Written at once, so that no signal can come in between.
        let rest: Uint8Array = Buffer.from(lines);
        while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
      } catch (error) {
        throw toWriteError(name, error);
      }
    },
    close() {
      try {
        fsyncSync(file);
      } catch {
        // Some file systems do not support it.
      }
      closeSync(file);
    },
  };
}

/** Reads what a file contains, and the length of its complete lines in bytes. */
async function readState(name: string, path: string): Promise<{ state: FetchState; size: number }> {
  const state = createState();
  const stats = await stat(path).catch(() => undefined);
  if (!stats || stats.size === 0) return { state, size: 0 };
  let size = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = rest.toString('utf8', 0, end);
      if (size === 0 && !line.startsWith(FETCH_FILE_START)) throw createForeignError(name);
      applyLine(state, line);
      size += end + 1;
      rest = rest.subarray(end + 1);
    }
  }
  // The first line may be cut short, too.
  if (!state.header && !FETCH_FILE_START.startsWith(rest.toString('utf8', 0, FETCH_FILE_START.length)))
    throw createForeignError(name);
  return { state, size };
}

const createForeignError = (name: string) =>
  new UsageError(
    `${name} exists and was not written by papergraph fetch: choose another output file, or use --force to replace it`,
  );
