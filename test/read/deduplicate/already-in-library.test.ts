import { expect, test } from 'vitest';
import type { Paper } from '../../../src/model/paper.ts';
import { findAlreadyInLibrary } from '../../../src/read/deduplicate/already-in-library.ts';

const createPaper = (id: string, title: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title,
  abstract: '',
  sources: [{ file: 'a.bib', line: 7 }],
  ...fields,
});

const papers = [
  createPaper('1', 'Spiking networks that learn to see', { doi: '10.1000/ONE' }),
  createPaper('2', 'A theory of dendrites in the cortex', { arxiv: '2101.00001' }),
  createPaper('3', 'Sleep and the memory of places in rats', { pmid: '12345' }),
  createPaper('4', 'Graph databases for connectomes of flies', { authors: ['Ada Lovelace'], year: 2020 }),
  createPaper('5', 'Nothing in any library is like this one', { doi: '10.1000/five' }),
  createPaper('6', 'Editorial', { authors: ['Ada Lovelace'] }),
];

test('finds papers by DOI, arXiv ID, PubMed ID or title', () => {
  const library = [
    createPaper('a', 'Spiking networks that learn', { doi: '10.1000/one' }),
    createPaper('b', 'Theory of dendrites in the cortex', { arxiv: '2101.00001' }),
    createPaper('c', 'Sleep, and the memory of places in rats', { pmid: '12345' }),
    createPaper('d', 'Graph Databases for Connectomes of Flies', { authors: ['A. Lovelace'], year: 2020 }),
    createPaper('e', 'Editorial', { authors: ['Charles Babbage'] }),
    createPaper('f', 'Nothing in any library is like this one', { doi: '10.1000/other' }),
  ];
  expect([...findAlreadyInLibrary(papers, library)].sort()).toEqual([0, 1, 2, 3]);
  expect([...findAlreadyInLibrary(papers, library.reverse())].sort()).toEqual([0, 1, 2, 3]);
});

test('finds every paper in the same library and none in an empty one', () => {
  expect(findAlreadyInLibrary(papers, papers).size).toBe(papers.length);
  expect(findAlreadyInLibrary(papers, []).size).toBe(0);
});
