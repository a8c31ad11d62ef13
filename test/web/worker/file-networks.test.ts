import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../../src/analyze.ts';
import { applyEdits } from '../../../src/edit/apply-edits.ts';
import type { Edit } from '../../../src/edit/edit.ts';
import { getNetworkName } from '../../../src/map-file/networks.ts';
import { openMap } from '../../../src/map-file/open.ts';
import { serializeMap } from '../../../src/map-file/save.ts';
import type { PaperMap } from '../../../src/model/map.ts';
import type { NetworkName } from '../../../src/model/network.ts';
import { readPapers } from '../../../src/read/read.ts';
import { concatenateBytes } from '../../../src/util/bytes.ts';
import { exportMap } from '../../../web/worker/exports.ts';
import { readNetworks } from '../../../web/worker/file-networks.ts';
import { type OpenMap, openInMemory } from '../../../web/worker/open-map.ts';
import { updateWith } from '../../../web/worker/update-map.ts';

const NETWORKS: NetworkName[] = ['coupling', 'similarity', 'co-authorship'];
const ALL = { papers: null, minSimilarity: 0, figure: {} };

let maps: PaperMap[];
let computed: PaperMap;
let file: OpenMap;

const openFile = async (bytes: Uint8Array | Blob): Promise<OpenMap> => {
  const content = bytes instanceof Blob ? new Uint8Array(await bytes.arrayBuffer()) : bytes;
  return { ...(await openMap(content)), isRemote: false };
};
const readAll = async (opened: OpenMap) =>
  Promise.all((await opened.networks()).map(async (name) => (await opened.openNetwork(name)).readAll()));

beforeAll(async () => {
  const name = 'test/fixtures/references/web-of-science.txt';
  const collection = await readPapers([{ name, bytes: readFileSync(name) }]);
  const build = (network: NetworkName) => analyze(collection, { network, minOccurrences: 1, resolution: 0.7 });
  maps = await Promise.all(NETWORKS.map(build));
  computed = await build('keywords');
  file = await openFile(concatenateBytes([...serializeMap(maps)]));
});

describe('saving', () => {
  test('keeps all networks of the file in their order, the shown one with its edits', async () => {
    const stored = await readAll(file);
    const { papers } = stored[1]!;
    const edits: Edit[] = [{ edit: 'hide', paper: papers[0]!.id }];
    const { map: edited } = await applyEdits(stored[1]!, edits);
    const blob = await exportMap({ file, map: openInMemory(edited), edits }, 'map', ALL, () => {});
    const saved = await openFile(blob!);
    expect(await saved.networks()).toEqual(NETWORKS);
    expect(await readAll(saved)).toEqual([stored[0], edited, stored[2]]);
  });

  test('adds a network that was computed in the page as the last one', async () => {
    const saved = await readNetworks(file, openInMemory(computed), []);
    expect(saved.map(getNetworkName)).toEqual([...NETWORKS, 'keywords']);
    expect(saved.at(-1)).toBe(computed);
  });

  test('merges papers in all networks, with the options of each', async () => {
    const [a, b] = maps[1]!.papers;
    const edits: Edit[] = [{ edit: 'mergePapers', paper: b!.id, into: a!.id }];
    const { papers, records, merged, problems, notes } = maps[1]!;
    const rest = { ...a!, sources: [...a!.sources, ...b!.sources] };
    const fewer = papers.flatMap((paper) => (paper === b ? [] : [paper === a ? rest : paper]));
    const shown = await analyze({ papers: fewer, records, merged, problems, notes }, maps[1]!.options);
    const saved = await readNetworks(file, openInMemory(shown), edits);
    expect(saved.map(getNetworkName)).toEqual(NETWORKS);
    const [coupling, , authors] = saved;
    expect(coupling!.papers).toHaveLength(papers.length - 1);
    expect(authors!.sourcePapers).toHaveLength(papers.length - 1);
    expect(authors!.options).toEqual(maps[2]!.options);
  });

  test('ends without a file if it is canceled while the other networks are read', async () => {
    const { cancelExport } = await import('../../../web/worker/exports.ts');
    const reading: OpenMap = {
      ...file,
      openNetwork: async (name) => {
        cancelExport();
        return file.openNetwork(name);
      },
    };
    expect(await exportMap({ file: reading, map: openInMemory(computed), edits: [] }, 'map', ALL, () => {})).toBeNull();
  });
});

test('papers that are added to a map are added to all of its networks, also to the shown one that the file lacks', async () => {
  const text = '@article{n, title={Cortical maps}, author={Ann Ek}, abstract={Cortex.}, keywords={Cortex}}';
  const added = [{ name: 'new.bib', bytes: () => [new TextEncoder().encode(text)] }];
  const { map, file: updated } = await updateWith({ file, base: openInMemory(computed) }, added, [], {});
  expect(getNetworkName(map)).toBe('keywords');
  const networks = await readAll(await openFile(updated));
  expect(networks.map(getNetworkName)).toEqual([...NETWORKS, 'keywords']);
  for (const { papers: nodes, sourcePapers: papers = nodes, options } of networks) {
    expect(papers.map(({ title }) => title)).toContain('Cortical maps');
    expect(options).toMatchObject({ resolution: 0.7 });
  }
  expect(networks[1]!.update!.added).toHaveLength(1);
});
