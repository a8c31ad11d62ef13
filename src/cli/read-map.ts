import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { buffer, text } from 'node:stream/consumers';
import { type ByteSource, type MapFile, openMap } from '../map-file/open.ts';
import { InputError } from '../model/errors.ts';
import { getErrorReason, UsageError } from './errors.ts';

/** Reads the bytes [start, end) of a file, or fewer if the file ends before. */
export async function readRange(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, start + length);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
  return bytes;
}

function createByteSource(file: FileHandle, size: number): ByteSource {
  return { size, read: (start, end) => readRange(file, start, end) };
}

const createHasher = () => createHash('sha256');

/** Opens a map file, or the map on stdin, passes it to `use`, and closes it. Throws {@link InputError} if it cannot be read. */
export async function withMap<T>(path: string, use: (map: MapFile) => Promise<T>): Promise<T> {
  if (path === '-') return use(await openMap(await buffer(process.stdin), { name: 'stdin', hasher: createHasher }));
  const file = await open(path).catch((error: unknown) => {
    throw new InputError(`cannot read ${path}: ${getErrorReason(error)}`);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new InputError(`${path} is not a file: give a map written by "papergraph build"`);
    return await use(await openMap(createByteSource(file, stats.size), { name: path, hasher: createHasher }));
  } finally {
    await file.close();
  }
}

/**
 * Returns a function that returns an argument, or the text on stdin for -. It throws {@link UsageError} if stdin is already
 * read as one of the inputs or for another argument.
 */
export function createStdinReader(...inputs: readonly string[]): (arg: string) => Promise<string> {
  let isUsed = inputs.includes('-');
  return async (arg) => {
    if (arg !== '-') return arg;
    if (isUsed) throw new UsageError('stdin (-) can be read for one argument only: give the others as files or texts');
    isUsed = true;
    return (await text(process.stdin)).trim();
  };
}
