import type { Edges } from '../model/map.ts';
import { fillWith, forEachRange } from '../util/pause.ts';

/** What an epoch needs besides the positions. */
export interface NodeForces {
  /** Neighbors of node i: the entries from starts[i] to starts[i + 1] of the other arrays, counted from starts[0]. */
  starts: Uint32Array;
  ids: Uint32Array;
  /** How often each edge is applied, as a fraction of the epochs, 0..1. */
  rates: Float32Array;
  /** Number of randomly drawn papers that repel a paper each time one of its edges is applied. */
  negativeSamples: number;
  /** Strength of the pull toward the origin, as a fraction of the distance. */
  gravity: number;
  /** Seed of the random numbers. */
  seed: number;
}

/** Limit on one repulsion step along each axis, before it is multiplied by the learning rate. */
const MAX_REPULSION = 4;
/** Number of nodes that are processed between two checks whether a pause is due. */
const NODES_PER_RANGE = 1 << 10;

/**
 * Runs an epoch of stochastic gradient descent for some nodes. The steps are those of `runEpoch`, but each node is moved by its own edges only,
 * while all other nodes stay where they were before the epoch, and the random numbers depend on the node and the epoch. Any part of the nodes
 * can therefore be computed on any thread. Uses only + - * / so that every platform computes the same bits.
 * @param positions Interleaved x and y of all nodes before the epoch.
 * @param first The first of the nodes; `forces` has the edges of as many nodes as are moved.
 * @param pending The fraction of a step that each edge has accumulated; updated in place.
 * @returns Interleaved x and y of these nodes after the epoch.
 * @throws the reason of the signal if it is aborted
 */
export async function moveNodes(
  forces: NodeForces,
  positions: Float32Array,
  first: number,
  pending: Float32Array,
  epoch: number,
  learningRate: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const count = forces.starts.length - 1;
  const moved = new Float32Array(2 * count);
  await forEachRange(count, NODES_PER_RANGE, signal, (start, end) => {
    moveRange(forces, { positions, moved, pending, first, epoch, learningRate }, start, end);
  });
  return moved;
}

/** The state of the nodes that are moved: see {@link moveNodes}. */
interface Movement {
  positions: Float32Array;
  moved: Float32Array;
  pending: Float32Array;
  first: number;
  epoch: number;
  learningRate: number;
}

/** Moves the nodes from `start` to `end` (exclusive). All that the inner loop needs is in local variables, which takes 0.7 of the time. */
function moveRange(
  { starts, ids, rates, negativeSamples, gravity, seed }: NodeForces,
  { positions, moved, pending, first, epoch, learningRate }: Movement,
  start: number,
  end: number,
): void {
  const offset = starts[0]!;
  const nodes = positions.length / 2;
  const shrink = 1 - gravity * learningRate;
  for (let n = start; n < end; n++) {
    const node = first + n;
    let x = positions[2 * node]!;
    let y = positions[2 * node + 1]!;
    let state = mix(seed, epoch, node);
    const edgeEnd = starts[n + 1]! - offset;
    for (let k = starts[n]! - offset; k < edgeEnd; k++) {
      pending[k]! += rates[k]!;
      if (pending[k]! < 1) continue;
      pending[k]! -= 1;
      const neighbor = 2 * ids[k]!;
      const dx = x - positions[neighbor]!;
      const dy = y - positions[neighbor + 1]!;
      const attraction = (2 * learningRate) / (1 + dx * dx + dy * dy);
      x -= attraction * dx;
      y -= attraction * dy;
      for (let sample = 0; sample < negativeSamples; sample++) {
        // mulberry32, as in createRandom, without a function for each node.
        state = (state + 0x6d2b79f5) | 0;
        let bits = Math.imul(state ^ (state >>> 15), 1 | state);
        bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
        const other = (((bits ^ (bits >>> 14)) >>> 0) * 2 ** -32 * nodes) | 0;
        if (other === node) continue;
        const awayX = x - positions[2 * other]!;
        const awayY = y - positions[2 * other + 1]!;
        const squaredDistance = awayX * awayX + awayY * awayY;
        const repulsion = 2 / ((0.001 + squaredDistance) * (1 + squaredDistance));
        x += learningRate * clamp(repulsion * awayX);
        y += learningRate * clamp(repulsion * awayY);
      }
    }
    moved[2 * n] = shrink * x;
    moved[2 * n + 1] = shrink * y;
  }
}

const clamp = (value: number) =>
  value > MAX_REPULSION ? MAX_REPULSION : value < -MAX_REPULSION ? -MAX_REPULSION : value;

/** Returns the first state of the random numbers of a node in an epoch, in which every bit depends on all of the arguments. */
function mix(seed: number, epoch: number, node: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(epoch + 1, 0xc2b2ae35) ^ Math.imul(node, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The neighbors of all nodes with the rates of their edges: see {@link NodeForces}. */
export type NodeEdges = Pick<NodeForces, 'starts' | 'ids' | 'rates'>;

/** Returns the node of each of `papers` papers, for nodes that stand for some of them; 0 for the others. */
export function indexNodes(paperOf: Uint32Array, papers: number): Uint32Array {
  const nodeOf = new Uint32Array(papers);
  paperOf.forEach((paper, node) => {
    nodeOf[paper] = node;
  });
  return nodeOf;
}

/**
 * Returns edges between papers as edges between their nodes.
 * @throws the reason of the signal if it is aborted
 */
export async function numberNodes(edges: Edges, nodeOf: Uint32Array, signal?: AbortSignal): Promise<Edges> {
  const toNodes = (ends: Uint32Array) => fillWith(new Uint32Array(ends.length), (k) => nodeOf[ends[k]!]!, signal);
  return { sources: await toNodes(edges.sources), targets: await toNodes(edges.targets), weights: edges.weights };
}

/** Number of edges that are processed between two checks whether a pause is due. */
const EDGES_PER_RANGE = 1 << 16;

/**
 * Lists the edges of each node, in the order of the edges.
 * @throws the reason of the signal if it is aborted
 */
export async function listEdgesOfNodes(
  { sources, targets }: Edges,
  edgeRates: Float32Array,
  nodes: number,
  signal?: AbortSignal,
): Promise<NodeEdges> {
  const starts = new Uint32Array(nodes + 1);
  for (const ends of [sources, targets]) for (const node of ends) starts[node + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const ids = new Uint32Array(2 * edgeRates.length);
  const rates = new Float32Array(2 * edgeRates.length);
  const add = (node: number, neighbor: number, rate: number) => {
    ids[next[node]!] = neighbor;
    rates[next[node]!++] = rate;
  };
  await forEachRange(edgeRates.length, EDGES_PER_RANGE, signal, (start, end) => {
    for (let k = start; k < end; k++) {
      add(sources[k]!, targets[k]!, edgeRates[k]!);
      add(targets[k]!, sources[k]!, edgeRates[k]!);
    }
  });
  return { starts, ids, rates };
}

/** Splits nodes into consecutive parts with about the same number of edges. Returns the first node of each, and the number of nodes. */
export function splitNodes(starts: Uint32Array, parts: number): number[] {
  const nodes = starts.length - 1;
  const firstNodes = [0];
  for (let node = 0; node < nodes && firstNodes.length < parts; node++)
    if (starts[node + 1]! * parts >= starts[nodes]! * firstNodes.length) firstNodes.push(node + 1);
  while (firstNodes.length <= parts) firstNodes.push(nodes);
  return firstNodes;
}

/** Returns the edges of the nodes from `first` to `end` (exclusive). */
export const sliceEdges = ({ starts, ids, rates }: NodeEdges, first: number, end: number): NodeEdges => ({
  starts: starts.slice(first, end + 1),
  ids: ids.slice(starts[first]!, starts[end]!),
  rates: rates.slice(starts[first]!, starts[end]!),
});
