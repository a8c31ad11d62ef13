import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { glob, isDynamicPattern } from 'tinyglobby';
import { InputError } from '../model/errors.ts';
import type { Hooks } from '../model/options.ts';
import type { Collection } from '../model/paper.ts';
import { readPapers } from '../read/read.ts';
import type { InputFile, ReadOptions } from '../read/record.ts';
import { reasonOf } from './output.ts';

/** The name that messages and sources give to what comes from stdin. */
const STDIN = 'stdin';

/** The papers in what INPUT arguments stand for. Throws {@link InputError} when there is none. */
export async function readInputs(
  inputs: readonly string[],
  options: ReadOptions = {},
  hooks: Hooks = {},
): Promise<Collection> {
  const collection = await readPapers(await inputFiles(inputs), options, hooks);
  if (collection.papers.length === 0) throw nothingRead(collection);
  return collection;
}

function nothingRead({ problems }: Collection): InputError {
  const [first] = problems;
  if (!first)
    return new InputError('there are no papers in what was given: see "papergraph build --help" for the formats');
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more problems)` : '';
  return new InputError(`no paper could be read. ${first.file}:${first.line}: ${first.reason}${more}`);
}

/**
 * The files that INPUT arguments stand for: files, folders with all that is in them (save names that begin with a dot),
 * patterns such as "library/*.bib", and - for stdin. Each file once, in order of their names.
 * Throws {@link InputError} for an argument that stands for nothing.
 */
export async function inputFiles(inputs: readonly string[]): Promise<InputFile[]> {
  const files = new Map<string, InputFile>();
  for (const input of new Set(inputs)) {
    if (input === '-') files.set(STDIN, { name: STDIN, bytes: () => process.stdin });
    else
      for (const path of await pathsOf(input)) {
        const real = await realpath(path).catch(() => path);
        if (!files.has(real)) files.set(real, await fileAt(path));
      }
  }
  return [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function pathsOf(input: string): Promise<string[]> {
  const found = await stat(input).catch((error: NodeJS.ErrnoException) => error);
  if (!(found instanceof Error)) {
    if (!found.isDirectory()) return [input];
    const folder = input.replace(/(?<=.)[\\/]+$/, '');
    const inside = await filesIn(folder);
    if (inside.length === 0) throw new InputError(`${input}: there are no files in this folder`);
    return inside;
  }
  if (found.code !== 'ENOENT' && found.code !== 'ENOTDIR') throw unreadable(input, found);
  if (!isDynamicPattern(input)) throw new InputError(`${input}: there is no such file or folder; check the name`);
  const matching = await glob(input.replaceAll('\\', '/'), { expandDirectories: false });
  if (matching.length === 0) throw new InputError(`${input}: no file matches this pattern`);
  return matching;
}

/** All files below a folder; links to files count, links to folders are not followed, since they may lead in circles. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(await filesIn(path)));
    else if (entry.isFile() || (await stat(path).catch(() => undefined))?.isFile()) found.push(path);
  }
  return found;
}

async function fileAt(path: string): Promise<InputFile> {
  const { size } = await stat(path);
  return { name: path.replace(/^\.\//, ''), size, bytes: () => bytesOf(path) };
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 18 });
  } catch (error) {
    throw unreadable(path, error);
  }
}

const unreadable = (path: string, error: unknown) =>
  new InputError(`${path} cannot be read: ${reasonOf(error)}; check its permissions, or leave it out`);
