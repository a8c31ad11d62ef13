import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../model/errors.ts';
import type { Problem } from '../model/paper.ts';

export type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** A file being written: nothing stands under its own name until `commit`. */
export interface Output {
  /** Where to write meanwhile; exists and is empty at first. */
  path: string;
  /** Gives the file its name, in one step. */
  commit(): Promise<void>;
  /** Leaves no trace. */
  discard(): Promise<void>;
}

/**
 * Makes sure, before any long work, that a file can be written, and opens a temporary one beside it. The temporary file
 * goes away when the process ends, however it ends short of being killed. A device or pipe is written directly.
 * Throws {@link InputError} when the place cannot be written.
 */
export async function openOutput(path: string): Promise<Output> {
  const target = await realpath(path).catch(() => resolve(path));
  const known = await stat(target).catch(() => undefined);
  if (known?.isDirectory()) throw new InputError(`${path} is a folder: give the name of a file`);
  if (known && !known.isFile()) return { path: target, commit: async () => {}, discard: async () => {} };
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.tmp`);
  try {
    await (await open(temporary, 'w')).close();
  } catch (error) {
    throw new InputError(`${path} cannot be written (${reasonOf(error)}): choose another place with -o`);
  }
  const remove = () => rmSync(temporary, { force: true });
  process.once('exit', remove);
  return {
    path: temporary,
    commit: () => rename(temporary, target),
    discard: () => rm(temporary, { force: true }),
  };
}

/** Writes into a file that exists; it is not made anew if it was removed meanwhile. */
export const fill = (path: string, chunks: Chunks): Promise<void> => writeFile(path, chunks, { flag: 'r+' });

/** Writes to stdout no faster than it is read. */
export async function print(chunks: Chunks): Promise<void> {
  for await (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
}

/** How many problems are told on the screen; the report of a build has all. */
const PROBLEMS_SHOWN = 10;

/** Says on stderr which records were lost. */
export function tellProblems(problems: readonly Problem[]): void {
  for (const { file, line, reason } of problems.slice(0, PROBLEMS_SHOWN))
    process.stderr.write(`${file}:${line}: ${reason}\n`);
  const more = problems.length - PROBLEMS_SHOWN;
  if (more > 0) process.stderr.write(`... and ${more} more problems: build --report FILE writes them all\n`);
}

/** What the system says is wrong, in its own few words: "no such file or directory". */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: (.*?)(?:, \w+.*)?$/s.exec(message)?.[1] ?? message;
}
