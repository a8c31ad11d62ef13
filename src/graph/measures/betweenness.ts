import type { Steps } from '../../util/pause.ts';
import { createRandom, sampleItems } from '../../util/random.ts';
import type { Adjacency } from '../adjacency.ts';

/**
 * Returns the betweenness centrality of each node: the share of pairs of other nodes whose shortest paths lead through the node, counted in
 * links, 0..1. With more nodes than `samples`, it is estimated from the paths that start at a random sample of nodes.
 * Algorithm: Brandes 2001; estimate: Brandes and Pich 2007. Takes O(min(n, samples) m).
 */
export function* computeBetweenness({ starts, ids }: Adjacency, samples: number, seed: number): Steps<Float64Array> {
  const order = starts.length - 1;
  const betweenness = new Float64Array(order);
  const linked = Array.from({ length: order }, (_, node) => node).filter((node) => starts[node + 1]! > starts[node]!);
  const origins = sampleItems(linked, samples, createRandom(seed));
  const distances = new Int32Array(order).fill(-1);
  const pathCounts = new Float64Array(order);
  const dependencies = new Float64Array(order);
  const queue = new Uint32Array(order);
  for (const origin of origins) {
    yield;
    let end = 1;
    queue[0] = origin;
    distances[origin] = 0;
    pathCounts[origin] = 1;
    for (let next = 0; next < end; next++) {
      const node = queue[next]!;
      const distance = distances[node]! + 1;
      for (let k = starts[node]!; k < starts[node + 1]!; k++) {
        const neighbor = ids[k]!;
        if (distances[neighbor]! < 0) {
          distances[neighbor] = distance;
          queue[end++] = neighbor;
        }
        if (distances[neighbor] === distance) pathCounts[neighbor]! += pathCounts[node]!;
      }
    }
    for (let next = end - 1; next > 0; next--) {
      const node = queue[next]!;
      const distance = distances[node]! - 1;
      const share = (1 + dependencies[node]!) / pathCounts[node]!;
      for (let k = starts[node]!; k < starts[node + 1]!; k++) {
        const before = ids[k]!;
        if (distances[before] === distance) dependencies[before]! += pathCounts[before]! * share;
      }
      betweenness[node]! += dependencies[node]!;
    }
    for (let next = 0; next < end; next++) {
      const node = queue[next]!;
      distances[node] = -1;
      pathCounts[node] = 0;
      dependencies[node] = 0;
    }
  }
  const pairs = (order - 1) * (order - 2);
  const scale = pairs > 0 ? linked.length / Math.max(1, origins.length) / pairs : 0;
  return betweenness.map((value) => value * scale);
}
