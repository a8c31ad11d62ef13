import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AnswerCache } from '../../sources/http/client.ts';
import type { Answer } from '../../sources/service.ts';

/** Time for which an answer is used again. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** Returns where answers are stored unless another directory is given: the directory for caches of the operating system. */
export function getCacheDirectory(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const home = homedir();
  const defaults: Partial<Record<NodeJS.Platform, string>> = {
    win32: env.LOCALAPPDATA || join(home, 'AppData', 'Local'),
    darwin: join(home, 'Library', 'Caches'),
  };
  return join(env.XDG_CACHE_HOME || defaults[platform] || join(home, '.cache'), 'papergraph');
}

/**
 * Creates a cache in a directory and deletes its old answers. A directory that cannot be written stores nothing. Neither keys nor contact addresses are
 * part of the names or the contents.
 */
export async function createFileCache(directory: string): Promise<AnswerCache> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch(() => {});
  await deleteOldAnswers(directory);
  const getPath = (key: string) => join(directory, `${createHash('sha256').update(key).digest('hex')}.json`);
  return {
    async get(key) {
      const text = await readFile(getPath(key), 'utf8').catch(() => undefined);
      const answer = text === undefined ? undefined : parseAnswer(text);
      return answer && Date.now() - Date.parse(answer.date) < MAX_AGE_MS ? answer : undefined;
    },
    async set(key, answer) {
      const path = getPath(key);
      const temporaryPath = `${path}.${process.pid}.tmp`;
      // A cache that cannot be written must not stop the fetch.
      await writeFile(temporaryPath, JSON.stringify(answer), { mode: 0o600 })
        .then(() => rename(temporaryPath, path))
        .catch(() => {});
    },
  };
}

function parseAnswer(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isAnswer =
      typeof value === 'object' && value !== null && 'text' in value && 'date' in value && 'url' in value;
    return isAnswer ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** Deletes the answers that are too old to be used. Other files are left alone. */
async function deleteOldAnswers(directory: string): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    if (!/^[0-9a-f]{64}\.json/.test(name)) continue;
    const path = join(directory, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats && Date.now() - stats.mtimeMs > MAX_AGE_MS) await rm(path, { force: true }).catch(() => {});
  }
}
