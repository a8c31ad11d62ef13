import TinyQueue from 'tinyqueue';
import type { Edges } from '../model/map.ts';
import { type Adjacency, buildAdjacency } from './adjacency.ts';

/** A path between two papers along edges of the map. */
export interface Path {
  /** Indexes of the papers, including both ends. */
  papers: number[];
  /** Similarity of each pair of consecutive papers, 0..1. Length: papers.length - 1. */
  similarities: number[];
}

interface QueueItem {
  paper: number;
  /** Length of the shortest known path to the paper. */
  distance: number;
}

/**
 * Finds the strongest path between two papers: the one with the largest product of similarities.
 *
 * Algorithm: Dijkstra (1959) with edge lengths -ln(similarity). Ties are broken by the smaller index of the previous paper.
 * @param papers Number of papers.
 * @param from Index of the first paper.
 * @param to Index of the last paper.
 * @returns The path, or undefined if the papers are not connected. The path from a paper to itself is the paper alone.
 */
export function findPath(edges: Edges, papers: number, from: number, to: number): Path | undefined {
  const adjacency = buildAdjacency({ order: papers, edges });
  const distances = new Float64Array(papers).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(papers).fill(-1);
  const queue = new TinyQueue<QueueItem>(
    [{ paper: from, distance: 0 }],
    (a, b) => a.distance - b.distance || a.paper - b.paper,
  );
  distances[from] = 0;
  for (let item = queue.pop(); item && item.paper !== to; item = queue.pop()) {
    if (item.distance > distances[item.paper]!) continue;
    for (let k = adjacency.starts[item.paper]!; k < adjacency.starts[item.paper + 1]!; k++) {
      const paper = adjacency.ids[k]!;
      const distance = item.distance - Math.log(adjacency.values[k]!);
      if (distance > distances[paper]!) continue;
      if (distance === distances[paper] && previous[paper]! <= item.paper) continue;
      distances[paper] = distance;
      previous[paper] = item.paper;
      queue.push({ paper, distance });
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
