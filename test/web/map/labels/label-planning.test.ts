import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Label, LabelPlan } from '../../../../web/map/labels/label-planning.ts';

const TITLE_SCALE = 8;
const MAX_WIDTH = 60;

const labelArbitrary: fc.Arbitrary<Label> = fc.record({
  x: fc.integer({ min: -40, max: 40 }),
  y: fc.integer({ min: -40, max: 40 }),
  width: fc.integer({ min: 5, max: MAX_WIDTH }),
  height: fc.integer({ min: 5, max: 20 }),
  offsetY: fc.integer({ min: 0, max: 10 }),
  minScale: fc.constantFrom(0, 2, TITLE_SCALE, 2 * TITLE_SCALE),
  maxScale: fc.constantFrom(24, 200, Number.POSITIVE_INFINITY),
});

const SCALES = Array.from({ length: 90 }, (_, i) => 0.25 * 1.1 ** i);

/** Plans labels, those with the smallest minimum scale first. */
function plan(labels: Label[]): { label: Label; shownFrom: number }[] {
  const labelPlan = new LabelPlan(TITLE_SCALE, MAX_WIDTH);
  return [...labels]
    .sort((a, b) => a.minScale - b.minScale)
    .map((label) => ({ label, shownFrom: labelPlan.add(label) }));
}

const isOverlapping = (a: Label, b: Label, scale: number) =>
  Math.abs(a.x - b.x) * scale < (a.width + b.width) / 2 &&
  Math.abs((a.y - b.y) * scale + a.offsetY - b.offsetY) < (a.height + b.height) / 2;

test('shown labels do not overlap at any scale', () => {
  fc.assert(
    fc.property(fc.array(labelArbitrary, { minLength: 2, maxLength: 25 }), (labels) => {
      const planned = plan(labels);
      for (const scale of SCALES) {
        const shown = planned
          .filter(({ label, shownFrom }) => scale >= shownFrom && scale < label.maxScale)
          .map(({ label }) => label);
        for (const [i, a] of shown.entries())
          for (const b of shown.slice(0, i)) expect(isOverlapping(a, b, scale), `scale ${scale}`).toBe(false);
      }
    }),
  );
});

test('no label is shown below its minimum scale, and the first label is shown from it', () => {
  fc.assert(
    fc.property(fc.array(labelArbitrary, { minLength: 1, maxLength: 25 }), (labels) => {
      const planned = plan(labels);
      for (const { label, shownFrom } of planned) expect(shownFrom).toBeGreaterThanOrEqual(label.minScale);
      expect(planned[0]!.shownFrom).toBe(planned[0]!.label.minScale);
    }),
  );
});

test('a label is shown as soon as it does not overlap labels that were added before it', () => {
  const label: Label = {
    x: 0,
    y: 0,
    width: 40,
    height: 10,
    offsetY: 0,
    minScale: 0,
    maxScale: Number.POSITIVE_INFINITY,
  };
  const [first, second, third] = plan([label, { ...label, x: 10 }, { ...label, y: 1000 }]);
  expect(first!.shownFrom).toBe(0);
  // The anchors are 10 map units apart; the centers must be 40 + 4 pixels apart.
  expect(second!.shownFrom).toBeCloseTo(4.4);
  expect(third!.shownFrom).toBeLessThan(0.02);
  expect(plan([label, label])[1]!.shownFrom).toBe(Number.POSITIVE_INFINITY);
});

test('in dense regions, labels are shown from the same scale as if each were compared with all before it', () => {
  const dense = fc.record({
    x: fc.double({ min: -1, max: 1, noNaN: true }).map((x) => x ** 5 * 40),
    y: fc.double({ min: -1, max: 1, noNaN: true }).map((y) => y ** 5 * 40),
    width: fc.integer({ min: 5, max: MAX_WIDTH }),
    height: fc.integer({ min: 5, max: 20 }),
    offsetY: fc.integer({ min: 0, max: 10 }),
    minScale: fc.constant(TITLE_SCALE),
    maxScale: fc.constant(Number.POSITIVE_INFINITY),
  });
  fc.assert(
    fc.property(fc.array(dense, { minLength: 20, maxLength: 150 }), (labels) => {
      // With a huge width there is one cell.
      const reference = new LabelPlan(TITLE_SCALE, 1e6);
      const labelPlan = new LabelPlan(TITLE_SCALE, MAX_WIDTH);
      for (const label of labels) expect(labelPlan.add(label)).toBe(reference.add(label));
    }),
    { numRuns: 30 },
  );
});
