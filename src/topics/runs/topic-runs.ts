import type { Hooks, ThreadOptions } from '../../model/options.ts';
import { resolveThreads } from '../../workers/platform.ts';
import { shareArray } from '../../workers/shared.ts';
import { openTaskPool, type TaskPool } from '../../workers/task-pool.ts';
import type { Levels } from '../louvain/louvain-runs.ts';
import { type TopicInput, TopicTasks } from './topic-tasks.ts';

/** With fewer papers per thread, starting a thread takes longer than it saves. */
const MIN_PAPERS_PER_THREAD = 5000;

/** Runs of community detection on all threads. Each run is computed once. */
export interface TopicRuns {
  /** Returns the levels of a run: see `LouvainRuns`. */
  run(resolution: number, runNumber: number): Promise<Levels>;
  /** Merges small groups of a partition and refines the result: see `TopicTasks`. */
  refine(partition: Uint32Array, maxRounds?: number): Promise<Uint32Array>;
}

/**
 * Calls a function with runs on all threads, which are stopped when it returns.
 * @throws the reason of the signal if it is aborted
 */
export async function withTopicRuns<Result>(
  input: TopicInput,
  options: ThreadOptions,
  hooks: Hooks,
  use: (runs: TopicRuns) => Promise<Result>,
): Promise<Result> {
  const parts = Math.max(1, Math.floor(input.papers.length / MIN_PAPERS_PER_THREAD));
  const threads = Math.min(resolveThreads(options, hooks), parts);
  const pool: TaskPool<TopicTasks> = await openTaskPool('topics', () => new TopicTasks(hooks), threads, hooks);
  hooks.onThreads?.('topics', pool.threads);
  try {
    return await use(await createTopicRuns(pool, input));
  } finally {
    pool.close();
  }
}

/** Distributes runs and refinements over the workers of a pool: each goes to the worker that has the fewest. */
export async function createTopicRuns(pool: TaskPool<TopicTasks>, input: TopicInput): Promise<TopicRuns> {
  const shared = pool.size > 1 ? shareInput(input) : input;
  const pending = new Array<number>(pool.size).fill(0);
  const assign = async <Result>(preferred: number, task: (worker: number) => Promise<Result>): Promise<Result> => {
    const fewest = Math.min(...pending);
    const first = preferred % pool.size;
    const worker = pending[first] === fewest ? first : pending.indexOf(fewest);
    pending[worker]!++;
    try {
      return await task(worker);
    } finally {
      pending[worker]!--;
    }
  };
  await Promise.all(pending.map((_, worker) => pool.call(worker, 'start', shared)));
  const runs = new Map<string, Promise<Levels>>();
  return {
    run(resolution, runNumber) {
      const key = `${resolution} ${runNumber}`;
      let run = runs.get(key);
      if (!run) {
        // Runs whose numbers differ start from different graphs, which a worker computes once.
        run = assign(runNumber, (worker) => pool.call(worker, 'run', resolution, runNumber));
        runs.set(key, run);
      }
      return run;
    },
    refine: (partition, maxRounds) => assign(0, (worker) => pool.call(worker, 'refine', partition, maxRounds)),
  };
}

/** Puts the arrays into shared memory, so that workers need no copies. */
const shareInput = ({ graph, adjacency, rows, papers, ...settings }: TopicInput): TopicInput => ({
  ...settings,
  graph: {
    order: graph.order,
    edges: {
      sources: shareArray(graph.edges.sources),
      targets: shareArray(graph.edges.targets),
      weights: shareArray(graph.edges.weights),
    },
  },
  adjacency: {
    starts: shareArray(adjacency.starts),
    ids: shareArray(adjacency.ids),
    values: shareArray(adjacency.values),
  },
  rows: { starts: shareArray(rows.starts), ids: shareArray(rows.ids), values: shareArray(rows.values) },
  papers: shareArray(papers),
});
