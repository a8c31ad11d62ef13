/** The functions of papergraph that use files of Node: `papergraph/node`. */
import { createHash } from 'node:crypto';
import { openOutputs } from './cli/output/open-outputs.ts';
import { writeOutput } from './cli/output/write-output.ts';
import { listInputFiles } from './cli/read-inputs.ts';
import { type OpenMapFile, openMapFile } from './cli/read-map.ts';
import { serializeInThreads } from './map-file/save.ts';
import { InputError } from './model/errors.ts';
import type { PaperMap } from './model/map.ts';
import type { Hooks } from './model/options.ts';
import type { Collection } from './model/paper.ts';
import { readPapers } from './read/read.ts';
import type { ReadOptions } from './read/record.ts';

const createHasher = () => createHash('sha256');

export type { OpenMapFile } from './cli/read-map.ts';

/**
 * Reads papers from files, directories, and patterns such as "library/*.bib", as the command line does.
 *
 * Input that cannot be read becomes a problem of the result.
 * @param paths One path or several.
 * @throws {InputError} if a path matches no file or cannot be read, or an option is unknown or invalid
 * @throws the reason of the signal if it is aborted
 */
export async function readFiles(
  paths: string | readonly string[],
  options: ReadOptions = {},
  hooks: Hooks = {},
): Promise<Collection> {
  const list = typeof paths === 'string' ? [paths] : paths;
  if (!Array.isArray(list) || !list.every((path) => typeof path === 'string'))
    throw new InputError('readFiles: give a path or a list of paths');
  if (list.includes('-')) throw new InputError('readFiles: "-" is not a path; use ./- for a file of this name');
  return readPapers(await listInputFiles(list), options, hooks);
}

/**
 * Writes a map to a file. A file that exists is replaced in one step when the map is complete.
 * @param map A map, or maps of different networks of the same papers; the first one is shown when the file is opened.
 * @returns the hash of the map
 * @throws {InputError} if the file cannot be written
 * @throws the reason of the signal if it is aborted
 */
export async function saveMap(map: PaperMap | readonly PaperMap[], path: string, hooks: Hooks = {}): Promise<string> {
  const isMap = Array.isArray(map) || Array.isArray((map as PaperMap | undefined)?.papers);
  if (!isMap || typeof path !== 'string')
    throw new InputError('saveMap: give a map as returned by analyze, and a path');
  const [output] = await openOutputs([{ name: path === '-' ? './-' : path, kind: 'map' }], { inputs: [], force: true });
  let hash = '';
  async function* chunks() {
    hash = yield* serializeInThreads(map, createHasher, {}, hooks);
  }
  await writeOutput(output!.destination, chunks());
  await output!.commit();
  return hash;
}

/**
 * Opens a map file. Each method of the result reads only what it needs.
 *
 * The file stays open until `close` is called or the result is no longer used, so that all that is read belongs to the same map, also when
 * another file takes its place.
 * @throws {InputError} if the file cannot be read or is not a map
 */
export async function openMap(path: string): Promise<OpenMapFile> {
  if (typeof path !== 'string')
    throw new InputError('openMap: papergraph/node opens a path; openMap of papergraph opens a Blob or bytes');
  return openMapFile(path);
}
