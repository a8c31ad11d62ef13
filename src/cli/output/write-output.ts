import { once } from 'node:events';
import { constants, fstatSync, write } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { pauseBetween } from '../../util/pause.ts';
import { isSystemError, toWriteError } from '../errors.ts';
import type { Destination } from './target.ts';

/** The content of an output, in parts. */
export type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * Writes an output, with pauses in which other events are processed. Fails if its temporary file has been deleted, instead of
 * creating it again.
 */
export async function writeOutput(destination: Destination, chunks: Chunks): Promise<void> {
  if (destination.type === 'stdout') return writeStdout(chunks);
  try {
    const isDirect = destination.type === 'direct';
    const file = await open(destination.path, isDirect ? constants.O_WRONLY | constants.O_APPEND : 'r+');
    try {
      await writeFile(file, pauseBetween(chunks));
      if (!isDirect) await file.sync().catch(ignoreUnsupportedSync);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toWriteError(destination.name, error);
  }
}

/** Some file systems do not support fsync; this alone does not lose data. */
function ignoreUnsupportedSync(error: unknown): void {
  if (!isSystemError(error) || ['EIO', 'ENOSPC', 'EDQUOT'].includes(error.code ?? '')) throw error;
}

/** Writes to stdout, waiting for the reader where necessary. */
export async function writeStdout(chunks: Chunks): Promise<void> {
  if (fstatSync(1).isFile()) return writeStdoutFile(chunks);
  for await (const chunk of pauseBetween(chunks)) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  // In a worker the main thread forwards what is written; wait until it has received everything.
  if (!isMainThread) await new Promise((resolve) => process.stdout.write('', resolve));
}

const writeBytes = promisify(write);

/** process.stdout does not notice when a full disk accepts only a part of a chunk. */
async function writeStdoutFile(chunks: Chunks): Promise<void> {
  try {
    for await (const chunk of pauseBetween(chunks)) {
      let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      while (rest.length > 0) rest = rest.subarray((await writeBytes(1, rest, 0, rest.length, null)).bytesWritten);
    }
  } catch (error) {
    throw toWriteError('stdout', error);
  }
}
