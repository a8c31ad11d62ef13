import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/model/paper.ts';
import { mergeCollections } from '../../src/update/merge-collections.ts';
import { toCollection } from './held-out.ts';

const createPaper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: `What ${id} says about the brain of the fly`,
  abstract: '',
  authors: ['Ada Lovelace'],
  year: 2020,
  sources: [{ file: 'old.bib', line: 1 }],
  ...fields,
});
const from = (file: string, line = 1) => ({ sources: [{ file, line }] });

const known = toCollection([
  createPaper('10.1000/a', { doi: '10.1000/a' }),
  createPaper('arXiv:2101.00001', { arxiv: '2101.00001', title: 'Learning to see with spikes alone' }),
]);

test('new papers are added in order of their ids', async () => {
  const added = toCollection([createPaper('b', { title: 'Sleep and the memory of places', ...from('new.bib') })]);
  const merged = await mergeCollections(known, added);
  expect(merged.papers.map(({ id }) => id)).toEqual(['10.1000/a', 'arXiv:2101.00001', 'b']);
  expect(merged).toMatchObject({ records: 3, merged: 0 });
});

test('a known paper keeps its id, also when a better id is known now, and gains fields', async () => {
  const published = createPaper('10.1000/published', {
    doi: '10.1000/published',
    arxiv: '2101.00001',
    title: 'Learning to see with spikes alone',
    venue: 'Journal of Seeing',
    ...from('new.bib', 7),
  });
  const merged = await mergeCollections(known, toCollection([published]));
  expect(merged.papers).toHaveLength(2);
  expect(merged.papers[1]).toMatchObject({
    id: 'arXiv:2101.00001',
    doi: '10.1000/published',
    venue: 'Journal of Seeing',
    sources: [
      { file: 'new.bib', line: 7 },
      { file: 'old.bib', line: 1 },
    ],
  });
  expect(merged).toMatchObject({ records: 3, merged: 1 });
});

test('new papers have the abstract in the language of most papers of both collections', async () => {
  const english =
    'The memory of places is replayed during sleep, and we show how cells in the brain of the fly take part in this.';
  const spanish =
    'La memoria de los lugares se repite durante el sueño, y mostramos cómo las células del cerebro de la mosca participan en ello.';
  const earlier = toCollection([
    createPaper('10.1000/a', { abstract: english.replace('places', 'smells') }),
    createPaper('10.1000/b', { abstract: english.replace('places', 'sounds'), title: 'Sounds of the night' }),
    createPaper('10.1000/c', { abstract: spanish, otherAbstracts: [english], title: 'Places of the night' }),
  ]);
  const paper = createPaper('z', {
    title: 'Una mosca',
    abstract: spanish,
    otherAbstracts: [english],
    ...from('new.bib'),
  });
  const { papers } = await mergeCollections(earlier, toCollection([paper]));
  expect(papers.find(({ id }) => id === 'z')).toMatchObject({ abstract: english, otherAbstracts: [spanish] });
  expect(papers.find(({ id }) => id === '10.1000/c')).toMatchObject({ abstract: english });
  expect(earlier.papers[2]!.abstract).toBe(spanish);
});

describe('a file that is read again', () => {
  const corrected = createPaper('10.1000/a', { doi: '10.1000/a', year: 2021, ...from('old.bib', 40) });

  test('replaces what it said before', async () => {
    const { papers, records } = await mergeCollections(known, toCollection([corrected]));
    expect(papers[0]).toEqual(corrected);
    expect(papers).toHaveLength(2);
    expect(records).toBe(2);
  });

  test('removes papers that it no longer contains, if requested, but not those that other files contain', async () => {
    const elsewhere = createPaper('z', { title: 'Graphs of connectomes', ...from('other.bib') });
    const all = toCollection([...known.papers, elsewhere]);
    const { papers } = await mergeCollections(all, toCollection([corrected]), { missing: 'remove' });
    expect(papers.map(({ id }) => id)).toEqual(['10.1000/a', 'z']);
  });

  test('replaces its problems', async () => {
    const problem = (file: string) => ({ file, line: 3, reason: 'this record has no title' });
    const earlier = {
      ...known,
      records: 4,
      problems: [problem('old.bib'), problem('x.bib')],
      notes: [problem('old.bib')],
    };
    const merged = await mergeCollections(earlier, toCollection([corrected]));
    expect(merged.problems).toEqual([problem('x.bib')]);
    expect(merged.notes).toEqual([]);
    expect(merged.records).toBe(3);
  });
});

test('papers are removed by id', async () => {
  const { papers, records } = await mergeCollections(known, toCollection([]), { remove: ['10.1000/a'] });
  expect(papers.map(({ id }) => id)).toEqual(['arXiv:2101.00001']);
  expect(records).toBe(1);
});

test('known papers that look alike are not merged with each other', async () => {
  const [first] = known.papers;
  const twin = createPaper('t-twin', { title: first!.title });
  const { papers } = await mergeCollections(toCollection([first!, twin]), toCollection([]));
  expect(papers).toHaveLength(2);
  const copy = createPaper('t-copy', { title: first!.title, ...from('new.bib') });
  expect((await mergeCollections(toCollection([first!, twin]), toCollection([copy]))).papers).toHaveLength(2);
});

test('a different paper with the id of a known one gets an id of its own, and a note', async () => {
  const other = createPaper('10.1000/a', {
    doi: '10.1000/a',
    title: 'An entirely different chapter of the book',
    authors: ['Charles Babbage'],
    ...from('new.bib'),
  });
  const { papers, notes } = await mergeCollections(known, toCollection([other]));
  expect(papers.map(({ id }) => id)).toEqual(['10.1000/a', '10.1000/a-2', 'arXiv:2101.00001']);
  expect(notes.map(({ reason }) => reason).join()).toMatch(/DOI 10.1000\/a is also the ID of a different paper/);
});
