import { createReadStream, existsSync } from 'node:fs';
import type { VectorSet } from '../model/vectors.ts';
import { readVectors, type VectorFile } from '../vectors/read/read-vectors.ts';
import { createReadError } from './read-inputs.ts';

/** Endings of the file with the ids of a .npy file, in place of its own. */
const ID_ENDINGS = ['.ids.txt', '.ids.json'];

/**
 * Reads a file of vectors, and the ids of a .npy file from NAME.ids.txt or NAME.ids.json beside it.
 * @throws {InputError} if it cannot be read
 */
export async function readVectorFile(path: string): Promise<VectorSet> {
  const base = path.replace(/\.npy$/i, '');
  const ids = ID_ENDINGS.map((ending) => base + ending).find((name) => existsSync(name));
  try {
    return await readVectors(openFile(path), ids === undefined ? undefined : openFile(ids));
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw createReadError(path, error);
    throw error;
  }
}

const openFile = (name: string): VectorFile => ({ name, bytes: () => createReadStream(name) });
