import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import type { EdgeIterationCallback, NodeIterationCallback } from 'graphology-types';
import { generator } from '../random.ts';
import type { Edges } from '../types.ts';

/** Nodes 0 to order - 1 (papers, or groups of papers) and their weighted ties; a tie of a node with itself is a loop. */
export interface Network {
  order: number;
  edges: Edges;
}

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

/** What number each node has in a seeded shuffle (Fisher and Yates). */
function shuffledPlaces(order: number, random: () => number): Uint32Array {
  const places = Uint32Array.from({ length: order }, (_, i) => i);
  for (let i = order - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = places[i]!;
    places[i] = places[j]!;
    places[j] = kept;
  }
  return places;
}

/**
 * One run of Louvain (Blondel et al. 2008) by graphology-communities-louvain. Gives its levels, finest first: each an
 * array with every node's group, numbered from 0. The last level is the result; a network without ties gives one level, every
 * node by itself.
 * @param resolution Above 0; higher gives more and smaller groups (Reichardt and Bornholdt 2006).
 * @param seed Whole number: the order in which nodes are visited.
 */
export function louvainLevels(network: Network, resolution: number, seed: number): Uint32Array[] {
  const { order, edges } = network;
  if (edges.weights.length === 0) return [Uint32Array.from({ length: order }, (_, i) => i)];
  const random = generator(seed);
  const places = shuffledPlaces(order, random);
  const names = Array.from({ length: order }, (_, i) => String(i));
  const { dendrogram } = louvain.detailed(new View(network, places, names), { resolution, rng: random });
  // The first entry of the dendrogram is every node by itself.
  const levels = dendrogram.length > 1 ? dendrogram.slice(1) : dendrogram;
  return levels.map((level) => places.map((place) => level[place]!));
}

/** The network of a partition's groups: ties between two groups add up to one, ties inside a group to its loop. */
export function contract(network: Network, groupOf: Uint32Array): Network {
  const { sources, targets, weights } = network.edges;
  const order = groupOf.reduce((most, group) => Math.max(most, group + 1), 0);
  const sums = new Map<number, number>();
  for (let k = 0; k < weights.length; k++) {
    const a = groupOf[sources[k]!]!;
    const b = groupOf[targets[k]!]!;
    const pair = Math.min(a, b) * order + Math.max(a, b);
    sums.set(pair, (sums.get(pair) ?? 0) + weights[k]!);
  }
  const pairs = Float64Array.from(sums.keys()).sort();
  return {
    order,
    edges: {
      sources: Uint32Array.from(pairs, (pair) => Math.floor(pair / order)),
      targets: Uint32Array.from(pairs, (pair) => pair % order),
      weights: Float64Array.from(pairs, (pair) => sums.get(pair)!),
    },
  };
}
