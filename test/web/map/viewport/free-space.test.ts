import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOverlapping, type Rectangle } from '../../../../src/layout/labels/rectangle.ts';
import { findFreeRectangle } from '../../../../web/map/viewport/free-space.ts';

/** Size of the area; small, so that all rectangles with whole coordinates can be tried. */
const SIZE = 8;
const AREA: Rectangle = { left: 0, right: SIZE, top: 0, bottom: SIZE };

const rectangle = (min: number, max: number): fc.Arbitrary<Rectangle> =>
  fc
    .record({
      left: fc.integer({ min, max: max - 1 }),
      top: fc.integer({ min, max: max - 1 }),
      width: fc.integer({ min: 1, max: max - min }),
      height: fc.integer({ min: 1, max: max - min }),
    })
    .map(({ left, top, width, height }) => ({ left, top, right: left + width, bottom: top + height }));

/** Yields all rectangles with whole coordinates within the area that overlap no obstacle. */
function* allFreeRectangles(obstacles: readonly Rectangle[]): Iterable<Rectangle> {
  for (let left = 0; left < SIZE; left++)
    for (let right = left + 1; right <= SIZE; right++)
      for (let top = 0; top < SIZE; top++)
        for (let bottom = top + 1; bottom <= SIZE; bottom++) {
          const candidate = { left, right, top, bottom };
          if (!obstacles.some((obstacle) => isOverlapping(obstacle, candidate))) yield candidate;
        }
}

test('the free rectangle overlaps no obstacle, and no other one shows the box larger', () => {
  fc.assert(
    fc.property(
      fc.array(rectangle(-3, SIZE + 3), { maxLength: 4 }),
      fc.record({ width: fc.integer({ min: 0, max: 12 }), height: fc.integer({ min: 0, max: 12 }) }),
      fc.constantFrom(0.5, 2, 100),
      (obstacles, box, maxScale) => {
        const scaleOf = ({ left, right, top, bottom }: Rectangle) =>
          Math.min(maxScale, (right - left) / box.width, (bottom - top) / box.height);
        const found = findFreeRectangle(AREA, obstacles, box, maxScale);
        const scales = [...allFreeRectangles(obstacles)].map(scaleOf);
        const isCovered = obstacles.some((obstacle) => isOverlapping(obstacle, found));
        if (scales.length === 0) expect(found).toEqual(AREA);
        else expect([isCovered, scaleOf(found)]).toEqual([false, Math.max(...scales)]);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

test('papers are shown beside the minimap, or above it if they are wide', () => {
  const view = { left: 70, right: 930, top: 70, bottom: 730 };
  const minimap = { left: 40, right: 220, top: 680, bottom: 800 };
  expect(findFreeRectangle(view, [minimap], { width: 100, height: 100 }, 10)).toEqual({ ...view, left: 220 });
  expect(findFreeRectangle(view, [minimap], { width: 400, height: 100 }, 10)).toEqual({ ...view, bottom: 680 });
});
