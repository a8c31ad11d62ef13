import { describe, expect, it } from 'vitest';
import { NO_TOPIC_COLOR, TOPIC_PALETTE, topicColor } from '../../src/graph/colors.ts';

type Color = [number, number, number];

/** Converts a hex color to linear sRGB. */
const toLinear = (hex: string) =>
  [1, 3, 5].map((start) => {
    const s = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as Color;

const multiply = (matrix: number[][], [r, g, b]: Color) =>
  matrix.map((row) => Math.min(1, Math.max(0, row[0]! * r + row[1]! * g + row[2]! * b))) as Color;

/** Converts linear sRGB to OKLab (Ottosson 2020). */
function toOklab(color: Color): Color {
  const [l, m, s] = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  ).map(Math.cbrt) as Color;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Simulation of color blindness at full severity (Machado, Oliveira and Fernandes 2009). */
const VISION = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Returns the smallest difference between any two of the first colors. A just noticeable difference is about 0.02. */
function computeMinDifference(count: number, vision: keyof typeof VISION): number {
  const colors = TOPIC_PALETTE.slice(0, count).map((hex) => toOklab(multiply(VISION[vision], toLinear(hex))));
  let min = Infinity;
  colors.forEach((a, i) => {
    for (const b of colors.slice(0, i)) min = Math.min(min, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
  });
  return min;
}

describe('topic colors', () => {
  it.each(Object.keys(VISION) as (keyof typeof VISION)[])('are distinguishable with %s vision', (vision) => {
    expect(TOPIC_PALETTE.length).toBe(48);
    expect(computeMinDifference(8, vision)).toBeGreaterThan(0.06);
    expect(computeMinDifference(TOPIC_PALETTE.length, vision)).toBeGreaterThan(0.025);
  });

  it('contrast with white and near-black backgrounds', () => {
    for (const hex of [...TOPIC_PALETTE, NO_TOPIC_COLOR]) {
      const [r, g, b] = toLinear(hex);
      const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      expect(1.05 / (luminance + 0.05)).toBeGreaterThan(2);
      expect((luminance + 0.05) / 0.06).toBeGreaterThan(2.9);
    }
  });

  it('exist for every topic id and repeat', () => {
    expect(topicColor(0)).toBe(NO_TOPIC_COLOR);
    expect(topicColor(1)).toBe(TOPIC_PALETTE[0]);
    expect(topicColor(TOPIC_PALETTE.length + 2)).toBe(TOPIC_PALETTE[1]);
    for (let topic = 1; topic < 1000; topic += 37) expect(topicColor(topic)).toMatch(/^#[0-9a-f]{6}$/);
  });
});
