import type { Edges } from '../model/map.ts';
import type { SparseRows } from '../model/sparse.ts';

/** Returns the neighbors of each node with the largest weights, largest first, ties by index. */
export function findStrongestNeighbors({ sources, targets, weights }: Edges, nodes: number, limit: number): SparseRows {
  const lists: { id: number; weight: number }[][] = Array.from({ length: nodes }, () => []);
  for (let k = 0; k < weights.length; k++) {
    lists[sources[k]!]!.push({ id: targets[k]!, weight: weights[k]! });
    lists[targets[k]!]!.push({ id: sources[k]!, weight: weights[k]! });
  }
  const starts = new Uint32Array(nodes + 1);
  const kept = lists.map((list) => list.sort((a, b) => b.weight - a.weight || a.id - b.id).slice(0, limit));
  kept.forEach((list, i) => {
    starts[i + 1] = starts[i]! + list.length;
  });
  const all = kept.flat();
  return { starts, ids: Uint32Array.from(all, ({ id }) => id), values: Float64Array.from(all, ({ weight }) => weight) };
}
