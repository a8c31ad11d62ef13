import type { Edit } from '../../src/edit/edit.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Hooks } from '../../src/model/options.ts';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile } from '../../src/read/record.ts';
import { updateMap } from '../../src/update/update-map.ts';
import { strings } from '../strings/strings.ts';
import type { OpenMap } from './open-map.ts';

/**
 * Adds the papers of files to a map and returns it with its file. The worker loads this module on demand.
 * @throws {InputError} if the files have no papers or the map cannot be updated
 */
export async function updateWith(
  base: OpenMap,
  files: readonly InputFile[],
  edits: readonly Edit[],
  hooks: Hooks,
): Promise<{ map: PaperMap; file: Blob }> {
  const added = await readPapers(files, {}, hooks);
  const [problem] = added.problems;
  if (added.papers.length === 0)
    throw new InputError(problem ? strings.errors.fileProblem(problem.file, problem.reason) : strings.errors.noPapers);
  const map = await updateMap(await base.readAll(), added, { ...hooks, edits });
  return { map, file: new Blob([...serializeMap(map)] as BlobPart[], { type: 'application/json' }) };
}
