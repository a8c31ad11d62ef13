import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { type AnalyzeOptions, analyze } from '../analyze.ts';
import { type Edit, reshape } from '../edit/edits.ts';
import { mapChunks } from '../map-file/save.ts';
import { InputError } from '../model/errors.ts';
import type { PaperMap } from '../model/map.ts';
import type { Stage } from '../model/options.ts';
import { readInputs } from './inputs.ts';
import { fill } from './output.ts';

/** What a build is asked to do. */
export interface Job {
  inputs: string[];
  /** Field of a paper to column of a table. */
  columns: Record<string, string>;
  /** A file that exists, to be filled with the map. */
  output: string;
  options: AnalyzeOptions;
  /** Made to the finished map. */
  edits: Edit[];
}

/** What came of a job. */
export interface Outcome {
  report: Report;
  /** A line for each edit that could not be made. */
  notes: string[];
}

/** What a build found, in the form of its report. */
export interface Report {
  /** All that was read: always papers + merged + problems.length. */
  records: number;
  papers: number;
  /** Records that joined a paper already there. */
  merged: number;
  withoutAbstract: number;
  problems: PaperMap['problems'];
  /** What is odd but cost no record: possible duplicates that were kept apart, years not understood. */
  notes: PaperMap['notes'];
  terms: number;
  edges: number;
  topics: { id: number; label: string; size: number }[];
  modularity: number;
  /** Of each stage, and of all with what lies between them. */
  seconds: Partial<Record<Stage, number>> & { total: number };
  /** The most that the whole process held at any time. */
  peakMemoryBytes: number;
  /** The map's own hash. */
  hash: string;
}

/** What the worker tells the main thread. */
export type Message =
  | { progress: [stage: Stage, done: number, total: number] }
  | { outcome: Outcome }
  | { failed: string; input: boolean };

/** Milliseconds between two messages about progress. */
const QUIET = 100;

/** A worker's life: one build, its progress told, its outcome last. */
export async function workAsWorker(): Promise<void> {
  const tell = (message: Message) => parentPort?.postMessage(message);
  let last = 0;
  try {
    // build.ts starts the worker, with a job.
    const outcome = await work(workerData as Job, (stage, done, total) => {
      const now = performance.now();
      if (now - last < QUIET) return;
      last = now;
      tell({ progress: [stage, done, total] });
    });
    tell({ outcome });
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error), input: error instanceof InputError });
  }
}

/** Reads, analyses, writes. */
async function work(job: Job, progress: NonNullable<AnalyzeOptions['progress']>): Promise<Outcome> {
  const start = performance.now();
  const seconds: Partial<Record<Stage, number>> = {};
  const timed = async <T>(stage: Stage, task: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await task();
    seconds[stage] = round((performance.now() - start) / 1000);
    return result;
  };
  const collection = await timed('read', () => readInputs(job.inputs, { columns: job.columns }, { progress }));
  const analyzed = await analyze(collection, {
    ...job.options,
    progress,
    seconds: (stage, took) => {
      seconds[stage] = round(took);
    },
  });
  const { map, notes } = reshape(analyzed, job.edits);
  let hash = '';
  await timed('write', () =>
    fill(
      job.output,
      (function* () {
        hash = yield* mapChunks(map, () => createHash('sha256'), { progress });
      })(),
    ),
  );
  const report: Report = {
    records: map.records,
    papers: map.papers.length,
    merged: map.merged,
    withoutAbstract: map.papers.filter((paper) => !paper.abstract).length,
    problems: map.problems,
    notes: map.notes,
    terms: map.vocabulary.keys.length,
    edges: map.edges.weights.length,
    topics: map.topics.flatMap(({ id, label, size, parent }) => (parent === undefined ? [{ id, label, size }] : [])),
    modularity: map.quality.modularity,
    seconds: { ...seconds, total: round((performance.now() - start) / 1000) },
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    hash,
  };
  return { report, notes };
}

const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
