import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { applyEdits } from '../src/edit/apply-edits.ts';
import type { Edit } from '../src/edit/edit.ts';
import { serializeMap } from '../src/map-file/save.ts';
import type { Stage } from '../src/model/options.ts';
import type { Collection } from '../src/model/paper.ts';
import { readPapers } from '../src/read/read.ts';
import { createIndex, findRelated } from '../src/similarity/query/find-related.ts';
import { pauseBetween } from '../src/util/pause.ts';
import { createRandom } from '../src/util/random.ts';

/**
 * Longest time that a stage may keep the thread from processing events, in milliseconds of processor time, which other programs do
 * not lengthen much: on a machine whose cores are busy hyperthreads, the same work takes twice as long. It includes the threads of the engine.
 */
const MAX_BLOCK = 400;

const PAPERS = 2500;

const STAGES: Stage[] = ['weigh', 'join', 'graph', 'topics', 'layout', 'quality', 'concepts'];

/** Returns papers on some subjects as JSON Lines: enough that every stage would block the thread for longer than allowed. */
function createPapers(): string {
  const random = createRandom(3);
  const word = (subject: number) =>
    `w${subject}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(26 * random() ** 2)]}x${Math.floor(40 * random())}`;
  return Array.from({ length: PAPERS }, (_, i) => {
    const words = Array.from({ length: 120 }, () => word(random() < 0.7 ? i % 12 : Math.floor(12 * random())));
    return `${JSON.stringify({ title: words.slice(0, 8).join(' '), abstract: `We study ${words.join(' ')}.`, year: 2000 })}\n`;
  }).join('');
}

/** Milliseconds of processor time of this process. */
const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let longestBlock = 0;
let started = 0;

/** Stops the measurement that is running. */
let stop = () => {};

/** Measures the processor time between two rounds of the event loop, until `stop` is called. */
function startMeasuring(): void {
  stop();
  let isStopped = false;
  stop = () => {
    isStopped = true;
  };
  longestBlock = 0;
  started = processorTime();
  let last = started;
  const measureRound = () => {
    const now = processorTime();
    longestBlock = Math.max(longestBlock, now - last);
    last = now;
    if (!isStopped) setImmediate(measureRound);
  };
  setImmediate(measureRound);
}

/** The longest block of a computation, and all of its processor time, in milliseconds. */
interface Blocking {
  longest: number;
  total: number;
}

/** Returns what was measured since the start or the last call. */
async function takeMeasurement(): Promise<Blocking> {
  const now = processorTime();
  const total = now - started;
  started = now;
  await new Promise((resolve) => setImmediate(resolve));
  const longest = longestBlock;
  longestBlock = 0;
  return { longest, total };
}

const measure = async (run: () => Promise<unknown>): Promise<Blocking> => {
  startMeasuring();
  await run();
  const measurement = await takeMeasurement();
  stop();
  return measurement;
};

/** Short blocks are allowed; of a computation that takes longer, no block may be most of it. */
const isResponsive = ({ longest, total }: Blocking) => longest < MAX_BLOCK && longest < Math.max(60, total / 2);

/** The longest block of each stage, and of other functions that take long. */
const blocks = new Map<string, Blocking>();

beforeAll(async () => {
  // A clock that advances by a second with every reading, so that stages pause wherever they can.
  let time = 1e9;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
    time += 1000;
    return time;
  });
  const recordBlock = async (name: string, run: () => Promise<unknown>) => blocks.set(name, await measure(run));
  let collection: Collection | undefined;
  await recordBlock('readPapers', async () => {
    collection = await readPapers([{ name: 'papers.jsonl', bytes: createPapers() }]);
  });
  const stages: [Stage, Promise<Blocking>][] = [];
  startMeasuring();
  const timing = (stage: Stage) => stages.push([stage, takeMeasurement()]);
  const map = await analyze(collection!, { threads: 1, timing });
  for (const [stage, block] of stages) blocks.set(stage, await block);
  await recordBlock('findRelated', async () => {
    const index = await createIndex(map.rows, map.vocabulary.keys.length);
    await findRelated(index, 0, { count: 500, diversity: 0.5, expandWith: map.neighbors });
  });
  await recordBlock('applyEdits', () => {
    const [paper, into] = [1, 2].map((topic) => map.papers[map.topicOf.indexOf(topic)]!.id);
    const hide = map.papers.slice(0, 1000).map(({ id }): Edit => ({ edit: 'hide', paper: id }));
    return applyEdits(map, [{ edit: 'merge', paper: paper!, into: into! }, ...hide]);
  });
  await recordBlock('serializeMap', async () => {
    for await (const chunk of pauseBetween(serializeMap(map))) expect(chunk.length).toBeGreaterThan(0);
  });
  clock.mockRestore();
}, 120_000);

afterAll(() => stop());

test.each(['readPapers', ...STAGES, 'findRelated', 'applyEdits', 'serializeMap'])(
  '%s lets the thread process events at short intervals',
  (name) => {
    expect(blocks.get(name)).toSatisfy(isResponsive);
  },
);

test.each([100, MAX_BLOCK + 50])('a computation of %i ms without pauses is noticed', async (duration) => {
  const blocking = await measure(async () => {
    await Promise.resolve();
    const end = processorTime() + duration;
    while (processorTime() < end);
  });
  expect(blocking).not.toSatisfy(isResponsive);
});
