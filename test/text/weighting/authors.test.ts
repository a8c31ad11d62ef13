import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { UNIT } from '../../../src/model/sparse.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';
import { explain } from '../../../src/similarity/explain.ts';
import type { WeighOptions } from '../../../src/text/weigh-options.ts';
import { wordTermCount } from '../../../src/text/weighting/authors.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { markTerms, weighText } from '../../../src/text/weighting/weigh-text.ts';

const NAMES = ['Ada Lovelace', 'Camillo Golgi', 'Rita Levi-Montalcini', 'Santiago Ramón y Cajal'];
const WORDS = ['retina', 'cortex', 'spike', 'dendrite', 'axon', 'soma', 'glia'];
const createPaper = (id: number, words: string[], authors?: string[]): Paper => ({
  id: `p${id}`,
  title: '',
  abstract: words.join(' '),
  sources: [],
  ...(authors && { authors }),
});
const arbitraryPapers = fc
  .array(fc.tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }), fc.subarray(NAMES)), {
    minLength: 3,
    maxLength: 9,
  })
  .map((list) => list.map(([words, authors], i) => createPaper(i, words, authors)));
const OPTIONS: WeighOptions = { phrases: false, stem: 'none', maxShare: 1, minDocuments: 1 };

const similarity = ({ rows }: WeighedText, a: number, b: number) =>
  explain(rows, a, b).reduce((sum, { share }) => sum + share, 0);
const authorForms = ({ vocabulary }: WeighedText) => vocabulary.forms.slice(wordTermCount(vocabulary));

test('a similarity combines the similarities of texts and authors in the proportion of the author share', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPapers, fc.double({ min: 0, max: 1, noNaN: true }), async (papers, authorWeight) => {
      const textOnly = await weigh(papers, { ...OPTIONS, authorWeight: 0 });
      const combined = await weigh(papers, { ...OPTIONS, authorWeight });
      const papersOf = (name: string) => papers.filter((paper) => paper.authors!.includes(name)).length;
      const idf = (name: string) => Math.sqrt(Math.log((papers.length + 1) / papersOf(name)));
      const repeated = NAMES.filter((name) => papersOf(name) >= 2);
      const authorsOf = (i: number) => repeated.filter((name) => papers[i]!.authors!.includes(name));
      const length = (names: string[]) => Math.hypot(...names.map(idf));
      const shareOf = (i: number) => (authorsOf(i).length > 0 ? authorWeight : 0);
      papers.forEach((_, a) => {
        papers.slice(0, a).forEach((_, b) => {
          const shared = authorsOf(a).filter((name) => authorsOf(b).includes(name));
          const authorSimilarity =
            shared.reduce((sum, name) => sum + idf(name) ** 2, 0) / length(authorsOf(a)) / length(authorsOf(b));
          const expected =
            Math.sqrt((1 - shareOf(a)) * (1 - shareOf(b))) * similarity(textOnly, a, b) +
            Math.sqrt(shareOf(a) * shareOf(b)) * (authorSimilarity || 0);
          expect(similarity(combined, a, b)).toBeCloseTo(expected, 3);
        });
      });
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('rows keep unit length, and a paper without repeated authors keeps its text row', async () => {
  const papers = [
    createPaper(1, ['retina', 'spike'], ['Ada Lovelace']),
    createPaper(2, ['retina', 'soma'], ['Camillo Golgi', 'Ada Lovelace']),
    createPaper(3, ['spike', 'soma', 'glia'], ['Rita Levi-Montalcini']),
  ];
  const textOnly = await weigh(papers, { ...OPTIONS, authorWeight: 0 });
  const combined = await weigh(papers, OPTIONS);
  expect(authorForms(textOnly)).toEqual([]);
  expect(authorForms(combined)).toEqual(['by Ada Lovelace']);
  const valuesOf = ({ rows }: WeighedText, i: number) =>
    Array.from(rows.values.subarray(rows.starts[i], rows.starts[i + 1]));
  expect(valuesOf(combined, 2)).toEqual(valuesOf(textOnly, 2));
  for (const i of [0, 1, 2]) {
    const squaredLength = valuesOf(combined, i).reduce((sum, value) => sum + value * value, 0);
    expect(squaredLength).toBeLessThanOrEqual(UNIT * UNIT);
    expect(squaredLength).toBeGreaterThan(0.999 * UNIT * UNIT);
  }
  expect(valuesOf(combined, 0).at(-1)! / UNIT).toBeCloseTo(Math.sqrt(0.2), 3);
});

test('names that differ in case, accents and punctuation are one author, in the most frequent spelling', async () => {
  const names = ['S. Ramón y Cajal', 'S Ramon Y Cajal', 'S. Ramón y Cajal', 'Ramón y Cajal'];
  const papers = names.map((name, i) => createPaper(i, ['retina', WORDS[i]!], [name, name]));
  const weighed = await weigh(papers, OPTIONS);
  expect(authorForms(weighed)).toEqual(['by S. Ramón y Cajal']);
  expect(weighed.vocabulary.documents.at(-1)).toBe(3);
});

test('an author of too many papers is not a term', async () => {
  const papers = WORDS.slice(0, 6).map((word, i) =>
    createPaper(i, [word, 'neuron'], i < 4 ? ['Ada Lovelace'] : ['Camillo Golgi']),
  );
  expect(authorForms(await weigh(papers, { ...OPTIONS, maxShare: 0.5 }))).toEqual(['by Camillo Golgi']);
});

test('names within a text are words, names in the authors field are authors', async () => {
  const papers = [1, 2, 3, 4].map((i) =>
    createPaper(i, ['retina', 'by', 'Ada', 'Lovelace'].slice(0, 5 - i), ['Ada Lovelace']),
  );
  const { vocabulary } = await weigh(papers, OPTIONS);
  const author = vocabulary.keys.length - 1;
  expect(vocabulary.forms[author]).toBe('by Ada Lovelace');
  expect(markTerms('retina by Ada Lovelace', vocabulary, OPTIONS).map(({ term }) => term)).not.toContain(author);
  expect([...weighText(vocabulary, 'retina by ada lovelace', OPTIONS).ids]).not.toContain(author);
  const text = { title: '', abstract: 'retina', authors: ['ADA LOVELACE', 'Unknown Person'] };
  expect([...weighText(vocabulary, text, OPTIONS).ids]).toContain(author);
  expect([...weighText(vocabulary, { ...text, abstract: 'unknown' }, OPTIONS).ids]).toEqual([]);
});

test('accepts property names and names without letters as author names', async () => {
  const papers = [1, 2].map((i) => createPaper(i, ['retina', 'spike'], ['__proto__', 'constructor', '', '!!!']));
  expect(authorForms(await weigh(papers, OPTIONS))).toEqual(['by constructor', 'by __proto__']);
});
