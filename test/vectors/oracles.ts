import type { SparseRows } from '../../src/model/sparse.ts';
import { cosine, dotProduct, type IntegerVectors } from '../../src/vectors/quantize.ts';

/** Returns the nearest vectors by comparing all pairs and sorting. */
export function findNearestByBruteForce(vectors: IntegerVectors, count: number): SparseRows {
  const papers = vectors.values.length / vectors.dimensions;
  const lists = Array.from({ length: papers }, (_, a) => {
    const others = Array.from({ length: papers }, (_, b) => b).filter((b) => b !== a && dotProduct(vectors, a, b) > 0);
    // Within a row cosines are compared without the length of the row, by which rounding could make them equal.
    const score = (b: number) => dotProduct(vectors, a, b) * (1 / Math.sqrt(dotProduct(vectors, b, b)));
    const distance = (b: number) => (b - a + papers) % papers;
    return others.sort((b, c) => score(c) - score(b) || distance(b) - distance(c)).slice(0, count);
  });
  return {
    starts: Uint32Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).flat().length)]),
    ids: Uint32Array.from(lists.flat()),
    values: Float64Array.from(lists.flatMap((list, a) => list.map((b) => cosine(vectors, a, b)!))),
  };
}

/** Creates reproducible vectors, some of them missing and some equal. */
export function createVectors(papers: number, dimensions: number, seed = 1): IntegerVectors {
  let state = seed;
  const next = () => {
    state = (state * 16807) % 2147483647;
    return state;
  };
  const values = Int8Array.from({ length: papers * dimensions }, () => (next() % 255) - 127);
  for (let i = 0; i < papers; i += 7) values.fill(0, i * dimensions, (i + 1) * dimensions);
  for (let i = 3; i + 2 < papers; i += 11)
    values.copyWithin((i + 2) * dimensions, i * dimensions, (i + 1) * dimensions);
  return { dimensions, values };
}
