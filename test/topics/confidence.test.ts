import { describe, expect, test } from 'vitest';
import { tiesOf } from '../../src/graph/adjacency.ts';
import type { Edges } from '../../src/model/map.ts';
import { Communities } from '../../src/topics/communities.ts';
import { mostCentral, stabilityOnAnyLevel, sureness } from '../../src/topics/confidence.ts';
import { settle } from '../../src/topics/refine-assignments.ts';
import { chooseResolution, readableTopics, scanResolutions } from '../../src/topics/resolution.ts';
import { attachSmall, numbered, subtopics } from '../../src/topics/subtopics.ts';
import { planted } from './planted.ts';

const groups = (...of: number[]) => Uint32Array.from(of);

/** Ties of the same weight. */
const tied = (...pairs: [number, number][]): Edges => ({
  sources: Uint32Array.from(pairs, ([a]) => a),
  targets: Uint32Array.from(pairs, ([, b]) => b),
  weights: new Float64Array(pairs.length).fill(1),
});

describe('consensus', () => {
  test('the most central run agrees best with the others', () => {
    const odd = groups(0, 1, 0, 1, 0, 1, 0, 1);
    const near = groups(0, 0, 0, 0, 1, 1, 1, 1);
    const between = groups(0, 0, 0, 0, 1, 1, 1, 0);
    const other = groups(0, 0, 0, 0, 1, 1, 2, 2);
    const { chosen, stability } = mostCentral([odd, between, near, other]);
    expect(chosen).toBe(2);
    expect(stability).toBeGreaterThan(0.2);
    expect(stability).toBeLessThan(1);
    expect(mostCentral([near, near])).toEqual({ chosen: 0, stability: 1 });
  });

  test('confidence is the company that is met again, stability the best Jaccard index', () => {
    const partition = groups(0, 0, 0, 1, 1);
    const { confidence, stability } = sureness(partition, [partition, groups(0, 0, 1, 1, 1)]);
    // In the second run papers 0 and 1 meet one of two again, paper 2 nobody, papers 3 and 4 each other.
    expect([...confidence]).toEqual([0.75, 0.75, 0.5, 1, 1]);
    expect(stability[0]).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(stability[1]).toBeCloseTo((1 + 2 / 3) / 2, 12);
  });
});

test('a subtopic is as stable as the group most like it on any level of a run', () => {
  const parts = groups(1, 1, 2, 2, 3, 3, 3);
  const fine = groups(0, 0, 1, 2, 3, 3, 4);
  const coarse = groups(0, 0, 0, 0, 1, 1, 1);
  const [, first, second, third] = stabilityOnAnyLevel(parts, [[fine, coarse], [coarse]]);
  expect(first).toBeCloseTo((1 + 1 / 2) / 2, 12);
  expect(second).toBeCloseTo(1 / 2, 12);
  expect(third).toBeCloseTo(1, 12);
});

describe('levels', () => {
  test('a small group joins the one it has the strongest ties with, and stays when it has none', () => {
    const edges = tied([0, 1], [1, 2], [3, 4], [4, 5], [5, 6], [2, 6], [6, 3], [8, 9]);
    const found = attachSmall(tiesOf({ order: 10, edges }), groups(0, 0, 0, 1, 1, 1, 2, 2, 3, 3), 3);
    expect([...found]).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 3, 3]);
  });

  test('numbers go by size, then by first member; small groups get 0 unless all are', () => {
    expect([...numbered(groups(5, 3, 3, 4, 4, 4, 9, 9))]).toEqual([4, 2, 2, 1, 1, 1, 3, 3]);
    expect([...numbered(groups(5, 3, 3, 4, 4, 4), 3)]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...numbered(groups(1, 0, 0), 3)]).toEqual([0, 1, 1]);
  });

  test("subtopics are Louvain's finer groups where these divide a topic well", () => {
    const level = groups(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    const last = groups(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
    const pairs: [number, number][] = [];
    for (let from = 0; from < 12; from += 3) pairs.push([from, from + 1], [from, from + 2], [from + 1, from + 2]);
    const ties = tiesOf({ order: 12, edges: tied(...pairs, [2, 3], [8, 9]) });
    const topicOf = last.map((group) => group + 1);
    expect([...subtopics(ties, [level, last], topicOf, 3, 1)]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    // Without finer levels, a second Louvain inside each topic finds the same.
    expect([...subtopics(ties, [last], topicOf, 3, 1)]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
    expect([...subtopics(ties, [level, last], topicOf, 4, 1)]).toEqual(Array(12).fill(0));
  });

  test('no topic has more than ten subtopics, however many cliques it is made of', () => {
    // Thirty triangles in a ring.
    const pairs = Array.from({ length: 30 }, (_, t): [number, number][] => [
      [3 * t, 3 * t + 1],
      [3 * t, 3 * t + 2],
      [3 * t + 1, 3 * t + 2],
      [3 * t + 2, (3 * t + 3) % 90],
    ]).flat();
    const ties = tiesOf({ order: 90, edges: tied(...pairs) });
    const topic = new Uint32Array(90).fill(1);
    const parts = new Set(subtopics(ties, [topic], topic, 3, 1));
    expect(parts.size).toBeGreaterThan(1);
    expect(parts.size).toBeLessThanOrEqual(10);
  });
});

test('papers that sit with the wrong topic settle in the right one; those in none stay', async () => {
  const { text, edges, field } = await planted(4, 120);
  const right = field.map((group) => group + 1);
  const wrong = right.map((topic, i) => (i % 15 === 0 ? (topic % 4) + 1 : topic));
  wrong[7] = 0;
  const papers = Uint32Array.from({ length: 120 }, (_, i) => i);
  const settled = settle(tiesOf({ order: 120, edges }), text.rows, papers, wrong);
  expect(settled[7]).toBe(0);
  right[7] = 0;
  expect([...settled]).toEqual([...right]);
});

describe('resolution', () => {
  test('the highest plateau with a readable number of topics is chosen', () => {
    expect(readableTopics(256)).toEqual([4, 12]);
    const scanned = [
      { resolution: 0.5, topics: 3, stability: 1, plateau: 1 },
      { resolution: 1, topics: 5, stability: 0.7, plateau: 0.7 },
      { resolution: 2, topics: 11, stability: 0.7, plateau: 0.8 },
      { resolution: 4, topics: 40, stability: 1, plateau: 1 },
    ];
    expect(chooseResolution(scanned, 256)).toBe(2);
    expect(chooseResolution([scanned[0]!, scanned[3]!], 256)).toBe(0.5);
  });

  test('the scan spans the readable numbers, with as many topics as were planted on a plateau', async () => {
    const { edges } = await planted(7, 280);
    const network = { order: 280, edges };
    const scanned = scanResolutions(new Communities(network, tiesOf(network), 1, 1), 280, 4);
    const [least, most] = readableTopics(280);
    // Well separated fields stay apart down to the lowest resolution that is tried.
    expect(scanned[0]!.topics < least || scanned[0]!.resolution < 0.07).toBe(true);
    expect(scanned.at(-1)!.topics).toBeGreaterThan(most);
    expect(scanned.map(({ resolution }) => resolution)).toEqual(
      scanned.map(({ resolution }) => resolution).sort((a, b) => a - b),
    );
    const chosen = scanned.find(({ resolution }) => resolution === chooseResolution(scanned, 280))!;
    expect(chosen.topics).toBe(7);
    expect(chosen.plateau).toBeGreaterThan(0.95);
  });
});
