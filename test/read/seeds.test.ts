import { beforeAll, expect, test } from 'vitest';
import type { Collection, Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { readText, seeds } from './reading.ts';

let collection: Collection;
const paper = (start: string): Paper => collection.papers.find(({ title }) => title.startsWith(start))!;

beforeAll(async () => {
  collection = await readPapers(seeds());
});

test('every listing is accounted for', () => {
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
])('%s lists %i papers', (file, count) => {
  expect(collection.papers.flatMap(({ sources }) => sources).filter((source) => source.file === file)).toHaveLength(
    count,
  );
});

test('facts of a page that gives them', () => {
  expect(paper('Discovering Influential Neuron Path')).toMatchObject({
    title: 'Discovering Influential Neuron Path in Vision Transformers',
    authorCount: 8,
    date: '2025-03-12',
    year: 2025,
    votes: 2,
  });
  expect(paper('Target-Oriented Pretraining')).toMatchObject({ organisation: 'UCSC-VLAA', date: '--04-16', votes: 2 });
  expect(paper('Target-Oriented Pretraining')).not.toHaveProperty('year');
  expect(paper('Configurable Foundation Models')).toMatchObject({
    organisation: 'OpenBMB',
    date: '2024-09-04',
    votes: 2,
  });
  expect(paper('Neural FOXP2')).toMatchObject({ authorCount: 5, date: '--01-31' });
  expect(paper('Most discriminative stimuli')).toMatchObject({ authorCount: 18, date: '2023-11-29' });
  expect(collection.papers.filter(({ authorCount }) => authorCount)).toHaveLength(37);
  expect(collection.papers.filter(({ organisation }) => organisation)).toHaveLength(2);
  expect(collection.papers.filter(({ votes }) => votes)).toHaveLength(4);
  expect(collection.papers.filter(({ date }) => date)).toHaveLength(39);
});

test('a title glued to the button before it, and every place that lists it', () => {
  const { title, sources, abstract } = paper('How do neurons operate');
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

test('remnants of TeX in abstracts are text', () => {
  expect(paper('Group-Adaptive Threshold').abstract).toContain('(e.g., θ = 0.5)');
  expect(paper('Opening the Black Box').abstract).toContain('are spent on compression of');
  expect(paper('Phase Transitions in the Detection').abstract).toContain('for any rho<rho^star, where');
});

test('the order of the pages makes no difference', async () => {
  expect(await readPapers(seeds().reverse())).toEqual(collection);
});

const abstract = `${'A sentence that says something about neurons and the networks they form. '.repeat(8)}`.trim();

test('a page of the third shape by hand', async () => {
  const { papers, problems } = await readText(
    `new\n\nSubscribe\n\nDaily Papers\n\nJun 3\n\nFirst paper of all\n\n${abstract}\n\n  • 1 author\n·\nFeb 3, 2025 12\n\nSecond paper of all\n\n${abstract} More.\n\nlab-x The X Lab\n·\nDec 31`,
  );
  expect(problems).toEqual([]);
  expect(
    papers
      .map(({ title, authorCount, organisation, date, votes }) => [title, authorCount, organisation, date, votes])
      .sort(),
  ).toEqual([
    ['First paper of all', 1, undefined, '2025-02-03', 12],
    ['Second paper of all', undefined, 'The X Lab', '--12-31', undefined],
  ]);
});

test('a title without an abstract is kept and noted; a footer is not', async () => {
  const { papers, records, notes } = await readText(
    `The first paper of all\n${abstract}\nA second paper without any text\nThe third paper of all\n${abstract}\nNext page`,
  );
  expect(papers.map(({ title, abstract }) => [title, abstract.length > 0]).sort()).toEqual([
    ['A second paper without any text', false],
    ['The first paper of all', true],
    ['The third paper of all', true],
  ]);
  expect(records).toBe(3);
  expect(notes).toEqual([{ file: 'input', line: 3, reason: 'no abstract follows this title' }]);
});
