import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { readPapers } from '../../../src/read/read.ts';
import { poissonTail } from '../../../src/text/vocabulary/significance.ts';
import type { WeighOptions } from '../../../src/text/weigh-options.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { createRandom } from '../../../src/util/random.ts';
import { seedFiles } from '../../seeds.ts';

const { papers: seeds } = await readPapers(seedFiles());
const random = createRandom(1);

async function findPhrases(papers: readonly Paper[], options: WeighOptions = {}): Promise<string[]> {
  const { vocabulary } = await weigh(papers, { ...options, authorWeight: 0 });
  return vocabulary.keys.filter((key) => key.includes(' '));
}

const getWords = (text: string) => text.split(/[^\p{L}\p{N}]+/u);

/** Returns the papers with their words in random order, across papers. */
function shuffleWords(papers: readonly Paper[]): Paper[] {
  const words = papers.flatMap(({ title, abstract }) => [...getWords(title), ...getWords(abstract)]);
  for (let i = words.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [words[i], words[j]] = [words[j]!, words[i]!];
  }
  let next = 0;
  const replace = (text: string) =>
    getWords(text)
      .map(() => words[next++]!)
      .join(' ');
  return papers.map((paper) => ({ ...paper, title: replace(paper.title), abstract: replace(paper.abstract) }));
}

test('at most 1% of the phrases of real papers are found in the same words in random order', async () => {
  const plain = seeds.map((paper) => ({ ...paper, abstract: getWords(paper.abstract).join(' ') }));
  const phrases = await findPhrases(plain);
  expect(phrases).toEqual(expect.arrayContaining(['neural network', 'spike neural network']));
  const rounds = 5;
  let chancePhrases = 0;
  for (let round = 0; round < rounds; round++) chancePhrases += (await findPhrases(shuffleWords(plain))).length;
  expect(chancePhrases / rounds).toBeLessThanOrEqual(0.01 * phrases.length);
});

test('independently drawn words form no phrases', async () => {
  const vocabulary = Array.from({ length: 400 }, (_, i) => `w${String.fromCharCode(97 + (i % 20), 97 + i / 20)}x`);
  const drawWord = () => vocabulary[Math.floor(400 * random() ** 3)]!;
  const papers = Array.from(
    { length: 2000 },
    (_, i): Paper => ({
      id: `p${i}`,
      title: '',
      abstract: Array.from({ length: 100 }, drawWord).join(' '),
      sources: [],
    }),
  );
  expect((await findPhrases(papers)).length).toBeLessThanOrEqual(2);
  expect((await findPhrases(papers, { maxChancePhrases: 1 })).length).toBeGreaterThan(1000);
});

test('poissonTail is the sum of the probabilities of all larger counts', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 30, noNaN: true }), fc.integer({ min: 0, max: 60 }), (mean, count) => {
      let probability = Math.exp(-mean);
      for (let k = 0; k < count; k++) probability *= mean / (k + 1);
      let tail = 0;
      for (let k = count; k < count + 300; k++) {
        tail += probability;
        probability *= mean / (k + 1);
      }
      expect(poissonTail(mean, count)).toBeCloseTo(mean >= count ? 1 : tail, 9);
    }),
    { seed: 1, numRuns: 300 },
  );
  expect(poissonTail(300, 1000) / poissonTail(300, 1001)).toBeCloseTo(1001 / 300, 1);
});
