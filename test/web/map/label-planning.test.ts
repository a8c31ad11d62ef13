import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Label, LabelPlan, linesOf } from '../../../web/map/label-planning.ts';

const NEAR = 8;
const WIDEST = 60;

const label: fc.Arbitrary<Label> = fc.record({
  x: fc.integer({ min: -40, max: 40 }),
  y: fc.integer({ min: -40, max: 40 }),
  width: fc.integer({ min: 5, max: WIDEST }),
  height: fc.integer({ min: 5, max: 20 }),
  down: fc.integer({ min: 0, max: 10 }),
  from: fc.constantFrom(0, 2, NEAR, 2 * NEAR),
  to: fc.constantFrom(24, 200, Number.POSITIVE_INFINITY),
});

const SCALES = Array.from({ length: 90 }, (_, at) => 0.25 * 1.1 ** at);

/** Labels with the scale from which each is shown. */
function planned(labels: Label[]): { label: Label; from: number }[] {
  const plan = new LabelPlan(NEAR, WIDEST);
  // The plan wants the far ones first.
  return [...labels].sort((a, b) => a.from - b.from).map((one) => ({ label: one, from: plan.add(one) }));
}

const overlap = (a: Label, b: Label, scale: number) =>
  Math.abs(a.x - b.x) * scale < (a.width + b.width) / 2 &&
  Math.abs((a.y - b.y) * scale + a.down - b.down) < (a.height + b.height) / 2;

test('no two labels that are shown overlap, at any scale', () => {
  fc.assert(
    fc.property(fc.array(label, { minLength: 2, maxLength: 25 }), (labels) => {
      const placed = planned(labels);
      for (const scale of SCALES) {
        const shown = placed.filter(({ label: { to }, from }) => scale >= from && scale < to);
        for (const [at, { label: a }] of shown.entries())
          for (const { label: b } of shown.slice(0, at)) expect(overlap(a, b, scale), `at ${scale}`).toBe(false);
      }
    }),
  );
});

test('a label is never shown before its own scale, and the first has the whole room', () => {
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 25 }), (labels) => {
      const placed = planned(labels);
      for (const { label: one, from } of placed) expect(from).toBeGreaterThanOrEqual(one.from);
      expect(placed[0]!.from).toBe(placed[0]!.label.from);
    }),
  );
});

test('room is used: a label waits only for those that came before it', () => {
  const one: Label = { x: 0, y: 0, width: 40, height: 10, down: 0, from: 0, to: Number.POSITIVE_INFINITY };
  const [first, second, third] = planned([one, { ...one, x: 10 }, { ...one, y: 1000 }]);
  expect(first!.from).toBe(0);
  // 40 pixels and a margin of 4 part two labels whose points are 10 apart.
  expect(second!.from).toBeCloseTo(4.4);
  expect(third!.from).toBeLessThan(0.02);
  expect(planned([one, one])[1]!.from).toBe(Number.POSITIVE_INFINITY);
});

test('a text is broken into lines of whole words, and what is left out shows', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 }), (words) => {
      const lines = linesOf(words.join(' '), 20, 3);
      expect(lines.length).toBeLessThanOrEqual(3);
      const cut = lines.at(-1)!.endsWith(' …');
      const kept = lines.join(' ').replace(/ …$/, '').split(' ');
      expect(kept).toEqual(words.slice(0, kept.length));
      expect(cut).toBe(kept.length < words.length);
      for (const line of lines) expect(line.replace(/ …$/, '').length).toBeLessThanOrEqual(20);
    }),
  );
});
