import type { Edit } from '../../src/edit/edit.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import { InputError } from '../../src/model/errors.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { NetworkName } from '../../src/model/network.ts';
import type { Hooks } from '../../src/model/options.ts';
import { readPapers } from '../../src/read/read.ts';
import type { InputFile } from '../../src/read/record.ts';
import { readEarlierNetworks, rebuildNetworks } from '../../src/update/earlier-networks.ts';
import { updateMap } from '../../src/update/update-map.ts';
import { strings } from '../strings/strings.ts';
import type { OpenMap } from './open-map.ts';

/** A map that was updated. */
interface Updated {
  /** The updated map of the network that was shown. */
  map: PaperMap;
  /** A map file with all networks. */
  file: Blob;
}

/**
 * Adds the papers of files to all networks of a map. The worker loads this module on demand.
 * @param opened The file as it was opened, and the map that is shown, before edits.
 * @throws {InputError} if the files have no papers or the map cannot be updated
 */
export async function updateWith(
  { file, base }: { file: OpenMap; base: OpenMap },
  files: readonly InputFile[],
  edits: readonly Edit[],
  hooks: Hooks,
): Promise<Updated> {
  const added = await readPapers(files, {}, hooks);
  const [problem] = added.problems;
  if (added.papers.length === 0)
    throw new InputError(problem ? strings.errors.fileProblem(problem.file, problem.reason) : strings.errors.noPapers);
  const shown: NetworkName = (await base.network())?.name ?? 'similarity';
  const names = [...new Set([...(await file.networks()), shown])];
  const networks = await Promise.all(names.map((name) => (name === shown ? base : file.openNetwork(name))));
  const earlier = await readEarlierNetworks(networks, (network) => network.readAll());
  const updated = await updateMap(earlier.map, added, { ...hooks, edits });
  const maps = await rebuildNetworks(updated, earlier, hooks);
  return {
    map: maps[names.indexOf(shown)]!,
    file: new Blob([...serializeMap(maps)] as BlobPart[], { type: 'application/json' }),
  };
}
