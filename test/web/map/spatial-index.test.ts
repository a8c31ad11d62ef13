import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Grid } from '../../../web/map/spatial-index.ts';

const coordinate = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN));
const points = fc
  .array(fc.tuple(coordinate, fc.integer({ min: -50, max: 50 })), { maxLength: 60 })
  .map((places) => Float32Array.from(places.flatMap(([x, y]) => (Number.isNaN(x) ? [x, x] : [x, y]))));

/** The slow, obvious way: look at every point. */
function nearestOf(positions: Float32Array, x: number, y: number, reach: number): number {
  let least = reach ** 2;
  for (let i = 0; i < positions.length; i += 2)
    least = Math.min(least, (positions[i]! - x) ** 2 + (positions[i + 1]! - y) ** 2 || 0);
  return least;
}

test('the nearest point is the one that looking at all finds', () => {
  fc.assert(
    fc.property(
      points,
      fc.integer({ min: -70, max: 70 }),
      fc.integer({ min: -70, max: 70 }),
      fc.integer({ min: 1, max: 90 }),
      (positions, x, y, reach) => {
        const placed = positions.filter((value) => !Number.isNaN(value));
        const found = new Grid(positions).nearest(x, y, reach, () => true);
        const least = nearestOf(placed, x, y, reach);
        if (found === null) expect(least).toBe(reach ** 2);
        else expect((positions[2 * found]! - x) ** 2 + (positions[2 * found + 1]! - y) ** 2).toBe(least);
      },
    ),
  );
});

test('a rectangle holds every point in it, each once, and none without a place', () => {
  fc.assert(
    fc.property(
      points,
      fc.integer({ min: -60, max: 60 }),
      fc.integer({ min: -60, max: 60 }),
      (positions, left, low) => {
        const seen: number[] = [];
        new Grid(positions).within(left, low, left + 30, low + 30, (point) => seen.push(point));
        expect(new Set(seen).size).toBe(seen.length);
        for (let i = 0; 2 * i < positions.length; i++) {
          const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
          if (x >= left && x <= left + 30 && y >= low && y <= low + 30) expect(seen).toContain(i);
          if (Number.isNaN(x)) expect(seen).not.toContain(i);
        }
      },
    ),
  );
});

test('points that do not count are passed over, and nothing is found among none', () => {
  const grid = new Grid(Float32Array.of(0, 0, 3, 0));
  expect(grid.nearest(0, 0, 5, (point) => point !== 0)).toBe(1);
  expect(grid.nearest(0, 0, 2, (point) => point !== 0)).toBe(null);
  expect(new Grid(new Float32Array()).nearest(0, 0, 5, () => true)).toBe(null);
  expect(new Grid(Float32Array.of(Number.NaN, Number.NaN)).size).toBe(0);
});
