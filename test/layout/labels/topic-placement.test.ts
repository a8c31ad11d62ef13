import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAtOwnTopic } from '../../../src/layout/labels/own-topic.ts';
import { distanceTo } from '../../../src/layout/labels/rectangle.ts';
import { TopicPlacement } from '../../../src/layout/labels/topic-placement.ts';

/** Radius of the disc of each paper. */
const RADIUS = 6;

const VIEW = { width: 800, height: 600, scale: 2, center: { x: 10, y: -5 }, obstacles: [], radiusOf: () => RADIUS };

/** Papers in map units, each with a topic from 1 to 6. */
const papersArbitrary = fc.array(
  fc.record({
    x: fc.integer({ min: -150, max: 170 }),
    y: fc.integer({ min: -120, max: 110 }),
    topic: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Returns a paper in pixels of the view. */
const toPixels = ({ x, y, topic }: { x: number; y: number; topic: number }) => ({
  topic,
  radius: RADIUS,
  x: VIEW.width / 2 + (x - VIEW.center.x) * VIEW.scale,
  y: VIEW.height / 2 - (y - VIEW.center.y) * VIEW.scale,
});

/** Places the labels of all topics. Returns their rectangles in pixels of the view. */
function placeAll(
  papers: { x: number; y: number; topic: number }[],
  size: { width: number; height: number },
  radius = RADIUS,
) {
  const positions = Float32Array.from(papers.flatMap(({ x, y }) => [x, y]));
  const placement = new TopicPlacement(
    { ...VIEW, radiusOf: () => radius },
    positions,
    papers.map(({ topic }) => topic),
  );
  return [1, 2, 3, 4, 5, 6].flatMap((topic) => {
    const found = placement.find(topic, size);
    if (!found) return [];
    const place = placement.occupy(found);
    const x = VIEW.width / 2 + (place.x - VIEW.center.x) * VIEW.scale + (place.offsetX ?? 0);
    const y = VIEW.height / 2 + (place.y + VIEW.center.y) * VIEW.scale + place.offsetY;
    const { width, height } = size;
    return [{ topic, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }];
  });
}

test('labels neither overlap nor leave the view, and are nearest to their own topic', () => {
  fc.assert(
    fc.property(
      papersArbitrary,
      fc.integer({ min: 20, max: 200 }),
      fc.integer({ min: 10, max: 50 }),
      (papers, width, height) => {
        const boxes = placeAll(papers, { width, height });
        for (const [i, a] of boxes.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.right).toBeLessThanOrEqual(VIEW.width);
          expect(a.top).toBeGreaterThanOrEqual(0);
          expect(a.bottom).toBeLessThanOrEqual(VIEW.height);
          expect(isAtOwnTopic(a, a.topic, papers.map(toPixels))).toBe(true);
          for (const b of boxes.slice(0, i))
            expect(a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top).toBe(false);
        }
      },
    ),
    { seed: 14 },
  );
});

test.each([RADIUS, 22])(
  'a label with free space around its topic covers none of its papers, of radius %s',
  (radius) => {
    const cluster = (topic: number, x: number, y: number) =>
      Array.from({ length: 25 }, (_, i) => ({ topic, x: x + 8 * (i % 5), y: y + 8 * Math.floor(i / 5) }));
    const papers = [...cluster(1, -120, -60), ...cluster(2, 60, 40)];
    const boxes = placeAll(papers, { width: 150, height: 36 }, radius);
    expect(boxes.map(({ topic }) => topic)).toEqual([1, 2]);
    for (const { left, right, top, bottom } of boxes)
      for (const paper of papers) {
        const { x, y } = toPixels(paper);
        expect(x > left - radius && x < right + radius && y > top - radius && y < bottom + radius).toBe(false);
      }
  },
);

test('a label of a topic of scattered papers, with others between them, is in free space next to one of them', () => {
  const grid = Array.from({ length: 400 }, (_, i) => ({
    topic: 1,
    x: -130 + 14 * (i % 20),
    y: -130 + 14 * Math.floor(i / 20),
  }));
  const isFree = ({ x, y }: { x: number; y: number }) => x < 50 || y < 10;
  const corners = [...grid.filter(isFree), { topic: 1, x: 120, y: 60 }];
  const scattered = grid.filter((_, i) => i % 57 === 0).map((paper) => ({ ...paper, topic: 2, x: paper.x + 7 }));
  const papers = [...corners, ...scattered, { topic: 2, x: 90, y: 60 }];
  const [, box] = placeAll(papers, { width: 60, height: 16 });
  expect(box?.topic).toBe(2);
  for (const paper of papers) {
    const { x, y } = toPixels(paper);
    expect(distanceTo(box!, { x, y })).toBeGreaterThan(RADIUS);
  }
});
