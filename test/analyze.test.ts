import { beforeAll, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { generator } from '../src/random.ts';
import { readPapers } from '../src/read/read.ts';
import { explain } from '../src/similarity/explain.ts';
import { join } from '../src/similarity/join.ts';
import type { PaperMap, Stage } from '../src/types.ts';
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
