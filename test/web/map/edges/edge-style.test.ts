import { expect, test } from 'vitest';
import { createEdgeColors, getControlPoint } from '../../../../web/map/edges/edge-style.ts';
import { getThemeColors } from '../../../../web/map/style/palette.ts';
import type { MapStyle } from '../../../../web/map/types.ts';

test('an edge between papers of one color has that color, weaker edges less of it; other edges are gray', () => {
  const style: MapStyle = {
    theme: getThemeColors(false),
    colors: ['#888888', '#ff0000', '#0000ff'],
    colorIndex: Uint16Array.of(1, 1, 2),
    sizes: new Float32Array(3),
    visible: new Uint8Array(3).fill(1),
    minSimilarity: 0,
    curvedEdges: false,
    density: false,
    contours: 'none',
  };
  const colorOf = createEdgeColors(style);
  /** The difference between the red and the blue channel. */
  const redness = (hex: string) => Number.parseInt(hex.slice(1, 3), 16) - Number.parseInt(hex.slice(5, 7), 16);
  const strong = colorOf({ source: 0, target: 1, similarity: 0.6 });
  const weak = colorOf({ source: 0, target: 1, similarity: 0.1 });
  expect(redness(strong)).toBeGreaterThan(redness(weak));
  expect(Math.abs(redness(colorOf({ source: 1, target: 2, similarity: 0.6 })))).toBeLessThan(20);
});

test('the control point of an arc is a fifth of the chord to its left on the screen', () => {
  expect(getControlPoint({ x: 0, y: 0 }, { x: 10, y: 0 })).toEqual({ x: 5, y: -2 });
  expect(getControlPoint({ x: 0, y: 0 }, { x: 0, y: 10 })).toEqual({ x: 2, y: 5 });
});
