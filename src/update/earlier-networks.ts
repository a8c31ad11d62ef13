import { runStages } from '../analyze.ts';
import type { MapFile } from '../map-file/map-file.ts';
import { getNetworkName } from '../map-file/networks.ts';
import type { PaperMap, UpdatableMap } from '../model/map.ts';
import type { Hooks, ThreadOptions } from '../model/options.ts';
import { getMapOptions } from './map-options.ts';

/** What an update needs of a map file with one or more networks. */
export interface EarlierNetworks<Map extends UpdatableMap = UpdatableMap> {
  /** The network that is updated: that of similarities if there is one, otherwise the first. */
  map: Map;
  /** The options of each network, in order. */
  options: PaperMap['options'][];
}

/** Returns the name of the network of a map with these options. */
const nameOf = ({ network = 'similarity' }: PaperMap['options']) => network;

/**
 * Reads what an update needs of the networks of a map file, in their order.
 * @param read Reads the network that is updated.
 */
export async function readEarlierNetworks<File extends Pick<MapFile, 'summary'>, Map extends UpdatableMap>(
  networks: readonly File[],
  read: (network: File) => Promise<Map>,
): Promise<EarlierNetworks<Map>> {
  const options = [];
  for (const network of networks) options.push((await network.summary()).options);
  const similarity = options.findIndex((each) => nameOf(each) === 'similarity');
  return { map: await read(networks[Math.max(0, similarity)]!), options };
}

/**
 * Returns all networks of an updated map, in the order of the earlier ones. The updated one is in its place; the others are built anew from its
 * papers, each with its own options.
 * @throws {InputError} if the updated papers cannot provide a network
 * @throws the reason of the signal if it is aborted
 */
export async function rebuildNetworks(
  updated: PaperMap,
  earlier: Pick<EarlierNetworks, 'options'>,
  hooks: Hooks & ThreadOptions,
): Promise<PaperMap[]> {
  const { papers: nodes, sourcePapers: papers = nodes, records, merged, problems, notes } = updated;
  const maps: PaperMap[] = [];
  for (const options of earlier.options)
    maps.push(
      nameOf(options) === getNetworkName(updated)
        ? updated
        : await runStages({ papers, records, merged, problems, notes }, { ...getMapOptions(options), ...hooks }),
    );
  return maps;
}
