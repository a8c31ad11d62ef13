import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeNodeSizes } from '../../src/graph/node-sizes.ts';
import { computeLayout } from '../../src/layout/layout.ts';
import type { Edges } from '../../src/model/map.ts';
import { MAP_RADIUS } from '../../src/model/map.ts';
import type { Collection } from '../../src/model/paper.ts';
import { createRandom } from '../../src/util/random.ts';

const createCollection = (abstracts: readonly string[]): Collection => ({
  papers: abstracts.map((abstract, i) => ({ id: String(i), title: `Paper ${i}`, abstract, sources: [] })),
  records: abstracts.length,
  merged: 0,
  problems: [],
  notes: [],
});

/** Creates topics of papers with many edges within each topic and a few between consecutive topics. */
function createTopics(
  topicCount: number,
  papersPerTopic: number,
): { collection: Collection; edges: Edges; topicOf: Uint32Array } {
  const random = createRandom(7);
  const paperCount = topicCount * papersPerTopic;
  const weightByPair = new Map<number, number>();
  const addEdge = (a: number, b: number, weight: number) => {
    if (a !== b) weightByPair.set(Math.min(a, b) * paperCount + Math.max(a, b), weight);
  };
  for (let i = 0; i < paperCount; i++) {
    const topic = Math.floor(i / papersPerTopic);
    for (let n = 0; n < 5; n++)
      addEdge(i, topic * papersPerTopic + Math.floor(random() * papersPerTopic), 0.3 + random() / 2);
    if (random() < 0.3) addEdge(i, (i + papersPerTopic) % paperCount, 0.1);
  }
  const sorted = [...weightByPair].sort((a, b) => a[0] - b[0]);
  return {
    collection: createCollection(Array(paperCount).fill('text')),
    edges: {
      sources: Uint32Array.from(sorted, ([pair]) => Math.floor(pair / paperCount)),
      targets: Uint32Array.from(sorted, ([pair]) => pair % paperCount),
      weights: Float64Array.from(sorted, ([, weight]) => weight),
    },
    topicOf: Uint32Array.from({ length: paperCount }, (_, i) => 1 + Math.floor(i / papersPerTopic)),
  };
}

const withoutSubtopics = (topicOf: Uint32Array) => ({
  topicOf,
  subtopicOf: new Uint32Array(topicOf.length),
  secondTopic: new Uint32Array(topicOf.length),
});

const noEdges: Edges = { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() };

const computeDistance = (positions: Float32Array, i: number, j: number) =>
  Math.hypot(positions[2 * i]! - positions[2 * j]!, positions[2 * i + 1]! - positions[2 * j + 1]!);

/** Returns the paper that is closest to a paper. */
function findNearest(positions: Float32Array, i: number): number {
  const others = Array.from({ length: positions.length / 2 }, (_, j) => j).filter((j) => j !== i);
  return others.reduce((a, b) => (computeDistance(positions, i, b) < computeDistance(positions, i, a) ? b : a));
}

describe('computeLayout', async () => {
  const { collection, edges, topicOf } = createTopics(6, 40);
  const topics = withoutSubtopics(topicOf);
  const positions = await computeLayout(collection, edges, topics);

  it('is reproducible and depends on the seed', async () => {
    expect(await computeLayout(collection, edges, topics)).toEqual(positions);
    expect(await computeLayout(collection, edges, topics, { seed: 2 })).not.toEqual(positions);
  });

  it('fills the map radius without exceeding it', () => {
    const distances = collection.papers.map((_, i) => Math.hypot(positions[2 * i]!, positions[2 * i + 1]!));
    expect(Math.max(...distances)).toBeLessThanOrEqual(MAP_RADIUS);
    expect(Math.max(...distances)).toBeGreaterThan(0.99 * MAP_RADIUS);
  });

  it('does not place papers on top of each other', () => {
    const radii = computeNodeSizes(edges, collection.papers.length, MAP_RADIUS);
    for (let i = 0; i < radii.length; i++)
      for (let j = 0; j < i; j++)
        expect(computeDistance(positions, i, j)).toBeGreaterThan(0.9 * (radii[i]! + radii[j]!));
  });

  it('separates topics: the nearest paper of nearly every paper is in the same topic', () => {
    const sameTopic = [...topicOf.keys()].filter((i) => topicOf[findNearest(positions, i)] === topicOf[i]);
    expect(sameTopic.length / topicOf.length).toBeGreaterThan(0.97);
  });

  it('separates topics and subtopics in maps that are too large for ForceAtlas2', async () => {
    const large = createTopics(30, 40);
    const subtopicOf = large.topicOf;
    const largeTopicOf = subtopicOf.map((subtopic) => 1 + Math.floor((subtopic - 1) / 3));
    const largePositions = await computeLayout(large.collection, large.edges, {
      ...withoutSubtopics(largeTopicOf),
      subtopicOf,
    });
    let [sameTopic, sameSubtopic] = [0, 0];
    const sample = Array.from({ length: 120 }, (_, n) => 10 * n);
    for (const i of sample) {
      const nearest = findNearest(largePositions, i);
      if (largeTopicOf[nearest] === largeTopicOf[i]) sameTopic++;
      if (subtopicOf[nearest] === subtopicOf[i]) sameSubtopic++;
    }
    expect(sameTopic / sample.length).toBeGreaterThan(0.97);
    expect(sameSubtopic / sample.length).toBeGreaterThan(0.95);
  });

  it('places topics with many similarities between them close to each other', async () => {
    const ring = createTopics(5, 40);
    const ringPositions = await computeLayout(ring.collection, ring.edges, withoutSubtopics(ring.topicOf));
    const centerOf = (topic: number) => {
      const coordinates = ringPositions.subarray(80 * topic, 80 * topic + 80);
      return [0, 1].map((axis) => coordinates.reduce((sum, value, k) => (k % 2 === axis ? sum + value / 40 : sum), 0));
    };
    const centerDistance = (a: number, b: number) =>
      Math.hypot(...centerOf(a).map((value, axis) => value - centerOf(b)[axis]!));
    const linked = [0, 1, 2, 3, 4].map((topic) => centerDistance(topic, (topic + 1) % 5));
    const unlinked = [0, 1, 2, 3, 4].map((topic) => centerDistance(topic, (topic + 2) % 5));
    const computeSum = (values: number[]) => values.reduce((a, b) => a + b);
    expect(computeSum(linked)).toBeLessThan(0.8 * computeSum(unlinked));
  });

  it('places papers that fit no topic near the nearest one', async () => {
    const base = createTopics(3, 20);
    const topicOf = base.topicOf.map((topic) => topic + 1);
    const expected = await computeLayout(base.collection, base.edges, withoutSubtopics(topicOf));
    const secondTopic = new Uint32Array(60);
    secondTopic[7] = topicOf[7]!;
    topicOf[7] = 0;
    expect(await computeLayout(base.collection, base.edges, { ...withoutSubtopics(topicOf), secondTopic })).toEqual(
      expected,
    );
  });

  it('gives papers without an abstract no position and places papers without edges in a row below the others', async () => {
    const base = createTopics(2, 20);
    const abstracts = base.collection.papers.map((paper) => paper.abstract);
    const extended = createCollection([...abstracts, '', 'isolated', 'isolated', 'isolated']);
    const extendedTopicOf = Uint32Array.from([...base.topicOf, 0, 0, 0, 0]);
    const extendedPositions = await computeLayout(extended, base.edges, withoutSubtopics(extendedTopicOf));
    expect([...extendedPositions.subarray(80, 82)]).toEqual([Number.NaN, Number.NaN]);
    const minY = Math.min(...Array.from({ length: 40 }, (_, i) => extendedPositions[2 * i + 1]!));
    const [first, second, third] = [41, 42, 43].map(
      (i) => [extendedPositions[2 * i]!, extendedPositions[2 * i + 1]!] as const,
    );
    expect(first![1]).toBeLessThan(minY);
    expect(second![1]).toBe(first![1]);
    expect(second![0] - first![0]).toBeCloseTo(third![0] - second![0], 3);
  });

  it.each([0, 1, 2, 3])('accepts %i papers without edges', async (paperCount) => {
    const isolated = createCollection(Array(paperCount).fill('x'));
    const isolatedPositions = await computeLayout(isolated, noEdges, withoutSubtopics(new Uint32Array(paperCount)));
    expect(isolatedPositions).toHaveLength(2 * paperCount);
    expect(isolatedPositions.every((value) => Number.isFinite(value) && Math.abs(value) <= MAP_RADIUS)).toBe(true);
  });

  it('gives the papers of any graph distinct positions within the map radius', async () => {
    const graphs = fc.integer({ min: 2, max: 12 }).chain((paperCount) =>
      fc.record({
        paperCount: fc.constant(paperCount),
        pairs: fc.uniqueArray(fc.tuple(fc.nat(paperCount - 1), fc.nat(paperCount - 1)), {
          selector: ([a, b]) => Math.min(a, b) * paperCount + Math.max(a, b),
        }),
        groups: fc.array(fc.nat(3), { minLength: paperCount, maxLength: paperCount }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(graphs, async ({ paperCount, pairs, groups }) => {
        const sorted = pairs.filter(([a, b]) => a < b).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
        const randomEdges = {
          sources: Uint32Array.from(sorted, ([a]) => a),
          targets: Uint32Array.from(sorted, ([, b]) => b),
          weights: new Float64Array(sorted.length).fill(0.5),
        };
        const papers = createCollection(Array(paperCount).fill('x'));
        const result = await computeLayout(papers, randomEdges, withoutSubtopics(Uint32Array.from(groups)));
        for (let i = 0; i < paperCount; i++)
          for (let j = 0; j < i; j++) if (!(computeDistance(result, i, j) > 1)) return false;
        return result.every((value) => Math.abs(value) <= MAP_RADIUS);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('rejects with the reason of an aborted signal', async () => {
    const signal = AbortSignal.abort(new Error('aborted by test'));
    await expect(computeLayout(collection, edges, topics, {}, { signal })).rejects.toThrow('aborted by test');
  });
});
