import type { Edges } from '../model/map.ts';

/** The part of the map's circle that all papers' discs cover together. */
const COVERAGE = 0.08;

/** How many edges each of the papers has. */
export function degrees(edges: Edges, papers: number): Uint32Array {
  const found = new Uint32Array(papers);
  for (const end of [edges.sources, edges.targets]) for (let k = 0; k < end.length; k++) found[end[k]!]!++;
  return found;
}

/**
 * The radius of each paper's disc, in the unit of the positions: papers with more neighbours are larger, up to 1.6 times
 * the average, and the discs shrink as papers grow in number, so that the map of any collection is covered alike.
 */
export function sizes(edges: Edges, papers: number, mapRadius: number): Float32Array {
  const neighbours = degrees(edges, papers);
  const mean = (2 * edges.weights.length) / Math.max(1, papers) || 1;
  const average = mapRadius * Math.sqrt(COVERAGE / Math.max(100, papers));
  return Float32Array.from(neighbours, (n) => average * Math.min(1.6, Math.max(0.7, Math.sqrt(n / mean))));
}
