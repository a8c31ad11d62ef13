import type Sigma from 'sigma';
import { TimeSlice } from '../time-slice.ts';

/** Number of nodes or edges that are updated without a look at the clock. */
const CHUNK_SIZE = 250;

/** Applies new colors, sizes and filters to the nodes and edges of a graph whose structure stays the same. */
export class Restyler {
  readonly #sigma: Sigma;
  /** Increases with every call, so that a later one replaces an earlier one. */
  #version = 0;
  /** Whether nodes have an old style, because a call that updates them has not finished. */
  #hasOldNodes = false;

  constructor(sigma: Sigma) {
    this.#sigma = sigma;
  }

  /** Stops what is being applied, because the whole graph is refreshed. */
  cancel(): void {
    this.#version++;
    this.#hasOldNodes = false;
  }

  /**
   * Updates all edges in time slices, and draws them at once when that is done.
   *
   * @param nodes whether to update all nodes as well. They are also updated if a call that this one replaces had to.
   */
  async restyle(nodes: boolean): Promise<void> {
    const version = ++this.#version;
    this.#hasOldNodes ||= nodes;
    const graph = this.#sigma.getGraph();
    const slice = new TimeSlice();
    const updates = [
      { kind: 'nodes', keys: this.#hasOldNodes ? graph.nodes() : [] },
      { kind: 'edges', keys: graph.edges() },
    ];
    for (const { kind, keys } of updates)
      for (let start = 0; start < keys.length; start += CHUNK_SIZE) {
        const paused = slice.pause();
        if (paused) await paused;
        if (version !== this.#version) return;
        if (this.#update({ [kind]: keys.slice(start, start + CHUNK_SIZE) })) continue;
        this.cancel();
        this.#sigma.refresh({ schedule: true });
        return;
      }
    this.#hasOldNodes = false;
    this.#sigma.scheduleRender();
  }

  /**
   * Updates a part of the graph without drawing it: a frame of a large map takes longer than updating all of it. Returns false if Sigma does not
   * know the part yet, because the graph has just changed.
   */
  #update(partialGraph: { nodes?: string[]; edges?: string[] }): boolean {
    const sigma = this.#sigma;
    const { scheduleRender } = sigma;
    sigma.scheduleRender = () => sigma;
    try {
      sigma.refresh({ partialGraph, skipIndexation: true, schedule: true });
      return true;
    } catch {
      return false;
    } finally {
      sigma.scheduleRender = scheduleRender;
    }
  }
}
