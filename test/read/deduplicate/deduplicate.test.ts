import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addCopies, scoreDeduplication } from '../../../bench/reading/deduplicate.ts';
import { deduplicate } from '../../../src/read/deduplicate/deduplicate.ts';
import type { PaperRecord } from '../../../src/read/normalize/record.ts';
import { readPapers } from '../../../src/read/read.ts';
import { seedFiles } from '../../seeds.ts';
import { createInput } from '../helpers.ts';
import { abstract, countPapers, createRecords, deduplicateFields, otherAbstract, title } from './helpers.ts';

test('merges records by their IDs', () => {
  const authors = ['A Lee'];
  expect(countPapers({ doi: '10.1/A' }, { doi: '10.1/a', title: `${title}: a subtitle` })).toBe(1);
  expect(countPapers({ doi: '10.1/a', abstract, authors }, { doi: '10.1/b', abstract, authors })).toBe(2);
  expect(countPapers({ arxiv: '2101.00001' }, { arxiv: '2101.00001', title: `${title}.` })).toBe(1);
  expect(countPapers({ arxiv: '2101.00001', abstract }, { arxiv: '2101.00002', abstract })).toBe(2);
  const chain = [{ pmid: '1', doi: '10.1/a' }, { pmid: '1', arxiv: '2101.00001' }, { arxiv: '2101.00001' }];
  expect(countPapers(...chain)).toBe(1);
});

test('reports clearly different papers with the same ID and does not merge them', () => {
  const { papers, notes } = deduplicateFields(
    { doi: '10.1/a' },
    { doi: '10.1/a', title: 'A parallel compiler for loops' },
  );
  expect(papers).toHaveLength(2);
  expect(new Set(papers.map(({ id }) => id)).size).toBe(2);
  expect(notes).toEqual([expect.objectContaining({ reason: expect.stringContaining('DOI 10.1/a') })]);
});

test.each<[string, number, Partial<PaperRecord>, Partial<PaperRecord>]>([
  [
    'titles that differ in case, accents and punctuation',
    1,
    { title: 'Gödel’s Neurons — what they compute' },
    { title: "GODEL'S NEURONS: WHAT THEY COMPUTE" },
  ],
  [
    'years that differ, as between preprint and journal',
    1,
    { authors: ['Ann Lee'], year: 2019 },
    { authors: ['Lee A'], year: 2021 },
  ],
  [
    'a misspelled title',
    1,
    { authors: ['Ann Lee'], year: 2019 },
    { title: 'Sparse codes in popluations of spiking neurons', authors: ['A. Lee'], year: 2019 },
  ],
  ['a truncated title', 1, { authors: ['Ann Lee'] }, { title: 'Sparse codes in populations of', authors: ['Ann Lee'] }],
  ['the same abstract, without authors', 1, { abstract }, { abstract, title: 'Sparse codes in populations' }],
  ['different authors', 2, { authors: ['Ann Lee'] }, { authors: ['Bo Ek'] }],
  ['different abstracts without authors', 2, { abstract }, { abstract: otherAbstract }],
  [
    'titles with different numbers',
    2,
    { title: `${title} part 1`, authors: ['Ann Lee'] },
    { title: `${title} part 2`, authors: ['Ann Lee'] },
  ],
  ['years that are decades apart', 2, { authors: ['Ann Lee'], year: 1990 }, { authors: ['Ann Lee'], year: 2020 }],
  [
    'a recurring title',
    2,
    { title: 'In this issue', authors: ['Ann Lee'], year: 2003 },
    { title: 'In this issue', authors: ['Ann Lee'], year: 2004 },
  ],
  [
    'a short title with the same author, one without a year',
    1,
    { title: 'Virtual memory', authors: ['Peter Denning'], year: 1970 },
    { title: 'Virtual Memory', authors: ['Denning P'] },
  ],
  ['a short title without authors', 2, { title: 'Virtual memory', year: 1970 }, { title: 'Virtual Memory' }],
  [
    'the introduction to a named special issue',
    1,
    { title: 'Introduction to the special issue on neuro-information science', authors: ['Ann Lee'], year: 2019 },
    { title: 'Introduction to the special isue on neuro-information science', authors: ['LEE A'], year: 2019 },
  ],
  [
    'the introduction to an unnamed special issue',
    2,
    { title: 'Introduction to the special issue', year: 2019 },
    { title: 'Introduction to the Special Issue', year: 2019, authors: ['Ann Lee'] },
  ],
  [
    'a truncated title with a different part number',
    2,
    { title: `${title}, Part I: The fi`, authors: ['Ann Lee'] },
    { title: `${title}, Part II: The transfinite case`, authors: ['Ann Lee'] },
  ],
  [
    'a misspelled and truncated title',
    1,
    { title: 'Sparse codes in poplations of sikin', authors: ['Ann Lee'], year: 2019 },
    { authors: ['Ann Lee'], year: 2019 },
  ],
  [
    'a title with several misspellings and the same abstract',
    1,
    { title: 'Spparse codes in populatoins of 1 spiking neurons', authors: ['Ann Lee'], year: 2019, abstract },
    { authors: ['Ann Lee'], year: 2019, abstract },
  ],
  ['different numbers of authors', 2, { authorCount: 3 }, { authorCount: 4 }],
])('%s: %i paper(s)', (_, papers, a, b) => {
  expect(countPapers(a, b)).toBe(papers);
  expect(countPapers(b, a)).toBe(papers);
});

test('merges a record that matches two papers with different DOIs into one of them', () => {
  const { papers } = deduplicateFields(
    { doi: '10.1/a', authors: ['Ann Lee'] },
    { authors: ['Ann Lee'] },
    { doi: '10.1/b', authors: ['Ann Lee'] },
  );
  expect(papers.map(({ id, sources }) => [id, sources.length])).toEqual([
    ['10.1/a', 2],
    ['10.1/b', 1],
  ]);
});

test('requires the same year, and more than the title, when several papers share a title', () => {
  const yearlyRecords = [2001, 2003].map((year) => ({
    title: 'Selected abstracts of the year',
    year,
    doi: `10.1/${year}`,
    abstract,
  }));
  expect(countPapers(...yearlyRecords, { title: 'Selected abstracts of the year', year: 2002, abstract })).toBe(3);
  expect(countPapers(...yearlyRecords, { title: 'Selected abstracts of the year', year: 2003, abstract })).toBe(2);
  const boardRecords = ['a', 'b'].map((doi) => ({ title: 'Editorial board', year: 2001, doi: `10.1/${doi}` }));
  expect(countPapers(...boardRecords, { title: 'Editorial board', year: 2001 })).toBe(3);
  expect(countPapers(...boardRecords, ...boardRecords)).toBe(2);
});

test('reports possible duplicates and does not merge them', () => {
  const { papers, notes } = deduplicateFields(
    { doi: '10.1/a', authors: ['Ann Lee'], year: 2000 },
    { doi: '10.1/b', authors: ['Ann Lee'], year: 2001 },
  );
  expect(papers).toHaveLength(2);
  const reason = `"${title}" may be the same paper as f, line 1; not merged because the DOIs differ`;
  expect(notes).toEqual([{ file: 'f', line: 2, reason }]);
});

const optional = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const recordFields = fc
  .record({
    title: fc.constantFrom(
      title,
      `${title}: a study`,
      'Sparse codes in popluations of spiking neurons',
      'Editorial',
      'Editorial 2',
    ),
    abstract: fc.constantFrom('', abstract, otherAbstract),
    authors: optional(['Ann Lee'], ['Ann Lee', 'Bo Ek'], ['Cid Fo']),
    year: optional(2000, 2001, 2010),
    doi: optional('10.1/a', '10.1/A', '10.1/b', '10.48550/arxiv.2101.00001'),
    arxiv: optional('2101.00001', '2101.00002'),
  })
  .map(
    // Optional properties of PaperRecord may be absent but not undefined.
    (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  );

test('does not depend on record order, keeps every record and assigns unique IDs', () => {
  const shuffledRecords = fc
    .array(recordFields, { maxLength: 9 })
    .chain((fields) =>
      fc.tuple(fc.constant(fields), fc.shuffledSubarray([...fields.keys()], { minLength: fields.length })),
    );
  fc.assert(
    fc.property(shuffledRecords, ([fields, order]) => {
      const records = createRecords(...fields);
      const expected = deduplicate(records);
      expect(deduplicate(order.map((index) => records[index]))).toEqual(expected);
      const lines = expected.papers.flatMap(({ sources }) => sources.map(({ line }) => line));
      expect(lines.sort((a, b) => a - b)).toEqual(records.map(({ location }) => location.line));
      expect(new Set(expected.papers.map(({ id }) => id)).size).toBe(expected.papers.length);
      for (const paper of expected.papers)
        expect(paper.abstract === '').toBe(paper.sources.every(({ line }) => fields[line - 1].abstract === ''));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('does not depend on the order of the files', async () => {
  const bib = `@misc{a, title={${title}}, author={Lee, Ann}, year={2001}, doi={10.1000/1}}`;
  const csv = `title,authors,year,abstract\n${title},Ann Lee,2001,${abstract}\nEditorial,,2001,\nEditorial,,2002,`;
  const files = [createInput('a.bib', bib), createInput('b.csv', csv), createInput('c.bib', bib)];
  const expected = await readPapers(files);
  expect(expected.papers).toHaveLength(3);
  expect(expected.merged).toBe(2);
  expect(await readPapers(files.toReversed())).toEqual(expected);
});

test('finds modified copies of the seed papers', async () => {
  const { papers } = await readPapers(seedFiles());
  const labeled = addCopies(
    papers.map(({ id, sources, ...rest }) => rest),
    7,
  );
  const { precision, recall, truePairs } = scoreDeduplication(labeled);
  expect(truePairs).toBeGreaterThan(80);
  expect(precision).toBeGreaterThan(0.99);
  // The seed pages name no authors, so a misspelled title without an abstract is only a possible duplicate.
  expect(recall).toBeGreaterThan(0.93);
});
