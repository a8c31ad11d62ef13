import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { openMap } from '../../src/map-file/open.ts';
import { serializeMap } from '../../src/map-file/save.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { NetworkName } from '../../src/model/network.ts';
import type { Collection } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { concatenateBytes } from '../../src/util/bytes.ts';

const NETWORKS: NetworkName[] = ['similarity', 'coupling', 'co-authorship', 'citation'];

let collection: Collection;
let maps: PaperMap[];
let file: Uint8Array;

const toBytes = (map: PaperMap | readonly PaperMap[]) => concatenateBytes([...serializeMap(map)]);

beforeAll(async () => {
  const name = 'test/fixtures/references/web-of-science.txt';
  collection = await readPapers([{ name, bytes: readFileSync(name) }]);
  maps = await Promise.all(NETWORKS.map((network) => analyze(collection, { network })));
  file = toBytes(maps);
});

describe('several networks in one file', () => {
  test('are read as they were written, each by its name', async () => {
    const opened = await openMap(file);
    expect(await opened.networks()).toEqual(NETWORKS);
    for (const [i, network] of NETWORKS.entries()) {
      const other = await opened.openNetwork(network);
      const [read, expected] = await Promise.all([
        other.readAll(),
        openMap(toBytes(maps[i]!)).then((map) => map.readAll()),
      ]);
      expect(read, network).toEqual(expected);
      expect(await other.networks(), network).toEqual(NETWORKS);
      expect(await other.paper(0), network).toEqual(maps[i]!.papers[0]);
      expect(other.hasConcepts, network).toBe(maps[i]!.concepts !== undefined);
      // Another network is found from each of them.
      expect(await (await other.openNetwork('coupling')).edges(), network).toEqual(maps[1]!.edges);
    }
  });

  test('the first one is what a reader finds that does not know of others', async () => {
    const opened = await openMap(file);
    expect(await opened.readAll()).toEqual(await (await openMap(toBytes(maps[0]!))).readAll());
    expect(await (await openMap(toBytes(maps[0]!))).networks()).toEqual(['similarity']);
  });

  test('store what they share once', () => {
    const text = Buffer.from(file).toString();
    const sections = Object.keys(JSON.parse(text.slice(text.lastIndexOf('"index":') + 8, -2)).sections);
    const stored = (network: string) =>
      sections.flatMap((name) => (name.endsWith(`@${network}`) ? [name.split('@')[0]] : []));
    expect(stored('co-authorship')).toEqual(expect.arrayContaining(['papers', 'rowIds', 'metadata']));
    // All papers of this file have abstracts, so that all networks of papers weigh the same texts.
    for (const network of ['coupling', 'citation']) {
      expect(stored(network)).toEqual(expect.arrayContaining(['summary', 'nodes', 'edgeWeights', 'network']));
      for (const name of ['papers', 'paperLengths', 'metadata', 'problems', 'mentions'])
        expect(stored(network), network).not.toContain(name);
    }
    // The papers behind the authors are those of the first network.
    expect(sections.filter((name) => name.startsWith('sourcePaper'))).toEqual([]);
  });

  test('a network that the file does not have is refused with those that it has', async () => {
    const opened = await openMap(file, { name: 'm.json' });
    await expect(opened.openNetwork('keywords')).rejects.toThrow(
      'm.json has no network "keywords"; its networks: similarity, coupling, co-authorship, citation',
    );
  });

  test('maps of the same network, or of other papers, are refused', async () => {
    expect(() => toBytes([maps[0]!, maps[0]!])).toThrow('two maps show the network "similarity"');
    const fewer = await analyze({ ...collection, papers: collection.papers.slice(1) }, {});
    expect(() => toBytes([maps[1]!, fewer])).toThrow('must have the same papers');
    expect(() => toBytes([])).toThrow('give a map as returned by analyze');
  });
});
