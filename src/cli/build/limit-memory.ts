import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Collection, Paper } from '../../model/paper.ts';
import { toWriteError } from '../errors.ts';
import type { BuildJob } from './build-job.ts';
import { movePapersToDisk } from './papers-on-disk.ts';

/** What a build starts from. */
export interface BuildInputs {
  collection: Collection;
  /** Whether stages run one after the other, which takes less memory than running them at once. */
  savesMemory: boolean;
}

/** About how much memory a build takes, in bytes, in all and per character of titles and abstracts: measured with `npm run bench:million`. */
const MEMORY = { base: 5e8, perCharacter: 15 };

/**
 * Prepares a build for the memory that it may take: if that is less than it would need, the papers are moved to disk, next to the output.
 * The map is the same.
 * @param collection Its papers are released when they are moved.
 * @throws {InputError} if they cannot be written
 */
export async function limitMemory(
  collection: Collection,
  { memory, destination }: Pick<BuildJob, 'memory' | 'destination'>,
): Promise<BuildInputs> {
  if (memory === undefined || estimateMemory(collection.papers) <= memory) return { collection, savesMemory: false };
  const directory = destination.type === 'file' ? dirname(destination.path) : tmpdir();
  try {
    return {
      collection: { ...collection, papers: await movePapersToDisk(collection.papers, directory) },
      savesMemory: true,
    };
  } catch (error) {
    throw toWriteError(directory, error);
  }
}

function estimateMemory(papers: readonly Paper[]): number {
  const characters = papers.reduce((sum, { title, abstract }) => sum + title.length + abstract.length, 0);
  return MEMORY.base + MEMORY.perCharacter * characters;
}
