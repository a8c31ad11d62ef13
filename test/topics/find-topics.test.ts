import { describe, expect, test } from 'vitest';
import { buildEdges } from '../../src/graph/build.ts';
import type { Edges } from '../../src/model/map.ts';
import type { WeighedText } from '../../src/model/vocabulary.ts';
import { readPapers } from '../../src/read/read.ts';
import { join } from '../../src/similarity/join/join.ts';
import { wordTermCount } from '../../src/text/weighting/authors.ts';
import { weigh } from '../../src/text/weighting/weigh.ts';
import { adjustedMutualInformation } from '../../src/topics/adjusted-mutual-information.ts';
import { findTopics, type TopicResult } from '../../src/topics/find-topics.ts';
import { seedFiles } from '../seeds.ts';
import { findBrokenLabelRules } from './labels/label-rules.ts';
import { createPlantedPapers } from './planted-papers.ts';

const noEdges: Edges = { sources: new Uint32Array(), targets: new Uint32Array(), weights: new Float64Array() };

/** Checks the invariants of any result. */
function expectValid(result: TopicResult, text: WeighedText) {
  const topics = result.topics.filter(({ parent }) => parent === undefined);
  const subtopics = result.topics.filter(({ parent }) => parent !== undefined);
  expect(result.topics.map(({ id }) => id)).toEqual(result.topics.map((_, k) => k + 1));
  const listMembers = (groupOf: Uint32Array, id: number) => [...groupOf.keys()].filter((i) => groupOf[i] === id);
  topics.forEach((topic, k) => {
    const members = listMembers(result.topicOf, topic.id);
    expect(topic.size).toBe(members.length);
    const previous = topics[k - 1];
    if (previous) expect(previous.size).toBeGreaterThanOrEqual(topic.size);
    if (previous?.size === topic.size) expect(listMembers(result.topicOf, previous.id)[0]).toBeLessThan(members[0]!);
    expect(topic.central.every((i) => result.topicOf[i] === topic.id)).toBe(true);
    const children = subtopics.filter(({ parent }) => parent === topic.id);
    expect(children.length).not.toBe(1);
    if (children.length > 0) expect(children.reduce((sum, { size }) => sum + size, 0)).toBe(topic.size);
  });
  for (const subtopic of subtopics) {
    const members = listMembers(result.subtopicOf, subtopic.id);
    expect(subtopic.size).toBe(members.length);
    expect(members.every((i) => result.topicOf[i] === subtopic.parent)).toBe(true);
  }
  result.topicOf.forEach((topic, i) => {
    expect(result.secondTopic[i] === 0 || result.secondTopic[i] !== topic).toBe(true);
    expect(result.confidence[i]).toBeGreaterThanOrEqual(0);
    expect(result.confidence[i]).toBeLessThanOrEqual(1);
  });
  expect(findBrokenLabelRules(result, text)).toEqual([]);
  const wordTerms = wordTermCount(text.vocabulary);
  for (const { terms } of result.topics) expect(terms.every((term) => term < wordTerms)).toBe(true);
}

test('topics are described by words and phrases, not by authors', async () => {
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
  const result = await findTopics(text, await buildEdges(await join(text.rows)));
  expectValid(result, text);
  expect(result.topics.length).toBeGreaterThanOrEqual(2);
  expect(result.topics.map(({ label }) => label).join()).not.toMatch(/Ada|Golgi/);
});

describe('planted fields', () => {
  test('are recovered and labeled by their own words', async () => {
    const { text, edges, fieldOf } = await createPlantedPapers(6, 240);
    const result = await findTopics(text, edges);
    expectValid(result, text);
    expect(adjustedMutualInformation(result.topicOf, fieldOf)).toBeGreaterThan(0.97);
    expect(result.quality.stability).toBeGreaterThan(0.9);
    expect(result.quality.modularity).toBeGreaterThan(0.4);
    expect(result.quality.silhouette).toBeGreaterThan(0.05);
    const meanConfidence = result.confidence.reduce((sum, value) => sum + value, 0) / 240;
    expect(meanConfidence).toBeGreaterThan(0.9);
    // Papers that the refinement moved are as confident as others, because all runs are refined.
    expect(Math.min(...result.confidence)).toBeGreaterThan(0.5);
  });

  test('are recovered in a collection that is large enough for shared first levels', async () => {
    const { text, edges, fieldOf } = await createPlantedPapers(12, 3000);
    expect(edges.weights.length).toBeGreaterThan(20_000);
    const result = await findTopics(text, edges, { resolution: 1 });
    expectValid(result, text);
    expect(adjustedMutualInformation(result.topicOf, fieldOf)).toBeGreaterThan(0.95);
  }, 60_000);

  test('give the same result for the same seed, and coarser or finer topics at a given resolution', async () => {
    const { text, edges } = await createPlantedPapers(5, 100);
    expect(await findTopics(text, edges)).toEqual(await findTopics(text, edges));
    const coarse = await findTopics(text, edges, { resolution: 0.2 });
    const fine = await findTopics(text, edges, { resolution: 4 });
    expect([coarse.resolution, fine.resolution]).toEqual([0.2, 4]);
    const countTopics = ({ topics }: TopicResult) => topics.filter(({ parent }) => parent === undefined).length;
    expect(countTopics(coarse)).toBeLessThan(countTopics(fine));
  });
});

test('progress increases to the total, and an abort during any report takes effect before the next but one', async () => {
  const { text, edges } = await createPlantedPapers(4, 80);
  const lastReports = new Map<string, [done: number, total: number]>();
  let reports = 0;
  await findTopics(
    text,
    edges,
    {},
    {
      progress: (stage, done, total) => {
        expect(done).toBeGreaterThanOrEqual(lastReports.get(stage)?.[0] ?? 0);
        lastReports.set(stage, [done, total]);
        reports++;
      },
    },
  );
  expect([...lastReports.keys()]).toEqual(['topics', 'labels']);
  for (const [done, total] of lastReports.values()) expect(done).toBe(total);
  // The last report is excluded, because there is nothing left to abort.
  for (let abortAt = 1; abortAt < reports; abortAt += 5) {
    const controller = new AbortController();
    let count = 0;
    const progress = () => {
      if (++count === abortAt) controller.abort(new Error('aborted by test'));
    };
    await expect(findTopics(text, edges, {}, { progress, signal: controller.signal })).rejects.toThrow(
      'aborted by test',
    );
    expect(count).toBeLessThanOrEqual(abortAt + 1);
  }
});

describe('small and unusual collections', () => {
  test.each([0, 1, 2, 3, 5, 10, 20])('%i papers', async (papers) => {
    const { text, edges } = await createPlantedPapers(2, papers);
    const result = await findTopics(text, edges);
    expectValid(result, text);
    for (const value of Object.values(result.quality)) expect(value).not.toBeNaN();
    // Two or three of these papers have no weighted term in common.
    if (papers > 3) expect(result.topics.length).toBeGreaterThan(0);
  });

  test('without edges, all papers are in no topic', async () => {
    const { text } = await createPlantedPapers(2, 8);
    const result = await findTopics(text, noEdges);
    expect(result.topics).toEqual([]);
    expect([...result.topicOf]).toEqual(Array(8).fill(0));
    expect(result.quality).toEqual({ modularity: 0, silhouette: 0, stability: 1 });
  });

  test('components are not merged; small components and isolated papers are in no topic', async () => {
    const { text } = await createPlantedPapers(2, 30);
    const createRing = (start: number, end: number) =>
      Array.from(
        { length: end - start },
        (_, k) => [start + k, k === end - start - 1 ? start : start + k + 1] as const,
      );
    const pairs = [...createRing(0, 12), ...createRing(12, 24), [26, 27] as const].map(([a, b]) => [
      Math.min(a, b),
      Math.max(a, b),
    ]);
    pairs.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    const edges: Edges = {
      sources: Uint32Array.from(pairs, ([a]) => a!),
      targets: Uint32Array.from(pairs, ([, b]) => b!),
      weights: new Float64Array(pairs.length).fill(0.5),
    };
    const { topicOf } = await findTopics(text, edges, { resolution: 0.1 });
    expect(topicOf.slice(0, 12)).toEqual(new Uint32Array(12).fill(topicOf[0]!));
    expect(topicOf.slice(12, 24)).toEqual(new Uint32Array(12).fill(topicOf[12]!));
    expect(topicOf[0]).not.toBe(topicOf[12]);
    expect([...topicOf.slice(24)]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

test('the seed papers have six to fourteen topics, with subtopics and valid labels', async () => {
  const { papers } = await readPapers(seedFiles());
  const text = await weigh(papers);
  const result = await findTopics(text, await buildEdges(await join(text.rows)));
  expectValid(result, text);
  const topics = result.topics.filter(({ parent }) => parent === undefined);
  expect(topics.length).toBeGreaterThanOrEqual(6);
  expect(topics.length).toBeLessThanOrEqual(14);
  expect(result.topics.length).toBeGreaterThan(2 * topics.length);
  // Papers that fit no topic, such as those about meningitis and about atrial fibrillation, are few and have a nearest topic.
  const others = papers.flatMap((_, i) => (result.topicOf[i] === 0 ? [i] : []));
  expect(others.map((i) => papers[i]!.title)).toContain('A study of a deterministic model for meningitis epidemic');
  expect(others.length).toBeLessThan(0.1 * papers.length);
  for (const i of others) {
    expect(result.confidence[i]).toBeLessThan(0.3);
    expect(topics.map(({ id }) => id)).toContain(result.secondTopic[i]);
  }
});
