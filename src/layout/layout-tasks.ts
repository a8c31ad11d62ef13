import type { Hooks } from '../model/options.ts';
import { moveNodes, type NodeEdges, type NodeForces } from './node-forces.ts';
import { computeAttraction } from './refine/attraction.ts';
import { buildCells } from './refine/cells.ts';
import { computeRepulsion, type Repulsion } from './refine/repulsion.ts';

/** The forces on some nodes. */
export interface NodeForceSums {
  /** Interleaved x and y of the attraction of the nodes that the instance was given. */
  attraction: Float64Array;
  /** The repulsion of the nodes of some cells. */
  repulsion: Repulsion;
}

/** Moves some of the nodes of a layout, epoch by epoch. An instance runs in a worker or on the calling thread. */
export class LayoutTasks {
  readonly #signal: AbortSignal | undefined;
  #forces!: NodeForces;
  #first = 0;
  #pending = new Float32Array(0);
  #affinities!: NodeEdges;
  #parts = 1;

  constructor({ signal }: Hooks = {}) {
    this.#signal = signal;
  }

  /**
   * Prepares the simulation.
   * @param forces The edges of the nodes that this instance moves.
   * @param first The first of these nodes.
   */
  start(forces: NodeForces, first: number): void {
    this.#forces = forces;
    this.#first = first;
    this.#pending = new Float32Array(forces.ids.length);
  }

  /** Runs an epoch and returns the new positions of the nodes: see `moveNodes`. */
  runEpoch(positions: Float32Array, epoch: number, learningRate: number): Promise<Float32Array> {
    return moveNodes(this.#forces, positions, this.#first, this.#pending, epoch, learningRate, this.#signal);
  }

  /**
   * Prepares the refinement.
   * @param affinities The edges of the nodes whose attraction this instance computes.
   * @param first The first of these nodes.
   * @param parts Number of parts into which the computation of the repulsion is divided.
   */
  startRefining(affinities: NodeEdges, first: number, parts: number): void {
    this.#affinities = affinities;
    this.#first = first;
    this.#parts = parts;
  }

  /** Computes the attraction of the nodes of this instance, and a part of the repulsion of all nodes. */
  async computeForces(positions: Float32Array, part: number): Promise<NodeForceSums> {
    return {
      attraction: await computeAttraction(positions, this.#affinities, this.#first, this.#signal),
      repulsion: await computeRepulsion(positions, buildCells(positions), part, this.#parts, this.#signal),
    };
  }
}
