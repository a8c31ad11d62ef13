import FlatQueue from 'flatqueue';
import { InputError } from '../model/errors.ts';
import type { Edges } from '../model/map.ts';
import { log } from '../util/portable-math.ts';
import { type Adjacency, buildAdjacency } from './adjacency.ts';

/** A path between two papers along edges of the map. */
export interface Path {
  /** Indexes of the papers, including both ends. */
  papers: number[];
  /** Similarity of each pair of consecutive papers, 0..1. Length: papers.length - 1. */
  similarities: number[];
}

/**
 * Finds the strongest path between two papers: the one with the largest product of similarities.
 *
 * Algorithm: Dijkstra (1959) with edge lengths -ln(similarity). Ties are broken by the smaller index of the previous paper.
 * @param papers Number of papers.
 * @param from Index of the first paper.
 * @param to Index of the last paper.
 * @returns The path, or undefined if the papers are not connected. The path from a paper to itself is the paper alone.
 * @throws {InputError} if `from` or `to` is no index of a paper
 */
export function findPath(edges: Edges, papers: number, from: number, to: number): Path | undefined {
  for (const index of [from, to])
    if (!(Number.isInteger(index) && index >= 0 && index < papers))
      throw new InputError(`findPath: an index must be an integer from 0 to ${papers - 1}, not ${index}`);
  return findPathAlong(buildAdjacency({ order: papers, edges }), from, to);
}

/** Finds the same path as {@link findPath} in an adjacency matrix, which several searches can use. */
export function findPathAlong(adjacency: Adjacency, from: number, to: number): Path | undefined {
  const papers = adjacency.starts.length - 1;
  const distances = new Float64Array(papers).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(papers).fill(-1);
  const queue = new FlatQueue<number>();
  distances[from] = 0;
  queue.push(from, 0);
  while (queue.length > 0) {
    const best = queue.peekValue()!;
    const paper = queue.pop()!;
    if (paper === to) break;
    if (best > distances[paper]!) continue;
    for (let k = adjacency.starts[paper]!; k < adjacency.starts[paper + 1]!; k++) {
      const neighbor = adjacency.ids[k]!;
      // Most papers were reached before. Papers without a distance between them must not become each other's previous one.
      if (distances[neighbor]! <= best) continue;
      const distance = best - log(adjacency.values[k]!);
      if (distance > distances[neighbor]!) continue;
      if (distance === distances[neighbor] && previous[neighbor]! <= paper) continue;
      if (distance < distances[neighbor]!) queue.push(neighbor, distance);
      distances[neighbor] = distance;
      previous[neighbor] = paper;
    }
  }
  if (distances[to] === Number.POSITIVE_INFINITY) return undefined;
  const path = [to];
  while (path[0] !== from) path.unshift(previous[path[0]!]!);
  return { papers: path, similarities: path.slice(1).map((paper, k) => getWeight(adjacency, path[k]!, paper)) };
}

/** Returns the weight of an edge that exists. */
function getWeight({ starts, ids, values }: Adjacency, node: number, neighbor: number): number {
  return values[ids.indexOf(neighbor, starts[node]!)]!;
}
