import { beforeAll, expect, test } from 'vitest';
import { analyze, mapChunks, openMap, type PaperMap, readPapers } from '../../../src/index.ts';
import { AbstractSearch } from '../../../web/worker/abstracts.ts';
import { bytesOfBlob, type Holding, holdMap } from '../../../web/worker/open-map.ts';
import { seedFiles } from '../../seeds.ts';

let map: PaperMap;
let file: Blob;

beforeAll(async () => {
  map = await analyze(await readPapers(seedFiles()));
  file = new Blob([...mapChunks(map)].map((chunk) => new Uint8Array(chunk)));
});

const inFile = async (remote: boolean): Promise<Holding> => ({ ...(await openMap(bytesOfBlob(file))), remote });

async function all(search: AbstractSearch, query: string) {
  const hits = [];
  for (let from: number | null = 0; from !== null; ) {
    const answer = await search.find(query, from);
    hits.push(...answer.hits);
    from = answer.next;
  }
  return hits;
}

test.each(['astrocy', 'hippocampus', 'spiking plasticity', '"working memory"', 'zyzzyva'])(
  '%s: every abstract that holds it is found once, in memory and in a file',
  async (query) => {
    const words = query.replaceAll('"', '').split(query.startsWith('"') ? '|' : ' ');
    const expected = [...map.papers.keys()].filter((paper) =>
      words.every((word) => new RegExp(`\\b${word}`, 'i').test(map.papers[paper]!.abstract)),
    );
    for (const holding of [holdMap(map), await inFile(false), await inFile(true)]) {
      const papers = (await all(new AbstractSearch(holding), query)).map((hit) => hit.paper);
      expect(new Set(papers).size).toBe(papers.length);
      // Other forms of the stem are found besides.
      expect(papers).toEqual(expect.arrayContaining(expected));
      if (expected.length === 0) expect(papers).toEqual([]);
    }
  },
);

test('papers that hold the words as terms come first, the strongest before the others', async () => {
  const [first] = await all(new AbstractSearch(holdMap(map)), 'astrocytes');
  const times = map.papers.map(({ title, abstract }) => `${title} ${abstract}`.match(/astrocyt/gi)?.length ?? 0);
  expect(times[first!.paper]).toBe(Math.max(...times));
});

test('of a large map on a server only papers that hold the words as terms are read, and the answer says so', async () => {
  const read: number[] = [];
  const holding = holdMap(map);
  const nodes = await holding.nodes();
  const large: Holding = {
    ...holding,
    remote: true,
    nodes: async () => ({ ...nodes, ids: Array.from({ length: 30_000 }, (_, i) => `${i}`) }),
    paper: async (index) => {
      read.push(index);
      return map.papers[index]!;
    },
    stretch: () => Promise.reject(new Error('too much to read')),
  };
  const search = new AbstractSearch(large);
  const answer = await search.find('astrocytes', 0);
  expect(answer).toMatchObject({ byTerms: true, next: null });
  expect(answer.hits.length).toBeGreaterThan(0);
  expect(read.length).toBeLessThan(map.papers.length / 2);
  const times = read.length;
  await search.find('astrocytes', 0);
  expect(read.length).toBe(times);
  expect(await search.find('astrocy', 0)).toMatchObject({ hits: [], byTerms: true, next: null });
});
