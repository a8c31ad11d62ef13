import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaperRecord } from '../../../src/read/normalize/record.ts';
import { abstract, countPapers, deduplicateFields, otherAbstract } from './helpers.ts';

const authors = ['Ann Lee', 'Bo Ek'];
const year = 2019;
/** Two records by the same authors in the same year. */
const pair = (a: string, b: string): Partial<PaperRecord>[] => [
  { title: a, authors, year },
  { title: b, authors, year },
];

describe('titles that differ by a word are two papers', () => {
  test.each([
    ['Sleep and the memory of places in rats', 'Sleep and the memory of places in mice'],
    ['Sleep and the memory of places in rats', 'Sleep and the memory of places in cats'],
    ['Growth of children in the northern province', 'Growth of children in the southern province'],
    ['Effects of hypertension on the ageing kidney', 'Effects of hypotension on the ageing kidney'],
    ['Intracellular recordings from the visual cortex', 'Intercellular recordings from the visual cortex'],
    ['Asymmetric kernels for learning on large graphs', 'Symmetric kernels for learning on large graphs'],
    ['Uptake of phosphate by roots of summer barley', 'Uptake of phosphite by roots of summer barley'],
    ['Oxidation of methyl acetate on porous copper', 'Oxidation of ethyl acetate on porous copper'],
    ['Findings of the Second Shared Task on Parsing', 'Findings of the Third Shared Task on Parsing'],
    ['A theory of dendrites. Part I: the passive case', 'A theory of dendrites. Part II: the passive case'],
    ['Hepatitis B vaccination in rural clinics', 'Hepatitis C vaccination in rural clinics'],
    ['A theory of dendrites in the cortex', 'A theory of dendrites in the cortex II'],
    ['Report of the year 2001 on the health of bees', 'Report of the year 2002 on the health of bees'],
    ['BRCA1 mutations and cancer in northern towns', 'BRCA2 mutations and cancer in northern towns'],
    ['Expression of GLUT-1 in the hearts of dogs', 'Expression of GLUT4 in the hearts of dogs'],
    ['Trends of the 1980s in the health of farmers', 'Trends of the 1990s in the health of farmers'],
    ['Secretion by human mast cells of IL1', 'Secretion by human mast cells of IL12'],
    ['Invasive group A streptococcal disease in towns', 'Invasive group B streptococcal disease in towns'],
    ['Invasive group C streptococcal disease in towns', 'Invasive group A streptococcal disease in towns'],
    ['Wave reflection at the dunes of the north sea', 'Wave refraction at the dunes of the north sea'],
    ['Adsorption of phosphate by the roots of barley', 'Absorption of phosphate by the roots of barley'],
    ['Treatment with aspirin of stroke in adults', 'Treatment without aspirin of stroke in adults'],
  ])('%s / %s', (a, b) => {
    expect(countPapers(...pair(a, b))).toBe(2);
    // Sister papers often share the mold of their abstract.
    const [first, second] = pair(a, b);
    expect(
      countPapers({ ...first, abstract: `${abstract} One.` }, { ...second, abstract: `${abstract} Another.` }),
    ).toBe(2);
  });
});

describe('one title in two spellings is one paper', () => {
  test.each([
    ['The role of TNF-α and β-catenin in tumours', 'The role of TNF-alpha and beta-catenin in tumors'],
    ['Modelling the behaviour of polarised fibres', 'Modeling the behavior of polarized fibers'],
    ['Paediatric anaemia: an organised programme', 'Pediatric anemia: an organized program'],
    ['E-learning for nurses in small hospitals', 'Elearning for nurses in small hospitals'],
    ['Sparse codes in populations of neurons', 'Sparse codes in popluations of neurons'],
    ['Sparse codes in populations of neurons', 'Sparse codes inpopulations of neurons'],
    ['Sparse codes in populations of neurons', 'Spasre codes in populations of nuerons'],
    ['A theory of dendrites in the cortex', 'Theory of dendrites in the cortex'],
    ['Role of TGF-β1 and COVID-19 in infants', 'Role of TGFβ1 and COVID19 in infants'],
    ['Accommodation of pilots in dim light', 'Acomodation of pilots in dim light'],
    ['Sparse codes: how neurons save energy', 'Sparse codes. How neurons save energy.'],
    ['Rents along the new line of buses: who pays?', 'Rents along the new line of buses'],
    ['RETRACTED: Rents along the new line of buses', 'Rents along the new line of buses'],
  ])('%s / %s', (a, b) => {
    expect(countPapers(...pair(a, b))).toBe(1);
  });
});

const article = 'Seed bank persistence of three invasive grasses';

test.each([
  `Erratum: ${article}`,
  `Correction to: ${article}`,
  `Corrigendum to “${article}” [Fire Ecol. 7 (2017) 988-1001]`,
  `${article} (vol 7, pg 988, 2017)`,
  `${article} - Reply`,
  `Response to: ${article}`,
  `${article}: Comment`,
  `Comment on "${article}"`,
  `Retraction notice to “${article}”`,
])('a notice is another paper than its article, even with the same DOI: %s', (notice) => {
  const record = { title: article, authors, year, abstract, doi: '10.1000/seed' };
  const { papers } = deduplicateFields(record, { title: notice, authors, year, doi: '10.1000/seed' });
  expect(papers).toHaveLength(2);
  expect(papers.find(({ title }) => title === article)).toMatchObject({ abstract, doi: '10.1000/seed' });
  expect(countPapers({ title: article, authors, year }, { title: notice, authors, year })).toBe(2);
});

describe('a subtitle of a companion paper is no missing subtitle', () => {
  test.each([
    ': a study protocol',
    ': protocol for a systematic review',
    ': rationale and design of the SAND trial',
    ' - a pilot study',
    ': pilot randomized controlled trial',
    ': long-term follow-up',
    ': 5-year results',
    ' (abstract)',
    ': extended abstract',
  ])('%s', (subtitle) => {
    const records = pair(article, `${article}${subtitle}`);
    const { papers, possibleDuplicates } = deduplicateFields(...records);
    expect(papers).toHaveLength(2);
    expect(possibleDuplicates).toHaveLength(1);
    expect(countPapers(records[0], { ...records[1], year: 2018, doi: '10.1000/protocol' })).toBe(2);
    // One source of the paper lacks the subtitle.
    expect(countPapers(...records.map((record) => ({ ...record, doi: '10.1000/protocol' })))).toBe(1);
    expect(countPapers(...records.map((record) => ({ ...record, abstract })))).toBe(1);
  });

  test.each([
    ': evidence from a protocol of the United Nations',
    ': lessons from the training of pilots',
    ': guidelines for diagnosis, treatment and follow-up',
    ': from concrete to abstract',
    ': a study prot',
  ])('%s may be missing', (subtitle) => {
    expect(countPapers(...pair(article, `${article}${subtitle}`))).toBe(1);
  });
});

test('chapters and conference abstracts with one DOI are papers of their own', () => {
  const doi = '10.1000/book';
  const titles = ['Governing the coast: ports', 'Governing the coast: fishers', 'Measuring the tides'];
  const { papers, notes } = deduplicateFields(...titles.map((title) => ({ title, doi, authors })));
  expect(papers).toHaveLength(3);
  expect(notes).toEqual([expect.objectContaining({ reason: expect.stringMatching(/DOI 10\.1000\/book .*3 papers/) })]);
  const page = (pages: string) => ({ title: 'Poster', doi, pages, authors });
  expect(countPapers({ ...page('S12'), title: 'Abstracts' }, { ...page('S45'), title: 'Abstracts' })).toBe(2);
  // The same title, or a part of it, is the same paper.
  expect(countPapers({ title: titles[0], doi }, { title: `${titles[0]} and the law`, doi })).toBe(1);
  const misspelled = ['Governing the Mediterranean: ports1', 'Governing the Mediteranian: ports'];
  expect(countPapers(...misspelled.map((title) => ({ title, doi, authors })))).toBe(1);
  expect(countPapers({ title: titles[0], doi, pages: '1-9' }, { title: titles[0], doi, pages: '1' })).toBe(1);
});

test('recurring titles in other volumes or on other pages are several papers', () => {
  const editorial = { title: 'Editorial', year, venue: 'Fire Ecology', authors };
  expect(countPapers({ ...editorial, volume: '10', pages: '1-2' }, { ...editorial, volume: '10', pages: '301' })).toBe(
    2,
  );
  expect(countPapers({ ...editorial, volume: '10' }, { ...editorial, volume: '11' })).toBe(2);
  expect(
    countPapers({ ...editorial, volume: '10', pages: '1-2' }, { ...editorial, volume: 'Vol. 10', pages: '1' }),
  ).toBe(1);
  const report = { title: 'Annual report of the national registry of bees', authors, venue: 'Bees' };
  expect(countPapers({ ...report, year: 2001, volume: '5' }, { ...report, year: 2002, volume: '6' })).toBe(2);
});

test('records without a title are not merged', () => {
  const record = { title: '[No title available]', authors, year };
  expect(countPapers(record, record)).toBe(2);
});

test('preprints of one server with different DOIs are two papers, their versions one', () => {
  const preprint = (doi: string) => ({ doi, authors, year });
  expect(countPapers(preprint('10.1101/2021.03.04.433911'), preprint('10.1101/2022.01.09.475522'))).toBe(2);
  expect(countPapers(preprint('10.21203/rs.3.rs-1940021/v1'), preprint('10.21203/rs.3.rs-1940021/v2'))).toBe(1);
  expect(countPapers(preprint('10.1101/2021.03.04.433911'), preprint('10.31234/osf.io/abcde'))).toBe(1);
});

test('people of one family name are told apart by their initials', () => {
  expect(countPapers({ authors: ['Lin Wang', 'Ping Zhou'], year }, { authors: ['Jun Wang', 'Kenta Mori'], year })).toBe(
    2,
  );
  expect(countPapers({ authors: ['Lin Wang'], year }, { authors: ['Wang L'], year })).toBe(1);
  expect(countPapers({ authors: ['J.-P. van der Berg'], year }, { authors: ['van der Berg JP'], year })).toBe(1);
});

describe('conditions hold for whole groups', () => {
  test('a record that fits two papers does not make them one', () => {
    const first = { authors: ['Ann Lee'], year, abstract };
    const second = { authors: ['Cid Fo'], year, abstract: otherAbstract };
    expect(countPapers(first, second, { year })).toBe(2);
    expect(countPapers({ year }, second, first)).toBe(2);
    const titles = [
      'Effects of irrigation on yields in the plain',
      'Effects of irrigation on maize yields in the plain',
    ];
    expect(
      countPapers(...pair(titles[0], titles[1]), {
        title: 'Effects of fertigation on maize yields in the plain',
        authors,
        year,
      }),
    ).toBe(3);
  });

  test('a title of many years is a series, about which nobody needs to be asked', () => {
    const title = 'Annual survey of the state of computing education research';
    const records = Array.from({ length: 12 }, (_, i) => ({ title, year: 2001 + i }));
    const { papers, notes, possibleDuplicates } = deduplicateFields(...records);
    expect(papers).toHaveLength(12);
    expect(notes).toEqual([]);
    expect(possibleDuplicates).toEqual([]);
    // Two of them are no series yet.
    expect(deduplicateFields(...records.slice(0, 2)).possibleDuplicates).toEqual([
      expect.objectContaining({ title, count: 2 }),
    ]);
  });

  test('no group has two titles that differ by a word, two notices or years far apart', () => {
    const fields = fc.record({
      title: fc.constantFrom(
        'Sleep and the memory of places in rats',
        'Sleep and the memory of places in mice',
        'Sleep and the memory of places',
        'Sleep and the memroy of places in rats',
        'Erratum: Sleep and the memory of places in rats',
      ),
      year: fc.constantFrom(2000, 2001, 2002, 2003, 2004, 2005, 2006),
      authors: fc.constantFrom('Ann Lee', 'A. Lee;Bo Ek', 'Cid Fo').map((names) => names.split(';')),
    });
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 12 }), (records) => {
        for (const { sources } of deduplicateFields(...records).papers) {
          const members = sources.map(({ line }) => records[line - 1]);
          const has = (text: string) => members.some(({ title }) => title.includes(text));
          expect(has('rats') && has('mice')).toBe(false);
          expect(new Set(members.map(({ title }) => title.startsWith('Erratum'))).size).toBe(1);
          expect(new Set(members.map(({ authors }) => authors[0].endsWith('Lee'))).size).toBe(1);
          const years = members.map((member) => member.year);
          expect(Math.max(...years) - Math.min(...years)).toBeLessThanOrEqual(3);
        }
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});

test('many papers of one title are one note', () => {
  const records = Array.from({ length: 20_000 }, (_, i) => ({ title: article, authors, year, doi: `10.1000/${i}` }));
  const { papers, notes } = deduplicateFields(...records);
  expect(papers).toHaveLength(20_000);
  expect(notes).toEqual([expect.objectContaining({ reason: expect.stringContaining('20000 papers are alike') })]);
  const sameId = records.map((record, i) => ({
    ...record,
    title: `${'abcdefghij'[i % 10].repeat(9)} ${i}`,
    doi: '10.1000/1',
  }));
  expect(deduplicateFields(...sameId.slice(0, 3000)).notes).toHaveLength(1);
});

test('says why records were merged, and which values differ', () => {
  const { merges } = deduplicateFields(
    { authors, year: 2019, doi: '10.1000/a', venue: 'Neuron' },
    { authors, year: 2020, venue: 'Neuron' },
    { authors, year: 2019, doi: '10.1000/A', venue: 'Neuron' },
  );
  expect(merges).toEqual([
    {
      paper: '10.1000/A',
      title: expect.any(String),
      reason: 'same DOI; same title, same authors',
      count: 3,
      sources: [1, 2, 3].map((line) => ({ file: 'f', line })),
      differing: { doi: ['10.1000/A', '10.1000/a'], year: ['2019', '2020'] },
    },
  ]);
});
