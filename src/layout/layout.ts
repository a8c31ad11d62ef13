import { computeDegrees, computeNodeSizes } from '../graph/node-sizes.ts';
import { type Edges, MAP_RADIUS, type Topics } from '../model/map.ts';
import { type Hooks, type ThreadOptions, withDefaults } from '../model/options.ts';
import type { Collection } from '../model/paper.ts';
import { createRandom } from '../util/random.ts';
import { scaleProgress } from '../util/scale-progress.ts';
import { computeAttractionRates, type Forces, runEpoch } from './forces.ts';
import { computeInitialPositions } from './initial-positions.ts';
import { withLayoutPool } from './layout-pool.ts';
import { indexNodes, listEdgesOfNodes, numberNodes } from './node-forces.ts';
import { computeAffinities } from './refine/affinities.ts';
import { getRefinementIterations, refinePositions } from './refine/refine-positions.ts';
import { removeOverlaps } from './remove-overlaps.ts';
import { simulate } from './simulate.ts';

/** Options of {@link computeLayout}. */
export interface LayoutOptions {
  /** Seed of the random number generator. Integer, at least 0. Default 1. */
  seed?: number;
}

/** Defaults of {@link LayoutOptions}. */
const LAYOUT_DEFAULTS: Required<LayoutOptions> = { seed: 1 };

/** Radius of the initial layout, in the unit of the force simulation; attraction is strongest at distance 1. */
const INITIAL_RADIUS = 12;
/** Negative samples per edge update. More preserve neighborhoods better and take longer. */
const NEGATIVE_SAMPLES = 8;
/** Learning rate of the first epoch; decreases linearly to 0. */
const INITIAL_LEARNING_RATE = 0.25;
/**
 * Number of connected papers from which on all nodes are moved at the same time, on all threads. In smaller maps, where that takes less
 * time than a second, each step starts from the result of the one before.
 */
const MIN_NODES_SIMULTANEOUS = 10_000;
/** Pull toward the origin, as a fraction of the distance; keeps disconnected components on the map. */
const GRAVITY = 0.001;

/** Returns the number of epochs: more for small maps, where they cost little. */
function getEpochCount(papers: number): number {
  return Math.max(100, Math.min(200, Math.round(4e6 / Math.max(1, papers))));
}

/**
 * Computes a position for each paper that has an abstract. Similar papers are close, topics are separated and no papers
 * overlap. Papers that fit no topic are placed near the nearest one, papers without edges in rows below the map.
 * @returns Interleaved x and y of each paper, within {@link MAP_RADIUS} of the origin; NaN for papers without an abstract.
 * @throws the reason of the signal if it is aborted
 */
export async function computeLayout(
  collection: Collection,
  edges: Edges,
  topics: Pick<Topics, 'topicOf' | 'subtopicOf' | 'secondTopic'>,
  options: LayoutOptions & ThreadOptions = {},
  hooks: Hooks = {},
): Promise<Float32Array> {
  const { seed } = withDefaults(LAYOUT_DEFAULTS, options);
  const { threads } = options;
  const papers = collection.papers.length;
  const degrees = computeDegrees(edges, papers);
  const connected = findIndexes(degrees, (degree) => degree > 0);
  const isolated = findIndexes(degrees, (degree, i) => degree === 0 && collection.papers[i]!.abstract !== '');
  const radii = computeNodeSizes(edges, papers, MAP_RADIUS);
  const connectedPositions = await placeConnected(
    edges,
    topics,
    connected,
    { seed, ...(threads !== undefined && { threads }) },
    hooks,
  );
  fitToRadius(connectedPositions, MAP_RADIUS * 0.95);
  const connectedRadii = Float32Array.from(connected, (i) => radii[i]!);
  await removeOverlaps(connectedPositions, connectedRadii, {}, hooks.signal);
  const positions = new Float32Array(2 * papers).fill(Number.NaN);
  connected.forEach((paper, i) => {
    positions.set(connectedPositions.subarray(2 * i, 2 * i + 2), 2 * paper);
  });
  placeIsolated(positions, isolated, radii);
  fitToRadius(positions, MAP_RADIUS);
  return positions;
}

/** Returns the indexes of the values that pass a test, ascending. */
function findIndexes(values: Uint32Array, test: (value: number, index: number) => boolean): Uint32Array {
  return Uint32Array.from([...values.keys()].filter((i) => test(values[i]!, i)));
}

/** Returns interleaved positions of the papers that have edges, in the order of `connected`. */
async function placeConnected(
  edges: Edges,
  topics: Pick<Topics, 'topicOf' | 'subtopicOf' | 'secondTopic'>,
  connected: Uint32Array,
  { seed, ...threadOptions }: Required<LayoutOptions> & ThreadOptions,
  hooks: Hooks,
): Promise<Float32Array> {
  const { signal } = hooks;
  const nodeEdges = await numberNodes(edges, indexNodes(connected, topics.topicOf.length), signal);
  const groups = {
    topicOf: connected.map((paper) => topics.topicOf[paper]! || topics.secondTopic[paper]!),
    subtopicOf: connected.map((paper) => topics.subtopicOf[paper]!),
  };
  const random = createRandom(seed);
  const initial = await computeInitialPositions(nodeEdges, groups, random, INITIAL_RADIUS, signal);
  const attractionRates = await computeAttractionRates(nodeEdges, groups, signal);
  const parameters = {
    negativeSamples: NEGATIVE_SAMPLES,
    gravity: GRAVITY,
    epochs: getEpochCount(connected.length),
    initialLearningRate: INITIAL_LEARNING_RATE,
  };
  const { epochs } = parameters;
  const steps = epochs + getRefinementIterations(connected.length);
  return withLayoutPool(connected.length, threadOptions, hooks, async (pool) => {
    const simulationHooks = scaleProgress(hooks, 0, epochs, steps);
    const simulated =
      connected.length >= MIN_NODES_SIMULTANEOUS
        ? await simulate(
            pool,
            initial,
            await listEdgesOfNodes(nodeEdges, attractionRates, connected.length, signal),
            // Each edge is applied for both of its papers, each of which is repelled by half of the samples.
            { ...parameters, negativeSamples: NEGATIVE_SAMPLES / 2, seed },
            simulationHooks,
          )
        : await simulateInTurn(
            { positions: initial, edges: nodeEdges, attractionRates, random, ...parameters },
            simulationHooks,
          );
    const affinities = await computeAffinities(nodeEdges, groups, signal);
    const edgesOfNodes = await listEdgesOfNodes(nodeEdges, affinities, connected.length, signal);
    return refinePositions(pool, simulated, edgesOfNodes, scaleProgress(hooks, epochs, steps, steps));
  });
}

/** Runs the force simulation with steps that each start from the result of the one before. Returns the positions of `forces`, which it updates. */
async function simulateInTurn(
  { epochs, initialLearningRate, ...forces }: Forces & { epochs: number; initialLearningRate: number },
  { signal, progress }: Hooks,
): Promise<Float32Array> {
  const pending = new Float32Array(forces.edges.weights.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    await runEpoch(forces, pending, initialLearningRate * (1 - epoch / epochs), signal);
    progress?.('layout', epoch + 1, epochs);
  }
  return forces.positions;
}

/** Places papers without edges in rows below the map, in their order, in place. */
function placeIsolated(positions: Float32Array, isolated: Uint32Array, radii: Float32Array): void {
  if (isolated.length === 0) return;
  const gap = 3 * radii[isolated[0]!]!;
  const columns = Math.max(Math.ceil(Math.sqrt(8 * isolated.length)), 1);
  let minY = 0;
  for (let k = 1; k < positions.length; k += 2) if (positions[k]! < minY) minY = positions[k]!;
  isolated.forEach((paper, i) => {
    positions[2 * paper] = ((i % columns) - (Math.min(columns, isolated.length) - 1) / 2) * gap;
    positions[2 * paper + 1] = minY - 2 * gap - Math.floor(i / columns) * gap;
  });
}

/** Centers the positions on the origin and scales the largest distance from it to `radius`, in place. Skips NaN. */
function fitToRadius(positions: Float32Array, radius: number): void {
  const center = [0, 1].map((axis) => {
    let [min, max] = [Infinity, -Infinity];
    for (let k = axis; k < positions.length; k += 2) {
      if (positions[k]! < min) min = positions[k]!;
      if (positions[k]! > max) max = positions[k]!;
    }
    return (min + max) / 2;
  });
  let maxSquaredDistance = 0;
  for (let k = 0; k < positions.length; k += 2) {
    const [x, y] = [positions[k]! - center[0]!, positions[k + 1]! - center[1]!];
    if (x * x + y * y > maxSquaredDistance) maxSquaredDistance = x * x + y * y;
  }
  const scale = maxSquaredDistance > 0 ? (radius * (1 - 1e-6)) / Math.sqrt(maxSquaredDistance) : 1;
  for (let k = 0; k < positions.length; k++) positions[k] = (positions[k]! - center[k & 1]!) * scale;
}
