import { describe, expect, test } from 'vitest';
import { LayoutTasks } from '../../../src/layout/layout-tasks.ts';
import { listEdgesOfNodes } from '../../../src/layout/node-forces.ts';
import { computeAffinities } from '../../../src/layout/refine/affinities.ts';
import { getRefinementIterations, refinePositions } from '../../../src/layout/refine/refine-positions.ts';
import { refineSome } from '../../../src/layout/refine/refine-some.ts';
import type { Edges } from '../../../src/model/map.ts';
import { createRandom } from '../../../src/util/random.ts';
import { createCopyingPool } from '../../workers/copying-pool.ts';

const toEdges = (triples: readonly (readonly [source: number, target: number, weight: number])[]): Edges => ({
  sources: Uint32Array.from(triples, ([source]) => source),
  targets: Uint32Array.from(triples, ([, target]) => target),
  weights: Float64Array.from(triples, ([, , weight]) => weight),
});

describe('computeAffinities', () => {
  test('each paper distributes the same amount, less of it to other topics', async () => {
    const edges = toEdges([
      [0, 1, 0.4],
      [0, 2, 0.4],
      [1, 2, 0.2],
    ]);
    const affinities = await computeAffinities(edges, { topicOf: Uint32Array.from([1, 1, 2]) });
    const sixth = 1 / 6;
    expect([...affinities]).toEqual(
      [
        sixth * (0.4 / 0.6) + sixth * (0.4 / 0.5),
        sixth * (0.2 / 0.6) + sixth * (0.2 / 0.3),
        sixth * (0.1 / 0.5) + sixth * (0.1 / 0.3),
      ].map((x) => expect.closeTo(x, 6)),
    );
    expect(affinities.reduce((a, b) => a + b)).toBeCloseTo(0.5, 6);
  });

  test('only the ten strongest edges of a paper count for it', async () => {
    const edges = toEdges(Array.from({ length: 30 }, (_, k) => [0, k + 1, (30 - k) / 100] as const));
    const affinities = await computeAffinities(edges, { topicOf: new Uint32Array(31).fill(1) });
    const half = 1 / 62;
    // Each other paper has one edge, to which it gives everything.
    expect(affinities[9]).toBeGreaterThan(half * 1.05);
    for (let k = 10; k < 30; k++) expect(affinities[k]).toBeCloseTo(half, 7);
  });
});

describe('refinePositions', async () => {
  const nodes = 300;
  const random = createRandom(5);
  // A grid of 15 × 20 papers, each linked to those beside and below it.
  const edges = toEdges(
    Array.from({ length: nodes }, (_, i) => i).flatMap((i) => [
      ...(i % 15 < 14 ? [[i, i + 1, 0.5] as const] : []),
      ...(i + 15 < nodes ? [[i, i + 15, 0.5] as const] : []),
    ]),
  );
  const affinities = await computeAffinities(edges, { topicOf: new Uint32Array(nodes).fill(1) });
  const edgesOfNodes = await listEdgesOfNodes(edges, affinities, nodes);
  const initial = Float32Array.from({ length: 2 * nodes }, (_, k) => {
    const i = k >> 1;
    return (k & 1 ? Math.floor(i / 15) : i % 15) - 8 + 6 * random();
  });
  const refine = (size: number, hooks = {}) =>
    refinePositions(
      createCopyingPool(size, () => new LayoutTasks()),
      initial,
      edgesOfNodes,
      hooks,
    );
  const expected = await refine(1);

  /** Returns the share of linked papers that are among each other's four nearest. */
  const preserved = (positions: Float32Array) => {
    const distance = (i: number, j: number) =>
      Math.hypot(positions[2 * i]! - positions[2 * j]!, positions[2 * i + 1]! - positions[2 * j + 1]!);
    const isNear = (i: number, j: number) =>
      [...Array(nodes).keys()].filter((other) => other !== i && distance(i, other) < distance(i, j)).length < 4;
    const linked = [...edges.sources.keys()];
    return linked.filter((k) => isNear(edges.sources[k]!, edges.targets[k]!)).length / linked.length;
  };

  test('brings linked papers next to each other', () => {
    expect(preserved(initial)).toBeLessThan(0.4);
    expect(preserved(expected)).toBeGreaterThan(0.8);
  });

  test('some papers that were moved away return to those that they are linked with, and the others stay', async () => {
    const isFree = Uint8Array.from({ length: nodes }, (_, i) => (i % 9 === 4 ? 1 : 0));
    // At another scale, as in a map.
    const given = expected.map((value, k) => 50 * (value + (isFree[k >> 1] ? 8 * random() - 4 : 0)));
    const refined = await refineSome(given, edgesOfNodes, isFree);
    expect(refined.filter((_, k) => !isFree[k >> 1])).toEqual(given.filter((_, k) => !isFree[k >> 1]));
    expect(preserved(given)).toBeLessThan(preserved(expected) - 0.1);
    expect(preserved(refined)).toBeGreaterThan(preserved(expected) - 0.03);
  });

  test.each([2, 3, 8])('gives the same positions with %i workers', async (size) => {
    expect(await refine(size)).toEqual(expected);
  });

  test('reports each iteration', async () => {
    const done: number[] = [];
    await refine(1, { progress: (_: string, iteration: number) => done.push(iteration) });
    expect(done).toEqual(Array.from({ length: getRefinementIterations(nodes) }, (_, iteration) => iteration + 1));
  });
});
