import { describe, expect, test } from 'vitest';
import { computeAttraction } from '../../../src/layout/refine/attraction.ts';
import { buildCells } from '../../../src/layout/refine/cells.ts';
import { computeRepulsion } from '../../../src/layout/refine/repulsion.ts';
import { createRandom } from '../../../src/util/random.ts';

/** Returns positions of which some are in small clusters, as on a map. */
function createPositions(nodes: number): Float32Array {
  const random = createRandom(3);
  const centers = Array.from({ length: 12 }, () => [80 * random(), 80 * random()] as const);
  return Float32Array.from({ length: 2 * nodes }, (_, k) => {
    const center = centers[(k >> 1) % centers.length]!;
    return k % 3 === 0 ? 80 * random() : center[k & 1]! + 4 * random();
  });
}

/** Compares all pairs. */
function repelAll(positions: Float32Array): { x: number[]; y: number[]; closeness: number[] } {
  const nodes = [...Array(positions.length / 2).keys()];
  const sumOver = (i: number, term: (q: number, dx: number, dy: number) => number) =>
    nodes.reduce((sum, j) => {
      const [dx, dy] = [positions[2 * i]! - positions[2 * j]!, positions[2 * i + 1]! - positions[2 * j + 1]!];
      return i === j ? sum : sum + term(1 / (1 + dx * dx + dy * dy), dx, dy);
    }, 0);
  return {
    x: nodes.map((i) => sumOver(i, (q, dx) => q * q * dx)),
    y: nodes.map((i) => sumOver(i, (q, _, dy) => q * q * dy)),
    closeness: nodes.map((i) => sumOver(i, (q) => q)),
  };
}

const POSITIONS = createPositions(1500);

describe('computeRepulsion', () => {
  test('is close to the sum over all pairs', async () => {
    const { sums, nodes } = await computeRepulsion(POSITIONS, buildCells(POSITIONS), 0, 1);
    const exact = repelAll(POSITIONS);
    expect([...nodes].sort((a, b) => a - b)).toEqual([...Array(1500).keys()]);
    let [squaredErrors, squares] = [0, 0];
    nodes.forEach((node, k) => {
      squaredErrors += (sums[3 * k]! - exact.x[node]!) ** 2 + (sums[3 * k + 1]! - exact.y[node]!) ** 2;
      squares += exact.x[node]! ** 2 + exact.y[node]! ** 2;
      expect(sums[3 * k + 2]! / exact.closeness[node]!).toBeCloseTo(1, 1);
    });
    expect(Math.sqrt(squaredErrors / squares)).toBeLessThan(0.02);
    const total = sums.reduce((sum, value, k) => (k % 3 === 2 ? sum + value : sum), 0);
    expect(total / exact.closeness.reduce((a, b) => a + b)).toBeCloseTo(1, 2);
  });

  test('equals the sum over all pairs where all cells are adjacent', async () => {
    const few = POSITIONS.slice(0, 20);
    const { sums, nodes } = await computeRepulsion(few, buildCells(few), 0, 1);
    const exact = repelAll(few);
    nodes.forEach((node, k) => {
      expect(sums[3 * k]).toBeCloseTo(exact.x[node]!, 10);
      expect(sums[3 * k + 1]).toBeCloseTo(exact.y[node]!, 10);
      expect(sums[3 * k + 2]).toBeCloseTo(exact.closeness[node]!, 10);
    });
  });

  test.each([2, 3, 8, 40])('the parts of %i are those of the whole', async (parts) => {
    const cells = buildCells(POSITIONS);
    const whole = await computeRepulsion(POSITIONS, cells, 0, 1);
    const all = await Promise.all(
      Array.from({ length: parts }, (_, part) => computeRepulsion(POSITIONS, cells, part, parts)),
    );
    expect(all.flatMap(({ nodes }) => [...nodes])).toEqual([...whole.nodes]);
    expect(all.flatMap(({ sums }) => [...sums])).toEqual([...whole.sums]);
  });

  test('thousands of nodes at one place take no quadratic time, and repel others', async () => {
    const positions = new Float32Array(2 * 20_001);
    positions[0] = 3;
    const { sums, nodes } = await computeRepulsion(positions, buildCells(positions), 0, 1);
    const k = nodes.indexOf(0);
    // q = 1 / (1 + 3²) for each of the others.
    expect(sums[3 * k]).toBeCloseTo(20_000 * 0.01 * 3, 6);
    expect(sums.every(Number.isFinite)).toBe(true);
  });
});

test('computeAttraction sums up the edges of its nodes', async () => {
  const positions = Float32Array.from([0, 0, 2, 0, 0, 3]);
  const edges = {
    starts: Uint32Array.from([2, 3, 5]),
    ids: Uint32Array.from([0, 0, 1]),
    rates: Float32Array.from([1, 2, 4]),
  };
  // Nodes 1 and 2; node 1 has an edge with node 0, node 2 with nodes 0 and 1.
  const sums = await computeAttraction(positions, edges, 1);
  expect([...sums]).toEqual([2 / 5, 0, (4 * -2) / 14, (2 * 3) / 10 + (4 * 3) / 14].map((x) => expect.closeTo(x, 12)));
});
