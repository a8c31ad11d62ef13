import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type ByteSource, type MapFile, openMap } from '../map-file/open.ts';
import { InputError } from '../model/errors.ts';
import { reasonOf } from './output.ts';

/** A file as a source of bytes. */
function sourceOf(file: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(start, end) {
      const bytes = new Uint8Array(end - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) return bytes.subarray(0, filled);
        filled += bytesRead;
      }
      return bytes;
    },
  };
}

/** Opens a map that stands in a file, lets `use` read it, and closes it. Throws {@link InputError} when it cannot be read. */
export async function withMap<T>(path: string, use: (map: MapFile) => Promise<T>): Promise<T> {
  const file = await open(path).catch((error: unknown) => {
    throw new InputError(`${path} cannot be read: ${reasonOf(error)}`);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new InputError(`${path} is not a file: give a map that "papergraph build" wrote`);
    return await use(await openMap(sourceOf(file, stats.size), { name: path, hasher: () => createHash('sha256') }));
  } finally {
    await file.close();
  }
}
