import type { Hooks, ThreadOptions } from '../model/options.ts';
import { resolveThreads } from '../workers/platform.ts';
import { createSharedFloats } from '../workers/shared.ts';
import { openTaskPool, type TaskPool } from '../workers/task-pool.ts';
import { LayoutTasks } from './layout-tasks.ts';
import type { NodeEdges, NodeForces } from './node-forces.ts';

/** Parameters of {@link simulate}. */
export interface Simulation extends Omit<NodeForces, keyof NodeEdges> {
  epochs: number;
  /** Learning rate of the first epoch; decreases linearly to 0. */
  initialLearningRate: number;
}

/** With fewer nodes per thread, starting a thread takes longer than it saves. */
const MIN_NODES_PER_THREAD = 5000;

/**
 * Runs the force simulation on several threads, each of which moves some of the nodes. The number of threads does not change the result.
 * @param initial Interleaved x and y of each node.
 * @returns Interleaved x and y of each node after the last epoch.
 * @throws the reason of the signal if it is aborted
 */
export async function simulate(
  initial: Float32Array,
  edges: NodeEdges,
  simulation: Simulation,
  options: ThreadOptions,
  hooks: Hooks,
): Promise<Float32Array> {
  const parts = Math.max(1, Math.floor(initial.length / 2 / MIN_NODES_PER_THREAD));
  const threads = Math.min(resolveThreads(options, hooks), parts);
  const pool: TaskPool<LayoutTasks> = await openTaskPool('layout', () => new LayoutTasks(hooks), threads, hooks);
  hooks.onThreads?.('layout', pool.threads);
  try {
    return await simulateWithPool(pool, initial, edges, simulation, hooks);
  } finally {
    pool.close();
  }
}

/** Does the work of {@link simulate} with an open pool. */
export async function simulateWithPool(
  pool: TaskPool<LayoutTasks>,
  initial: Float32Array,
  edges: NodeEdges,
  { epochs, initialLearningRate, ...parameters }: Simulation,
  { progress }: Hooks = {},
): Promise<Float32Array> {
  const firstNodes = splitNodes(edges.starts, pool.size);
  const workers = Array.from({ length: pool.size }, (_, worker) => worker);
  await Promise.all(
    workers.map((worker) => {
      const [first, end] = [firstNodes[worker]!, firstNodes[worker + 1]!];
      const [firstEdge, endEdge] = [edges.starts[first]!, edges.starts[end]!];
      const forces: NodeForces = {
        ...parameters,
        starts: edges.starts.slice(first, end + 1),
        ids: edges.ids.slice(firstEdge, endEdge),
        rates: edges.rates.slice(firstEdge, endEdge),
      };
      return pool.call(worker, 'start', forces, first);
    }),
  );
  const positions = createSharedFloats(initial.length);
  positions.set(initial);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const learningRate = initialLearningRate * (1 - epoch / epochs);
    const moved = await Promise.all(
      workers.map((worker) => pool.call(worker, 'runEpoch', positions, epoch, learningRate)),
    );
    for (const worker of workers) positions.set(moved[worker]!, 2 * firstNodes[worker]!);
    progress?.('layout', epoch + 1, epochs);
  }
  return Float32Array.from(positions);
}

/** Splits nodes into consecutive parts with about the same number of edges. Returns the first node of each, and the number of nodes. */
function splitNodes(starts: Uint32Array, parts: number): number[] {
  const nodes = starts.length - 1;
  const firstNodes = [0];
  for (let node = 0; node < nodes && firstNodes.length < parts; node++)
    if (starts[node + 1]! * parts >= starts[nodes]! * firstNodes.length) firstNodes.push(node + 1);
  while (firstNodes.length <= parts) firstNodes.push(nodes);
  return firstNodes;
}
