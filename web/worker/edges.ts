import type { Edges } from '../../src/model/map.ts';
import type { Links } from './protocol.ts';

/** The links of every paper, both directions, strongest first (ties by index). */
export function linksOf(edges: Edges, papers: number): Links {
  const { sources, targets, weights } = edges;
  const starts = new Uint32Array(papers + 1);
  for (const ends of [sources, targets]) for (const paper of ends) starts[paper + 1]!++;
  for (let i = 0; i < papers; i++) starts[i + 1]! += starts[i]!;
  const ids = new Uint32Array(2 * weights.length);
  const similarities = new Float32Array(2 * weights.length);
  const free = starts.slice();
  // Edges come by source, then target, so a row's papers come in order, and equal similarities stay so.
  const insert = (paper: number, other: number, similarity: number) => {
    let at = free[paper]!++;
    for (; at > starts[paper]! && similarities[at - 1]! < similarity; at--) {
      ids[at] = ids[at - 1]!;
      similarities[at] = similarities[at - 1]!;
    }
    ids[at] = other;
    similarities[at] = similarity;
  };
  for (let k = 0; k < weights.length; k++) {
    const similarity = Math.fround(weights[k]!);
    insert(targets[k]!, sources[k]!, similarity);
    insert(sources[k]!, targets[k]!, similarity);
  }
  return { starts, ids, similarities };
}
