import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceTo } from '../../../../src/layout/labels/rectangle.ts';
import { type Emphasis, NO_EMPHASIS } from '../../../../web/map/emphasis.ts';
import { layOutEmphasizedTitles } from '../../../../web/map/labels/emphasized-titles.ts';
import type { TextLabel } from '../../../../web/map/labels/label-text.ts';
import { getBox, type LabelFrame } from '../../../../web/map/labels/paint-label.ts';

const RADIUS = 6;
const [WIDTH, HEIGHT] = [800, 600];

/** Lays out titles of 100 by 30 pixels for papers at positions in pixels; y points up. */
function layOut(points: { x: number; y: number }[], emphasis: Partial<Emphasis>) {
  const positions = Float32Array.from(points.flatMap(({ x, y }) => [x, -y]));
  const toScreen = (x: number, y: number) => ({ x, y: -y });
  const frame = {
    width: WIDTH,
    height: HEIGHT,
    toScreen,
    forEachPaperIn: (_box: unknown, visit: (paper: number) => void) => points.forEach((_, paper) => void visit(paper)),
    radiusOf: () => RADIUS,
    positions,
    visible: new Uint8Array(points.length).fill(1),
    emphasis: { ...NO_EMPHASIS, ...emphasis },
    obstacles: [],
  } as unknown as LabelFrame;
  const labels = layOutEmphasizedTitles(frame, {
    nodes: { titles: points.map((_, i) => `paper ${i}`) },
    factory: {
      create: (text, style, placement): TextLabel => ({
        ...placement,
        lines: [text],
        font: style.font,
        lineHeight: 30,
        width: 100,
        height: 30,
      }),
    },
    bylineOf: () => '',
  });
  return labels.map((label) => ({ title: label.lines[0]!, box: getBox(label, frame) }));
}

const pointsArbitrary = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: WIDTH }), y: fc.integer({ min: 0, max: HEIGHT }) }),
  { minLength: 1, maxLength: 80 },
);

test('titles of highlighted papers cover none of these, those of the first three at most one, do not overlap, and are in view; there are at most twelve', () => {
  fc.assert(
    fc.property(pointsArbitrary, (points) => {
      const titles = layOut(points, { highlighted: points.map((_, i) => i) });
      expect(titles.length).toBeLessThanOrEqual(12);
      expect(new Set(titles.map(({ title }) => title)).size).toBe(titles.length);
      for (const [i, { title, box }] of titles.entries()) {
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.bottom).toBeLessThanOrEqual(HEIGHT);
        const covered = points.filter((point) => distanceTo(box, point) < RADIUS).length;
        expect(covered).toBeLessThanOrEqual(['paper 0', 'paper 1', 'paper 2'].includes(title) ? 1 : 0);
        for (const { box: other } of titles.slice(0, i))
          expect(
            box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
          ).toBe(false);
      }
    }),
    { seed: 22 },
  );
});

test('every lone highlighted paper has a title', () => {
  const points = [100, 300, 500, 700].map((x) => ({ x, y: 300 }));
  expect(layOut(points, { highlighted: [0, 1, 2, 3] })).toHaveLength(4);
});

test('a focused paper has its title once, on the side where it covers fewer papers', () => {
  const below = [370, 400, 430].map((x) => ({ x, y: 325 }));
  const titles = layOut([{ x: 400, y: 300 }, ...below], { focused: [0], highlighted: [0] });
  expect(titles.map(({ title }) => title)).toEqual(['paper 0']);
  expect(titles[0]!.box.bottom).toBeLessThan(300);
});

test('a focused paper has a title even if both sides cover papers', () => {
  const around = [325, 275].flatMap((y) => [370, 400, 430].map((x) => ({ x, y })));
  expect(layOut([{ x: 400, y: 300 }, ...around], { focused: [0] })).toHaveLength(1);
});
