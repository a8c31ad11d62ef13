import type { Hooks } from '../../model/options.ts';
import { createSharedFloats } from '../../workers/shared.ts';
import type { TaskPool } from '../../workers/task-pool.ts';
import type { LayoutTasks, NodeForceSums } from '../layout-tasks.ts';
import { type NodeEdges, sliceEdges, splitNodes } from '../node-forces.ts';
import type { Repulsion } from './repulsion.ts';

/** Root mean square distance of the nodes from the origin at the start, relative to the root of their number. */
const RELATIVE_RADIUS = 0.5;
/** Factor on the attraction. More keeps topics together, less preserves the nearest neighbors better. */
const EXAGGERATION = 1.2;
/** Learning rate as a fraction of the number of nodes (Belkina et al. 2019 use a twelfth of it, for more iterations). */
const RELATIVE_LEARNING_RATE = 1 / 6;
/** Fraction of its previous step that a node repeats; less in the first iterations, when the directions still change. */
const MOMENTUM = 0.8;
const INITIAL_MOMENTUM = 0.5;
const INITIAL_ITERATIONS = 20;
/** Maximum length of a step. */
const MAX_STEP = 5;
/** How the learning rate of a coordinate grows while its direction stays the same, and shrinks otherwise (Jacobs 1988). */
const GAIN_STEP = 0.2;
const GAIN_FACTOR = 0.8;
const MIN_GAIN = 0.01;

/** Returns the number of iterations: more for small maps, where they cost little. */
export const getRefinementIterations = (nodes: number): number =>
  Math.max(40, Math.min(200, Math.round(1e6 / Math.max(1, nodes))));

/**
 * Moves nodes so that those with edges are among the nearest: gradient descent on the objective of t-SNE, from positions that are already a good
 * layout. Preserves the nearest neighbors two to three times as well as the simulation before it. The size of the pool does not change the result.
 *
 * Sources: van der Maaten and Hinton, JMLR 2008 (t-SNE); van der Maaten, JMLR 2014 (approximate forces).
 * @param positions Interleaved x and y of each node.
 * @param affinities The affinity of each entry of `edges` in place of its rate: see `computeAffinities`.
 * @returns Interleaved x and y of each node.
 * @throws the reason of the signal if it is aborted
 */
export async function refinePositions(
  pool: TaskPool<LayoutTasks>,
  positions: Float32Array,
  affinities: NodeEdges,
  { progress }: Hooks = {},
): Promise<Float32Array> {
  const nodes = positions.length / 2;
  const workers = Array.from({ length: pool.size }, (_, worker) => worker);
  const firstNodes = splitNodes(affinities.starts, pool.size);
  await Promise.all(
    workers.map((worker) => {
      const [first, end] = [firstNodes[worker]!, firstNodes[worker + 1]!];
      return pool.call(worker, 'startRefining', sliceEdges(affinities, first, end), first, pool.size);
    }),
  );
  const moved = createSharedFloats(positions.length);
  moved.set(positions);
  const scale = getScale(positions);
  for (let k = 0; k < moved.length; k++) moved[k]! *= scale;
  const descent = new Descent(moved);
  const iterations = getRefinementIterations(nodes);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const sums = await Promise.all(workers.map((worker) => pool.call(worker, 'computeForces', moved, worker)));
    const closeness = sums.reduce((sum, { repulsion }) => sumCloseness(repulsion, sum), 0);
    computeGradient(descent.gradient, sums, firstNodes, closeness);
    descent.step(iteration);
    progress?.('layout', iteration + 1, iterations);
  }
  return Float32Array.from(moved);
}

/** Returns `start` plus the closeness of nodes to all others, added up. */
export function sumCloseness({ sums }: Repulsion, start = 0): number {
  let total = start;
  for (let k = 2; k < sums.length; k += 3) total += sums[k]!;
  return total;
}

/**
 * Computes the gradient of the objective.
 * @param gradient Interleaved x and y of each node; output.
 * @param sums The forces by worker, in order.
 * @param firstNodes The first of the nodes whose attraction each worker computed.
 * @param closeness The closeness of all pairs of nodes, added up.
 */
export function computeGradient(
  gradient: Float64Array,
  sums: readonly NodeForceSums[],
  firstNodes: readonly number[],
  closeness: number,
): void {
  for (const [worker, { attraction }] of sums.entries()) {
    const offset = 2 * firstNodes[worker]!;
    for (let k = 0; k < attraction.length; k++) gradient[offset + k] = EXAGGERATION * attraction[k]!;
  }
  for (const { repulsion } of sums)
    repulsion.nodes.forEach((node, k) => {
      gradient[2 * node]! -= repulsion.sums[3 * k]! / closeness;
      gradient[2 * node + 1]! -= repulsion.sums[3 * k + 1]! / closeness;
    });
}

/** Gradient descent with momentum and a learning rate for each coordinate. */
export class Descent {
  /** Interleaved x and y of the gradient at each node, to be set before a step. */
  readonly gradient: Float64Array;
  readonly #positions: Float32Array;
  readonly #steps: Float64Array;
  readonly #gains: Float64Array;

  /** @param positions Interleaved x and y of each node; updated in place. */
  constructor(positions: Float32Array) {
    this.#positions = positions;
    this.gradient = new Float64Array(positions.length);
    this.#steps = new Float64Array(positions.length);
    this.#gains = new Float64Array(positions.length).fill(1);
  }

  /** Moves the nodes. */
  step(iteration: number): void {
    const momentum = iteration < INITIAL_ITERATIONS ? INITIAL_MOMENTUM : MOMENTUM;
    const [positions, gradient, steps, gains] = [this.#positions, this.gradient, this.#steps, this.#gains];
    const learningRate = (4 * RELATIVE_LEARNING_RATE * positions.length) / 2;
    for (let k = 0; k < positions.length; k++) {
      const isReversed = gradient[k]! > 0 !== steps[k]! > 0;
      gains[k] = isReversed ? gains[k]! + GAIN_STEP : Math.max(MIN_GAIN, gains[k]! * GAIN_FACTOR);
      steps[k] = momentum * steps[k]! - learningRate * gains[k]! * gradient[k]!;
    }
    for (let k = 0; k < positions.length; k += 2) {
      const length = Math.sqrt(steps[k]! * steps[k]! + steps[k + 1]! * steps[k + 1]!);
      const scale = length > MAX_STEP ? MAX_STEP / length : 1;
      for (const axis of [k, k + 1]) {
        steps[axis]! *= scale;
        positions[axis]! += steps[axis]!;
      }
    }
  }
}

/** Returns the factor that gives positions the scale of the objective, in which nodes are close if their distance is below 1. */
export function getScale(positions: Float32Array): number {
  const nodes = positions.length / 2;
  let squares = 0;
  for (let k = 0; k < positions.length; k++) squares += positions[k]! * positions[k]!;
  return (RELATIVE_RADIUS * Math.sqrt(nodes)) / Math.sqrt((2 * squares) / positions.length || 1);
}
