import type { WeightedGraph } from '../../graph/adjacency.ts';
import type { Hooks } from '../../model/options.ts';
import type { SparseRows, TermRows } from '../../model/sparse.ts';
import { isPauseDue, pause } from '../../util/pause.ts';
import { refineAssignments } from '../assignments/refine-assignments.ts';
import { mergeSmallGroups, numberBySize } from '../group-sizes.ts';
import { type Levels, LouvainRuns } from '../louvain/louvain-runs.ts';

/** What community detection and the refinement of its results need. */
export interface TopicInput {
  /** A graph without isolated nodes, and its adjacency. */
  graph: WeightedGraph;
  adjacency: SparseRows;
  rows: TermRows;
  /** The paper (row) of each node. */
  papers: Uint32Array;
  /** The highest resolution that will be requested. */
  maxResolution: number;
  /** Seed of the first run. */
  seed: number;
  /** Minimum number of papers of a topic. */
  minSize: number;
}

/** Finds communities and refines them. An instance runs in a worker or on the calling thread. */
export class TopicTasks {
  readonly #signal: AbortSignal | undefined;
  #input!: TopicInput;
  #runs!: LouvainRuns;

  constructor({ signal }: Hooks = {}) {
    this.#signal = signal;
  }

  /** Receives what the other functions need. */
  start(input: TopicInput): void {
    this.#input = input;
    this.#runs = new LouvainRuns(input.graph, input.adjacency, input.maxResolution, input.seed);
  }

  /** Returns the levels of a run: see `LouvainRuns`. */
  run(resolution: number, runNumber: number): Promise<Levels> {
    return this.#runs.run(resolution, runNumber, this.#signal);
  }

  /**
   * Merges small groups of a partition and refines the result.
   * @param maxRounds See `refineAssignments`.
   * @returns The topic of each node, from 1; 0 for none.
   */
  async refine(partition: Uint32Array, maxRounds?: number): Promise<Uint32Array> {
    const { adjacency, rows, papers, minSize } = this.#input;
    const topicOf = numberBySize(mergeSmallGroups(adjacency, partition, minSize), minSize);
    if (isPauseDue()) await pause(this.#signal);
    return refineAssignments(adjacency, rows, papers, topicOf, maxRounds, this.#signal);
  }
}
