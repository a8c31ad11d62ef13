import type { Hooks, Stage } from './model/options.ts';
import { isPauseDue, pause } from './util/pause.ts';
import { runTogether } from './util/run-together.ts';
import { getParallelTime } from './workers/thread-clock.ts';

/** Keeps the results of stages, so that an analysis that was interrupted can go on after them. */
export interface StageResults {
  /** Returns the result of a stage that an earlier run with the same papers and options finished. */
  load(stage: Stage): Promise<{ result: unknown } | undefined>;
  /** Keeps the result of a stage that has finished. */
  save(stage: Stage, result: unknown): Promise<void>;
}

/** Runs a stage, or returns the result that an earlier run kept, and measures its time. */
export type RunStage = <T>(stage: Stage, run: () => T | Promise<T>) => Promise<T>;

/** What {@link createStageRunner} reports to and takes results from. */
interface RunnerOptions {
  /** Receives the seconds of each stage: see `AnalyzeOptions.timing`. */
  timing?: ((stage: Stage, seconds: number, singleThreadSeconds: number) => void) | undefined;
  results?: StageResults | undefined;
  signal?: AbortSignal | undefined;
}

/** A moment, and the milliseconds until then during which several threads were busy. */
interface Moment {
  time: number;
  parallel: number;
}

const now = (): Moment => ({ time: performance.now(), parallel: getParallelTime() });

/**
 * Returns a function that runs stages.
 *
 * Stages may overlap. The time of a stage then begins when the stage before it has ended, so that the times of all stages add up to that of
 * the analysis.
 */
export function createStageRunner({ timing, results, signal }: RunnerOptions): RunStage {
  let lastEnd: Moment = { time: Number.NEGATIVE_INFINITY, parallel: 0 };
  return async <T>(stage: Stage, run: () => T | Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    if (isPauseDue()) await pause(signal);
    const start = now();
    const saved = await results?.load(stage);
    // What was saved is what this stage returned.
    const result = saved ? (saved.result as T) : await run();
    signal?.throwIfAborted();
    const from = start.time > lastEnd.time ? start : lastEnd;
    const end = now();
    lastEnd = end;
    const milliseconds = end.time - from.time;
    timing?.(stage, milliseconds / 1000, Math.max(0, milliseconds - (end.parallel - from.parallel)) / 1000);
    if (!saved) await results?.save(stage, result);
    return result;
  };
}

/**
 * Runs two sequences of stages that do not depend on each other: at once, so that each uses the threads that the other leaves idle, or one
 * after the other. At once, the progress of the second is shown when the first has ended.
 */
export async function runBranches<A, B>(
  a: (hooks: Hooks) => Promise<A>,
  b: (hooks: Hooks) => Promise<B> | undefined,
  hooks: Hooks,
  { atOnce }: { atOnce: boolean },
): Promise<[A, B | undefined]> {
  if (!atOnce) return [await a(hooks), await b(hooks)];
  let isAlone = false;
  const progress: Hooks['progress'] = (...report) => {
    if (isAlone) hooks.progress?.(...report);
  };
  return runTogether(
    async (signal) => {
      const result = await a({ ...hooks, signal });
      isAlone = true;
      return result;
    },
    async (signal) => b({ ...hooks, progress, signal }),
    hooks.signal,
  );
}
