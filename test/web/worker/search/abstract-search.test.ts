import { beforeAll, expect, test } from 'vitest';
import { analyze, openMap, type PaperMap, readPapers, serializeMap } from '../../../../src/index.ts';
import { blobSource, isLoopback, type OpenMap, openInMemory } from '../../../../web/worker/open-map.ts';
import { AbstractSearch } from '../../../../web/worker/search/abstract-search.ts';
import type { AbstractHit, BatchStart } from '../../../../web/worker/search/results.ts';
import { seedFiles } from '../../../seeds.ts';

let map: PaperMap;
let file: Blob;

beforeAll(async () => {
  map = await analyze(await readPapers(seedFiles()));
  file = new Blob([...serializeMap(map)].map((chunk) => new Uint8Array(chunk)));
});

const openFile = async (isRemote: boolean): Promise<OpenMap> => ({ ...(await openMap(blobSource(file))), isRemote });

/** Searches all batches. */
async function searchAll(search: AbstractSearch, query: string): Promise<AbstractHit[]> {
  let hits: AbstractHit[] = [];
  let start: BatchStart | null = 0;
  while (start !== null) {
    const results = await search.search(query, start);
    if (start === 'restart') hits = [];
    hits.push(...results.hits);
    start = results.next;
  }
  return hits;
}

test.each(['astrocy', 'hippocampus', 'spiking plasticity', '"working memory"', 'zyzzyva'])(
  'finds every abstract that contains %s once, in memory and in a file',
  async (query) => {
    const words = query.startsWith('"') ? [query.replaceAll('"', '')] : query.split(' ');
    const expected = [...map.papers.keys()].filter((paper) =>
      words.every((word) => new RegExp(`\\b${word}`, 'i').test(map.papers[paper]!.abstract)),
    );
    for (const openMap of [openInMemory(map), await openFile(false), await openFile(true)]) {
      const papers = (await searchAll(new AbstractSearch(openMap), query)).map(({ paper }) => paper);
      expect(new Set(papers).size).toBe(papers.length);
      // Words with the same stem match as well, so there may be more papers.
      expect(papers).toEqual(expect.arrayContaining(expected));
      if (expected.length === 0) expect(papers).toEqual([]);
    }
  },
);

test('returns the paper in which the words weigh most first', async () => {
  const [first] = await searchAll(new AbstractSearch(openInMemory(map)), 'astrocytes');
  const counts = map.papers.map(({ title, abstract }) => `${title} ${abstract}`.match(/astrocyt/gi)?.length ?? 0);
  expect(counts[first!.paper]).toBe(Math.max(...counts));
});

test('reads only papers that contain the words as terms if a remote map is large', async () => {
  const papersRead: number[] = [];
  const openMap = openInMemory(map);
  const nodes = await openMap.nodes();
  const largeMap: OpenMap = {
    ...openMap,
    isRemote: true,
    nodes: async () => ({ ...nodes, ids: Array.from({ length: 30_000 }, (_, i) => `${i}`) }),
    paper: async (paper) => {
      papersRead.push(paper);
      return map.papers[paper]!;
    },
    papers: () => Promise.reject(new Error('must not read all papers')),
  };
  const search = new AbstractSearch(largeMap);
  const results = await search.search('astrocytes', 0);
  expect(results).toMatchObject({ byTerms: true, next: null });
  expect(results.hits.length).toBeGreaterThan(0);
  expect(papersRead.length).toBeLessThan(map.papers.length / 2);
  const readCount = papersRead.length;
  await search.search('astrocytes', 0);
  expect(papersRead.length).toBe(readCount);
  expect(await search.search('astrocy', 0)).toMatchObject({ hits: [], byTerms: true, next: null });
});

test('only a server on this machine is not remote', () => {
  for (const url of ['http://127.0.0.1:8080/map.json', 'http://localhost/map.json', 'http://[::1]:3000/map.json'])
    expect(isLoopback(url), url).toBe(true);
  for (const url of [
    'https://example.org/map.json',
    'http://localhost.example.org/',
    'http://10.0.0.1/',
    'http://127.example/',
  ])
    expect(isLoopback(url), url).toBe(false);
});

test('once the index is built, only candidates are read', async () => {
  const papersRead: number[] = [];
  const openMap: OpenMap = {
    ...openInMemory(map),
    paper: async (paper) => {
      papersRead.push(paper);
      return map.papers[paper]!;
    },
  };
  const search = new AbstractSearch(openMap);
  await search.prepareIndex();
  const hits = await searchAll(search, 'hippocamp');
  expect(hits.length).toBeGreaterThan(0);
  // No paper without the word is read, except for one whose keywords contain it.
  expect(papersRead.length).toBeLessThan(hits.length + 5);
  // Whole words come first.
  const isWhole = (await searchAll(search, 'network')).map(({ paper }) =>
    /\bnetwork\b/i.test(map.papers[paper]!.abstract),
  );
  expect(isWhole).toEqual([...isWhole].sort((a, b) => Number(b) - Number(a)));
});

test('a search finds the same papers in the same order, whether or not the index was ready', async () => {
  for (const query of ['network', 'spiking plasticity', 'astrocy']) {
    const early = new AbstractSearch(openInMemory(map));
    const first = await early.search(query, 0);
    expect(first).toMatchObject({ isFinal: query === 'astrocy' });
    const late = new AbstractSearch(openInMemory(map));
    await late.prepareIndex();
    expect(await late.search(query, 0)).toMatchObject({ isFinal: true });
    const found = await searchAll(late, query);
    expect(found.length).toBeGreaterThan(1);
    expect(await searchAll(early, query)).toEqual(found);
  }
});
