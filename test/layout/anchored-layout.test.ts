import { expect, test } from 'vitest';
import { computeAnchoredLayout } from '../../src/layout/anchored-layout.ts';
import { findEmptySpot } from '../../src/layout/free-places.ts';
import { MAP_RADIUS } from '../../src/model/map.ts';

const N = Number.NaN;
/** Two pairs of papers at the left and the right, and what else there is. */
const place = (anchors: number[], edges: [a: number, b: number, weight: number][]) => {
  const papers = anchors.length / 2;
  const sorted = edges.toSorted(([a, b], [c, d]) => a - c || b - d);
  return computeAnchoredLayout(
    {
      sources: Uint32Array.from(sorted, ([a]) => a),
      targets: Uint32Array.from(sorted, ([, b]) => b),
      weights: Float64Array.from(sorted, ([, , weight]) => weight),
    },
    { topicOf: new Uint32Array(papers).fill(1), subtopicOf: new Uint32Array(papers).fill(2) },
    Float32Array.from(anchors),
    Array<boolean>(papers).fill(true),
  );
};

const LEFT = [-500, -100, -500, 100];
const RIGHT = [500, -100, 500, 100];

test('papers with a position stay, and a new one is placed among its most similar neighbors', async () => {
  const positions = await place(
    [...LEFT, ...RIGHT, N, N],
    [
      [0, 1, 0.5],
      [2, 3, 0.5],
      [0, 4, 0.2],
      [2, 4, 0.9],
      [3, 4, 0.9],
    ],
  );
  expect([...positions.subarray(0, 8)]).toEqual([...LEFT, ...RIGHT]);
  expect(positions[8]).toBeGreaterThan(400);
  expect(Math.abs(positions[9]!)).toBeLessThanOrEqual(100);
});

test('a chain of new papers is placed from its end with a position', async () => {
  const positions = await place(
    [...LEFT, ...RIGHT, N, N, N, N],
    [
      [0, 1, 0.5],
      [1, 4, 0.5],
      [2, 3, 0.5],
      [4, 5, 0.5],
    ],
  );
  const distance = (a: number, b: number) =>
    Math.hypot(positions[2 * a]! - positions[2 * b]!, positions[2 * a + 1]! - positions[2 * b + 1]!);
  for (const paper of [4, 5])
    for (const other of [2, 3]) expect(distance(paper, 1)).toBeLessThan(distance(paper, other));
  expect(distance(4, 1)).toBeLessThan(distance(5, 1));
});

test('new papers that are similar only to each other are placed together in an empty part', async () => {
  const positions = await place(
    [...LEFT, ...RIGHT, N, N, N, N],
    [
      [0, 1, 0.5],
      [2, 3, 0.5],
      [4, 5, 0.5],
    ],
  );
  const [x, y] = findEmptySpot(Float32Array.from([...LEFT, ...RIGHT]), MAP_RADIUS);
  for (const paper of [4, 5])
    expect(Math.hypot(positions[2 * paper]! - x, positions[2 * paper + 1]! - y)).toBeLessThan(200);
  expect(Math.abs(x)).toBeLessThan(250);
});

test('no papers overlap, and all are on the map', async () => {
  const papers = 60;
  const edges = Array.from({ length: papers - 4 }, (_, i): [number, number, number] => [i % 4, i + 4, 0.5]);
  const positions = await place(
    [...LEFT, ...RIGHT, ...Array<number>(2 * (papers - 4)).fill(N)],
    [[0, 1, 1], [2, 3, 1], ...edges],
  );
  for (let a = 0; a < papers; a++) {
    expect(Math.hypot(positions[2 * a]!, positions[2 * a + 1]!)).toBeLessThanOrEqual(MAP_RADIUS);
    for (let b = 0; b < a; b++)
      expect(
        Math.hypot(positions[2 * a]! - positions[2 * b]!, positions[2 * a + 1]! - positions[2 * b + 1]!),
      ).toBeGreaterThan(10);
  }
});

test('papers without edges are placed in rows below, next to those that are there', async () => {
  const first = await place([...LEFT, N, N, N, N], [[0, 1, 0.5]]);
  const bottom = Math.min(first[5]!, first[7]!);
  expect(bottom).toBeLessThan(-100);
  const second = await place([...first, N, N], [[0, 1, 0.5]]);
  expect(second.subarray(0, 8)).toEqual(first);
  expect(second[9]).toBeLessThan(-100);
  for (const paper of [2, 3])
    expect(Math.hypot(second[8]! - second[2 * paper]!, second[9]! - second[2 * paper + 1]!)).toBeGreaterThan(10);
});
