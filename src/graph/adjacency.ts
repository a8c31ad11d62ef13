import type { Edges } from '../model/map.ts';
import type { SparseRows } from '../model/sparse.ts';
import { isPauseDue, pause, runAtOnce, type Steps } from '../util/pause.ts';
import { listGroupMembers } from './partition.ts';

/** An undirected weighted graph as an edge list. */
export interface WeightedGraph {
  /** Number of nodes. Nodes (papers, or groups of papers) are numbered from 0. */
  order: number;
  /** Edges, each once. An edge from a node to itself is a loop. */
  edges: Edges;
}

/** A symmetric adjacency matrix: row i holds the neighbors of node i and the weights of the edges to them. */
export type Adjacency = SparseRows;

/** Returns the adjacency matrix of a graph. The entries of a row have the order of the edges; a loop appears twice. */
export const buildAdjacency = (graph: WeightedGraph): Adjacency => runAtOnce(buildAdjacencySteps(graph));

/** Number of edges of a step of {@link buildAdjacencySteps}; a power of 2. */
const EDGES_PER_STEP = 1 << 15;

/** Returns the same as {@link buildAdjacency}, and yields after every step of a millisecond or so. */
export function* buildAdjacencySteps({ order, edges }: WeightedGraph): Steps<Adjacency> {
  const { sources, targets, weights } = edges;
  const starts = new Uint32Array(order + 1);
  for (let k = 0; k < weights.length; k++) {
    if (k % EDGES_PER_STEP === 0) yield;
    starts[sources[k]! + 1]!++;
    starts[targets[k]! + 1]!++;
  }
  for (let node = 0; node < order; node++) starts[node + 1]! += starts[node]!;
  const nextSlots = starts.slice();
  const ids = new Uint32Array(2 * weights.length);
  const values = new Float64Array(2 * weights.length);
  const addEntry = (node: number, neighbor: number, weight: number) => {
    const slot = nextSlots[node]!++;
    ids[slot] = neighbor;
    values[slot] = weight;
  };
  for (let k = 0; k < weights.length; k++) {
    if (k % EDGES_PER_STEP === 0) yield;
    addEntry(sources[k]!, targets[k]!, weights[k]!);
    addEntry(targets[k]!, sources[k]!, weights[k]!);
  }
  return { starts, ids, values };
}

/**
 * Aggregates the groups of a partition into nodes. The edges between two groups become one edge with the sum of their
 * weights; the edges within a group become a loop.
 * @param groupOf Group of each node, numbered from 0.
 * @throws the reason of the signal if it is aborted
 */
export async function aggregateGroups(
  adjacency: Adjacency,
  groupOf: Uint32Array,
  signal?: AbortSignal,
): Promise<WeightedGraph> {
  const groups = listGroupMembers(groupOf);
  const weightSums = new Float64Array(groups.length);
  const touched = new Uint32Array(groups.length);
  const edges = new EdgeBuffer(adjacency.ids.length);
  for (const [group, members] of groups.entries()) {
    if (isPauseDue()) await pause(signal);
    const count = sumGroupEdges(adjacency, groupOf, group, members, weightSums, touched);
    for (const other of touched.subarray(0, count).sort()) {
      edges.add(group, other, weightSums[other]!);
      weightSums[other] = 0;
    }
  }
  return { order: groups.length, edges: edges.toEdges() };
}

/**
 * Adds the weights of a group's edges, to itself and to groups with a higher number, to `weightSums`, and lists these groups in
 * `touched`. Returns how many there are.
 */
function sumGroupEdges(
  { starts, ids, values }: Adjacency,
  groupOf: Uint32Array,
  group: number,
  members: Uint32Array,
  weightSums: Float64Array,
  touched: Uint32Array,
): number {
  let count = 0;
  for (let m = 0; m < members.length; m++) {
    const end = starts[members[m]! + 1]!;
    for (let k = starts[members[m]!]!; k < end; k++) {
      const other = groupOf[ids[k]!]!;
      if (other < group) continue;
      if (weightSums[other] === 0) touched[count++] = other;
      // An edge within the group is visited from both of its ends.
      weightSums[other]! += other === group ? values[k]! / 2 : values[k]!;
    }
  }
  return count;
}

/** Returns the subgraph induced by the given nodes, without loops. Its nodes are numbered in the order of `nodes`. */
export function extractSubgraph({ starts, ids, values }: Adjacency, nodes: Uint32Array): WeightedGraph {
  // Number of each node in the subgraph plus 1; 0 for nodes outside of it.
  const numbers = new Uint32Array(starts.length - 1);
  let capacity = 0;
  nodes.forEach((node, number) => {
    numbers[node] = number + 1;
    capacity += starts[node + 1]! - starts[node]!;
  });
  const edges = new EdgeBuffer(capacity);
  nodes.forEach((node, number) => {
    for (let k = starts[node]!; k < starts[node + 1]!; k++) {
      const neighbor = numbers[ids[k]!]! - 1;
      if (neighbor > number) edges.add(number, neighbor, values[k]!);
    }
  });
  return { order: nodes.length, edges: edges.toEdges() };
}

/** Collects edges up to a fixed capacity. */
class EdgeBuffer {
  readonly #sources: Uint32Array;
  readonly #targets: Uint32Array;
  readonly #weights: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#sources = new Uint32Array(capacity);
    this.#targets = new Uint32Array(capacity);
    this.#weights = new Float64Array(capacity);
  }

  add(source: number, target: number, weight: number): void {
    this.#sources[this.#count] = source;
    this.#targets[this.#count] = target;
    this.#weights[this.#count++] = weight;
  }

  toEdges(): Edges {
    return {
      sources: this.#sources.slice(0, this.#count),
      targets: this.#targets.slice(0, this.#count),
      weights: this.#weights.slice(0, this.#count),
    };
  }
}
