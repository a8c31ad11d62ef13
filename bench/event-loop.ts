/**
 * Question: for how long does each stage keep the thread that calls it from processing other events?
 *
 *     npx tsx --import ./scripts/typescript-workers.mjs bench/event-loop.ts PAPERS... [--threads 2]
 *
 * Measures the processor time of the calling thread between two rounds of the event loop, which other programs lengthen little: Node 24 or newer
 * reports it. Prints the longest of each stage, in milliseconds, and how many were longer than 50.
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { listInputFiles } from '../src/cli/read-inputs.ts';
import { analyze, readPapers } from '../src/index.ts';
import { serializeInThreads } from '../src/map-file/save.ts';

/** Milliseconds after which other events should be processed. */
const GOAL = 50;

const { values: options, positionals: inputs } = parseArgs({
  allowPositionals: true,
  options: { threads: { type: 'string', default: '2' } },
});
const threads = Number(options.threads);

/** The types of the oldest supported Node do not know this function. */
const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
if (!threadCpuUsage) throw new Error('this benchmark needs Node 24 or newer');
const measureTime = () => {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
};

/** The longest round of each stage, and the number of those that were too long. */
const rounds = new Map<string, { longest: number; long: number }>();
let stage = 'read';
let last = measureTime();
let isFinished = false;

function measureRound(): void {
  const time = measureTime() - last;
  const { longest, long } = rounds.get(stage) ?? { longest: 0, long: 0 };
  rounds.set(stage, { longest: Math.max(longest, time), long: long + (time > GOAL ? 1 : 0) });
  last = measureTime();
  if (!isFinished) setImmediate(measureRound);
}

const files = await listInputFiles(inputs);
setImmediate(measureRound);
const collection = await readPapers(files, { threads });
stage = 'weigh';
const map = await analyze(collection, {
  threads,
  timing: (name) => {
    stage = `after ${name}`;
  },
});
stage = 'save';
for await (const _ of serializeInThreads(map, () => createHash('sha256'), { threads }, {}));
isFinished = true;
for (const [name, { longest, long }] of rounds)
  console.log(`${name.padEnd(16)}${longest.toFixed(0).padStart(6)} ms, ${long} longer than ${GOAL} ms`);
