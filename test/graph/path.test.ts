import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPath } from '../../src/graph/path.ts';
import type { Edges } from '../../src/model/map.ts';

const toEdges = (list: [number, number, number][]): Edges => ({
  sources: Uint32Array.from(list, ([a]) => a),
  targets: Uint32Array.from(list, ([, b]) => b),
  weights: Float64Array.from(list, ([, , weight]) => weight),
});

const multiply = (values: readonly number[]) => values.reduce((product, value) => product * value, 1);

/** Returns the largest product of similarities over all simple paths, found by exhaustive search. */
function findMaxProduct(list: [number, number, number][], from: number, to: number, visited = new Set([from])): number {
  if (from === to) return 1;
  let max = 0;
  for (const [a, b, weight] of list) {
    const next = a === from ? b : b === from ? a : undefined;
    if (next === undefined || visited.has(next)) continue;
    max = Math.max(max, weight * findMaxProduct(list, next, to, new Set([...visited, next])));
  }
  return max;
}

test('prefers two strong edges to a weak direct edge', () => {
  const edges = toEdges([
    [0, 1, 0.5],
    [0, 2, 0.1],
    [1, 2, 0.5],
  ]);
  expect(findPath(edges, 3, 0, 2)).toEqual({ papers: [0, 1, 2], similarities: [0.5, 0.5] });
});

test('returns the paper alone for a path to itself, and undefined without a path', () => {
  const edges = toEdges([[0, 1, 0.5]]);
  expect(findPath(edges, 3, 1, 1)).toEqual({ papers: [1], similarities: [] });
  expect(findPath(edges, 3, 0, 2)).toBeUndefined();
});

test.each([3, -1, 0.5, Number.NaN])('refuses %s as the index of a paper', (index) => {
  const edges = toEdges([[0, 1, 0.5]]);
  expect(() => findPath(edges, 3, 0, index)).toThrow(`findPath: an index must be an integer from 0 to 2, not ${index}`);
  expect(() => findPath(edges, 3, index, 0)).toThrow('findPath: an index must be');
});

test('has the largest product of similarities of all paths', () => {
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
      const path = findPath(toEdges(list), 6, 0, 5);
      const maxProduct = findMaxProduct(list, 0, 5);
      if (maxProduct === 0) expect(path).toBeUndefined();
      else expect(multiply(path!.similarities)).toBeCloseTo(maxProduct, 10);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('papers with the same text are no circle', () => {
  const edges = toEdges([
    [0, 1, 0.5],
    [1, 2, 1],
    [2, 3, 0.5],
  ]);
  expect(findPath(edges, 4, 3, 0)).toEqual({ papers: [3, 2, 1, 0], similarities: [0.5, 1, 0.5] });
});
