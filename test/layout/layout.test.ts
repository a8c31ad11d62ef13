import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizes } from '../../src/graph/node-sizes.ts';
import { layOut } from '../../src/layout/layout.ts';
import type { Edges } from '../../src/model/map.ts';
import { MAP_RADIUS } from '../../src/model/map.ts';
import type { Collection } from '../../src/model/paper.ts';
import { generator } from '../../src/util/random.ts';

const collectionOf = (abstracts: readonly string[]): Collection => ({
  papers: abstracts.map((abstract, i) => ({ id: String(i), title: `Paper ${i}`, abstract, sources: [] })),
  records: abstracts.length,
  merged: 0,
  problems: [],
  notes: [],
});

/** Groups of papers with many edges inside and a few between groups that follow each other. */
function groups(count: number, each: number): { collection: Collection; edges: Edges; topicOf: Uint32Array } {
  const random = generator(7);
  const papers = count * each;
  const pairs = new Map<number, number>();
  const add = (a: number, b: number, weight: number) => {
    if (a !== b) pairs.set(Math.min(a, b) * papers + Math.max(a, b), weight);
  };
  for (let i = 0; i < papers; i++) {
    const group = Math.floor(i / each);
    for (let n = 0; n < 5; n++) add(i, group * each + Math.floor(random() * each), 0.3 + random() / 2);
    if (random() < 0.3) add(i, (i + each) % papers, 0.1);
  }
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  return {
    collection: collectionOf(Array(papers).fill('text')),
    edges: {
      sources: Uint32Array.from(sorted, ([pair]) => Math.floor(pair / papers)),
      targets: Uint32Array.from(sorted, ([pair]) => pair % papers),
      weights: Float64Array.from(sorted, ([, weight]) => weight),
    },
    topicOf: Uint32Array.from({ length: papers }, (_, i) => 1 + Math.floor(i / each)),
  };
}

/** Topics without subtopics. */
const flat = (topicOf: Uint32Array) => ({ topicOf, subtopicOf: new Uint32Array(topicOf.length) });

const noEdges: Edges = { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() };
const distance = (p: Float32Array, i: number, j: number) =>
  Math.hypot(p[2 * i]! - p[2 * j]!, p[2 * i + 1]! - p[2 * j + 1]!);

describe('layOut', () => {
  const made = groups(6, 40);
  const positions = layOut(made.collection, made.edges, flat(made.topicOf));

  it('gives the same bytes again, and others for another seed', () => {
    expect(layOut(made.collection, made.edges, flat(made.topicOf))).toEqual(positions);
    expect(layOut(made.collection, made.edges, flat(made.topicOf), { seed: 2 })).not.toEqual(positions);
  });

  it('stays within its radius and uses it', () => {
    const radii = made.collection.papers.map((_, i) => Math.hypot(positions[2 * i]!, positions[2 * i + 1]!));
    expect(Math.max(...radii)).toBeLessThanOrEqual(MAP_RADIUS);
    expect(Math.max(...radii)).toBeGreaterThan(0.99 * MAP_RADIUS);
  });

  it('puts no paper on top of another', () => {
    const radii = sizes(made.edges, made.collection.papers.length, MAP_RADIUS);
    for (let i = 0; i < radii.length; i++)
      for (let j = 0; j < i; j++) expect(distance(positions, i, j)).toBeGreaterThan(0.9 * (radii[i]! + radii[j]!));
  });

  it('keeps topics apart: nearly every paper stands nearest to one of its own topic', () => {
    let own = 0;
    for (let i = 0; i < made.topicOf.length; i++) {
      const others = [...made.topicOf.keys()].filter((j) => j !== i);
      const nearest = others.reduce((a, b) => (distance(positions, i, b) < distance(positions, i, a) ? b : a));
      if (made.topicOf[nearest] === made.topicOf[i]) own++;
    }
    expect(own / made.topicOf.length).toBeGreaterThan(0.97);
  });

  it('keeps topics apart in maps too large for ForceAtlas2, and subtopics together in them', () => {
    const large = groups(30, 40);
    const topicOf = large.topicOf.map((group) => 1 + Math.floor((group - 1) / 3));
    const placed = layOut(large.collection, large.edges, { topicOf, subtopicOf: large.topicOf });
    let [topic, subtopic] = [0, 0];
    const sample = Array.from({ length: 120 }, (_, n) => 10 * n);
    for (const i of sample) {
      const others = [...topicOf.keys()].filter((j) => j !== i);
      const nearest = others.reduce((a, b) => (distance(placed, i, b) < distance(placed, i, a) ? b : a));
      if (topicOf[nearest] === topicOf[i]) topic++;
      if (large.topicOf[nearest] === large.topicOf[i]) subtopic++;
    }
    expect(topic / sample.length).toBeGreaterThan(0.97);
    expect(subtopic / sample.length).toBeGreaterThan(0.95);
  });

  it('places topics that have much in common next to each other', () => {
    const chain = groups(5, 40);
    const placed = layOut(chain.collection, chain.edges, flat(chain.topicOf));
    const centre = (group: number) => {
      const own = placed.subarray(80 * group, 80 * group + 80);
      return [0, 1].map((axis) => own.reduce((sum, value, at) => (at % 2 === axis ? sum + value / 40 : sum), 0));
    };
    const gap = (a: number, b: number) => Math.hypot(...centre(a).map((value, axis) => value - centre(b)[axis]!));
    const tied = [0, 1, 2, 3, 4].map((group) => gap(group, (group + 1) % 5));
    const untied = [0, 1, 2, 3, 4].map((group) => gap(group, (group + 2) % 5));
    const sum = (values: number[]) => values.reduce((a, b) => a + b);
    expect(sum(tied)).toBeLessThan(0.8 * sum(untied));
  });

  it('places no paper without abstract, and papers like no other in rows outside the rest', () => {
    const { collection, edges, topicOf } = groups(2, 20);
    const more = collectionOf([...collection.papers.map((paper) => paper.abstract), '', 'alone', 'alone', 'alone']);
    const placed = layOut(more, edges, flat(Uint32Array.from([...topicOf, 0, 0, 0, 0])));
    expect([...placed.subarray(80, 82)]).toEqual([Number.NaN, Number.NaN]);
    const lowest = Math.min(...Array.from({ length: 40 }, (_, i) => placed[2 * i + 1]!));
    const [first, second, third] = [41, 42, 43].map((i) => [placed[2 * i]!, placed[2 * i + 1]!] as const);
    expect(first![1]).toBeLessThan(lowest);
    expect(second![1]).toBe(first![1]);
    expect(second![0] - first![0]).toBeCloseTo(third![0] - second![0], 3);
  });

  it.each([0, 1, 2, 3])('takes %i papers without edges', (papers) => {
    const placed = layOut(collectionOf(Array(papers).fill('x')), noEdges, flat(new Uint32Array(papers)));
    expect(placed).toHaveLength(2 * papers);
    expect(placed.every((value) => Number.isFinite(value) && Math.abs(value) <= MAP_RADIUS)).toBe(true);
  });

  it('gives every paper of any graph a place of its own', () => {
    const graph = fc.integer({ min: 2, max: 12 }).chain((papers) =>
      fc.record({
        papers: fc.constant(papers),
        pairs: fc.uniqueArray(fc.tuple(fc.nat(papers - 1), fc.nat(papers - 1)), {
          selector: ([a, b]) => Math.min(a, b) * papers + Math.max(a, b),
        }),
        topicOf: fc.array(fc.nat(3), { minLength: papers, maxLength: papers }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ papers, pairs, topicOf }) => {
        const kept = pairs.filter(([a, b]) => a < b).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
        const edges = {
          sources: Uint32Array.from(kept, ([a]) => a),
          targets: Uint32Array.from(kept, ([, b]) => b),
          weights: new Float64Array(kept.length).fill(0.5),
        };
        const collection = collectionOf(Array(papers).fill('x'));
        const placed = layOut(collection, edges, flat(Uint32Array.from(topicOf)));
        for (let i = 0; i < papers; i++) for (let j = 0; j < i; j++) if (!(distance(placed, i, j) > 1)) return false;
        return placed.every((value) => Math.abs(value) <= MAP_RADIUS);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('stops when told to', () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    expect(() => layOut(made.collection, made.edges, flat(made.topicOf), {}, { signal })).toThrow('stopped');
  });
});
