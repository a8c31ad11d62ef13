import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import type { Stage } from '../../../src/model/options.ts';
import { UNIT } from '../../../src/model/sparse.ts';
import { resolveOptions } from '../../../src/text/options.ts';
import type { WeighOptions } from '../../../src/text/weigh-options.ts';
import { unitRow } from '../../../src/text/weighting/unit-row.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { weighText } from '../../../src/text/weighting/weigh-text.ts';
import { arbitraryPapers, createPaper, rowOf, SNN_PAPERS } from './collections.ts';

test('agrees with a direct implementation of TF-IDF', async () => {
  const word = fc.constantFrom('retina', 'cortex', 'spike', 'dendrite', 'axon', 'soma', 'glia');
  const words = fc.array(word, { minLength: 1, maxLength: 12 });
  const options: WeighOptions = { phrases: false, stem: 'none', maxShare: 1, minDocuments: 1 };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(words, words), { minLength: 2, maxLength: 8 }), async (texts) => {
      const papers = texts.map(([title, abstract], i) => createPaper(i, title.join(' '), abstract.join(' ')));
      const weighed = await weigh(papers, options);
      const { titleWeight, idf, tf } = resolveOptions(options);
      texts.forEach(([title, abstract], i) => {
        const weights = new Map<string, number>();
        for (const term of new Set([...title, ...abstract])) {
          const count = (list: string[]) => list.filter((word) => word === term).length;
          const documents = texts.filter((pair) => pair.flat().includes(term)).length;
          weights.set(term, tf(titleWeight * count(title) + count(abstract)) * idf(documents, texts.length));
        }
        const length = Math.hypot(...weights.values());
        const row = rowOf(weighed, i);
        expect([...row.keys()]).toEqual([...weights.keys()].sort());
        for (const [term, weight] of weights)
          expect(Math.abs(row.get(term)! - (weight / length) * UNIT)).toBeLessThanOrEqual(3);
      });
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('unitRow returns rows of unit length at most', async () => {
  const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(weights, async (list) => {
      const { ids, values } = unitRow([...list.keys()], list);
      const squaredLength = values.reduce((sum, value) => sum + value * value, 0);
      expect(squaredLength).toBeLessThanOrEqual(UNIT * UNIT);
      expect(values.every((value) => value > 0)).toBe(true);
      expect([...ids]).toEqual([...ids].sort((a, b) => a - b));
      if (list.some((weight) => weight > 1e-9)) expect(squaredLength / UNIT / UNIT).toBeGreaterThan(0.999);
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('the order of the papers does not change the vocabulary or the rows', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPapers, async (papers) => {
      const weighed = await weigh(papers);
      const reversed = await weigh([...papers].reverse());
      expect(reversed.vocabulary).toEqual(weighed.vocabulary);
      papers.forEach((_, i) => {
        expect(rowOf(reversed, papers.length - 1 - i)).toEqual(rowOf(weighed, i));
      });
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('an abbreviation is counted as its long form', async () => {
  const options: WeighOptions = { maxShare: 1, stem: 'plurals' };
  const { vocabulary, rows } = await weigh(SNN_PAPERS, options);
  expect([...vocabulary.longForms]).toEqual([['snn', 'spiking neural network']]);
  const term = vocabulary.keys.indexOf('spiking neural network');
  expect(vocabulary.documents[term]).toBe(3);
  expect(vocabulary.forms[term]).toBe('spiking neural networks');
  expect(vocabulary.keys).not.toContain('snn');
  expect(vocabulary.keys).toContain('color');
  expect(rows.starts[5]! - rows.starts[4]!).toBe(0);
  expect((await weigh(SNN_PAPERS, { ...options, abbreviations: false })).vocabulary.keys).toContain('snn');
});

test('reports progress up to the end, and stops when the signal is aborted', async () => {
  const reported: number[] = [];
  await weigh(SNN_PAPERS, {}, { progress: (_, done, total) => reported.push(done / total) });
  expect(reported).toEqual([...reported].sort((a, b) => a - b));
  expect(reported.at(-1)).toBe(1);
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(weigh(SNN_PAPERS, {}, { signal })).rejects.toThrow('stopped');
  const controller = new AbortController();
  const progress = (_: Stage, done: number, total: number) => {
    if (done / total >= 0.7) controller.abort(new Error('stopped'));
  };
  await expect(weigh(SNN_PAPERS, {}, { progress, signal: controller.signal })).rejects.toThrow('stopped');
});

test('rejects an invalid number of threads', async () => {
  await expect(weigh(SNN_PAPERS, { threads: 0 })).rejects.toThrow(InputError);
});

test('accepts property names, very long words, lone surrogates and null characters as words', async () => {
  const papers = [1, 2].map((id) =>
    createPaper(id, '__proto__ constructor', `toString hasOwnProperty ${'x'.repeat(500)} \ud83d \u0000`),
  );
  expect((await weigh(papers, { maxShare: 1, stem: 'plurals' })).vocabulary.keys).toContain('constructor');
});

test('an abbreviation with its long form is one term with one weight, wherever it stands', async () => {
  const texts = [
    'Event-related potentials (ERPs) of cats',
    'event-related potential (ERP) of dogs',
    'An ERP-based study of cats',
    'The ERPs of related dogs',
    'An event-related potential, related to cats',
  ];
  const weighed = await weigh(
    texts.map((text, i) => createPaper(i, '', text)),
    { maxShare: 1, authorWeight: 0, boilerplate: false },
  );
  const term = weighed.vocabulary.keys.find((key) => key.startsWith('event'))!;
  expect(weighed.vocabulary.forms[weighed.vocabulary.keys.indexOf(term)]).toMatch(/^event-related potentials?$/i);
  const withTerm = texts.map((_, i) =>
    [...rowOf(weighed, i).keys()].filter((key) => /event|relat|potent|erp/.test(key)),
  );
  expect(withTerm).toEqual([
    [term],
    [term],
    [term],
    [term, expect.stringMatching(/^relat/)],
    [term, expect.stringMatching(/^relat/)],
  ]);
  texts.forEach((abstract, i) => {
    expect([...weighText(weighed.vocabulary, abstract, { maxShare: 1, boilerplate: false }).ids]).toEqual([
      ...weighed.rows.ids.subarray(weighed.rows.starts[i], weighed.rows.starts[i + 1]),
    ]);
  });
});

test('papers with one abstract are equal rows', async () => {
  const papers = Array.from({ length: 10 }, (_, i) => createPaper(i, `Title${i}`, 'Spiking neurons of the retina.'));
  const weighed = await weigh([...papers, createPaper(10, '', 'Cats sleep.'), createPaper(11, '', 'Dogs sleep.')]);
  const [first] = papers.map((_, i) => rowOf(weighed, i));
  expect([...first!.keys()]).toEqual(expect.arrayContaining(['neuron', 'retina']));
  papers.forEach((_, i) => {
    expect(rowOf(weighed, i)).toEqual(first);
  });
});

test('returns no rows for no papers', async () => {
  expect((await weigh([], {})).rows.ids).toHaveLength(0);
});

test('words in both of two papers are terms, but two papers are too few to tell phrases from chance', async () => {
  const papers = ['spiking neurons learn', 'spiking neurons sleep'].map((abstract, i) => createPaper(i, '', abstract));
  expect((await weigh(papers, { stem: 'none' })).vocabulary.keys).toEqual(['neurons', 'spiking']);
});

test('words of all subjects are no terms by themselves, but count in phrases with other words', async () => {
  const texts = [
    'Large language models of a large scale have building blocks',
    'A large language model has larger building blocks',
    'Large language models, large or small: their building blocks',
  ];
  const papers = texts.map((text, i) => createPaper(i, '', text));
  const keysOf = async (boilerplate: boolean) =>
    (await weigh(papers, { maxShare: 1, minPhraseDocuments: 2, maxChancePhrases: 1, boilerplate })).vocabulary.keys;
  expect(await keysOf(true)).toEqual(['languag', 'larg languag model', 'model']);
  expect(await keysOf(false)).toEqual(expect.arrayContaining(['block', 'building', 'building block', 'larg']));
});
