import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpatialIndex } from '../../../web/map/spatial-index.ts';

const coordinate = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(Number.NaN));
const positionsArbitrary = fc
  .array(fc.tuple(coordinate, fc.integer({ min: -50, max: 50 })), { maxLength: 60 })
  .map((points) => Float32Array.from(points.flatMap(([x, y]) => (Number.isNaN(x) ? [x, x] : [x, y]))));

/** Returns the squared distance of the nearest point, at most that of `maxDistance`, by checking every point. */
function findMinSquaredDistance(positions: Float32Array, x: number, y: number, maxDistance: number): number {
  let min = maxDistance ** 2;
  for (let i = 0; i < positions.length; i += 2) {
    const squaredDistance = (positions[i]! - x) ** 2 + (positions[i + 1]! - y) ** 2;
    if (squaredDistance < min) min = squaredDistance;
  }
  return min;
}

test('finds the same nearest point as a linear search', () => {
  fc.assert(
    fc.property(
      positionsArbitrary,
      fc.integer({ min: -70, max: 70 }),
      fc.integer({ min: -70, max: 70 }),
      fc.integer({ min: 1, max: 90 }),
      (positions, x, y, maxDistance) => {
        const nearest = new SpatialIndex(positions).nearest(x, y, maxDistance, () => true);
        const expected = findMinSquaredDistance(positions, x, y, maxDistance);
        if (nearest === null) expect(expected).toBe(maxDistance ** 2);
        else expect((positions[2 * nearest]! - x) ** 2 + (positions[2 * nearest + 1]! - y) ** 2).toBe(expected);
      },
    ),
  );
});

test('visits every point in a rectangle once, and no point without a position', () => {
  fc.assert(
    fc.property(
      positionsArbitrary,
      fc.integer({ min: -60, max: 60 }),
      fc.integer({ min: -60, max: 60 }),
      (positions, minX, minY) => {
        const visited: number[] = [];
        new SpatialIndex(positions).forEachInRectangle(minX, minY, minX + 30, minY + 30, (point) =>
          visited.push(point),
        );
        expect(new Set(visited).size).toBe(visited.length);
        for (let i = 0; 2 * i < positions.length; i++) {
          const [x, y] = [positions[2 * i]!, positions[2 * i + 1]!];
          if (x >= minX && x <= minX + 30 && y >= minY && y <= minY + 30) expect(visited).toContain(i);
          if (Number.isNaN(x)) expect(visited).not.toContain(i);
        }
      },
    ),
  );
});

test('ignores points that are not accepted and finds nothing in an empty index', () => {
  const index = new SpatialIndex(Float32Array.of(0, 0, 3, 0));
  expect(index.nearest(0, 0, 5, (point) => point !== 0)).toBe(1);
  expect(index.nearest(0, 0, 2, (point) => point !== 0)).toBe(null);
  expect(new SpatialIndex(new Float32Array()).nearest(0, 0, 5, () => true)).toBe(null);
  expect(new SpatialIndex(Float32Array.of(Number.NaN, Number.NaN)).size).toBe(0);
});
