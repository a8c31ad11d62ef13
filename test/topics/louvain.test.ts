import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract, restricted, tiesOf } from '../../src/graph/adjacency.ts';
import type { Edges } from '../../src/model/map.ts';
import { gather } from '../../src/topics/local-moving.ts';
import { libraryLevels, ownLevels } from '../../src/topics/louvain.ts';
import { modularity } from '../../src/topics/quality.ts';
import { planted } from './planted.ts';

/** Networks of up to 14 nodes, some without ties, some with loops. */
const networks = fc
  .array(fc.tuple(fc.nat(13), fc.nat(13), fc.integer({ min: 1, max: 9 })), { maxLength: 40 })
  .map((all) => {
    const once = new Map(all.map(([a, b, weight]) => [Math.min(a, b) * 14 + Math.max(a, b), weight]));
    const pairs = [...once.keys()].sort((a, b) => a - b);
    const edges: Edges = {
      sources: Uint32Array.from(pairs, (pair) => Math.floor(pair / 14)),
      targets: Uint32Array.from(pairs, (pair) => pair % 14),
      weights: Float64Array.from(pairs, (pair) => once.get(pair)! / 4),
    };
    return { order: 14, edges };
  });

test.each([0.5, 1, 2])('our own Louvain is as good as the library’s, at resolution %d', async (resolution) => {
  const { edges } = await planted(6, 300);
  const network = { order: 300, edges };
  const best = (levels: (seed: number) => Uint32Array[]) =>
    Math.max(...[1, 2, 3, 4].map((seed) => modularity(edges, levels(seed).at(-1)!, resolution)));
  const library = best((seed) => libraryLevels(network, resolution, seed));
  expect(best((seed) => ownLevels(tiesOf(network), resolution, seed))).toBeGreaterThan(library - 0.005);
});

test('each level is coarser than the one before, no group is split again, and modularity grows', () => {
  // Forty triangles in a ring: first the triangles gather, then rows of triangles.
  const pairs = Array.from({ length: 40 }, (_, t) => [
    [3 * t, 3 * t + 1],
    [3 * t, 3 * t + 2],
    [3 * t + 1, 3 * t + 2],
    [3 * t + 2, (3 * t + 3) % 120],
  ]).flat();
  const edges: Edges = {
    sources: Uint32Array.from(pairs, ([a]) => a!),
    targets: Uint32Array.from(pairs, ([, b]) => b!),
    weights: new Float64Array(pairs.length).fill(1),
  };
  const levels = ownLevels(tiesOf({ order: 120, edges }), 1, 5);
  expect(levels.length).toBeGreaterThan(1);
  levels.slice(1).forEach((level, l) => {
    const parent = new Map<number, number>();
    levels[l]!.forEach((group, node) => {
      expect(parent.get(group) ?? level[node]).toBe(level[node]);
      parent.set(group, level[node]!);
    });
    expect(modularity(edges, level)).toBeGreaterThan(modularity(edges, levels[l]!));
  });
});

test('gathering never loses modularity, and numbers groups as they come', () => {
  fc.assert(
    fc.property(networks, fc.constantFrom(0.5, 1, 2), fc.nat(9), (network, resolution, seed) => {
      const ties = tiesOf(network);
      const groupOf = gather(ties, resolution, seed);
      const alone = groupOf.map((_, node) => node);
      const of = (groups: Uint32Array) => modularity(network.edges, groups, resolution);
      expect(of(groupOf)).toBeGreaterThanOrEqual(of(alone) - 1e-9);
      expect([...new Set(groupOf)]).toEqual([...new Set(groupOf)].map((_, k) => k));
      // Nodes without ties, or with a loop alone, have nobody to go to.
      const lonely = [...alone].filter((node) =>
        ties.ids.subarray(ties.starts[node], ties.starts[node + 1]).every((other) => other === node),
      );
      for (const node of lonely) expect(groupOf.filter((group) => group === groupOf[node])).toHaveLength(1);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('contracted groups have the ties of their nodes; a restricted network those among its own', () => {
  fc.assert(
    fc.property(networks, fc.array(fc.nat(4), { minLength: 14, maxLength: 14 }), (network, groups) => {
      const groupOf = Uint32Array.from(groups);
      const ties = tiesOf(network);
      const between = (a: number, b: number) =>
        [...network.edges.weights.keys()].reduce((sum, k) => {
          const ends = [groupOf[network.edges.sources[k]!]!, groupOf[network.edges.targets[k]!]!];
          return Math.min(...ends) === a && Math.max(...ends) === b ? sum + network.edges.weights[k]! : sum;
        }, 0);
      const { edges } = contract(ties, groupOf);
      edges.weights.forEach((weight, k) => {
        expect(weight).toBe(between(edges.sources[k]!, edges.targets[k]!));
      });
      const total = (weights: Float64Array) => weights.reduce((sum, weight) => sum + weight, 0);
      expect(total(edges.weights)).toBe(total(network.edges.weights));

      const members = Uint32Array.from(groupOf.keys()).filter((node) => groupOf[node] === 1);
      const inside = restricted(ties, members).edges;
      const loops = [...network.edges.weights.keys()].reduce((sum, k) => {
        const [a, b] = [network.edges.sources[k]!, network.edges.targets[k]!];
        return a === b && groupOf[a] === 1 ? sum + network.edges.weights[k]! : sum;
      }, 0);
      expect(total(inside.weights) + loops).toBe(between(1, 1));
      inside.weights.forEach((weight, k) => {
        const [a, b] = [members[inside.sources[k]!]!, members[inside.targets[k]!]!];
        const at = [...network.edges.weights.keys()].find(
          (e) => network.edges.sources[e] === a && network.edges.targets[e] === b,
        )!;
        expect(weight).toBe(network.edges.weights[at]);
      });
    }),
    { seed: 5, numRuns: 200 },
  );
});
