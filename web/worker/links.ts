import type { Edges } from '../../src/types.ts';
import type { Links } from '../protocol.ts';

/** The links of every paper, both directions, strongest first (ties by index). */
export function linksOf(edges: Edges, papers: number): Links {
  const { sources, targets, weights } = edges;
  const starts = new Uint32Array(papers + 1);
  for (const ends of [sources, targets]) for (const paper of ends) starts[paper + 1]!++;
  for (let i = 0; i < papers; i++) starts[i + 1]! += starts[i]!;
  // Going through the edges from strong to weak fills every row in order.
  const order = Uint32Array.from(weights.keys()).sort((a, b) => weights[b]! - weights[a]! || a - b);
  const free = starts.slice();
  const ids = new Uint32Array(2 * weights.length);
  const similarities = new Float32Array(2 * weights.length);
  const add = (paper: number, other: number, weight: number) => {
    const at = free[paper]!++;
    ids[at] = other;
    similarities[at] = weight;
  };
  for (const k of order) {
    add(sources[k]!, targets[k]!, weights[k]!);
    add(targets[k]!, sources[k]!, weights[k]!);
  }
  return { starts, ids, similarities };
}
