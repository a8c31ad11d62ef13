import { beforeAll, describe, expect, test } from 'vitest';
import { edgesOf } from '../../src/graph/build.ts';
import type { Edges } from '../../src/model/map.ts';
import type { WeighedText } from '../../src/model/vocabulary.ts';
import { readPapers } from '../../src/read/read.ts';
import { join } from '../../src/similarity/join/join.ts';
import { wordTerms } from '../../src/text/weighting/authors.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { adjustedMutualInformation } from '../../src/topics/adjusted-mutual-information.ts';
import { type FoundTopics, findTopics } from '../../src/topics/find-topics.ts';
import { seedFiles } from '../seeds.ts';
import { brokenRules } from './labels/label-rules.ts';
import { planted } from './planted.ts';

const noEdges: Edges = { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() };

/** What must hold of any result. */
function expectSound(found: FoundTopics, text: WeighedText) {
  const topics = found.topics.filter(({ parent }) => parent === undefined);
  const parts = found.topics.filter(({ parent }) => parent !== undefined);
  expect(found.topics.map(({ id }) => id)).toEqual(found.topics.map((_, k) => k + 1));
  const members = (groupOf: Uint32Array, id: number) => [...groupOf.keys()].filter((i) => groupOf[i] === id);
  topics.forEach((topic, k) => {
    const own = members(found.topicOf, topic.id);
    expect(topic.size).toBe(own.length);
    const before = topics[k - 1];
    if (before) expect(before.size).toBeGreaterThanOrEqual(topic.size);
    if (before?.size === topic.size) expect(members(found.topicOf, before.id)[0]).toBeLessThan(own[0]!);
    expect(topic.central.every((i) => found.topicOf[i] === topic.id)).toBe(true);
    const children = parts.filter(({ parent }) => parent === topic.id);
    expect(children.length).not.toBe(1);
    if (children.length > 0) expect(children.reduce((sum, { size }) => sum + size, 0)).toBe(topic.size);
  });
  for (const part of parts) {
    const own = members(found.subtopicOf, part.id);
    expect(part.size).toBe(own.length);
    expect(own.every((i) => found.topicOf[i] === part.parent)).toBe(true);
  }
  found.topicOf.forEach((topic, i) => {
    expect(found.secondTopic[i] === 0 || found.secondTopic[i] !== topic).toBe(true);
    expect(found.confidence[i]).toBeGreaterThanOrEqual(0);
    expect(found.confidence[i]).toBeLessThanOrEqual(1);
  });
  expect(brokenRules(found, text)).toEqual([]);
  const words = wordTerms(text.vocabulary);
  for (const { terms } of found.topics) expect(terms.every((term) => term < words)).toBe(true);
}

test('topics are named by what is said in them, not by who wrote them', async () => {
  const fields = [
    ['retina', 'cone', 'rod', 'fovea', 'Ada Lovelace'],
    ['axon', 'myelin', 'node', 'sheath', 'Camillo Golgi'],
  ];
  const papers = fields.flatMap(([a, b, c, d, author], f) =>
    [`${a} ${b} ${c}`, `${b} ${c} ${d}`, `${a} ${d} ${c}`, `${a} ${b} ${d}`].map((abstract, i) => ({
      id: `${f}-${i}`,
      title: '',
      abstract,
      sources: [],
      authors: [author!],
    })),
  );
  const text = await weigh(papers);
  expect(text.vocabulary.authors).toBe(2);
  const found = findTopics(text, edgesOf(await join(text.rows)));
  expectSound(found, text);
  expect(found.topics.length).toBeGreaterThanOrEqual(2);
  expect(found.topics.map(({ label }) => label).join()).not.toMatch(/Ada|Golgi/);
});

describe('planted fields', () => {
  test('are found again, and named by their own words', async () => {
    const { text, edges, field } = await planted(6, 240);
    const found = findTopics(text, edges);
    expectSound(found, text);
    expect(adjustedMutualInformation(found.topicOf, field)).toBeGreaterThan(0.97);
    expect(found.quality.stability).toBeGreaterThan(0.9);
    expect(found.quality.modularity).toBeGreaterThan(0.4);
    expect(found.quality.silhouette).toBeGreaterThan(0.05);
    const sure = found.confidence.reduce((sum, value) => sum + value, 0) / 240;
    expect(sure).toBeGreaterThan(0.9);
    // Papers that settled elsewhere than Louvain left them are as sure as others: the runs were settled too.
    expect(Math.min(...found.confidence)).toBeGreaterThan(0.5);
  });

  test('in a collection large enough for fresh starts', async () => {
    const { text, edges, field } = await planted(12, 3000);
    expect(edges.weights.length).toBeGreaterThan(20_000);
    const found = findTopics(text, edges, { resolution: 1 });
    expectSound(found, text);
    expect(adjustedMutualInformation(found.topicOf, field)).toBeGreaterThan(0.95);
  }, 60_000);

  test('the same again for the same seed; a resolution that is given is used', async () => {
    const { text, edges } = await planted(5, 100);
    expect(findTopics(text, edges)).toEqual(findTopics(text, edges));
    const coarse = findTopics(text, edges, { resolution: 0.2 });
    const fine = findTopics(text, edges, { resolution: 4 });
    expect([coarse.resolution, fine.resolution]).toEqual([0.2, 4]);
    const count = ({ topics }: FoundTopics) => topics.filter(({ parent }) => parent === undefined).length;
    expect(count(coarse)).toBeLessThan(count(fine));
  });
});

test('progress never falls and ends at the total; whoever stops at any report is heard', async () => {
  const { text, edges } = await planted(4, 80);
  const told = new Map<string, [done: number, total: number]>();
  let reports = 0;
  findTopics(
    text,
    edges,
    {},
    {
      progress: (stage, done, total) => {
        expect(done).toBeGreaterThanOrEqual(told.get(stage)?.[0] ?? 0);
        told.set(stage, [done, total]);
        reports++;
      },
    },
  );
  expect([...told.keys()]).toEqual(['topics', 'labels']);
  for (const [done, total] of told.values()) expect(done).toBe(total);
  // After the last there is nothing left to stop.
  for (let at = 1; at < reports; at += 5) {
    const stop = new AbortController();
    let count = 0;
    const progress = () => {
      if (++count === at) stop.abort(new Error('enough'));
    };
    expect(() => findTopics(text, edges, {}, { progress, signal: stop.signal })).toThrow('enough');
    expect(count).toBeLessThanOrEqual(at + 1);
  }
});

describe('small and odd collections', () => {
  test.each([0, 1, 2, 3, 5, 10, 20])('%i papers', async (papers) => {
    const { text, edges } = await planted(2, papers);
    const found = findTopics(text, edges);
    expectSound(found, text);
    for (const value of Object.values(found.quality)) expect(value).not.toBeNaN();
    // Two or three of these share no term that counts.
    if (papers > 3) expect(found.topics.length).toBeGreaterThan(0);
  });

  test('no edges: every paper is listed in no topic', async () => {
    const { text } = await planted(2, 8);
    const found = findTopics(text, noEdges);
    expect(found.topics).toEqual([]);
    expect([...found.topicOf]).toEqual(Array(8).fill(0));
    expect(found.quality).toEqual({ modularity: 0, silhouette: 0, stability: 1 });
  });

  test('parts without a tie between them keep apart; a paper without ties stays out; a small part is listed', async () => {
    const { text } = await planted(2, 30);
    const ring = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, k) => [from + k, k === to - from - 1 ? from : from + k + 1] as const);
    const pairs = [...ring(0, 12), ...ring(12, 24), [26, 27] as const].map(([a, b]) => [
      Math.min(a, b),
      Math.max(a, b),
    ]);
    pairs.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    const edges: Edges = {
      sources: Uint32Array.from(pairs, ([a]) => a!),
      targets: Uint32Array.from(pairs, ([, b]) => b!),
      weights: new Float64Array(pairs.length).fill(0.5),
    };
    const { topicOf } = findTopics(text, edges, { resolution: 0.1 });
    expect(topicOf.slice(0, 12)).toEqual(new Uint32Array(12).fill(topicOf[0]!));
    expect(topicOf.slice(12, 24)).toEqual(new Uint32Array(12).fill(topicOf[12]!));
    expect(topicOf[0]).not.toBe(topicOf[12]);
    expect([...topicOf.slice(24)]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('the seeds', () => {
  let text: WeighedText;
  let found: FoundTopics;

  beforeAll(async () => {
    const { papers } = await readPapers(seedFiles());
    text = await weigh(papers);
    found = findTopics(text, edgesOf(await join(text.rows)));
  });

  test('have six to fourteen topics with subtopics, every label by the rules', () => {
    expectSound(found, text);
    const topics = found.topics.filter(({ parent }) => parent === undefined);
    expect(topics.length).toBeGreaterThanOrEqual(6);
    expect(topics.length).toBeLessThanOrEqual(14);
    expect(found.topics.length).toBeGreaterThan(2 * topics.length);
    expect([...found.topicOf].filter((topic) => topic === 0)).toEqual([]);
  });
});
