import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { extractSentence } from '../../src/concepts/search/passages.ts';
import type { Paper } from '../../src/model/paper.ts';
import { HOSTILE } from '../export/hostile-titles.ts';

const paper = (title: string, abstract: string, rest: Partial<Paper> = {}): Paper => ({
  id: title,
  title,
  abstract,
  sources: [],
  ...rest,
});

const PAPERS: Paper[] = [
  paper(
    'ZapNet: colour modelling on knowledge graphs',
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
    'A knowledgegraph of colours',
    'The liquid state machine (LSM) sees a knowledge-graph in colour. It uses the FooBench benchmark.',
    {
      year: 2005,
    },
  ),
];

const find = async (papers: readonly Paper[] = PAPERS) => {
  const result = await findConcepts(papers);
  const index = (name: string) =>
    result.concepts.findIndex(({ variants }) =>
      variants.some((variant) => variant.toLowerCase() === name.toLowerCase()),
    );
  const papersOf = (name: string) =>
    papers.flatMap(({ id }, i) =>
      result.rows.ids.subarray(result.rows.starts[i], result.rows.starts[i + 1]).includes(index(name)) ? [id] : [],
    );
  return { ...result, index, papersOf };
};

const NOUNS =
  'river stone bridge candle garden mirror window engine ladder basket hammer needle pocket saddle tunnel'.split(' ');

describe('findConcepts', () => {
  test('groups plurals, hyphenated and closed compounds, British spelling and abbreviations', async () => {
    const { concepts, index, papersOf } = await find();
    expect(index('liquid-state machine')).toBe(index('liquid state machines'));
    expect(index('LSM')).toBe(index('liquid state machine'));
    expect(index('LSMs')).toBe(index('LSM'));
    expect(papersOf('LSM')).toEqual(PAPERS.map(({ id }) => id));
    expect(index('knowledge graphs')).toBe(index('knowledgegraph'));
    expect(index('colour modelling')).toBe(index('color modeling'));
    expect(concepts[index('LSM')]!.first).toBe(1999);
    expect(concepts[index('LSM')]!.abbreviations.sort()).toEqual(['LSM']);
  });

  test('finds the paper that introduces a system, and the passage', async () => {
    const { introductions, index } = await find();
    expect(introductions).toEqual([{ paper: 0, field: 'title', from: 0, to: 6, concept: index('ZapNet') }]);
  });

  test.each([
    ['We present the GliODIL framework, which infers all.', 'GliODIL'],
    ['In this work, we propose AnatCL, a model of brains.', 'AnatCL'],
    ['We propose AUROC adaptation (AurA), an intervention.', 'AurA'],
    ['We have released BenchZ for everybody.', 'BenchZ'],
    ['We propose Neural-Symbolic Machine (NSM) to tackle this.', 'Neural-Symbolic Machine'],
    ['This paper presents a transformer, named Spiking Conformer, to detect seizures.', 'Spiking Conformer'],
    // Existing work, or a kind of thing.
    ['Here, we investigate recently released vision models (VZMs).', undefined],
    ['For this, we develop an MEG decoding model with objectives.', undefined],
    ['We design an I/O-efficient greedy algorithm.', undefined],
    ['We introduce a method named Continual Learning through Adjustment Suppression.', undefined],
  ])('%s', async (sentence, name) => {
    const { introductions, concepts } = await find([paper('A title of small words', sentence)]);
    expect(introductions.flatMap(({ concept }) => concepts[concept]!.variants)).toEqual(
      name ? expect.arrayContaining([name]) : [],
    );
  });

  test('a title that starts with a name used by earlier papers introduces nothing', async () => {
    const later = [
      paper('Human-Machine Talk: an overview', 'We tell of Human-Machine Talk here.', { year: 2020 }),
      ...[1, 2, 3].map((i) => paper(`Paper ${i}`, 'This is about human-machine talk.', { year: 2000 + i })),
    ];
    expect((await find(later)).introductions).toEqual([]);
    const first = later.map((paper, i) => ({ ...paper, year: i === 0 ? 1999 : 2001 }));
    expect((await find(first)).introductions).toMatchObject([{ paper: 0 }]);
  });

  test('recognizes data sets by the words after them', async () => {
    const { concepts, index } = await find();
    expect(concepts[index('FooBench')]!.kind).toBe('data set');
    expect(concepts[index('ZapNet')]!.kind).toBe('system');
    expect(concepts[index('LSM')]!.kind).toBe('method');
  });

  test('an abbreviation with two meanings belongs to the concept that each paper gives it', async () => {
    const { concepts, index, papersOf } = await find([
      paper('One', 'We use electron microscopy (EM). Electron microscopy and EM are good.'),
      paper('Two', 'We use expectation maximization (EM). EM converges.'),
      paper('Three', 'EM is used here without a long form.'),
    ]);
    expect(papersOf('electron microscopy')).toEqual(['One']);
    expect(papersOf('expectation maximization')).toEqual(['Two']);
    for (const name of ['electron microscopy', 'expectation maximization'])
      expect(concepts[index(name)]!.abbreviations).toEqual(['EM']);
  });

  test('names that are given are concepts wherever they occur', async () => {
    const papers = [
      paper('One', 'This method uses the way of using big numbers, often.'),
      paper('Two', 'Ways of using: big number.'),
    ];
    expect((await find(papers)).index('way of using')).toBe(-1);
    const { concepts, rows } = await findConcepts(papers, { knownConcepts: ['ways of using', 'using big', '...'] });
    const known = concepts.findIndex(({ variants }) => variants.includes('way of using'));
    expect(concepts[known]!.variants.map((variant) => variant.toLowerCase()).sort()).toEqual([
      'way of using',
      'ways of using',
    ]);
    expect([0, 1].map((i) => rows.ids.subarray(rows.starts[i], rows.starts[i + 1]).includes(known))).toEqual([
      true,
      true,
    ]);
  });

  test('a concept has a first year only if most of its papers have a year', async () => {
    const papers = [1, 2, 3].map((i) =>
      paper(`Paper ${i}`, 'This is about human-machine talk.', i < 2 ? { year: 1990 } : {}),
    );
    const first = async (years: number) => {
      const { concepts, index } = await find(
        papers.map((paper, i) => (i < years ? { ...paper, year: 1990 + i } : paper)),
      );
      return concepts[index('human-machine talk')]!.first;
    };
    expect(await first(1)).toBeUndefined();
    expect(await first(2)).toBe(1990);
  });

  test('an ordinary word and a name with the same letters are different concepts', async () => {
    const { papersOf } = await find([
      paper('SeND: dropping neurons', 'We present SeND here.'),
      paper('Other', 'People may send letters. They send parcels, and to send is good: a send buffer.'),
    ]);
    expect(papersOf('SeND')).toEqual(['SeND: dropping neurons']);
  });

  test('an ordinary word and a name with the same stem are different concepts', async () => {
    const { papersOf } = await find([
      paper('StudI: a tool', 'We present StudI here.'),
      paper('Other', 'A study of things. This study is long, and studies are many.'),
    ]);
    expect(papersOf('StudI')).toEqual(['StudI: a tool']);
  });

  test('ignores keywords', async () => {
    const withKeywords = PAPERS.map((paper) => ({ ...paper, keywords: ['zebra crossing'] }));
    expect((await find(withKeywords)).concepts).toEqual((await find()).concepts);
  });

  test('a phrase that papers mention only in passing is not a concept', async () => {
    const papers = Array.from({ length: 30 }, (_, i) => {
      const phrases = NOUNS.map((noun, k) => `the ${noun} ${NOUNS[(i + k) % NOUNS.length]}`).join(', ');
      return paper(`On the bronze whistle ${i}`, `We see ${phrases}. Later there are the visitors.`);
    });
    const { index, papersOf } = await find(papers);
    expect(index('visitors')).toBe(-1);
    expect(papersOf('bronze whistle')).toHaveLength(30);
    // In the title, the same word is the subject of the papers.
    const inTitles = papers.map((paper) => ({ ...paper, title: `The visitors` }));
    expect((await find(inTitles)).papersOf('visitors')).toHaveLength(30);
  });

  test('a common word before a colon in a title is not a name', async () => {
    const papers = Array.from({ length: 40 }, (_, i) => {
      const title = i === 0 ? 'Visitors: a view' : `The ${NOUNS[i % NOUNS.length]} and the whistle`;
      return paper(title, `There are the ${NOUNS.join(', the ')}, the whistle, and the visitors.`);
    });
    expect((await find(papers)).index('visitors')).toBe(-1);
    expect((await find(papers)).introductions).toEqual([]);
    const rare = papers.map((paper, i) =>
      i === 0 ? paper : { ...paper, abstract: paper.abstract.replace('visitors', 'end') },
    );
    expect((await find(rare)).introductions).toMatchObject([
      { paper: 0, concept: (await find(rare)).index('visitors') },
    ]);
  });

  test('does not depend on the order of the papers', async () => {
    const forward = await find();
    const backward = await find([...PAPERS].reverse());
    expect(backward.concepts).toEqual(forward.concepts);
    const row = ({ rows }: typeof forward, i: number) => [
      [...rows.ids.subarray(rows.starts[i], rows.starts[i + 1])],
      [...rows.values.subarray(rows.starts[i], rows.starts[i + 1])],
    ];
    for (const i of PAPERS.keys()) expect(row(backward, PAPERS.length - 1 - i)).toEqual(row(forward, i));
  });

  test('mentions in arbitrary text are variants of their concept', async () => {
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
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 5 }), async (pairs) => {
        const papers = pairs.map(([title, abstract], i) => paper(title, abstract, { id: String(i) }));
        const { concepts, rows, mentions } = await findConcepts(papers);
        papers.forEach(({ title, abstract }, i) => {
          for (let entry = rows.starts[i]!; entry < rows.starts[i + 1]!; entry++) {
            expect(mentions.starts[entry + 1]!).toBeGreaterThan(mentions.starts[entry]!);
            for (let m = mentions.starts[entry]!; m < mentions.starts[entry + 1]!; m++) {
              const mention = (mentions.fields[m] === 0 ? title : abstract).slice(mentions.from[m], mentions.to[m]);
              const variants = concepts[rows.ids[entry]!]!.variants.map((variant) => variant.toLowerCase());
              expect(variants).toContain(mention.toLowerCase());
            }
          }
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('extractSentence', () => {
  const text = 'First one. We study C. elegans, e.g. its neurons. Last?';
  test('returns the sentence around a span', () => {
    const start = text.indexOf('neurons');
    expect(extractSentence(text, start, start + 7)).toEqual({
      text: 'We study C. elegans, e.g. its neurons.',
      start: 11,
    });
    expect(extractSentence(text, 0, 5).text).toBe('First one.');
    expect(extractSentence(text, text.length - 5, text.length - 1).text).toBe('Last?');
  });
});
