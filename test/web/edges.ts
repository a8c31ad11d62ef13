import fc from 'fast-check';
import type { Edges } from '../../src/model/map.ts';
import type { AdjacencyLists } from '../../web/worker/protocol.ts';

/** Number of papers of the generated edges. */
export const PAPERS = 12;

/** Generates the edges of a map: each pair at most once, by source, then target. */
export const edgesArbitrary: fc.Arbitrary<Edges> = fc
  .uniqueArray(
    fc.tuple(fc.nat(PAPERS - 1), fc.nat(PAPERS - 1)).filter(([a, b]) => a < b),
    { selector: ([a, b]) => a * PAPERS + b },
  )
  .chain((pairs) =>
    fc
      .array(fc.constantFrom(0.1, 0.25, 0.5, 0.9), { minLength: pairs.length, maxLength: pairs.length })
      .map((weights) => {
        const sorted = [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        return {
          sources: Uint32Array.from(sorted, ([source]) => source),
          targets: Uint32Array.from(sorted, ([, target]) => target),
          weights: Float64Array.from(weights),
        };
      }),
  );

/** Returns the neighbors of a paper. */
export const getNeighbors = ({ starts, ids, similarities }: AdjacencyLists, paper: number) =>
  Array.from(ids.subarray(starts[paper], starts[paper + 1]), (neighbor, i) => ({
    neighbor,
    similarity: similarities[starts[paper]! + i]!,
  }));
