import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { version } from '../../../package.json' with { type: 'json' };
import type { Hooks, Stage } from '../../model/options.ts';
import type { StageResults } from '../../stage-runner.ts';
import { getErrorReason } from '../errors.ts';

/** Results of the finished stages of a build, in files next to its output. */
export interface StageFiles {
  /** Returns the results for one network of the map; each network has its own. */
  of(network: string): StageResults;
}

/** Results that are neither saved nor found. */
export const NO_STAGE_FILES: StageFiles = {
  of: () => ({ load: async () => undefined, save: async () => {} }),
};

/** What a build is made from: equal descriptions give equal results. */
export interface BuildDescription {
  /** Paths of all files that are read. */
  files: readonly string[];
  /** Everything else that the results depend on, as JSON can express it. */
  settings: unknown;
}

/** Describes a build by the version, the settings, and the path, size, and time of each file. */
async function computeKey({ files, settings }: BuildDescription): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([version, process.versions.v8, settings]));
  for (const file of files) {
    const { size, mtimeMs } = await stat(file);
    hash.update(JSON.stringify([file, await realpath(file), size, mtimeMs]));
  }
  return hash.digest('hex');
}

/**
 * Opens the results that an interrupted build left in a directory. Those of another build are deleted.
 * @param hooks `warn` says after which stage the build goes on, and why a result could not be saved
 */
export async function openStageFiles(
  directory: string,
  description: BuildDescription,
  { warn }: Pick<Hooks, 'warn'>,
): Promise<StageFiles> {
  const keyFile = join(directory, 'key');
  const key = await computeKey(description);
  const found = await readFile(keyFile, 'utf8').catch(() => undefined);
  if (found !== key) {
    if (found !== undefined) warn?.('The input or the options have changed, so the build starts from the beginning.');
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700, recursive: true });
    await writeFile(keyFile, key);
  } else {
    const stages = await listFinishedStages(directory);
    if (stages.length > 0) warn?.(`Results of a build that was interrupted are used again: ${stages.join(', ')}.`);
  }
  const of = (network: string): StageResults => {
    const pathOf = (stage: Stage) => join(directory, `${network}-${stage}`);
    return {
      async load(stage) {
        try {
          const bytes = await readBytes(pathOf(stage));
          return bytes && { result: deserialize(bytes) as unknown };
        } catch {
          // A damaged file is like none.
          return undefined;
        }
      },
      async save(stage, result) {
        try {
          await writeFile(`${pathOf(stage)}.tmp`, serialize(result));
          await rename(`${pathOf(stage)}.tmp`, pathOf(stage));
        } catch (error) {
          await rm(`${pathOf(stage)}.tmp`, { force: true });
          warn?.(
            `The result of the stage "${stage}" could not be saved (${getErrorReason(error)}), so --resume repeats it.`,
          );
        }
      },
    };
  };
  return { of };
}

/** The stages whose results are kept, in the order in which they run. */
const STAGES: readonly Stage[] = [
  'read',
  'weigh',
  'join',
  'network',
  'graph',
  'topics',
  'layout',
  'quality',
  'concepts',
];

/** Returns the stages whose results are in a directory. */
async function listFinishedStages(directory: string): Promise<Stage[]> {
  const names = await readdir(directory);
  return STAGES.filter((stage) => names.some((name) => name.endsWith(`-${stage}`)));
}

/** Reads a file, which may be larger than Node reads at once; undefined if there is none. */
async function readBytes(path: string): Promise<Buffer | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return undefined;
  const bytes = Buffer.allocUnsafe(stats.size);
  let length = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    bytes.set(chunk as Buffer, length);
    length += (chunk as Buffer).length;
  }
  return bytes;
}
