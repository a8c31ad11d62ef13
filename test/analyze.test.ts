import { beforeAll, expect, test, vi } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { openMap } from '../src/map-file/open.ts';
import { serializeMap } from '../src/map-file/save.ts';
import { InputError } from '../src/model/errors.ts';
import type { PaperMap } from '../src/model/map.ts';
import type { Stage } from '../src/model/options.ts';
import { readPapers } from '../src/read/read.ts';
import { explain } from '../src/similarity/explain.ts';
import { join } from '../src/similarity/join/join.ts';
import { weigh } from '../src/text/weighting/weigh.ts';
import { markTerms, weighText } from '../src/text/weighting/weigh-text.ts';
import { createRandom } from '../src/util/random.ts';
import { seedFiles } from './seeds.ts';

let map: PaperMap;

beforeAll(async () => {
  map = await analyze(await readPapers(seedFiles()));
});

/** Converts a part of a map to plain values, so that `toEqual` compares all of it. */
const toPlain = (value: PaperMap[keyof PaperMap]): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) => {
      if (ArrayBuffer.isView(part)) return [...(part as Float64Array)].map(String);
      return part instanceof Map ? [...part] : part;
    }),
  );

const shuffle = <T>(items: readonly T[], seed: number): T[] => {
  const random = createRandom(seed);
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
};

test('every array has an entry per paper', () => {
  const papers = map.papers.length;
  expect(papers).toBe(257);
  for (const column of [map.topicOf, map.subtopicOf, map.confidence, map.secondTopic])
    expect(column.length).toBe(papers);
  expect(map.positions.length).toBe(2 * papers);
  expect(map.rows.starts.length).toBe(papers + 1);
  expect(map.neighbors.starts.length).toBe(papers + 1);
});

test('gives the same map bit for bit for files in any order', async () => {
  for (const seed of [1, 2]) {
    const other = await analyze(await readPapers(shuffle(seedFiles(), seed)));
    for (const part of Object.keys(map) as (keyof PaperMap)[])
      expect(toPlain(other[part]), part).toEqual(toPlain(map[part]));
  }
});

test('finds the same neighbors and similarities with another seed', async () => {
  const other = await analyze(await readPapers(seedFiles()), { seed: 7 });
  expect(other.neighbors).toEqual(map.neighbors);
  expect(other.positions).not.toEqual(map.positions);
});

test('the shares of the terms add up to the similarity of every edge exactly', () => {
  expect(map.edges.weights.length).toBeGreaterThan(1000);
  map.edges.weights.forEach((weight, k) => {
    const shares = explain(map.rows, map.edges.sources[k]!, map.edges.targets[k]!);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBe(weight);
  });
});

test('the size of a topic is its number of papers, and topics are sorted by size', () => {
  const topics = map.topics.filter(({ parent }) => parent === undefined);
  expect(topics.length).toBeGreaterThan(3);
  for (const { id, size } of topics) expect(map.topicOf.filter((topic) => topic === id).length).toBe(size);
  expect(topics.map(({ size }) => size)).toEqual(topics.map(({ size }) => size).sort((a, b) => b - a));
});

test('every paper with an abstract has a position of its own', () => {
  const positions = new Set<string>();
  map.papers.forEach((paper, i) => {
    const [x, y] = [map.positions[2 * i]!, map.positions[2 * i + 1]!];
    expect(Number.isFinite(x) && Number.isFinite(y), paper.title).toBe(paper.abstract !== '');
    if (paper.abstract) positions.add(`${x} ${y}`);
  });
  expect(positions.size).toBe(map.papers.filter(({ abstract }) => abstract).length);
});

test('a paper without abstract has neither position nor topic', async () => {
  const collection = await readPapers(seedFiles());
  collection.papers[5]!.abstract = '';
  const other = await analyze(collection);
  expect(other.papers[5]!.title).toBe(collection.papers[5]!.title);
  expect([other.topicOf[5], other.positions[10], other.positions[11]]).toEqual([0, Number.NaN, Number.NaN]);
  expect([...other.edges.sources, ...other.edges.targets]).not.toContain(5);
});

test('reports the time of each stage in order, and progress up to the total', async () => {
  const stages: Stage[] = [];
  const lastProgress = new Map<Stage, [number, number]>();
  await analyze(await readPapers(seedFiles()), {
    timing: (stage, seconds) => {
      stages.push(stage);
      expect(seconds).toBeGreaterThanOrEqual(0);
    },
    progress: (stage, done, total) => lastProgress.set(stage, [done, total]),
  });
  expect(stages.slice(0, 3)).toEqual(['weigh', 'join', 'graph']);
  expect(lastProgress.has('join')).toBe(true);
  for (const [stage, [done, total]] of lastProgress) expect(done, stage).toBe(total);
});

/** Reads a part of the seeds, which is analyzed faster. */
const readSomeSeeds = async () => {
  const collection = await readPapers(seedFiles());
  return { ...collection, papers: collection.papers.slice(0, 100) };
};

test('reports the threads of the stages that use them, and too many threads once', async () => {
  const threads = new Map<Stage, number>();
  const warn = vi.fn();
  const collection = await readSomeSeeds();
  await analyze(collection, { threads: 1000, warn, onThreads: (stage, count) => threads.set(stage, count) });
  // A small collection does not need more than one thread.
  expect([...threads]).toEqual([
    ['weigh', 1],
    ['join', 1],
    ['topics', 1],
    ['layout', 1],
    ['quality', 1],
    ['concepts', 1],
  ]);
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/^Only \d+ of 1000 threads are used: one per processor\.$/)],
  ]);
});

test('records exactly the options that the map depends on, with defaults filled in', async () => {
  expect(map.options).toMatchObject({ neighbors: 10, stem: 'inflections', resolution: 'auto', seed: 1 });
  expect(map.options).not.toHaveProperty('join');
  const collection = await readSomeSeeds();
  const tf = (count: number) => count;
  const other = await analyze(collection, { threads: 1, seed: 3, stopWords: ['cat'], tf, progress: () => {} });
  expect(JSON.stringify(other.options)).toBe(
    JSON.stringify({ ...map.options, stopWords: ['cat'], tf: 'custom', seed: 3 }),
  );
  expect(() => weighText(other.vocabulary, 'spiking neurons', other.options)).toThrow(
    'unknown value "custom" of the option tf: use one of log',
  );
  expect(markTerms('spiking neurons', other.vocabulary, other.options).length).toBeGreaterThan(0);
  const custom = await analyze(collection, { join: (rows) => join(rows, { neighbors: 2 }) });
  expect(custom.options.join).toBe('custom');
});

test('builds the same map again from the recorded options', async () => {
  const collection = await readSomeSeeds();
  const first = await analyze(collection, { stem: 'plurals', minDocuments: 3, neighbors: 5 });
  const { options } = first;
  const second = await analyze(collection, options);
  for (const part of Object.keys(map) as (keyof PaperMap)[])
    expect(toPlain(second[part]), part).toEqual(toPlain(first[part]));
});

test('rejects arguments of weighText, markTerms, serializeMap, and openMap that cannot be used', async () => {
  const { vocabulary } = map;
  const calls: [() => unknown, message: string][] = [
    [
      () => weighText(vocabulary, 'a text', { titleWeight: -1 }),
      'titleWeight of weighText must be a number from 0 to 100',
    ],
    [() => weighText(vocabulary, 'a text', Object({ titelWeight: 2 })), 'weighText has no option "titelWeight"'],
    [() => weighText(Object({}), 'a text'), 'weighText: give the vocabulary'],
    [() => weighText(vocabulary, Object({ title: 'a title' })), 'weighText: the text must be a string'],
    [() => markTerms('a text', vocabulary, Object({ clean: 'yes' })), 'clean of markTerms must be true or false'],
    [() => [...serializeMap(map, undefined, Object({ progres: 1 }))], 'serializeMap has no option "progres"'],
    [() => [...serializeMap(Object({}))], 'serializeMap: give a map'],
  ];
  for (const [call, message] of calls) {
    expect(call, message).toThrow(InputError);
    expect(call).toThrow(message);
  }
  await expect(openMap(new Uint8Array(), Object({ nam: 'x' }))).rejects.toThrow('openMap has no option "nam"');
  expect(weighText(vocabulary, 'spiking neurons', map.options)).toEqual(weighText(vocabulary, 'spiking neurons'));
});

test.each(['inflections', 'porter', 'plurals', 'none'] as const)(
  'weighs a text in the same way as the papers of the map, with the stemmer %s',
  async (stem) => {
    const map = await analyze(await readSomeSeeds(), { stem, titleWeight: 3, tf: 'log' });
    for (const paper of [0, 50, 99]) {
      const [start, end] = [map.rows.starts[paper]!, map.rows.starts[paper + 1]!];
      const row = weighText(map.vocabulary, map.papers[paper]!, map.options);
      expect([...row.ids]).toEqual([...map.rows.ids.subarray(start, end)]);
      expect([...row.values]).toEqual([...map.rows.values.subarray(start, end)]);
    }
  },
);

test('throws the reason of the signal when it is aborted', async () => {
  const controller = new AbortController();
  const analysis = analyze(await readPapers(seedFiles()), {
    signal: controller.signal,
    progress: () => controller.abort(new Error('aborted by the test')),
  });
  await expect(analysis).rejects.toThrow('aborted by the test');
});

test('uses a custom join', async () => {
  const collection = await readPapers(seedFiles());
  const other = await analyze(collection, { join: (rows) => join(rows, { neighbors: 2 }) });
  expect(other.neighbors.ids.length).toBe(2 * collection.papers.length);
});

test('reports each warning once', async () => {
  const warnings: string[] = [];
  await analyze(await readSomeSeeds(), {
    join: (rows, _, hooks) => {
      for (const message of ['first', 'second', 'first']) hooks?.warn?.(message);
      return join(rows);
    },
    warn: (message) => warnings.push(message),
  });
  expect(warnings).toEqual(['first', 'second']);
});

test('throws the same InputError from weigh and join when WebAssembly is missing', async () => {
  const { papers } = await readSomeSeeds();
  vi.stubGlobal('WebAssembly', undefined);
  try {
    for (const stage of [weigh(papers), join(map.rows)])
      await expect(stage).rejects.toThrow(/^WebAssembly with SIMD is required/);
    await expect(weigh(papers)).rejects.toThrow(InputError);
  } finally {
    vi.unstubAllGlobals();
  }
});

/** A clock that runs faster than any real one. It advances by a second with every reading, so that a pause is always due. */
let time = 1e9;

const STAGES: Stage[] = ['weigh', 'join', 'graph', 'topics', 'layout', 'quality', 'concepts'];

test.each(STAGES)('rejects with the reason of the signal while it is in the stage "%s"', async (stage) => {
  const collection = await readSomeSeeds();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 1000;
    return time;
  });
  const reason = new Error('canceled');
  const controller = new AbortController();
  const finished: Stage[] = [];
  // The abort is an event like any other: it arrives only when the stage pauses.
  const abortIfNext = () => {
    if (finished.length === STAGES.indexOf(stage)) setImmediate(() => controller.abort(reason));
  };
  abortIfNext();
  const analysis = analyze(collection, {
    threads: 1,
    signal: controller.signal,
    timing: (name) => {
      finished.push(name);
      abortIfNext();
    },
  });
  await expect(analysis).rejects.toBe(reason);
  expect(finished).toEqual(STAGES.slice(0, STAGES.indexOf(stage)));
  clock.mockRestore();
});
