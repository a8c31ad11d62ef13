import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Collection, Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { createRandom, randomPermutation } from '../../src/util/random.ts';
import { seedFiles } from '../seeds.ts';
import { readText } from './helpers.ts';

let collection: Collection;
const findPaper = (titleStart: string): Paper => collection.papers.find(({ title }) => title.startsWith(titleStart))!;

beforeAll(async () => {
  collection = await readPapers(seedFiles());
});

test('every record becomes a paper or a source of one', () => {
  const { papers, records, merged, problems, notes } = collection;
  expect({ records, papers: papers.length, merged, problems, notes }).toEqual({
    records: 356,
    papers: 257,
    merged: 99,
    problems: [],
    notes: [],
  });
  expect(papers.filter(({ sources }) => sources.length > 1)).toHaveLength(57);
  expect(papers.flatMap(({ sources }) => sources)).toHaveLength(356);
  expect(papers.every(({ abstract }) => abstract.length > 500)).toBe(true);
});

test.each([
  ['000_679e11e547ed6973.txt', 62],
  ['001_b6850559c0866622.txt', 72],
  ['002_669403bd9e297eaa.txt', 39],
  ['003_9c7b96c1fdc0bfca.txt', 119],
  ['004_b43af4baca14ccda.txt', 64],
])('%s has %i records', (file, count) => {
  expect(collection.papers.flatMap(({ sources }) => sources).filter((source) => source.file === file)).toHaveLength(
    count,
  );
});

test('reads author counts, dates, votes and organizations', () => {
  expect(findPaper('Discovering Influential Neuron Path')).toMatchObject({
    title: 'Discovering Influential Neuron Path in Vision Transformers',
    authorCount: 8,
    date: '2025-03-12',
    year: 2025,
    votes: 2,
  });
  expect(findPaper('Target-Oriented Pretraining')).toMatchObject({
    organization: 'UCSC-VLAA',
    date: '--04-16',
    votes: 2,
  });
  expect(findPaper('Target-Oriented Pretraining')).not.toHaveProperty('year');
  expect(findPaper('Configurable Foundation Models')).toMatchObject({
    organization: 'OpenBMB',
    date: '2024-09-04',
    votes: 2,
  });
  expect(findPaper('Neural FOXP2')).toMatchObject({ authorCount: 5, date: '--01-31' });
  expect(findPaper('Most discriminative stimuli')).toMatchObject({ authorCount: 18, date: '2023-11-29' });
  expect(collection.papers.filter(({ authorCount }) => authorCount)).toHaveLength(37);
  expect(collection.papers.filter(({ organization }) => organization)).toHaveLength(2);
  expect(collection.papers.filter(({ votes }) => votes)).toHaveLength(4);
  expect(collection.papers.filter(({ date }) => date)).toHaveLength(39);
});

test('removes a button label glued to a title and lists all sources of the paper', () => {
  const { title, sources, abstract } = findPaper('How do neurons operate');
  expect(title).toBe(
    'How do neurons operate on sparse distributed representations? A mathematical theory of sparsity, neurons and active dendrites',
  );
  expect(sources.map(({ file, line }) => [file.slice(0, 3), line])).toEqual([
    ['000', 23],
    ['001', 107],
    ['002', 317],
    ['003', 3],
    ['004', 71],
  ]);
  expect(abstract.startsWith('We propose a formal mathematical model')).toBe(true);
  expect(abstract.endsWith('in cortical networks.')).toBe(true);
});

test('converts LaTeX in abstracts to text', () => {
  expect(findPaper('Group-Adaptive Threshold').abstract).toContain('(e.g., θ = 0.5)');
  expect(findPaper('Opening the Black Box').abstract).toContain('are spent on compression of');
  expect(findPaper('Phase Transitions in the Detection').abstract).toContain('for any rho<rho^star, where');
});

test('does not depend on the order of the files', async () => {
  expect(await readPapers(seedFiles().reverse())).toEqual(collection);
});

const abstract = `${'A sentence that says something about neurons and the networks they form. '.repeat(8)}`.trim();

test('reads a page with author counts, organizations and dates', async () => {
  const { papers, problems } = await readText(
    `new\n\nSubscribe\n\nDaily Papers\n\nJun 3\n\nFirst paper of all\n\n${abstract}\n\n  • 1 author\n·\nFeb 3, 2025 12\n\nSecond paper of all\n\n${abstract} More.\n\nlab-x The X Lab\n·\nDec 31`,
  );
  expect(problems).toEqual([]);
  expect(
    papers
      .map(({ title, authorCount, organization, date, votes }) => [title, authorCount, organization, date, votes])
      .sort(),
  ).toEqual([
    ['First paper of all', 1, undefined, '2025-02-03', 12],
    ['Second paper of all', undefined, 'The X Lab', '--12-31', undefined],
  ]);
});

test('keeps a title without an abstract with a note and ignores a page footer', async () => {
  const { papers, records, notes } = await readText(
    `The first paper of all\n${abstract}\nA second paper without any text\nThe third paper of all\n${abstract}\nThe fourth paper of all\n${abstract} More.\nNext page`,
  );
  expect(papers.map(({ title, abstract }) => [title, abstract.length > 0]).sort()).toEqual([
    ['A second paper without any text', false],
    ['The first paper of all', true],
    ['The fourth paper of all', true],
    ['The third paper of all', true],
  ]);
  expect(records).toBe(4);
  expect(notes).toEqual([{ file: 'input', line: 3, reason: 'no abstract follows this title' }]);
});

test('a hundred random orders of files give the same collection', async () => {
  const records = readFileSync('test/fixtures/examples/library.bib', 'utf8').split(/\n(?=@)/);
  // A third of the records occur twice, with differences that are found or noted.
  const copies = records
    .filter((_, i) => i % 3 === 0)
    .map((record, i) =>
      i % 2 === 0 ? record.replace(/ = \{\{(\w+)/, ' = {{$1,') : record.replace(/\d{4}\}/, '1999}'),
    );
  const files = [...records, ...copies].map((record, i) => new File([record], `${i}.bib`));
  const expected = await readPapers(files);
  expect(expected.records).toBe(files.length);
  expect(expected.merged).toBeGreaterThan(0);
  const random = createRandom(5);
  for (let round = 0; round < 100; round++) {
    const order = randomPermutation(files.length, random);
    expect(await readPapers(Array.from(order, (i) => files[i]!))).toEqual(expected);
  }
});
