import { aggregateGroups, type WeightedGraph } from '../../graph/adjacency.ts';
import type { SparseRows } from '../../model/sparse.ts';
import { runLocalMoving } from './local-moving.ts';
import { runLouvain } from './louvain.ts';

/** A graph from which runs start, and the node of it that represents each node of the original graph. */
interface StartingGraph {
  graph: WeightedGraph;
  nodeOf: Uint32Array;
}

/** The partitions of one Louvain run, finest first. Each is coarser than the one before; the last is the result. */
export type Levels = Uint32Array[];

/** Graphs with fewer edges are run from single nodes each time, which takes a few milliseconds. */
const SHARED_START_MIN_EDGES = 20_000;
/** Limits the number of starting graphs, as the total number of edges that are visited to compute them. */
const START_EDGE_BUDGET = 600_000;
const MIN_STARTS = 2;
const MAX_STARTS = 8;

/**
 * Runs Louvain with different seeds and resolutions and caches the results.
 *
 * In a large graph most of the time goes into the first level: thousands of groups of about twenty papers, which hardly
 * depend on the resolution. Therefore the first level is computed only a few times, with different seeds, and all runs start
 * from one of these graphs.
 */
export class LouvainRuns {
  readonly #graph: WeightedGraph;
  readonly #adjacency: SparseRows;
  readonly #maxResolution: number;
  readonly #seed: number;
  readonly #starts: StartingGraph[] = [];
  readonly #runs = new Map<string, Levels>();

  /**
   * @param graph A graph without isolated nodes.
   * @param adjacency The adjacency of the graph.
   * @param maxResolution The highest resolution that will be requested.
   * @param seed Seed of the first run. Whole number.
   */
  constructor(graph: WeightedGraph, adjacency: SparseRows, maxResolution: number, seed: number) {
    this.#graph = graph;
    this.#adjacency = adjacency;
    this.#maxResolution = maxResolution;
    this.#seed = seed;
  }

  /**
   * Returns the levels of a run, over the nodes of the original graph. Computes each run once.
   * @throws the reason of the signal if it is aborted
   */
  async run(resolution: number, runNumber: number, signal?: AbortSignal): Promise<Levels> {
    signal?.throwIfAborted();
    const key = `${resolution} ${runNumber}`;
    const cached = this.#runs.get(key);
    if (cached) return cached;
    const { graph, nodeOf } = await this.#getStart(runNumber, signal);
    const found = await runLouvain(graph, resolution, this.#seed + 1000 + runNumber, signal);
    const levels: Levels = found.map((level) => nodeOf.map((node) => level[node]!));
    if (graph.order < nodeOf.length) levels.unshift(nodeOf);
    this.#runs.set(key, levels);
    return levels;
  }

  /** Returns the graph from which a run starts. */
  async #getStart(runNumber: number, signal: AbortSignal | undefined): Promise<StartingGraph> {
    const edges = this.#graph.edges.weights.length;
    const isShared = edges >= SHARED_START_MIN_EDGES;
    const count = isShared ? Math.min(MAX_STARTS, Math.max(MIN_STARTS, Math.floor(START_EDGE_BUDGET / edges))) : 1;
    const index = runNumber % count;
    this.#starts[index] ??= isShared
      ? await this.#aggregateFirstLevel(this.#seed + index, signal)
      : this.#getOriginal();
    return this.#starts[index];
  }

  #getOriginal(): StartingGraph {
    return { graph: this.#graph, nodeOf: Uint32Array.from({ length: this.#graph.order }, (_, node) => node) };
  }

  async #aggregateFirstLevel(seed: number, signal: AbortSignal | undefined): Promise<StartingGraph> {
    const nodeOf = await runLocalMoving(this.#adjacency, this.#maxResolution, seed, signal);
    return { graph: await aggregateGroups(this.#adjacency, nodeOf, signal), nodeOf };
  }
}
