import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import type { PaperMap } from '../src/model/map.ts';
import type { Stage } from '../src/model/options.ts';
import { readPapers } from '../src/read/read.ts';
import { explain } from '../src/similarity/explain.ts';
import { join } from '../src/similarity/join/join.ts';
import { markTerms, weighText } from '../src/text/weighting/weigh-text.ts';
import { generator } from '../src/util/random.ts';
import { seedFiles } from './seeds.ts';

let map: PaperMap;

beforeAll(async () => {
  map = await analyze(await readPapers(seedFiles()));
});

/** A part of a map as plain values, so that a difference anywhere shows. */
const plain = (value: PaperMap[keyof PaperMap]): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) => {
      if (ArrayBuffer.isView(part)) return [...(part as Float64Array)].map(String);
      return part instanceof Map ? [...part] : part;
    }),
  );

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const random = generator(seed);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
};

test('every array has an entry for each paper', () => {
  const papers = map.papers.length;
  expect(papers).toBe(257);
  for (const column of [map.topicOf, map.subtopicOf, map.confidence, map.secondTopic])
    expect(column.length).toBe(papers);
  expect(map.positions.length).toBe(2 * papers);
  expect(map.rows.starts.length).toBe(papers + 1);
  expect(map.neighbours.starts.length).toBe(papers + 1);
});

test('the files in any order give the same map, to the last digit', async () => {
  for (const seed of [1, 2]) {
    const other = await analyze(await readPapers(shuffled(seedFiles(), seed)));
    for (const part of Object.keys(map) as (keyof PaperMap)[])
      expect(plain(other[part]), part).toEqual(plain(map[part]));
  }
});

test('another seed may place papers elsewhere but leaves neighbours and their similarities alone', async () => {
  const other = await analyze(await readPapers(seedFiles()), { seed: 7 });
  expect(other.neighbours).toEqual(map.neighbours);
  expect(other.positions).not.toEqual(map.positions);
});

test('every edge is explained to its last term', () => {
  expect(map.edges.weights.length).toBeGreaterThan(1000);
  map.edges.weights.forEach((weight, k) => {
    const shares = explain(map.rows, map.edges.sources[k]!, map.edges.targets[k]!);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBe(weight);
  });
});

test('sizes of topics are the numbers of their papers, largest first', () => {
  const topics = map.topics.filter(({ parent }) => parent === undefined);
  expect(topics.length).toBeGreaterThan(3);
  for (const { id, size } of topics) expect(map.topicOf.filter((topic) => topic === id).length).toBe(size);
  expect(topics.map(({ size }) => size)).toEqual(topics.map(({ size }) => size).sort((a, b) => b - a));
});

test('every paper with an abstract has a place, and no two the same', () => {
  const places = new Set<string>();
  map.papers.forEach((paper, i) => {
    const [x, y] = [map.positions[2 * i]!, map.positions[2 * i + 1]!];
    expect(Number.isFinite(x) && Number.isFinite(y), paper.title).toBe(paper.abstract !== '');
    if (paper.abstract) places.add(`${x} ${y}`);
  });
  expect(places.size).toBe(map.papers.filter(({ abstract }) => abstract).length);
});

test('a paper without abstract is listed, and neither placed nor grouped', async () => {
  const collection = await readPapers(seedFiles());
  collection.papers[5]!.abstract = '';
  const other = await analyze(collection);
  expect(other.papers[5]!.title).toBe(collection.papers[5]!.title);
  expect([other.topicOf[5], other.positions[10], other.positions[11]]).toEqual([0, Number.NaN, Number.NaN]);
  expect([...other.edges.sources, ...other.edges.targets]).not.toContain(5);
});

test('stages report their seconds in order, and progress ends at the total', async () => {
  const timed: Stage[] = [];
  const last = new Map<Stage, [number, number]>();
  await analyze(await readPapers(seedFiles()), {
    seconds: (stage, seconds) => {
      timed.push(stage);
      expect(seconds).toBeGreaterThanOrEqual(0);
    },
    progress: (stage, done, total) => last.set(stage, [done, total]),
  });
  expect(timed.slice(0, 3)).toEqual(['weigh', 'join', 'graph']);
  expect(last.has('join')).toBe(true);
  for (const [stage, [done, total]] of last) expect(done, stage).toBe(total);
});

/** Enough papers to tell maps apart, soon mapped. */
const someSeeds = async () => {
  const collection = await readPapers(seedFiles());
  return { ...collection, papers: collection.papers.slice(0, 100) };
};

test('every option that the map depends on is recorded, defaults filled in, and nothing else', async () => {
  expect(map.options).toMatchObject({ neighbours: 10, stem: 'porter', resolution: 'auto', seed: 1 });
  expect(map.options).not.toHaveProperty('join');
  const collection = await someSeeds();
  const tf = (count: number) => count;
  const other = await analyze(collection, { threads: 1, seed: 3, stopWords: ['cat'], tf, progress: () => {} });
  expect(JSON.stringify(other.options)).toBe(
    JSON.stringify({ ...map.options, stopWords: ['cat'], tf: 'custom', seed: 3 }),
  );
  expect(() => weighText(other.vocabulary, 'spiking neurons', other.options)).toThrow('tf "custom" is none of log');
  expect(markTerms('spiking neurons', other.vocabulary, other.options).length).toBeGreaterThan(0);
  const own = await analyze(collection, { join: (rows) => join(rows, { neighbours: 2 }) });
  expect(own.options.join).toBe('custom');
});

test('the recorded options build the same map again', async () => {
  const collection = await someSeeds();
  const first = await analyze(collection, { stem: 'plurals', minDocuments: 3, neighbours: 5 });
  const { options } = first;
  const again = await analyze(collection, options);
  for (const part of Object.keys(map) as (keyof PaperMap)[])
    expect(plain(again[part]), part).toEqual(plain(first[part]));
});

test.each(['porter', 'plurals', 'none'] as const)(
  'a text is weighed as the papers of its map were, whose stems are %s',
  async (stem) => {
    const made = await analyze(await someSeeds(), { stem, titleWeight: 3, tf: 'log' });
    for (const paper of [0, 50, 99]) {
      const [start, end] = [made.rows.starts[paper]!, made.rows.starts[paper + 1]!];
      const row = weighText(made.vocabulary, made.papers[paper]!, made.options);
      expect([...row.ids]).toEqual([...made.rows.ids.subarray(start, end)]);
      expect([...row.values]).toEqual([...made.rows.values.subarray(start, end)]);
    }
  },
);

test('an aborted signal stops it with its reason', async () => {
  const controller = new AbortController();
  const stopped = analyze(await readPapers(seedFiles()), {
    signal: controller.signal,
    progress: () => controller.abort(new Error('enough')),
  });
  await expect(stopped).rejects.toThrow('enough');
});

test('a join of your own takes the place of ours', async () => {
  const collection = await readPapers(seedFiles());
  const other = await analyze(collection, { join: (rows) => join(rows, { neighbours: 2 }) });
  expect(other.neighbours.ids.length).toBe(2 * collection.papers.length);
});
