import { type BigIntStats, fstatSync } from 'node:fs';
import { readlink, realpath, stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { isSystemError, toWriteError, UsageError } from '../errors.ts';

/** Where bytes are written. Can be passed to a worker. */
export interface Destination {
  /** The name as the user typed it, for messages. */
  name: string;
  /** A file is replaced in one step; stdout, devices and pipes are written to directly. */
  type: 'file' | 'stdout' | 'direct';
  /** Absolute path; empty for stdout. */
  path: string;
}

/** The file, device or pipe that the name of an output refers to. */
export interface OutputTarget extends Destination {
  /** Status of the existing file; undefined if there is none. */
  stats?: BigIntStats;
  /** Real path and inode of the file. Two names refer to the same file if they share one of these. */
  fileIds: string[];
}

/** Names of the stdout of this process, apart from "-". */
const STDOUT = /^\/(?:dev\/stdout|dev\/fd\/1|proc\/self\/fd\/1)$/;
/** Names of other open file descriptors. */
const DESCRIPTOR = /^\/(?:dev\/stderr|dev\/fd\/\d+|proc\/[^/]+\/fd\/\d+)$/;

/** Resolves the name of an output. Throws {@link InputError} if it cannot be written. */
export async function resolveTarget(name: string): Promise<OutputTarget> {
  if (name === '') throw new UsageError('the name of an output file is empty: give a file name, or - for stdout');
  const absolutePath = resolve(name);
  if (name === '-' || STDOUT.test(absolutePath)) {
    const fileIds = ['stdout', ...getInodeIds(fstatSync(1, { bigint: true }))];
    return { name: 'stdout', type: 'stdout', path: '', fileIds };
  }
  try {
    const stats = await stat(name, { bigint: true }).catch(undefinedIfMissing);
    if (stats?.isDirectory() || name.endsWith('/') || name.endsWith(sep))
      throw new InputError(`${name} is a directory: give a file name`);
    const isDirect = DESCRIPTOR.test(absolutePath) || (stats !== undefined && !stats.isFile());
    const path = isDirect ? absolutePath : await resolveLinks(name);
    const fileIds = absolutePath === devNull ? [] : [path, ...getInodeIds(stats)];
    return { name, type: isDirect ? 'direct' : 'file', path, ...(stats && { stats }), fileIds };
  } catch (error) {
    throw toWriteError(name, error);
  }
}

/** Returns the ids of the file that an INPUT argument names; none for a directory, a pattern or a missing file. */
export async function getInputFileIds(input: string): Promise<string[]> {
  if (input === '-') return getInodeIds(fstatSync(0, { bigint: true }));
  const stats = await stat(input, { bigint: true }).catch(() => undefined);
  if (!stats || stats.isDirectory()) return [];
  return [await realpath(input).catch(() => resolve(input)), ...getInodeIds(stats)];
}

/** Hard links share device and inode. Terminals and sockets are excluded: they can be read and written at once. */
function getInodeIds(stats: BigIntStats | undefined): string[] {
  if (!stats || stats.ino === 0n || !(stats.isFile() || stats.isFIFO())) return [];
  return [`${stats.dev}:${stats.ino}`];
}

/** Follows symbolic links, including a link to a file that does not exist yet. */
async function resolveLinks(path: string): Promise<string> {
  const realPath = await realpath(path).catch(undefinedIfMissing);
  if (realPath !== undefined) return realPath;
  const directory = await realpath(dirname(path));
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? join(directory, basename(path)) : resolveLinks(resolve(directory, link));
}

function undefinedIfMissing(error: unknown): undefined {
  if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
}
