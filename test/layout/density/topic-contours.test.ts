import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { densityAt, estimateDensity } from '../../../src/layout/density/kernel-density.ts';
import { isInside } from '../../../src/layout/density/ring.ts';
import { CONTOUR_SHARE, computeTopicContours } from '../../../src/layout/density/topic-contours.ts';

interface Papers {
  positions: Float32Array;
  topicOf: Uint16Array;
}

const toPapers = (list: readonly { x: number; y: number; topic: number }[]): Papers => ({
  positions: Float32Array.from(list.flatMap(({ x, y }) => [x, y])),
  topicOf: Uint16Array.from(list, ({ topic }) => topic),
});

const contoursOf = ({ positions, topicOf }: Papers) => [...computeTopicContours(positions, topicOf)];

/** Papers of up to four topics, each around a few centers. */
const anyPapers = fc
  .array(
    fc.record({
      topic: fc.integer({ min: 0, max: 4 }),
      x: fc.integer({ min: -900, max: 900 }),
      y: fc.integer({ min: -900, max: 900 }),
      spread: fc.integer({ min: 0, max: 150 }),
      offsets: fc.array(
        fc.tuple(fc.float({ min: -1, max: 1, noNaN: true }), fc.float({ min: -1, max: 1, noNaN: true })),
        {
          minLength: 1,
          maxLength: 40,
        },
      ),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((groups) =>
    groups.flatMap(({ topic, x, y, spread, offsets }) =>
      offsets.map(([right, up]) => ({ topic, x: x + spread * right, y: y + spread * up })),
    ),
  );

describe('computeTopicContours', () => {
  test('each region holds the share of the papers of its topic', () => {
    fc.assert(
      fc.property(anyPapers, (list) => {
        const papers = toPapers(list);
        const contours = contoursOf(papers);
        const topics = new Set(list.map(({ topic }) => topic));
        for (const topic of topics) {
          const members = [...papers.topicOf.keys()].filter((paper) => papers.topicOf[paper] === topic);
          const contour = contours.find((contour) => contour.topic === topic);
          expect(contour !== undefined).toBe(topic > 0 && members.length >= 3);
          if (!contour) continue;
          const inside = members.filter((paper) =>
            contour.islands.some((rings) =>
              isInside(rings, papers.positions[2 * paper]!, papers.positions[2 * paper + 1]!),
            ),
          );
          expect(inside.length).toBeGreaterThanOrEqual(CONTOUR_SHARE * members.length);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('the order of the papers does not matter', () => {
    fc.assert(
      fc.property(anyPapers, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list.map((paper) => ({ paper, key: keys.next().value })).sort((a, b) => a.key - b.key);
        expect(contoursOf(toPapers(shuffled.map(({ paper }) => paper)))).toEqual(contoursOf(toPapers(list)));
      }),
      { numRuns: 20, seed: 8 },
    );
  });

  /** Papers of topic 1 on a square lattice. */
  const lattice = (centerX: number, centerY: number, side: number) =>
    Array.from({ length: side * side }, (_, i) => ({
      topic: 1,
      x: centerX + 12 * ((i % side) - side / 2),
      y: centerY + 12 * (Math.floor(i / side) - side / 2),
    }));

  test('regions have several islands, but none for a few scattered papers', () => {
    const two = [...lattice(-500, 0, 10), ...lattice(500, 0, 9)];
    expect(contoursOf(toPapers(two)).map(({ islands }) => islands.length)).toEqual([2]);
    const scattered = [...two, { topic: 1, x: 0, y: 800 }, { topic: 1, x: 0, y: -800 }];
    expect(contoursOf(toPapers(scattered)).map(({ islands }) => islands.length)).toEqual([2]);
  });

  test('regions have holes', () => {
    const circle = Array.from({ length: 300 }, (_, i) => ({
      topic: 1,
      x: 600 * Math.cos((2 * Math.PI * i) / 300),
      y: 600 * Math.sin((2 * Math.PI * i) / 300),
    }));
    const { islands } = contoursOf(toPapers(circle))[0]!;
    expect(islands.map((rings) => rings.length)).toEqual([2]);
    expect(isInside(islands[0]!, 600, 0)).toBe(true);
    expect(isInside(islands[0]!, 0, 0)).toBe(false);
  });

  test('papers that do not count, or have no position, change nothing', () => {
    const list = lattice(0, 0, 8);
    const more = toPapers([...list, ...lattice(700, 700, 8), { topic: 1, x: Number.NaN, y: Number.NaN }]);
    const some = [...computeTopicContours(more.positions, more.topicOf, (paper) => paper < list.length)];
    expect(some).toEqual(contoursOf(toPapers(list)));
  });
});

test('the density is the sum of the kernels of the points', () => {
  const extent = { columns: 200, rows: 160, cell: 0.5, x: -50, y: -40 };
  const points = [-3.2, 4.1, 10, 10, 10, 10, -20.4, -9.9];
  const grid = estimateDensity(points, 5, extent);
  for (const [x, y] of [
    [0, 0],
    [10, 10],
    [-18, -12],
    [6, 3],
  ] as const) {
    let sum = 0;
    for (let i = 0; i < points.length; i += 2)
      sum += Math.exp(-((points[i]! - x) ** 2 + (points[i + 1]! - y) ** 2) / 50) / (2 * Math.PI * 25);
    // The grid has points per cell; positions are rounded to cells.
    expect(densityAt(grid, x, y) / 0.25).toBeCloseTo(sum, 3);
  }
  const total = grid.values.reduce((total, value) => total + value, 0);
  expect(total).toBeCloseTo(4, 6);
});
