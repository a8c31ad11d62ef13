import { expect, test } from 'vitest';
import { getOpacity } from '../../../../web/map/labels/paint-label.ts';

test('a label is hidden, or opaque enough to be read, at every scale', () => {
  const shownFrom = 0.37;
  let previous = 0;
  for (let scale = 0.1; scale < 2; scale *= 1.01) {
    const opacity = getOpacity(scale, shownFrom);
    expect(opacity === 0 ? scale < shownFrom : opacity >= 0.6, String(scale)).toBe(true);
    expect(opacity).toBeGreaterThanOrEqual(previous);
    previous = opacity;
  }
  expect(previous).toBe(1);
  expect(getOpacity(0.001, 0)).toBe(1);
});
