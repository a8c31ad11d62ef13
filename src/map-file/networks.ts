import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import { NETWORK_NODES, type NetworkName } from '../model/network.ts';
import { areEqual } from '../util/equal.ts';

/**
 * Several networks in one file. The first map has the usual sections. A section of another one is stored as "name@network" if it differs
 * from those that are stored already; the section "networks" says where the sections of each network are. Readers that do not know it
 * find the first map.
 */

/** Where the sections of a network are stored: an entry of the section "networks". */
export interface NetworkSections {
  network: NetworkName;
  /** Name in the file by name of the section; sections that are not listed do not exist. */
  sections: Record<string, string>;
}

/** A section, and what it contains. */
export interface Section {
  /** Name in a file of one map. */
  name: string;
  /** Name in the file. */
  stored: string;
  /** What determines the bytes. */
  value: unknown;
  chunks: Iterable<Uint8Array>;
}

/** Returns the network that a map shows. */
export const getNetworkName = ({ network }: Pick<PaperMap, 'network'>): NetworkName => network?.name ?? 'similarity';

/**
 * Checks maps that are to be written to one file.
 * @throws {InputError} if they are no maps, or not of different networks of the same papers
 */
export function checkMaps(maps: readonly PaperMap[]): void {
  if (maps.length === 0 || !maps.every((map) => Array.isArray(map?.papers)))
    throw new InputError('serializeMap: give a map as returned by analyze');
  const names = maps.map(getNetworkName);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw new InputError(`serializeMap: two maps show the network "${repeated}"`);
  const [first, ...others] = maps.map(({ papers, sourcePapers = papers }) => sourcePapers);
  if (others.some((papers) => !areEqual(papers, first)))
    throw new InputError('serializeMap: the maps of one file must have the same papers');
}

/** Sections that contain the same if the nodes of one network are the papers, and those of the other are not. */
const COUNTERPARTS: Readonly<Record<string, string>> = {
  papers: 'sourcePapers',
  sourcePapers: 'papers',
  paperLengths: 'sourcePaperLengths',
  sourcePaperLengths: 'paperLengths',
};

/** Lists the sections of several maps, without those that are stored already. */
export function* listSections(
  maps: readonly PaperMap[],
  sectionsOf: (map: PaperMap, suffix: string) => Iterable<Section>,
  toSection: (name: string, value: object) => Section,
): Generator<Section> {
  const written: Pick<Section, 'name' | 'stored' | 'value'>[] = [];
  const networks: NetworkSections[] = [];
  for (const [i, map] of maps.entries()) {
    const network = getNetworkName(map);
    const sections: Record<string, string> = {};
    for (const section of sectionsOf(map, i === 0 ? '' : `@${network}`)) {
      const { name, stored, value } = section;
      const same = written.find(
        (other) => [name, COUNTERPARTS[name]].includes(other.name) && areEqual(other.value, value),
      );
      sections[name] = same?.stored ?? stored;
      if (same) continue;
      if (maps.length > 1) written.push({ name, stored, value });
      yield section;
    }
    if (i > 0) networks.push({ network, sections });
  }
  if (networks.length > 0) yield toSection('networks', networks);
}

/** Returns whether the content of the section "networks" is valid. */
export const areNetworksValid = (networks: unknown): networks is NetworkSections[] =>
  Array.isArray(networks) &&
  networks.every(
    (entry: Partial<NetworkSections> | null) =>
      typeof entry?.network === 'string' &&
      Object.hasOwn(NETWORK_NODES, entry.network) &&
      typeof entry.sections === 'object' &&
      entry.sections !== null &&
      Object.values(entry.sections).every((name) => typeof name === 'string'),
  );
