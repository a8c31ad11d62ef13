import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPath } from '../../src/graph/path.ts';
import type { Edges } from '../../src/model/map.ts';

const edgesFrom = (list: [number, number, number][]): Edges => ({
  sources: Uint32Array.from(list, ([a]) => a),
  targets: Uint32Array.from(list, ([, b]) => b),
  weights: Float64Array.from(list, ([, , weight]) => weight),
});

const product = (values: readonly number[]) => values.reduce((all, value) => all * value, 1);

/** The slow, obvious version: the best product over every way without loops. */
function bestProduct(list: [number, number, number][], from: number, to: number, seen = new Set([from])): number {
  if (from === to) return 1;
  let best = 0;
  for (const [a, b, weight] of list) {
    const next = a === from ? b : b === from ? a : undefined;
    if (next === undefined || seen.has(next)) continue;
    best = Math.max(best, weight * bestProduct(list, next, to, new Set([...seen, next])));
  }
  return best;
}

test('two strong steps beat a weak direct one', () => {
  const edges = edgesFrom([
    [0, 1, 0.5],
    [0, 2, 0.1],
    [1, 2, 0.5],
  ]);
  expect(findPath(edges, 3, 0, 2)).toEqual({ papers: [0, 1, 2], similarities: [0.5, 0.5] });
});

test('a paper is its own way; without a way there is none', () => {
  const edges = edgesFrom([[0, 1, 0.5]]);
  expect(findPath(edges, 3, 1, 1)).toEqual({ papers: [1], similarities: [] });
  expect(findPath(edges, 3, 0, 2)).toBeUndefined();
});

test('the product is the best of all ways', () => {
  const pairs = Array.from({ length: 6 }, (_, a) =>
    Array.from({ length: 5 - a }, (_, k) => [a, a + k + 1] as const),
  ).flat();
  const graphs = fc.array(fc.option(fc.double({ min: 0.01, max: 1, noNaN: true }), { freq: 1, nil: undefined }), {
    minLength: pairs.length,
    maxLength: pairs.length,
  });
  fc.assert(
    fc.property(graphs, (weights) => {
      const list = pairs.flatMap(([a, b], k) =>
        weights[k] === undefined ? [] : [[a, b, weights[k]] as [number, number, number]],
      );
      const found = findPath(edgesFrom(list), 6, 0, 5);
      const best = bestProduct(list, 0, 5);
      if (best === 0) expect(found).toBeUndefined();
      else expect(product(found!.similarities)).toBeCloseTo(best, 10);
    }),
    { seed: 1, numRuns: 200 },
  );
});
