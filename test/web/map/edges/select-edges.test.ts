import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectEdges } from '../../../../web/map/edges/select-edges.ts';
import { buildAdjacencyLists } from '../../../../web/worker/queries/adjacency.ts';
import { edgesArbitrary, getNeighbors, PAPERS } from '../../edges.ts';

describe('selectEdges', () => {
  const topicOf = Uint32Array.from({ length: PAPERS }, (_, i) => i % 3);
  /** Paper 0 has no position. */
  const positions = Float32Array.from({ length: 2 * PAPERS }, (_, i) => (i < 2 ? Number.NaN : i));

  test('returns as many distinct edges as possible up to the limit, without papers that have no position', () => {
    fc.assert(
      fc.property(edgesArbitrary, fc.nat(20), (edges, maxEdges) => {
        const { list, has } = selectEdges(buildAdjacencyLists(edges, PAPERS), topicOf, positions, maxEdges);
        expect(new Set(list.map(({ source, target }) => `${source} ${target}`)).size).toBe(list.length);
        for (const { source, target } of list) {
          expect(source).toBeGreaterThan(0);
          expect(source).toBeLessThan(target);
          expect(has(target, source)).toBe(true);
        }
        const possible = edges.sources.filter((source) => source !== 0).length;
        expect(list.length).toBe(Math.min(maxEdges, possible));
      }),
    );
  });

  test('selects the strongest edge of every paper first and draws edges within a topic last', () => {
    fc.assert(
      fc.property(edgesArbitrary, (edges) => {
        const adjacency = buildAdjacencyLists(edges, PAPERS);
        const { list, has } = selectEdges(adjacency, topicOf, positions, PAPERS);
        for (let paper = 1; paper < PAPERS; paper++) {
          const nearest = getNeighbors(adjacency, paper)[0]?.neighbor;
          if (nearest !== undefined && nearest !== 0) expect(has(paper, nearest)).toBe(true);
        }
        const isWithinTopic = list.map(({ source, target }) => Number(topicOf[source] === topicOf[target]));
        expect(isWithinTopic).toEqual([...isWithinTopic].sort());
      }),
    );
  });
});
