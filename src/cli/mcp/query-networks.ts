import type { MapFile } from '../../map-file/open.ts';
import { NETWORK_NODES, type NetworkName } from '../../model/network.ts';
import { openForQueries, type QueryableMap } from './open-for-queries.ts';

/** The networks of a map file, each with the indexes that queries need once it is asked about. */
export interface QueryableNetworks {
  /** The networks that a question can name. */
  names: readonly NetworkName[];
  /** The network of questions that name none. */
  shown: NetworkName;
  /** @param name Default: {@link shown}. */
  get(name?: NetworkName): QueryableMap;
}

/**
 * Opens all networks of a map file for queries.
 * @param shown The network of questions that name none. Default: the first one of the file.
 * @throws {InputError} if the file does not have it
 */
export async function openNetworks(file: MapFile, shown?: NetworkName): Promise<QueryableNetworks> {
  const names = await file.networks();
  if (shown !== undefined) await file.openNetwork(shown);
  const maps = new Map<NetworkName, QueryableMap>();
  for (const name of names) maps.set(name, openForQueries(await file.openNetwork(name)));
  const first = shown ?? names[0]!;
  return { names, shown: first, get: (name = first) => maps.get(name)! };
}

/** Returns the one network that questions about authors are answered from; undefined if no network has papers as its nodes. */
export function withPapers({ names, shown, get }: QueryableNetworks): QueryableNetworks | undefined {
  const found = [shown, ...names].find((name) => NETWORK_NODES[name] === 'papers');
  return found && { names: [found], shown: found, get: () => get(found) };
}

/** Returns the one network that questions about concepts are answered from; undefined if no network has concepts. */
export function withConcepts({ names, shown, get }: QueryableNetworks): QueryableNetworks | undefined {
  const found = [shown, ...names].find((name) => get(name).hasConcepts);
  return found && { names: [found], shown: found, get: () => get(found) };
}
