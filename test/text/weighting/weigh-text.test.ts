import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPapers } from '../../../src/read/read.ts';
import type { WeighOptions } from '../../../src/text/weigh-options.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { markTerms, weighText } from '../../../src/text/weighting/weigh-text.ts';
import { seedFiles } from '../../seeds.ts';
import { arbitraryPapers, createPaper, SNN_PAPERS } from './collections.ts';

test('weighText gives a paper of the collection the same row as weigh', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPapers, fc.boolean(), fc.boolean(), async (papers, phrases, hasSynonyms) => {
      const synonyms = hasSynonyms
        ? [
            ['multi-agent', 'mas', 'chip'],
            ['retina-model', 'retina'],
          ]
        : [];
      const options: WeighOptions = { phrases, synonyms, maxShare: 1, minPhraseDocuments: 2, maxChancePhrases: 1 };
      const { vocabulary, rows } = await weigh(papers, options);
      papers.forEach((paper, i) => {
        const [start, end] = [rows.starts[i], rows.starts[i + 1]];
        const { ids, values } = weighText(vocabulary, paper, options);
        expect(ids).toEqual(rows.ids.slice(start, end));
        expect(values).toEqual(rows.values.slice(start, end));
      });
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('weighText gives all seeds the same rows as weigh', async () => {
  const { papers } = await readPapers(seedFiles());
  const { vocabulary, rows } = await weigh(papers);
  for (const [i, paper] of papers.entries()) {
    const [start, end] = [rows.starts[i], rows.starts[i + 1]];
    expect(weighText(vocabulary, paper)).toEqual({
      ids: rows.ids.slice(start, end),
      values: rows.values.slice(start, end),
    });
  }
});

test('a compound is closed in a text only if it was closed in the papers', async () => {
  // "metapath" is a term, but too rare without compounds when compounds are closed.
  const papers = ['a metapath', 'non-metapath-like paths', 'meta-path graphs', 'meta path graphs'].map((text, i) =>
    createPaper(i, '', text),
  );
  const options: WeighOptions = { maxShare: 1 };
  const { vocabulary, rows } = await weigh(papers, options);
  expect(vocabulary.keys).toContain('metapath');
  expect(vocabulary.compoundExceptions).toEqual(['metapath']);
  papers.forEach((paper, i) => {
    const { ids } = weighText(vocabulary, paper, options);
    expect([...ids]).toEqual([...rows.ids.subarray(rows.starts[i], rows.starts[i + 1])]);
  });
});

test('a long form with a function word is counted wherever it is spelled out', async () => {
  const options: WeighOptions = { maxShare: 1, stem: 'plurals' };
  const papers = [
    createPaper(1, 'Internet of things (IoT)', 'Sensors of the internet of things (IoT).'),
    createPaper(2, 'Sensors', 'The Internet of Things (IoT) and its sensors.'),
    createPaper(3, 'Cats', 'The internet of things watches cats; sensors of cats.'),
    createPaper(4, 'Dogs', 'The IoT watches dogs. The internet of dogs.'),
  ];
  const { vocabulary, rows } = await weigh(papers, options);
  const term = vocabulary.keys.indexOf('internet of thing');
  expect(vocabulary.documents[term]).toBe(4);
  papers.forEach((paper, i) => {
    const { ids } = weighText(vocabulary, paper, options);
    expect([...ids]).toEqual([...rows.ids.subarray(rows.starts[i], rows.starts[i + 1])]);
  });
});

test('markTerms finds words, phrases and abbreviations, but nothing in web addresses', async () => {
  const { vocabulary } = await weigh(SNN_PAPERS, { maxShare: 1, stem: 'plurals' });
  const text = 'See http://x.org: SNNs with a Retina-chip.';
  const marks = markTerms(text, vocabulary, { maxShare: 1, stem: 'plurals' });
  const found = marks.map(({ start, end, term }) => [text.slice(start, end), vocabulary.keys[term]]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['SNNs', 'spiking neural network'],
      ['Retina', 'retina'],
      ['chip', 'chip'],
    ]),
  );
  expect(found.every(([form]) => !form!.includes('x.org'))).toBe(true);
});
