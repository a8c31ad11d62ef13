import { expect, test } from 'vitest';
import type { Paper } from '../../src/model/paper.ts';
import { knownPapers } from '../../src/read/deduplicate/already-in-library.ts';

const paper = (id: string, title: string, more: Partial<Paper> = {}): Paper => ({
  id,
  title,
  abstract: '',
  sources: [{ file: 'a.bib', line: 7 }],
  ...more,
});

const papers = [
  paper('1', 'Spiking networks that learn to see', { doi: '10.1000/ONE' }),
  paper('2', 'A theory of dendrites in the cortex', { arxiv: '2101.00001' }),
  paper('3', 'Sleep and the memory of places in rats', { pmid: '12345' }),
  paper('4', 'Graph databases for connectomes of flies', { authors: ['Ada Lovelace'], year: 2020 }),
  paper('5', 'Nothing in any library is like this one', { doi: '10.1000/five' }),
  paper('6', 'Editorial', { authors: ['Ada Lovelace'] }),
];

test('a paper is known by DOI, arXiv id, PubMed id, else by its title', () => {
  const library = [
    paper('a', 'Spiking networks that learn', { doi: '10.1000/one' }),
    paper('b', 'Theory of dendrites in the cortex', { arxiv: '2101.00001' }),
    paper('c', 'Sleep, and the memory of places in rats', { pmid: '12345' }),
    paper('d', 'Graph Databases for Connectomes of Flies', { authors: ['A. Lovelace'], year: 2020 }),
    paper('e', 'Editorial', { authors: ['Charles Babbage'] }),
    paper('f', 'Nothing in any library is like this one', { doi: '10.1000/other' }),
  ];
  expect([...knownPapers(papers, library)].sort()).toEqual([0, 1, 2, 3]);
  expect([...knownPapers(papers, library.reverse())].sort()).toEqual([0, 1, 2, 3]);
});

test('all papers are known to themselves, none to an empty library', () => {
  expect(knownPapers(papers, papers).size).toBe(papers.length);
  expect(knownPapers(papers, []).size).toBe(0);
});
