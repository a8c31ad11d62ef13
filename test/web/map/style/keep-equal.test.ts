import { expect, test } from 'vitest';
import { keepEqual } from '../../../../web/map/style/keep-equal.ts';

test('an object with equal fields is the previous one', () => {
  const previous = { a: 1, b: Float32Array.of(1, Number.NaN), c: ['x'] };
  expect(keepEqual(previous, { a: 1, b: Float32Array.of(1, Number.NaN), c: ['x'] })).toBe(previous);
  expect(keepEqual(null, previous)).toBe(previous);
});

test('fields that are equal are kept when another one changes', () => {
  const previous = { a: 1, b: Uint8Array.of(1, 2) };
  const next = keepEqual(previous, { a: 2, b: Uint8Array.of(1, 2) });
  expect(next).toEqual({ a: 2, b: Uint8Array.of(1, 2) });
  expect(next.b).toBe(previous.b);
});

test('arrays that differ in their length or in an element are replaced', () => {
  const previous = { b: Uint8Array.of(1, 2) };
  for (const b of [Uint8Array.of(1), Uint8Array.of(1, 3)]) expect(keepEqual(previous, { b }).b).toBe(b);
});
