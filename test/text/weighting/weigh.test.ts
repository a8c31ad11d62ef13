import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/model/errors.ts';
import type { Stage } from '../../../src/model/options.ts';
import type { Paper } from '../../../src/model/paper.ts';
import { UNIT } from '../../../src/model/sparse.ts';
import type { WeighedText } from '../../../src/model/vocabulary.ts';
import { settle, type WeighOptions } from '../../../src/text/options.ts';
import { unitRow } from '../../../src/text/weighting/tf-idf.ts';
import { weigh } from '../../../src/text/weighting/weigh.ts';
import { markTerms, weighText } from '../../../src/text/weighting/weigh-text.ts';

const paper = (id: number, title: string, abstract: string): Paper => ({ id: `p${id}`, title, abstract, sources: [] });

/** Row of paper i as term key -> weight. */
const row = ({ vocabulary, rows }: WeighedText, i: number) =>
  new Map(
    Array.from(rows.ids.subarray(rows.starts[i], rows.starts[i + 1]), (term, k) => [
      vocabulary.keys[term]!,
      rows.values[rows.starts[i]! + k]!,
    ]),
  );

const WORDS =
  'spiking neural networks network SNN SNNs learning Learning colour color multi-agent multiagent GPT-2 the of retina model modelling k-means ins in-s'.split(
    ' ',
  );
const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ' ', ', ', '. ')), {
    minLength: 3,
    maxLength: 25,
  })
  .map((pairs) => pairs.flat().join(''));
const defined = fc
  .tuple(text, fc.boolean())
  .map(([t, define]) => (define ? `${t}. Spiking neural networks (SNNs) learn.` : t));
const authors = fc.subarray(['Ada Lovelace', 'Émilie du Châtelet', 'EMILIE DU CHATELET', 'S. Ramón y Cajal']);
const collection = fc
  .array(fc.tuple(text, defined, authors), { minLength: 4, maxLength: 12 })
  .map((list) => list.map(([title, abstract, authors], i) => ({ ...paper(i, title, abstract), authors })));

describe('weigh', () => {
  /** TF-IDF as in a textbook: lower-case words, each counted, weighted and divided by the length of the row. */
  test('is TF-IDF: plain words agree with the slow, obvious way', async () => {
    const word = fc.constantFrom('retina', 'cortex', 'spike', 'dendrite', 'axon', 'soma', 'glia');
    const words = fc.array(word, { minLength: 1, maxLength: 12 });
    const options: WeighOptions = { phrases: false, stem: 'none', maxShare: 1, minDocuments: 1 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(words, words), { minLength: 2, maxLength: 8 }), async (texts) => {
        const papers = texts.map(([title, abstract], i) => paper(i, title.join(' '), abstract.join(' ')));
        const weighed = await weigh(papers, options);
        const { titleWeight, idf, tf } = settle(options);
        texts.forEach(([title, abstract], i) => {
          const weights = new Map<string, number>();
          for (const term of new Set([...title, ...abstract])) {
            const n = titleWeight * title.filter((w) => w === term).length + abstract.filter((w) => w === term).length;
            const documents = texts.filter((pair) => pair.flat().includes(term)).length;
            weights.set(term, tf(n) * idf(documents, texts.length));
          }
          const length = Math.hypot(...weights.values());
          const found = row(weighed, i);
          expect([...found.keys()]).toEqual([...weights.keys()].sort());
          for (const [term, weight] of weights)
            expect(Math.abs(found.get(term)! - (weight / length) * UNIT)).toBeLessThanOrEqual(3);
        });
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test('rows have unit length, never above it, whatever the weights', async () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(weights, async (list) => {
        const { ids, values } = unitRow([...list.keys()], list, list.length);
        const square = values.reduce((sum, value) => sum + value * value, 0);
        expect(square).toBeLessThanOrEqual(UNIT * UNIT);
        expect(values.every((value) => value > 0)).toBe(true);
        expect([...ids]).toEqual([...ids].sort((a, b) => a - b));
        if (list.some((weight) => weight > 1e-9)) expect(square / UNIT / UNIT).toBeGreaterThan(0.999);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test('a paper weighed as a text gets its own row', async () => {
    await fc.assert(
      fc.asyncProperty(collection, fc.boolean(), async (papers, phrases) => {
        const options: WeighOptions = { phrases, maxShare: 1, minPhraseDocuments: 2 };
        const weighed = await weigh(papers, options);
        papers.forEach((one, i) => {
          const [from, to] = [weighed.rows.starts[i], weighed.rows.starts[i + 1]];
          const { ids, values } = weighText(weighed.vocabulary, one, options);
          expect(ids).toEqual(weighed.rows.ids.slice(from, to));
          expect(values).toEqual(weighed.rows.values.slice(from, to));
        });
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test('the order of the papers changes nothing but the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(collection, async (papers) => {
        const forwards = await weigh(papers);
        const backwards = await weigh([...papers].reverse());
        expect(backwards.vocabulary).toEqual(forwards.vocabulary);
        papers.forEach((_, i) => {
          expect(row(backwards, papers.length - 1 - i)).toEqual(row(forwards, i));
        });
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  const snn = [
    paper(1, 'Training spiking neural networks', 'Spiking neural networks (SNNs) are trained. Our SNN uses colour.'),
    paper(2, 'An SNN chip', 'A chip for SNNs, that is spiking neural networks (SNNs), and color vision.'),
    paper(3, 'Retinas', 'An SNN of the retina uses a chip.'),
    paper(4, 'Cats', 'Cats are trained in the retina.'),
    paper(5, 'Nothing', ''),
  ];

  test('an abbreviation and its long form are one term, written out', async () => {
    const { vocabulary, rows } = await weigh(snn, { maxShare: 1, stem: 'plurals' });
    expect([...vocabulary.longForms]).toEqual([['snn', 'spiking neural network']]);
    const term = vocabulary.keys.indexOf('spiking neural network');
    expect(vocabulary.documents[term]).toBe(3);
    expect(vocabulary.forms[term]).toBe('spiking neural networks');
    expect(vocabulary.keys).not.toContain('snn');
    expect(vocabulary.keys).toContain('color');
    expect(rows.starts[5]! - rows.starts[4]!).toBe(0);
    expect((await weigh(snn, { abbreviations: false, maxShare: 1, stem: 'plurals' })).vocabulary.keys).toContain('snn');
  });

  test('a long form with a function word in it is counted wherever it is written out', async () => {
    const things = [
      paper(1, 'Internet of things (IoT)', 'Sensors of the internet of things (IoT).'),
      paper(2, 'Sensors', 'The Internet of Things (IoT) and its sensors.'),
      paper(3, 'Cats', 'The internet of things watches cats; sensors of cats.'),
      paper(4, 'Dogs', 'The IoT watches dogs. The internet of dogs.'),
    ];
    const weighed = await weigh(things, { maxShare: 1, stem: 'plurals' });
    const term = weighed.vocabulary.keys.indexOf('internet of thing');
    expect(weighed.vocabulary.documents[term]).toBe(4);
    things.forEach((one, i) => {
      const { ids } = weighText(weighed.vocabulary, one, { maxShare: 1, stem: 'plurals' });
      expect([...ids]).toEqual([...weighed.rows.ids.subarray(weighed.rows.starts[i], weighed.rows.starts[i + 1])]);
    });
  });

  test('marks terms where they stand, phrases and abbreviations too', async () => {
    const { vocabulary } = await weigh(snn, { maxShare: 1, stem: 'plurals' });
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
    expect(found.every(([written]) => !written!.includes('x.org'))).toBe(true);
  });

  test('stops when told to, and reports progress to its end', async () => {
    const seen: number[] = [];
    await weigh(snn, {}, { progress: (_, done, total) => seen.push(done / total) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    await expect(weigh(snn, {}, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    const stop = new AbortController();
    const progress = (_: Stage, done: number, total: number) => done / total >= 0.7 && stop.abort(new Error('enough'));
    await expect(weigh(snn, {}, { progress, signal: stop.signal })).rejects.toThrow('enough');
    await expect(weigh(snn, { threads: 0 })).rejects.toThrow(InputError);
  });

  test('hostile words are only words', async () => {
    const odd = [1, 2].map((n) =>
      paper(n, '__proto__ constructor', `toString hasOwnProperty ${'x'.repeat(500)} \ud83d \u0000`),
    );
    expect((await weigh(odd, { maxShare: 1, stem: 'plurals' })).vocabulary.keys).toContain('constructor');
    expect((await weigh([], {})).rows.ids).toHaveLength(0);
  });
});

test('what both of two papers say is a term', async () => {
  const two = ['spiking neurons learn', 'spiking neurons sleep'].map((abstract, i) => ({
    id: String(i),
    title: '',
    abstract,
    sources: [],
  }));
  expect((await weigh(two, { stem: 'none' })).vocabulary.keys).toEqual(['neurons', 'spiking', 'spiking neurons']);
});
