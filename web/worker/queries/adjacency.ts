import type { Edges } from '../../../src/model/map.ts';
import type { AdjacencyLists } from '../protocol.ts';

/**
 * Builds the adjacency lists of a map.
 *
 * @param edges ordered by source, then target.
 */
export function buildAdjacencyLists({ sources, targets, weights }: Edges, paperCount: number): AdjacencyLists {
  const starts = new Uint32Array(paperCount + 1);
  for (const ends of [sources, targets]) for (const paper of ends) starts[paper + 1]!++;
  for (let paper = 0; paper < paperCount; paper++) starts[paper + 1]! += starts[paper]!;
  const ids = new Uint32Array(2 * weights.length);
  const similarities = new Float32Array(2 * weights.length);
  const rowEnds = starts.slice();
  // Insertion sort is stable: because of the order of the edges, equally similar neighbors are ordered by index.
  const insert = (paper: number, neighbor: number, similarity: number) => {
    let position = rowEnds[paper]!++;
    for (; position > starts[paper]! && similarities[position - 1]! < similarity; position--) {
      ids[position] = ids[position - 1]!;
      similarities[position] = similarities[position - 1]!;
    }
    ids[position] = neighbor;
    similarities[position] = similarity;
  };
  for (let k = 0; k < weights.length; k++) {
    const similarity = Math.fround(weights[k]!);
    insert(targets[k]!, sources[k]!, similarity);
    insert(sources[k]!, targets[k]!, similarity);
  }
  return { starts, ids, similarities };
}
