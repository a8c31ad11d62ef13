import type { Hooks } from '../model/options.ts';
import { moveNodes, type NodeForces } from './node-forces.ts';

/** Moves some of the nodes of a layout, epoch by epoch. An instance runs in a worker or on the calling thread. */
export class LayoutTasks {
  readonly #signal: AbortSignal | undefined;
  #forces!: NodeForces;
  #first = 0;
  #pending = new Float32Array(0);

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
}
