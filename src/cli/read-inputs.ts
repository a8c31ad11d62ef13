import { createReadStream, type Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { InputError } from '../model/errors.ts';
import type { Hooks } from '../model/options.ts';
import type { Collection } from '../model/paper.ts';
import { readPapers } from '../read/read.ts';
import type { InputFile, ReadOptions } from '../read/record.ts';
import { getErrorReason } from './errors.ts';
import { identifyOutput } from './output/file-kinds.ts';
import { getInputFileIds } from './output/target.ts';
import { pluralize } from './terminal/messages.ts';

/** The name of stdin in messages and in the sources of papers. */
const STDIN_NAME = 'stdin';

/** Size of the chunks in which files are read, in bytes. */
const CHUNK_BYTES = 1 << 18;

/** Options of {@link listInputFiles}. They apply to files found in a directory or by a pattern, not to files named directly. */
export interface InputOptions {
  /** Ids of the outputs, which are skipped; see `getInputFileIds`. Default none. */
  outputFileIds?: readonly string[];
  /** Receives a message for each file that is skipped. */
  onSkip?: (message: string) => void;
}

/** Reads the papers of all INPUT arguments. Throws {@link InputError} if there are none. */
export async function readInputs(
  inputs: readonly string[],
  options: ReadOptions = {},
  hooks: Hooks & InputOptions = {},
): Promise<Collection> {
  const collection = await readPapers(await listInputFiles(inputs, hooks), options, hooks);
  if (collection.papers.length === 0) throw createNoPapersError(collection);
  return collection;
}

function createNoPapersError({ problems }: Collection): InputError {
  const [first] = problems;
  if (!first) return new InputError('the input contains no papers: see docs/formats.md for the supported formats');
  const more = problems.length > 1 ? ` (and ${pluralize(problems.length - 1, 'more problem')})` : '';
  return new InputError(`no paper could be read: ${first.file}:${first.line}: ${first.reason}${more}`);
}

/**
 * Returns the files of INPUT arguments, each file once, sorted by name. An argument is a file, a directory (searched
 * recursively, except for names that begin with a dot), a pattern such as "library/*.bib", or - for stdin. Outputs and
 * files that papergraph wrote, other than lists of references, are skipped in a
 * directory or pattern.
 *
 * @throws {InputError} if an argument matches no file.
 */
export async function listInputFiles(inputs: readonly string[], options: InputOptions = {}): Promise<InputFile[]> {
  const files = new Map<string, InputFile>();
  for (const input of new Set(inputs)) {
    if (input === '-') files.set(STDIN_NAME, { name: STDIN_NAME, bytes: () => process.stdin });
    else
      for (const path of await expandInput(input, options)) {
        const realPath = await realpath(path).catch(() => path);
        if (!files.has(realPath)) files.set(realPath, await createInputFile(path));
      }
  }
  return [...files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function expandInput(input: string, options: InputOptions): Promise<string[]> {
  const stats = await stat(input).catch((error: NodeJS.ErrnoException) => error);
  if (!(stats instanceof Error)) {
    if (!stats.isDirectory()) return [input];
    const paths = await listDirectory(input.replace(/(?<=.)[\\/]+$/, ''), await realpath(input), options);
    if (paths.length === 0) throw new InputError(`${input}: the directory contains no files`);
    return skipOwnFiles(paths, options);
  }
  if (stats.code !== 'ENOENT' && stats.code !== 'ENOTDIR') throw createReadError(input, stats);
  if (!isDynamicPattern(input)) throw new InputError(`${input}: no such file or directory`);
  const paths = await glob(input.replaceAll('\\', '/'), { expandDirectories: false });
  if (paths.length === 0) throw new InputError(`${input}: no file matches this pattern`);
  return skipOwnFiles(await skipSpecialFiles(paths, options), options);
}

/** Removes the outputs of this command and other files that papergraph wrote. */
async function skipOwnFiles(paths: readonly string[], { outputFileIds = [], onSkip }: InputOptions): Promise<string[]> {
  const inputPaths: string[] = [];
  for (const path of paths) {
    const isOutput = outputFileIds.length > 0 && (await getInputFileIds(path)).some((id) => outputFileIds.includes(id));
    const output = isOutput ? 'an output of this command' : await identifyOutput(path);
    if (output) onSkip?.(`${path}: skipped, because it is ${output}`);
    else inputPaths.push(path);
  }
  return inputPaths;
}

/**
 * Lists all files below a directory. Links to files in the directory are included. Links to directories are not, as they may
 * form cycles. Links out of the directory, devices and pipes are skipped with a message.
 *
 * @param root The real path of the directory that the user named.
 */
async function listDirectory(
  directory: string,
  root: string,
  options: InputOptions,
  paths: string[] = [],
): Promise<string[]> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) await listDirectory(path, root, options, paths);
    else if (entry.isFile()) {
      // Node decodes names as UTF-8, so that a name in another encoding leads nowhere.
      if (entry.name.includes('\ufffd') && !(await exists(path)))
        options.onSkip?.(`${path}: skipped, because its name is not in UTF-8; rename it`);
      else paths.push(path);
    } else {
      const reason = await findSkipReason(path, entry.isSymbolicLink() ? root : undefined);
      if (reason) options.onSkip?.(`${path}: skipped, because it is ${reason}`);
      else if ((await stat(path)).isFile()) paths.push(path);
    }
  }
  return paths;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Says why something other than a regular file is not read. `root` is given for links: the directory that they must stay in. */
async function findSkipReason(path: string, root: string | undefined): Promise<string | undefined> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return 'a link to a missing file';
  if (root !== undefined && !`${target}${sep}`.startsWith(root.endsWith(sep) ? root : root + sep))
    return 'a link out of the directory; name its target as an input to read it';
  return isSpecial(await stat(path)) ? NO_REGULAR_FILE : undefined;
}

const NO_REGULAR_FILE = 'no regular file';

/** Returns whether a file is a device, pipe or socket, which may never end. */
const isSpecial = (stats: Stats) => !stats.isFile() && !stats.isDirectory();

/** Removes devices, pipes and sockets that a pattern matched. One that is named directly is read. */
async function skipSpecialFiles(paths: readonly string[], { onSkip }: InputOptions): Promise<string[]> {
  const regular: string[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch(() => undefined);
    if (stats && isSpecial(stats)) onSkip?.(`${path}: skipped, because it is ${NO_REGULAR_FILE}`);
    else regular.push(path);
  }
  return regular;
}

async function createInputFile(path: string): Promise<InputFile> {
  const { size } = await stat(path);
  return { name: path.replace(/^\.\//, ''), size, bytes: () => readChunks(path) };
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES });
  } catch (error) {
    throw createReadError(path, error);
  }
}

/** Describes why a file cannot be read. */
export const createReadError = (path: string, error: unknown) =>
  new InputError(`cannot read ${path} (${getErrorReason(error)}): check its permissions or remove it from the input`);
