import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { lstat, open, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isSystemError } from '../errors.ts';
import type { OutputTarget } from './target.ts';

/** Age at which a temporary file of another computer counts as abandoned; its process cannot be checked from here. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Longest target name, in bytes, to include in the name of the temporary file. File systems limit names to 255. */
const MAX_NAME_BYTES = 180;

/** Temporary files to delete when the process exits. */
const pendingPaths = new Set<string>();

const hashText = (text: string) => createHash('sha256').update(text).digest('hex');

/** Identifies this computer, because process ids of other computers that share the directory mean nothing here. */
const getHostId = () => hashText(hostname()).slice(0, 8);

/** Returns how the names of all temporary files of a target begin. */
function getPrefix(targetName: string): string {
  const isShort = Buffer.byteLength(targetName) <= MAX_NAME_BYTES;
  return `.${isShort ? targetName : hashText(targetName).slice(0, 32)}.papergraph-`;
}

/** Returns the end of the name of a temporary file, which no other one has and which tells the process that it belongs to. */
export const createSuffix = (): string => `${getHostId()}-${process.pid}-${randomBytes(8).toString('hex')}.tmp`;

/** Returns the path of the directory in which a build with this output keeps the results of its stages. */
export const getResumeDirectory = (targetPath: string): string =>
  join(dirname(targetPath), `${getPrefix(basename(targetPath))}resume`);

/** A file next to the target, to be written and then renamed. */
export interface TemporaryFile {
  path: string;
  /** The unique part of its name. */
  suffix: string;
}

/**
 * Creates an empty temporary file next to a target, with the owner and permissions of the file that it will replace.
 * It is deleted when the process exits. If the process is killed, the next run with the same target deletes it.
 */
export async function createTemporaryFile({ path, stats }: OutputTarget): Promise<TemporaryFile> {
  await deleteAbandonedFiles(path);
  const suffix = createSuffix();
  const temporaryPath = join(dirname(path), `${getPrefix(basename(path))}${suffix}`);
  const file = await open(temporaryPath, 'wx', stats ? 0o600 : 0o666);
  if (pendingPaths.size === 0) process.once('exit', deletePendingFiles);
  pendingPaths.add(temporaryPath);
  try {
    if (stats) {
      const { uid, gid } = await file.stat({ bigint: true });
      // Only root may change the owner; for other users the new file is their own.
      if (uid !== stats.uid || gid !== stats.gid)
        await file.chown(Number(stats.uid), Number(stats.gid)).catch(() => {});
      await file.chmod(Number(stats.mode & 0o7777n));
    }
  } finally {
    await file.close();
  }
  return { path: temporaryPath, suffix };
}

/** Deletes a temporary file that is not needed. */
export async function deleteTemporaryFile({ path }: TemporaryFile): Promise<void> {
  await rm(path, { force: true });
  pendingPaths.delete(path);
}

/** Returns the path that the same temporary file would have for a target of another name in the same directory. */
export const getPathForName = (file: TemporaryFile, targetName: string): string =>
  join(dirname(file.path), `${getPrefix(targetName)}${file.suffix}`);

function deletePendingFiles(): void {
  for (const path of pendingPaths) rmSync(path, { force: true });
}

/** Deletes the temporary files that killed runs left next to a target. Errors are ignored. */
async function deleteAbandonedFiles(targetPath: string): Promise<void> {
  const directory = dirname(targetPath);
  const prefix = getPrefix(basename(targetPath));
  for (const name of await readdir(directory).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const [, hostId, processId] = /^([0-9a-f]{8})-(\d+)-[0-9a-f]{16}\.tmp$/.exec(name.slice(prefix.length)) ?? [];
    if (hostId === undefined || processId === undefined) continue;
    const path = join(directory, name);
    const stats = await lstat(path).catch(() => undefined);
    if (!stats?.isFile()) continue;
    const hasEnded = hostId === getHostId() && !isRunning(Number(processId));
    if (hasEnded || Date.now() - stats.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true }).catch(() => {});
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists but belongs to another user.
    return isSystemError(error) && error.code !== 'ESRCH';
  }
}
