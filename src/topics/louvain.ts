import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import type { EdgeIterationCallback, NodeIterationCallback } from 'graphology-types';
import { contract, type Network, tiesOf } from '../graph/adjacency.ts';
import type { SparseRows } from '../model/sparse.ts';
import { generator, shuffled } from '../util/random.ts';
import { gather } from './local-moving.ts';

/**
 * A network as graphology's Louvain reads a graph: it walks the nodes and edges once and keeps them in flat arrays of
 * its own. Showing it our arrays spares building an object for each of 740,000 edges for every run.
 * The library starts its walk at a random node but keeps the nodes' order, so `place` (a shuffle) is what makes runs differ.
 */
class View extends Graph {
  readonly #network: Network;
  readonly #place: Uint32Array;
  readonly #names: readonly string[];
  readonly #ties: Uint32Array;

  constructor(network: Network, place: Uint32Array, names: readonly string[]) {
    super({ type: 'undirected' });
    this.#network = network;
    this.#place = place;
    this.#names = names;
    this.#ties = new Uint32Array(network.order);
    const { sources, targets } = network.edges;
    let loops = 0;
    for (let k = 0; k < sources.length; k++)
      if (sources[k] === targets[k]) loops++;
      else {
        this.#ties[place[sources[k]!]!]!++;
        this.#ties[place[targets[k]!]!]!++;
      }
    Object.defineProperties(this, {
      order: { value: network.order },
      size: { value: sources.length },
      selfLoopCount: { value: loops },
    });
  }

  override forEachNode(each: NodeIterationCallback): void {
    for (const name of this.#names) each(name, {});
  }

  override undirectedDegreeWithoutSelfLoops(name: unknown): number {
    return this.#ties[Number(name)]!;
  }

  /** Only the form with one argument, the callback, is asked for by Louvain. */
  override forEachEdge(...[each]: unknown[]): void {
    const callback = each as EdgeIterationCallback;
    const { sources, targets, weights } = this.#network.edges;
    const attributes = { weight: 0 };
    for (let k = 0; k < weights.length; k++) {
      attributes.weight = weights[k]!;
      const source = this.#names[this.#place[sources[k]!]!]!;
      const target = this.#names[this.#place[targets[k]!]!]!;
      callback('', attributes, source, target, attributes, attributes, true);
    }
  }
}

/** Networks with fewer ties are left to the library. */
const LARGE = 5_000;

/**
 * One run of Louvain (Blondel et al. 2008). Gives its levels, finest first: each an array with every node's group, numbered from 0. The last
 * level is the result; a network without ties gives one level, every node by itself. Small networks go through
 * graphology-communities-louvain; large ones through our own flat arrays, several times faster and as good (bench/topics.ts).
 * @param resolution Above 0; higher gives more and smaller groups (Reichardt and Bornholdt 2006).
 * @param seed Whole number: the order in which nodes are visited.
 */
export function louvainLevels(network: Network, resolution: number, seed: number): Uint32Array[] {
  const ties = network.edges.weights.length;
  if (ties === 0) return [Uint32Array.from({ length: network.order }, (_, i) => i)];
  return ties < LARGE ? libraryLevels(network, resolution, seed) : ownLevels(tiesOf(network), resolution, seed);
}

/** One run by graphology-communities-louvain. */
export function libraryLevels({ order, edges }: Network, resolution: number, seed: number): Uint32Array[] {
  const random = generator(seed);
  const places = shuffled(order, random);
  const names = Array.from({ length: order }, (_, i) => String(i));
  const { dendrogram } = louvain.detailed(new View({ order, edges }, places, names), { resolution, rng: random });
  // The first entry of the dendrogram is every node by itself.
  const levels = dendrogram.length > 1 ? dendrogram.slice(1) : dendrogram;
  return levels.map((level) => places.map((place) => level[place]!));
}

/** One run by {@link gather}: nodes gather in groups, the groups become nodes, until none gathers any more. */
export function ownLevels(ties: SparseRows, resolution: number, seed: number): Uint32Array[] {
  const levels: Uint32Array[] = [];
  let nodes = ties;
  for (;;) {
    const groupOf = gather(nodes, resolution, seed + levels.length);
    const groups = contract(nodes, groupOf);
    const gathered = groups.order < groupOf.length;
    if (gathered || levels.length === 0) levels.push(levels.at(-1)?.map((node) => groupOf[node]!) ?? groupOf);
    if (!gathered) return levels;
    nodes = tiesOf(groups);
  }
}
