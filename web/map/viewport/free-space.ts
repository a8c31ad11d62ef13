import { isOverlapping, type Rectangle } from '../../../src/layout/labels/rectangle.ts';

/** Finds space on the map that neither panels nor controls cover. */

/** Yields the rectangles within an area that overlap no obstacle, and whose sides are at an obstacle or at the border of the area. */
function* findFreeRectangles(area: Rectangle, obstacles: readonly Rectangle[]): Iterable<Rectangle> {
  const near = obstacles.filter((obstacle) => isOverlapping(obstacle, area));
  const getSides = (border: number, sides: number[]) => [...new Set([border, ...sides])];
  const lefts = getSides(
    area.left,
    near.map(({ right }) => Math.max(area.left, right)),
  );
  const rights = getSides(
    area.right,
    near.map(({ left }) => Math.min(area.right, left)),
  );
  const tops = getSides(
    area.top,
    near.map(({ bottom }) => Math.max(area.top, bottom)),
  );
  const bottoms = getSides(
    area.bottom,
    near.map(({ top }) => Math.min(area.bottom, top)),
  );
  for (const left of lefts)
    for (const right of rights.filter((side) => side > left))
      for (const top of tops)
        for (const bottom of bottoms.filter((side) => side > top)) {
          const rectangle = { left, right, top, bottom };
          if (!near.some((obstacle) => isOverlapping(obstacle, rectangle))) yield rectangle;
        }
}

/**
 * Returns the free rectangle in which a box can be shown at the largest scale; of several, the largest one. If obstacles cover the whole area, it is
 * returned itself.
 *
 * @param box its size at the present scale.
 * @param maxScale the scale, relative to the present one, beyond which the box is not enlarged.
 */
export function findFreeRectangle(
  area: Rectangle,
  obstacles: readonly Rectangle[],
  box: { width: number; height: number },
  maxScale: number,
): Rectangle {
  let best = { rectangle: area, scale: 0, space: 0 };
  for (const rectangle of findFreeRectangles(area, obstacles)) {
    const [width, height] = [rectangle.right - rectangle.left, rectangle.bottom - rectangle.top];
    const scale = Math.min(maxScale, width / box.width, height / box.height);
    const space = width * height;
    if (scale > best.scale || (scale === best.scale && space > best.space)) best = { rectangle, scale, space };
  }
  return best.rectangle;
}
