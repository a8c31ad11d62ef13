import type { Hooks } from '../model/options.ts';
import { createSharedFloats } from '../workers/shared.ts';
import type { TaskPool } from '../workers/task-pool.ts';
import type { LayoutTasks } from './layout-tasks.ts';
import { type NodeEdges, type NodeForces, sliceEdges, splitNodes } from './node-forces.ts';

/** Parameters of {@link simulate}. */
export interface Simulation extends Omit<NodeForces, keyof NodeEdges> {
  epochs: number;
  /** Learning rate of the first epoch; decreases linearly to 0. */
  initialLearningRate: number;
}

/**
 * Runs the force simulation on a pool, each of whose workers moves some of the nodes. The size of the pool does not change the result.
 * @param initial Interleaved x and y of each node.
 * @returns Interleaved x and y of each node after the last epoch.
 * @throws the reason of the signal if it is aborted
 */
export async function simulate(
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
      return pool.call(worker, 'start', { ...parameters, ...sliceEdges(edges, first, end) }, first);
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
