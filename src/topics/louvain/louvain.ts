import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import { aggregateGroups, buildAdjacencySteps, type WeightedGraph } from '../../graph/adjacency.ts';
import type { SparseRows } from '../../model/sparse.ts';
import { isPauseDue, pause, runWithPauses } from '../../util/pause.ts';
import { createRandom, randomPermutation } from '../../util/random.ts';
import { runLocalMoving } from './local-moving.ts';

/** Graphs with at least this many edges use the flat-array implementation. */
const FLAT_ARRAY_MIN_EDGES = 5_000;

/**
 * Runs the Louvain method (Blondel et al. 2008) once.
 *
 * Small graphs use graphology-communities-louvain. Large graphs use an implementation on flat arrays, which is several times
 * faster and finds partitions of the same modularity (bench/topics.ts).
 * @param resolution Above 0; higher values give more and smaller groups (Reichardt and Bornholdt 2006).
 * @param seed Seed of the order in which nodes are visited. Whole number.
 * @returns The levels, finest first: the group of each node, numbered from 0. The last level is the result. A graph without
 * edges has one level, in which each node is its own group.
 * @throws the reason of the signal if it is aborted
 */
export async function runLouvain(
  graph: WeightedGraph,
  resolution: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Uint32Array[]> {
  if (isPauseDue()) await pause(signal);
  const edges = graph.edges.weights.length;
  if (edges === 0) return [Uint32Array.from({ length: graph.order }, (_, node) => node)];
  return edges < FLAT_ARRAY_MIN_EDGES
    ? runGraphologyLouvain(graph, resolution, seed)
    : runFlatArrayLouvain(await runWithPauses(buildAdjacencySteps(graph), signal), resolution, seed, signal);
}

/**
 * Runs Louvain with graphology-communities-louvain. Takes and returns the same as {@link runLouvain}.
 *
 * The library visits the nodes in graph order from a random start, so the nodes are added in random order to make runs with
 * different seeds independent.
 */
export function runGraphologyLouvain({ order, edges }: WeightedGraph, resolution: number, seed: number): Uint32Array[] {
  const random = createRandom(seed);
  /** Position of each node in the graphology graph. */
  const positions = randomPermutation(order, random);
  const graph = new Graph({ type: 'undirected' });
  for (let position = 0; position < order; position++) graph.addNode(position);
  edges.weights.forEach((weight, k) => {
    graph.addUndirectedEdge(positions[edges.sources[k]!], positions[edges.targets[k]!], { weight });
  });
  const { dendrogram } = louvain.detailed(graph, { resolution, rng: random });
  // The first entry of the dendrogram is the initial state, in which each node is its own group.
  const levels = dendrogram.length > 1 ? dendrogram.slice(1) : dendrogram;
  return levels.map((level) => positions.map((position) => level[position]!));
}

/**
 * Runs Louvain on flat arrays: alternates local moving and aggregation until no group grows.
 * @param adjacency The neighbors of each node; self-loops are listed twice.
 * @param resolution See {@link runLouvain}.
 * @param seed See {@link runLouvain}.
 * @returns See {@link runLouvain}.
 * @throws the reason of the signal if it is aborted
 */
export async function runFlatArrayLouvain(
  adjacency: SparseRows,
  resolution: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Uint32Array[]> {
  const levels: Uint32Array[] = [];
  let currentAdjacency = adjacency;
  for (;;) {
    const groupOf = await runLocalMoving(currentAdjacency, resolution, seed + levels.length, signal);
    const aggregate = await aggregateGroups(currentAdjacency, groupOf, signal);
    const hasMerged = aggregate.order < groupOf.length;
    if (hasMerged || levels.length === 0) levels.push(levels.at(-1)?.map((node) => groupOf[node]!) ?? groupOf);
    if (!hasMerged) return levels;
    currentAdjacency = await runWithPauses(buildAdjacencySteps(aggregate), signal);
  }
}
