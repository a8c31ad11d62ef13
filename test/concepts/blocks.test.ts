import { beforeAll, describe, expect, test } from 'vitest';
import { ConceptBlock } from '../../src/concepts/blocks/concept-block.ts';
import { findConceptsInBlocks } from '../../src/concepts/blocks/find-in-blocks.ts';
import { splitPapers } from '../../src/concepts/blocks/split-papers.ts';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import type { Concepts } from '../../src/model/concepts.ts';
import type { Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { createRandom } from '../../src/util/random.ts';
import { openTaskPool } from '../../src/workers/task-pool.ts';
import { seedFiles } from '../seeds.ts';
import { createCopyingPool } from '../workers/copying-pool.ts';

const KNOWN_NAMES = ['spiking neural networks', 'visual cortex', 'w1 w2'];

const createPool = (size: number) => createCopyingPool(size, () => new ConceptBlock());

/** Papers of random words, abbreviations and names, some without words. Each block has phrases and names that others lack. */
function createPapers(): Paper[] {
  const random = createRandom(5);
  const pick = (count: number) => Math.floor(count * random() ** 2);
  const word = () => ['we', 'the', 'of', 'to', `w${pick(300)}`, `w${pick(300)}`, `Name${pick(60)}X`, 'a-b'][pick(8)]!;
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  return Array.from({ length: 200 }, (_, i) => ({
    id: `p${i}`,
    title: i % 17 === 0 ? '???' : i % 5 === 0 ? `Sys${pick(30)}: ${words(4)}` : words(6),
    abstract:
      i % 11 === 0
        ? ''
        : `${words(20)}. An ${['active', 'alpha'][pick(2)]} w${pick(20)} cell (AWC) on the ${words(2)} dataset called "w${pick(40)}", ${words(9)}.`,
    sources: [],
    ...(i % 3 === 0 && { year: 1990 + pick(20) }),
  }));
}

const collections: Record<string, Paper[]> = { synthetic: createPapers(), 'no papers': [] };
const expected: Record<string, Concepts> = {};

beforeAll(async () => {
  collections.seeds = (await readPapers(seedFiles())).papers;
  for (const [name, papers] of Object.entries(collections))
    expected[name] = await findConcepts(papers, { knownConcepts: KNOWN_NAMES });
});

describe.each(['seeds', 'synthetic', 'no papers'])('concepts of %s', (name) => {
  test.each([1, 2, 3, 8, 16])('are the same in %i blocks', async (size) => {
    const progress: number[] = [];
    const hooks = { progress: (_: string, done: number, total: number) => progress.push(total - done) };
    const found = await findConceptsInBlocks(createPool(size), collections[name]!, 12, KNOWN_NAMES, hooks);
    expect(found).toEqual(expected[name]);
    expect(progress.at(-1)).toBe(0);
  });
});

test('there are enough concepts to notice a difference', () => {
  expect(expected.synthetic!.concepts.length).toBeGreaterThan(100);
  expect(expected.synthetic!.definitions.length).toBeGreaterThan(10);
  expect(expected.synthetic!.introductions.length).toBeGreaterThan(10);
});

test('workers find the same concepts', async () => {
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  const pool = await openTaskPool('concepts', () => new ConceptBlock(), 3, { warn });
  try {
    expect(warnings).toEqual([]);
    expect(pool.threads).toBe(3);
    expect(await findConceptsInBlocks(pool, collections.seeds!, 12, KNOWN_NAMES, {})).toEqual(expected.seeds);
  } finally {
    pool.close();
  }
});

test('a worker that stops is reported', async () => {
  const controller = new AbortController();
  const pool = await openTaskPool('concepts', () => new ConceptBlock(), 2, { signal: controller.signal });
  const found = findConceptsInBlocks(pool, collections.seeds!, 12, [], { signal: controller.signal });
  controller.abort(new Error('canceled'));
  await expect(found).rejects.toThrow('canceled');
});

test('blocks have about the same amount of text', () => {
  const papers = [1010, 10, 10, 10, 970, 1000].map((length) => ({ title: 't', abstract: 'x'.repeat(length) }));
  expect(splitPapers(papers, 3)).toEqual([0, 1, 5, 6]);
  expect(splitPapers(papers, 1)).toEqual([0, 6]);
  expect(splitPapers([], 2)).toEqual([0, 0, 0]);
  expect(splitPapers(papers.slice(0, 2), 4).at(-1)).toBe(2);
});
