import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { sentenceAt } from '../../src/concepts/search/passages.ts';
import type { Paper } from '../../src/model/paper.ts';
import { HOSTILE } from '../export/hostile.ts';

const paper = (title: string, abstract: string, rest: Partial<Paper> = {}): Paper => ({
  id: title,
  title,
  abstract,
  sources: [],
  ...rest,
});

const PAPERS: Paper[] = [
  paper(
    'ZapNet: colour modelling on data sets',
    'We introduce ZapNet, a model. The liquid-state machine (LSM) helps. It is trained on the FooBench dataset, and on FooBench again.',
    { year: 2001 },
  ),
  paper(
    'Liquid state machines and color modeling',
    'LSMs are liquid state machines. We compare with ZapNet on FooBench.',
    {
      year: 1999,
    },
  ),
  paper(
    'A dataset of colours',
    'The liquid state machine (LSM) sees a data-set in colour. It uses the FooBench benchmark.',
    {
      year: 2005,
    },
  ),
];

const find = (papers: readonly Paper[] = PAPERS) => {
  const found = findConcepts(papers);
  const index = (name: string) =>
    found.concepts.findIndex(({ variants }) =>
      variants.some((variant) => variant.toLowerCase() === name.toLowerCase()),
    );
  const papersOf = (name: string) =>
    papers.flatMap(({ id }, i) =>
      found.rows.ids.subarray(found.rows.starts[i], found.rows.starts[i + 1]).includes(index(name)) ? [id] : [],
    );
  return { ...found, index, papersOf };
};

const THINGS =
  'river stone bridge candle garden mirror window engine ladder basket hammer needle pocket saddle tunnel'.split(' ');

describe('findConcepts', () => {
  test('joins plurals, hyphens, closed compounds, British spelling, abbreviations', () => {
    const { concepts, index, papersOf } = find();
    expect(index('liquid-state machine')).toBe(index('liquid state machines'));
    expect(index('LSM')).toBe(index('liquid state machine'));
    expect(index('LSMs')).toBe(index('LSM'));
    expect(papersOf('LSM')).toEqual(PAPERS.map(({ id }) => id));
    expect(index('data sets')).toBe(index('dataset'));
    expect(index('colour modelling')).toBe(index('color modeling'));
    expect(concepts[index('LSM')]!.first).toBe(1999);
    expect(concepts[index('LSM')]!.abbreviations.sort()).toEqual(['LSM']);
  });

  test('tells who names a system, and where', () => {
    const { introductions, index } = find();
    expect(introductions).toEqual([{ paper: 0, field: 'title', from: 0, to: 6, concept: index('ZapNet') }]);
  });

  test.each([
    ['We present the GliODIL framework, which infers all.', 'GliODIL'],
    ['In this work, we propose AnatCL, a model of brains.', 'AnatCL'],
    ['We propose AUROC adaptation (AurA), an intervention.', 'AurA'],
    ['We have released BenchZ for everybody.', 'BenchZ'],
    ['We propose Neural-Symbolic Machine (NSM) to tackle this.', 'Neural-Symbolic Machine'],
    ['This paper presents a transformer, named Spiking Conformer, to detect seizures.', 'Spiking Conformer'],
    // Others' work, or a kind of thing.
    ['Here, we investigate recently released vision models (VZMs).', undefined],
    ['For this, we develop an MEG decoding model with objectives.', undefined],
    ['We design an I/O-efficient greedy algorithm.', undefined],
    ['We introduce a method named Continual Learning through Adjustment Suppression.', undefined],
  ])('%s', (sentence, name) => {
    const { introductions, concepts } = find([paper('A title of small words', sentence)]);
    expect(introductions.flatMap(({ concept }) => concepts[concept]!.variants)).toEqual(
      name ? expect.arrayContaining([name]) : [],
    );
  });

  test('a title that begins with what earlier papers speak of introduces nothing', () => {
    const later = [
      paper('Human-Machine Talk: an overview', 'We tell of Human-Machine Talk here.', { year: 2020 }),
      ...[1, 2, 3].map((i) => paper(`Paper ${i}`, 'This is about human-machine talk.', { year: 2000 + i })),
    ];
    expect(find(later).introductions).toEqual([]);
    const first = later.map((one, i) => ({ ...one, year: i === 0 ? 1999 : 2001 }));
    expect(find(first).introductions).toMatchObject([{ paper: 0 }]);
  });

  test('tells data sets by what stands after them', () => {
    const { concepts, index } = find();
    expect(concepts[index('FooBench')]!.kind).toBe('data set');
    expect(concepts[index('ZapNet')]!.kind).toBe('system');
    expect(concepts[index('LSM')]!.kind).toBe('method');
  });

  test('a plain word and a name of the same letters are two', () => {
    const { papersOf } = find([
      paper('SeND: dropping neurons', 'We present SeND here.'),
      paper('Other', 'People may send letters. They send parcels, and to send is good: a send buffer.'),
    ]);
    expect(papersOf('SeND')).toEqual(['SeND: dropping neurons']);
  });

  test('so are a plain word and a name of the same stem', () => {
    const { papersOf } = find([
      paper('StudI: a tool', 'We present StudI here.'),
      paper('Other', 'A study of things. This study is long, and studies are many.'),
    ]);
    expect(papersOf('StudI')).toEqual(['StudI: a tool']);
  });

  test('does not read keywords', () => {
    const marked = PAPERS.map((one) => ({ ...one, keywords: ['zebra crossing'] }));
    expect(find(marked).concepts).toEqual(find().concepts);
  });

  test('what most papers mention in passing is none, however many they are', () => {
    const papers = Array.from({ length: 30 }, (_, i) => {
      const said = THINGS.map((thing, k) => `the ${thing} ${THINGS[(i + k) % THINGS.length]}`).join(', ');
      return paper(`On the bronze whistle ${i}`, `We see ${said}. Later there are the visitors.`);
    });
    const { index, papersOf } = find(papers);
    expect(index('visitors')).toBe(-1);
    expect(papersOf('bronze whistle')).toHaveLength(30);
    // Said first, the same word is what the papers are about.
    const about = papers.map((one) => ({ ...one, title: `The visitors` }));
    expect(find(about).papersOf('visitors')).toHaveLength(30);
  });

  test('a word that many papers have is no name because one of them puts it before a colon', () => {
    const papers = Array.from({ length: 40 }, (_, i) => {
      const title = i === 0 ? 'Visitors: a view' : `The ${THINGS[i % THINGS.length]} and the whistle`;
      return paper(title, `There are the ${THINGS.join(', the ')}, the whistle, and the visitors.`);
    });
    expect(find(papers).index('visitors')).toBe(-1);
    expect(find(papers).introductions).toEqual([]);
    const rare = papers.map((one, i) =>
      i === 0 ? one : { ...one, abstract: one.abstract.replace('visitors', 'end') },
    );
    expect(find(rare).introductions).toMatchObject([{ paper: 0, concept: find(rare).index('visitors') }]);
  });

  test('gives the same whatever the order of the papers', () => {
    const forward = find();
    const backward = find([...PAPERS].reverse());
    expect(backward.concepts).toEqual(forward.concepts);
    const row = (found: typeof forward, i: number) => [
      [...found.rows.ids.subarray(found.rows.starts[i], found.rows.starts[i + 1])],
      [...found.rows.values.subarray(found.rows.starts[i], found.rows.starts[i + 1])],
    ];
    for (const i of PAPERS.keys()) expect(row(backward, PAPERS.length - 1 - i)).toEqual(row(forward, i));
  });

  test('any text whatever gives concepts whose places lie in the text and read as their variants', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...HOSTILE,
        'We introduce NetX (NX). Deep-learning of Net-X, e.g. C. elegans.',
        "Bayes' rule's ReLU^2",
      ),
      fc
        .array(
          fc.constantFrom(
            'deep',
            'Net',
            'NX',
            'of',
            ' ',
            '-',
            '. ',
            '(',
            ')',
            ': ',
            "'s",
            'We introduce',
            '__proto__',
            '\u{1f9e0}',
          ),
        )
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (pairs) => {
        const papers = pairs.map(([title, abstract], i) => paper(title, abstract, { id: String(i) }));
        const { concepts, rows, mentions } = findConcepts(papers);
        papers.forEach((one, i) => {
          for (let entry = rows.starts[i]!; entry < rows.starts[i + 1]!; entry++) {
            expect(mentions.starts[entry + 1]!).toBeGreaterThan(mentions.starts[entry]!);
            for (let m = mentions.starts[entry]!; m < mentions.starts[entry + 1]!; m++) {
              const written = (mentions.fields[m] === 0 ? one.title : one.abstract).slice(
                mentions.from[m],
                mentions.to[m],
              );
              const variants = concepts[rows.ids[entry]!]!.variants.map((variant) => variant.toLowerCase());
              expect(variants).toContain(written.toLowerCase());
            }
          }
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('sentenceAt', () => {
  const text = 'First one. We study C. elegans, e.g. its neurons. Last?';
  test('gives the sentence around a place', () => {
    const at = text.indexOf('neurons');
    expect(sentenceAt(text, at, at + 7)).toEqual({ text: 'We study C. elegans, e.g. its neurons.', start: 11 });
    expect(sentenceAt(text, 0, 5).text).toBe('First one.');
    expect(sentenceAt(text, text.length - 5, text.length - 1).text).toBe('Last?');
  });
});
