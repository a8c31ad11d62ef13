import { checkOptions, defineOption, integer, type OptionTable } from '../model/option-table.ts';
import { type Hooks, THREAD_OPTIONS, type ThreadOptions, withDefaults } from '../model/options.ts';
import type { TermRows } from '../model/sparse.ts';
import { createRandom, sampleItems } from '../util/random.ts';
import { countColumns, transpose } from '../util/transpose.ts';
import { resolveThreads } from '../workers/platform.ts';
import { shareArray } from '../workers/shared.ts';
import { openTaskPool, type TaskPool } from '../workers/task-pool.ts';
import { mapTasks } from '../workers/worker-pool.ts';
import { type NeighborhoodData, NeighborhoodTasks, type SampledPaper } from './neighborhood-tasks.ts';

/** Options of {@link trustworthiness}. */
export interface TrustworthinessOptions {
  /** Number k of nearest neighbors. Whole number, at least 1; limited to less than half of the papers. Default 10. */
  neighborhood?: number;
  /** Maximum number of papers to evaluate, drawn at random. Whole number, at least 1. Default 500. */
  sample?: number;
  /** Seed of the sample. Integer, at least 0. Default 1. */
  seed?: number;
}

/** Defaults of {@link TrustworthinessOptions}. */
const TRUSTWORTHINESS_DEFAULTS: Required<TrustworthinessOptions> = { neighborhood: 10, sample: 500, seed: 1 };

/** The options of {@link TrustworthinessOptions}. */
export const TRUSTWORTHINESS_OPTIONS: OptionTable<TrustworthinessOptions & ThreadOptions> = {
  ...THREAD_OPTIONS,
  neighborhood: defineOption('number of nearest neighbors', integer(1), TRUSTWORTHINESS_DEFAULTS.neighborhood),
  sample: defineOption('maximum number of papers to evaluate', integer(1), TRUSTWORTHINESS_DEFAULTS.sample),
  seed: defineOption('seed of the sample', integer(0), TRUSTWORTHINESS_DEFAULTS.seed),
};

/**
 * Measures how well a layout preserves neighborhoods: trustworthiness (Venna and Kaski 2001, equation 1).
 *
 * Each of a paper's k nearest neighbors in the layout that is not among its k most similar papers is penalized by the amount
 * by which its similarity rank exceeds k. 1 is perfect; a random layout scores about 0.5. Ranks are exact: each sampled paper
 * is compared with all others. Ties are ranked by index. Papers without terms or without a position are ignored.
 * @param positions Interleaved x and y of each paper; NaN for papers without a position.
 * @returns A number up to 1; 1 if there are fewer than three papers.
 * @throws the reason of the signal if it is aborted
 */
export async function trustworthiness(
  rows: TermRows,
  positions: Float32Array,
  options: TrustworthinessOptions & ThreadOptions = {},
  hooks: Hooks = {},
): Promise<number> {
  checkOptions(TRUSTWORTHINESS_OPTIONS, options, 'trustworthiness');
  const { neighborhood, sample, seed } = withDefaults(TRUSTWORTHINESS_DEFAULTS, options);
  const isPlaced = (i: number) => rows.starts[i + 1]! > rows.starts[i]! && !Number.isNaN(positions[2 * i]!);
  const placed = Uint32Array.from({ length: positions.length / 2 }, (_, i) => i).filter(isPlaced);
  const n = placed.length;
  const k = Math.min(neighborhood, Math.floor((n - 1) / 2));
  if (k < 1) return 1;
  const sampled = sampleItems(placed, sample, createRandom(seed));
  const threads = Math.max(1, Math.min(resolveThreads(options, hooks), Math.floor(n / MIN_PAPERS_PER_THREAD)));
  const pool: TaskPool<NeighborhoodTasks> = await openTaskPool(
    'quality',
    () => new NeighborhoodTasks(),
    threads,
    hooks,
  );
  hooks.onThreads?.('quality', pool.threads);
  try {
    const penalty = await measureWithPool(pool, rows, { positions, placed, neighborhood: k }, sampled, hooks);
    return 1 - (2 / (sampled.length * k * (2 * n - 3 * k - 1))) * penalty;
  } finally {
    pool.close();
  }
}

/** With fewer papers per thread, starting a thread takes longer than it saves. */
const MIN_PAPERS_PER_THREAD = 5000;

/** Number of papers that are measured at once. */
const PAPERS_PER_CALL = 4;

/** Returns the sum of what the neighborhoods of the sampled papers are penalized by, computed with an open pool. */
export async function measureWithPool(
  pool: TaskPool<NeighborhoodTasks>,
  rows: TermRows,
  { positions, ...parameters }: Omit<NeighborhoodData, 'postings'>,
  sampled: readonly number[],
  { signal, progress }: Hooks,
): Promise<number> {
  const share = pool.threads > 1 ? shareArray : <Numbers>(array: Numbers) => array;
  const { starts, ids, values } = await transpose(rows, countColumns(rows.ids), signal);
  const postings = { starts: share(starts), ids: share(ids), values: share(values) };
  const data = { postings, positions: share(positions), ...parameters };
  await Promise.all(Array.from({ length: pool.size }, (_, worker) => pool.call(worker, 'start', data)));
  const batches: SampledPaper[][] = [];
  for (let first = 0; first < sampled.length; first += PAPERS_PER_CALL)
    batches.push(sampled.slice(first, first + PAPERS_PER_CALL).map((paper) => rowOf(rows, paper)));
  let done = 0;
  const penalties = await mapTasks(pool, batches, async (batch, worker) => {
    const penalty = await pool.call(worker, 'measure', batch);
    done += batch.length;
    progress?.('quality', done, sampled.length);
    return penalty;
  });
  return penalties.reduce((sum, penalty) => sum + penalty, 0);
}

const rowOf = ({ starts, ids, values }: TermRows, paper: number): SampledPaper => {
  const [start, end] = [starts[paper]!, starts[paper + 1]!];
  return { paper, ids: ids.slice(start, end), values: values.slice(start, end) };
};
