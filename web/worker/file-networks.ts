import type { Edit } from '../../src/edit/edit.ts';
import { isPaperMerge } from '../../src/edit/paper-merges.ts';
import { getNetworkName } from '../../src/map-file/networks.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { NetworkName } from '../../src/model/network.ts';
import { nonDefaultOptions } from '../state/recipe/recipe-options.ts';
import { rebuildMap } from './apply-recipe.ts';
import type { OpenMap } from './open-map.ts';

/**
 * Returns the maps of a file that keeps all networks of an open one: in the order of the open file, with the shown map in its place. A
 * network that the page computed and the file does not have comes last.
 *
 * Papers that edits merge are merged in all networks, since those of one file have the same papers. Other edits are only in the shown map.
 * @param file The file as it was opened.
 * @param shown One of its networks, or another one of the same papers, with the edits applied.
 * @throws the reason of the signal if it is aborted
 */
export async function readNetworks(
  file: OpenMap,
  shown: OpenMap,
  edits: readonly Edit[],
  signal?: AbortSignal,
): Promise<PaperMap[]> {
  const shownMap = await shown.readAll();
  const shownName = getNetworkName(shownMap);
  const merges = edits.filter(isPaperMerge);
  const maps: PaperMap[] = [];
  for (const name of await file.networks()) {
    signal?.throwIfAborted();
    maps.push(name === shownName ? shownMap : await readNetwork(file, name, merges, signal));
  }
  return maps.includes(shownMap) ? maps : [...maps, shownMap];
}

async function readNetwork(
  file: OpenMap,
  name: NetworkName,
  merges: readonly Edit[],
  signal: AbortSignal | undefined,
): Promise<PaperMap> {
  const stored = { ...(await file.openNetwork(name)), isRemote: file.isRemote };
  const { options } = await stored.summary();
  const { map } = await rebuildMap(stored, nonDefaultOptions(options), merges, { ...(signal && { signal }) });
  return map.readAll();
}
