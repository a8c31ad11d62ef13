import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { UNIT } from '../../../src/model/sparse.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';
import { explain } from '../../../src/similarity/explain.ts';
import type { WeighOptions } from '../../../src/text/options.ts';
import { wordTerms } from '../../../src/text/weighting/authors.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { markTerms, weighText } from '../../../src/text/weighting/weigh-text.ts';

const NAMES = ['Ada Lovelace', 'Camillo Golgi', 'Rita Levi-Montalcini', 'Santiago Ramón y Cajal'];
const WORDS = ['retina', 'cortex', 'spike', 'dendrite', 'axon', 'soma', 'glia'];
const paper = (id: number, words: string[], authors?: string[]): Paper => ({
  id: `p${id}`,
  title: '',
  abstract: words.join(' '),
  sources: [],
  ...(authors && { authors }),
});
const collection = fc
  .array(fc.tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }), fc.subarray(NAMES)), {
    minLength: 3,
    maxLength: 9,
  })
  .map((list) => list.map(([words, authors], i) => paper(i, words, authors)));
const ALL: WeighOptions = { phrases: false, stem: 'none', maxShare: 1, minDocuments: 1 };

const similarity = ({ rows }: WeighedText, a: number, b: number) =>
  explain(rows, a, b).reduce((sum, { share }) => sum + share, 0);
const authorsIn = ({ vocabulary }: WeighedText) => vocabulary.forms.slice(wordTerms(vocabulary));

test('a similarity is what the words make and what the authors make, in the proportion of their shares', async () => {
  await fc.assert(
    fc.asyncProperty(collection, fc.double({ min: 0, max: 1, noNaN: true }), async (papers, authorShare) => {
      const words = await weigh(papers, { ...ALL, authorShare: 0 });
      const both = await weigh(papers, { ...ALL, authorShare });
      const counted = NAMES.filter((name) => papers.filter((one) => one.authors!.includes(name)).length >= 2);
      const idf = (name: string) =>
        Math.sqrt(Math.log((papers.length + 1) / papers.filter((one) => one.authors!.includes(name)).length));
      const byline = (i: number) => counted.filter((name) => papers[i]!.authors!.includes(name));
      const length = (names: string[]) => Math.hypot(...names.map(idf));
      const part = (i: number) => (byline(i).length > 0 ? authorShare : 0);
      papers.forEach((_, a) => {
        papers.slice(0, a).forEach((_, b) => {
          const shared = byline(a).filter((name) => byline(b).includes(name));
          const byAuthors =
            shared.reduce((sum, name) => sum + idf(name) ** 2, 0) / length(byline(a)) / length(byline(b));
          const expected =
            Math.sqrt((1 - part(a)) * (1 - part(b))) * similarity(words, a, b) +
            Math.sqrt(part(a) * part(b)) * (byAuthors || 0);
          expect(similarity(both, a, b)).toBeCloseTo(expected, 3);
        });
      });
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('rows keep unit length, and a paper whose authors wrote no other keeps its row to the bit', async () => {
  const papers = [
    paper(1, ['retina', 'spike'], ['Ada Lovelace']),
    paper(2, ['retina', 'soma'], ['Camillo Golgi', 'Ada Lovelace']),
    paper(3, ['spike', 'soma', 'glia'], ['Rita Levi-Montalcini']),
  ];
  const words = await weigh(papers, { ...ALL, authorShare: 0 });
  const both = await weigh(papers, ALL);
  expect(authorsIn(words)).toEqual([]);
  expect(authorsIn(both)).toEqual(['by Ada Lovelace']);
  const row = ({ rows }: WeighedText, i: number) =>
    Array.from(rows.values.subarray(rows.starts[i], rows.starts[i + 1]));
  expect(row(both, 2)).toEqual(row(words, 2));
  for (const i of [0, 1, 2]) {
    const square = row(both, i).reduce((sum, value) => sum + value * value, 0);
    expect(square).toBeLessThanOrEqual(UNIT * UNIT);
    expect(square).toBeGreaterThan(0.999 * UNIT * UNIT);
  }
  expect(row(both, 0).at(-1)! / UNIT).toBeCloseTo(Math.sqrt(0.1), 3);
});

test('one name in other capitals, accents and points is one author, written as most papers write it', async () => {
  const names = ['S. Ramón y Cajal', 'S Ramon Y Cajal', 'S. Ramón y Cajal', 'Ramón y Cajal'];
  const papers = names.map((name, i) => paper(i, ['retina', WORDS[i]!], [name, name]));
  const weighed = await weigh(papers, ALL);
  expect(authorsIn(weighed)).toEqual(['by S. Ramón y Cajal']);
  expect(weighed.vocabulary.documents.at(-1)).toBe(3);
});

test('who wrote most of the papers tells none from another', async () => {
  const papers = WORDS.slice(0, 6).map((word, i) =>
    paper(i, [word, 'neuron'], i < 4 ? ['Ada Lovelace'] : ['Camillo Golgi']),
  );
  expect(authorsIn(await weigh(papers, { ...ALL, maxShare: 0.5 }))).toEqual(['by Camillo Golgi']);
});

test('names in a text are words; authors given beside it are authors', async () => {
  const papers = [1, 2, 3, 4].map((i) =>
    paper(i, ['retina', 'by', 'Ada', 'Lovelace'].slice(0, 5 - i), ['Ada Lovelace']),
  );
  const { vocabulary } = await weigh(papers, ALL);
  const author = vocabulary.keys.length - 1;
  expect(vocabulary.forms[author]).toBe('by Ada Lovelace');
  expect(markTerms('retina by Ada Lovelace', vocabulary, ALL).map(({ term }) => term)).not.toContain(author);
  expect([...weighText(vocabulary, 'retina by ada lovelace', ALL).ids]).not.toContain(author);
  const text = { title: '', abstract: 'retina', authors: ['ADA LOVELACE', 'Nobody Known'] };
  expect([...weighText(vocabulary, text, ALL).ids]).toContain(author);
  expect([...weighText(vocabulary, { ...text, abstract: 'unheard' }, ALL).ids]).toEqual([]);
});

test('names that would hurt an object are only names', async () => {
  const papers = [1, 2].map((i) => paper(i, ['retina', 'spike'], ['__proto__', 'constructor', '', '!!!']));
  expect(authorsIn(await weigh(papers, ALL))).toEqual(['by constructor', 'by __proto__']);
});
