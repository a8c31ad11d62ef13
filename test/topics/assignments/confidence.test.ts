import { beforeAll, describe, expect, test } from 'vitest';
import { buildAdjacency } from '../../../src/graph/adjacency.ts';
import { buildEdges } from '../../../src/graph/build.ts';
import type { SparseRows } from '../../../src/model/sparse.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';
import { join } from '../../../src/similarity/join/join.ts';
import { computeCentroidCosines } from '../../../src/topics/assignments/centroids.ts';
import { measureConfidence } from '../../../src/topics/assignments/confidence.ts';
import { createPlantedPapers } from '../planted-papers.ts';

const PAPERS = 120;
const FIELDS = 4;

let text: WeighedText;
let adjacency: SparseRows;
/** The topics are the planted fields, from 1. */
let topicOf: Uint32Array;
const papers = Uint32Array.from({ length: PAPERS }, (_, paper) => paper);
const reliable = new Float64Array(PAPERS).fill(1);

beforeAll(async () => {
  const planted = await createPlantedPapers(FIELDS, PAPERS);
  text = planted.text;
  adjacency = buildAdjacency({ order: PAPERS, edges: await buildEdges(await join(text.rows)) });
  topicOf = planted.fieldOf.map((field) => field + 1);
});

describe('measureConfidence', () => {
  test('is high for papers in their field and low for papers that were moved, whose field is the second topic', async () => {
    const moved = topicOf.slice();
    for (let paper = 0; paper < PAPERS; paper += 10) moved[paper] = (topicOf[paper]! % FIELDS) + 1;
    const { confidence, secondTopic } = await measureConfidence(adjacency, text.rows, papers, moved, reliable);
    const isMoved = (paper: number) => moved[paper] !== topicOf[paper];
    const own = [...papers].filter((paper) => !isMoved(paper));
    expect(own.filter((paper) => confidence[paper]! > 0.5).length).toBeGreaterThan(0.8 * own.length);
    for (const paper of papers.filter(isMoved)) {
      expect(confidence[paper]).toBeLessThan(0.5);
      expect(secondTopic[paper]).toBe(topicOf[paper]);
    }
  });

  test('is lower if repeated runs disagree, and 0 in no topic', async () => {
    const unreliable = reliable.slice();
    unreliable[7] = 0;
    const before = await measureConfidence(adjacency, text.rows, papers, topicOf, reliable);
    const after = await measureConfidence(adjacency, text.rows, papers, topicOf, unreliable);
    expect(after.confidence[7]! / before.confidence[7]!).toBeCloseTo(2 / 3, 6);
    const withoutTopic = topicOf.slice();
    withoutTopic[7] = 0;
    expect((await measureConfidence(adjacency, text.rows, papers, withoutTopic, reliable)).confidence[7]).toBe(0);
    expect(before.confidence.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  test('is a number if no paper has terms, as in a network of authors whose papers have no abstracts', async () => {
    const rows = { ...text.rows, starts: new Uint32Array(PAPERS + 1), ids: new Uint32Array(0) };
    const { confidence } = await measureConfidence(adjacency, rows, papers, topicOf, reliable);
    expect(confidence.every((value) => value >= 0 && value <= 1)).toBe(true);
    const pairs = { papers: Uint32Array.of(3), topics: Uint32Array.of(topicOf[3]!) };
    expect([...(await computeCentroidCosines(rows, papers, topicOf, pairs))]).toEqual([0]);
  });

  test('compares a paper with the centroid of the other papers of its topic', async () => {
    const pairs = { papers: Uint32Array.of(3), topics: Uint32Array.of(topicOf[3]!) };
    const { starts, ids, values } = text.rows;
    const sums = new Map<number, number>();
    for (const paper of papers)
      if (paper !== 3 && topicOf[paper] === topicOf[3])
        for (let k = starts[paper]!; k < starts[paper + 1]!; k++)
          sums.set(ids[k]!, (sums.get(ids[k]!) ?? 0) + values[k]!);
    const norm = Math.sqrt([...sums.values()].reduce((sum, value) => sum + value ** 2, 0));
    let product = 0;
    for (let k = starts[3]!; k < starts[4]!; k++) product += values[k]! * (sums.get(ids[k]!) ?? 0);
    const [cosine] = await computeCentroidCosines(text.rows, papers, topicOf, pairs, undefined, true);
    expect(cosine! / (product / norm)).toBeCloseTo(1, 4);
  });
});
