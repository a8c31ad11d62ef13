import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAdjacencyLists } from '../../../../web/worker/queries/adjacency.ts';
import { edgesArbitrary, getNeighbors, PAPERS } from '../../edges.ts';

test('lists the edges of each paper in both directions, most similar first, ties by index', () => {
  fc.assert(
    fc.property(edgesArbitrary, ({ sources, targets, weights }) => {
      const adjacency = buildAdjacencyLists({ sources, targets, weights }, PAPERS);
      for (let paper = 0; paper < PAPERS; paper++) {
        const expected = [...weights.keys()]
          .flatMap((k) => {
            const [source, target] = [sources[k]!, targets[k]!];
            const similarity = Math.fround(weights[k]!);
            if (source === paper) return [{ neighbor: target, similarity }];
            return target === paper ? [{ neighbor: source, similarity }] : [];
          })
          .sort((a, b) => b.similarity - a.similarity || a.neighbor - b.neighbor);
        expect(getNeighbors(adjacency, paper)).toEqual(expected);
      }
    }),
  );
});
