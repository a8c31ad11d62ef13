import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEdges } from '../../src/graph/build.ts';
import { corpora } from '../similarity/corpora.ts';
import { bruteForceJoin } from '../similarity/oracles.ts';

describe('buildEdges', () => {
  it('returns the union of both directions, each pair once, sorted', () =>
    fc.assert(
      fc.asyncProperty(corpora, fc.integer({ min: 1, max: 4 }), async (rows, k) => {
        const neighbors = bruteForceJoin(rows, k);
        const { sources, targets, weights } = await buildEdges(neighbors);
        const toKey = (a: number, b: number) => `${String(a).padStart(4)},${String(b).padStart(4)}`;
        const pairs = new Map<string, number>();
        for (let i = 0; i + 1 < neighbors.starts.length; i++)
          for (let entry = neighbors.starts[i]!; entry < neighbors.starts[i + 1]!; entry++) {
            const j = neighbors.ids[entry]!;
            pairs.set(toKey(Math.min(i, j), Math.max(i, j)), neighbors.values[entry]!);
          }
        const expected = [...pairs].sort();
        expect(Array.from(sources, (source, e) => toKey(source, targets[e]!))).toEqual(expected.map(([key]) => key));
        expect([...weights]).toEqual(expected.map(([, weight]) => weight));
      }),
    ));
});
