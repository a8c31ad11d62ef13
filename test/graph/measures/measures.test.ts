import fc from 'fast-check';
import { DirectedGraph, UndirectedGraph } from 'graphology';
import betweennessCentrality from 'graphology-metrics/centrality/betweenness.js';
import pagerank from 'graphology-metrics/centrality/pagerank.js';
import { describe, expect, test } from 'vitest';
import { findBursts } from '../../../src/graph/measures/bursts.ts';
import { measureAtOnce, measureNodes } from '../../../src/graph/measures/measures.ts';
import { computePageRank } from '../../../src/graph/measures/page-rank.ts';
import type { Edges } from '../../../src/model/map.ts';
import { runAtOnce } from '../../../src/util/pause.ts';
import { paper } from '../../paper.ts';

const ORDER = 14;

const pairs = fc.uniqueArray(fc.tuple(fc.nat(ORDER - 1), fc.nat(ORDER - 1), fc.integer({ min: 1, max: 9 })), {
  maxLength: 40,
  selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
});

const nodes = Array.from({ length: ORDER }, (_, i) => paper(`p${i}`));

const toEdges = (list: readonly (readonly [number, number, number])[]): Edges => ({
  sources: Uint32Array.from(list, ([a, b]) => Math.min(a, b)),
  targets: Uint32Array.from(list, ([a, b]) => Math.max(a, b)),
  weights: Float64Array.from(list, ([, , weight]) => weight / 10),
});

describe('measures equal those of graphology', () => {
  const toGraph = (edges: Edges) => {
    const graph = new UndirectedGraph();
    for (const { id } of nodes) graph.addNode(id);
    edges.sources.forEach((source, k) => {
      graph.addEdge(`p${source}`, `p${edges.targets[k]}`, { weight: edges.weights[k] });
    });
    return graph;
  };

  test('degree, weighted degree, betweenness, and PageRank', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const edges = toEdges(list.filter(([a, b]) => a !== b));
        const graph = toGraph(edges);
        const found = measureAtOnce({ papers: nodes, edges }, { samples: ORDER });
        const expected = betweennessCentrality(graph, { normalized: true, getEdgeWeight: null });
        const ranks = pagerank(graph, { tolerance: 1e-12, maxIterations: 1000, getEdgeWeight: 'weight' });
        nodes.forEach(({ id }, i) => {
          expect(found.degrees[i]).toBe(graph.degree(id));
          const weights = graph.mapEdges(id, (_edge, { weight }) => weight as number);
          expect(found.weightedDegrees[i]).toBeCloseTo(
            weights.reduce((sum, weight) => sum + weight, 0),
            9,
          );
          expect(found.betweenness[i]).toBeCloseTo(expected[id]!, 9);
          expect(found.pageRanks[i]).toBeCloseTo(ranks[id]!, 7);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('PageRank along directed links, with nodes that link to nothing', () => {
    const links = [[1, 2], [2], [], [0]];
    const starts = Uint32Array.from([0, 2, 3, 3, 4]);
    const ids = Uint32Array.from(links.flat());
    const ranks = runAtOnce(computePageRank({ starts, ids, values: new Float64Array(4).fill(1) }));
    const graph = new DirectedGraph();
    links.forEach((_, node) => {
      graph.addNode(node);
    });
    links.forEach((targets, node) => {
      for (const target of targets) graph.addEdge(node, target);
    });
    const expected = pagerank(graph, { tolerance: 1e-12, maxIterations: 1000, getEdgeWeight: null });
    ranks.forEach((rank, node) => {
      expect(rank).toBeCloseTo(expected[node]!, 7);
    });
  });

  test('betweenness from a sample is an unbiased estimate that depends on the seed only', () => {
    const ring = Array.from({ length: ORDER }, (_, i) => [i, (i + 1) % ORDER, 5] as const);
    const edges = toEdges([...ring, [0, 7, 5]]);
    const exact = measureAtOnce({ papers: nodes, edges }, { samples: ORDER }).betweenness;
    const sums = new Float64Array(ORDER);
    const runs = 400;
    for (let seed = 0; seed < runs; seed++) {
      const { betweenness } = measureAtOnce({ papers: nodes, edges }, { samples: 4, seed });
      betweenness.forEach((value, i) => {
        sums[i]! += value / runs;
      });
    }
    exact.forEach((value, i) => {
      expect(Math.abs(sums[i]! - value)).toBeLessThan(0.02);
    });
    const again = () => measureAtOnce({ papers: nodes, edges }, { samples: 4 }).betweenness;
    expect(again()).toEqual(again());
    expect(again()).not.toEqual(exact);
  });
});

describe('bursts', () => {
  /** Returns the costs of the best sequence of states, by trying all of them, and of another one. */
  function compareCosts(counts: readonly number[], totals: readonly number[], other: readonly boolean[]) {
    const n = counts.length;
    const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
    const p0 = sum(counts) / sum(totals);
    const p1 = Math.min(0.9999, 2 * p0);
    const logChoose = (d: number, r: number) => {
      let value = 0;
      for (let i = 0; i < r; i++) value += Math.log((d - i) / (i + 1));
      return value;
    };
    const cost = (p: number, i: number) =>
      -(logChoose(totals[i]!, counts[i]!) + counts[i]! * Math.log(p) + (totals[i]! - counts[i]!) * Math.log(1 - p));
    const costOf = (states: readonly boolean[]) =>
      states.reduce(
        (total, isBurst, i) =>
          total + cost(isBurst ? p1 : p0, i) + (isBurst && !(states[i - 1] ?? false) ? Math.log(n) : 0),
        0,
      );
    const all = Array.from({ length: 1 << n }, (_, bits) =>
      costOf(Array.from({ length: n }, (__, i) => Boolean((bits >> i) & 1))),
    );
    return { best: Math.min(...all), other: costOf(other) };
  }

  test('are the best sequence of all (Kleinberg)', () => {
    const year = fc.integer({ min: 1, max: 30 }).chain((total) => fc.tuple(fc.nat(total), fc.constant(total)));
    fc.assert(
      fc.property(fc.array(year, { minLength: 2, maxLength: 9 }), (years) => {
        const [counts, totals] = [years.map(([count]) => count), years.map(([, total]) => total)];
        const events = counts.reduce((sum, count) => sum + count, 0);
        const total = totals.reduce((sum, count) => sum + count, 0);
        fc.pre(events >= 3 && events < total * 0.9);
        const found = findBursts(counts, totals, 2000);
        const states = counts.map((_, i) => found.some(({ from, to }) => 2000 + i >= from && 2000 + i <= to));
        const { best, other } = compareCosts(counts, totals, states);
        expect(other).toBeCloseTo(best, 6);
      }),
      { numRuns: 200 },
    );
  });

  test('have their years and weights', () => {
    const bursts = findBursts([1, 0, 9, 8, 1, 0, 1], [50, 50, 50, 50, 50, 50, 50], 2010);
    expect(bursts).toMatchObject([{ from: 2012, to: 2013 }]);
    const [p0, p1] = [20 / 350, 40 / 350];
    const weight = 17 * Math.log(p1 / p0) + 83 * Math.log((1 - p1) / (1 - p0));
    expect(bursts[0]!.weight).toBeCloseTo(weight, 9);
    expect(findBursts([1, 1], [10, 10], 2010)).toEqual([]);
  });

  test('of papers come from the papers of the map that cite them', async () => {
    const cited = paper('classic', { doi: '10.1000/classic', year: 1999 });
    const citing = Array.from({ length: 60 }, (_, i) =>
      paper(`c${i}`, {
        year: 2000 + (i % 10),
        doi: `10.1000/c${i}`,
        cites: i % 10 === 4 || i === 1 ? ['10.1000/classic'] : i > 0 ? ['10.1000/c0'] : [],
      }),
    );
    const edges = toEdges([]);
    const { bursts } = await measureNodes({ papers: [cited, ...citing], edges });
    expect(bursts![0]).toMatchObject([{ from: 2004, to: 2004 }]);
    expect(bursts![5]).toEqual([]);
    expect((await measureNodes({ papers: nodes, edges })).bursts).toBeUndefined();
  });
});
