import type { Edges } from '../model/map.ts';

/** Share of the map's area that the discs of all papers cover together. */
const COVERAGE = 0.08;

/** Returns the degree of each paper: its number of edges. */
export function computeDegrees(edges: Edges, papers: number): Uint32Array {
  const degrees = new Uint32Array(papers);
  for (const ends of [edges.sources, edges.targets]) for (let k = 0; k < ends.length; k++) degrees[ends[k]!]!++;
  return degrees;
}

/**
 * Returns the radius of each paper's disc, in the unit of `mapRadius`. The radius grows with the degree of the paper and
 * lies between 0.7 and 1.6 times a standard radius, which shrinks with the number of papers so that every map is equally covered.
 */
export function computeNodeSizes(edges: Edges, papers: number, mapRadius: number): Float32Array {
  const degrees = computeDegrees(edges, papers);
  const meanDegree = (2 * edges.weights.length) / Math.max(1, papers) || 1;
  const standardRadius = mapRadius * Math.sqrt(COVERAGE / Math.max(100, papers));
  return Float32Array.from(
    degrees,
    (degree) => standardRadius * Math.min(1.6, Math.max(0.7, Math.sqrt(degree / meanDegree))),
  );
}
