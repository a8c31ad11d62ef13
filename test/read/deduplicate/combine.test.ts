import { expect, test } from 'vitest';
import { abstract, deduplicateFields, title } from './helpers.ts';

test('keeps the most complete value of each field and records which source it came from', () => {
  const { papers } = deduplicateFields(
    { abstract, year: 2020, votes: 3, keywords: ['Neurons'], url: 'https://example.org/b' },
    {
      doi: '10.1/X',
      authors: ['Ann Lee', 'Bo Ek'],
      authorCount: 2,
      year: 2020,
      date: '2020-05',
      keywords: ['neurons', 'codes'],
      citations: 5,
      url: 'https://example.org/a',
    },
    { doi: '10.1/x', title: title.toUpperCase(), year: 2020, date: '2020', citations: 7 },
  );
  expect(papers).toHaveLength(1);
  expect(papers[0]).toMatchObject({
    id: '10.1/X',
    title,
    abstract,
    authors: ['Ann Lee', 'Bo Ek'],
    authorCount: 2,
    year: 2020,
    date: '2020-05',
    keywords: ['neurons', 'codes'],
    votes: 3,
    citations: 7,
    doi: '10.1/X',
    url: 'https://example.org/a',
    urls: ['https://example.org/b'],
  });
  expect(papers[0].sources.map(({ gave }) => gave?.toSorted())).toEqual([
    ['abstract', 'title', 'urls', 'votes', 'year'],
    ['authorCount', 'authors', 'date', 'doi', 'keywords', 'title', 'url', 'year'],
    ['citations', 'year'],
  ]);
});

test('merges a preprint and its published version and keeps both links', () => {
  const { papers } = deduplicateFields(
    {
      doi: '10.48550/arXiv.2101.00001',
      arxiv: '2101.00001',
      authors: ['Ann Lee'],
      year: 2021,
      type: 'preprint',
      abstract,
    },
    { doi: '10.1000/journal', authors: ['Ann Lee'], year: 2022, venue: 'Neuron', type: 'article' },
    { doi: '10.1101/2020.01.01.123456', authors: ['Ann Lee'], year: 2020 },
  );
  expect(papers).toHaveLength(1);
  expect(papers[0]).toMatchObject({
    id: '10.1000/journal',
    year: 2022,
    venue: 'Neuron',
    type: 'article',
    arxiv: '2101.00001',
    abstract,
    url: 'https://doi.org/10.1000/journal',
  });
  expect(papers[0].urls?.toSorted()).toEqual([
    'https://arxiv.org/abs/2101.00001',
    'https://doi.org/10.1101/2020.01.01.123456',
  ]);
});
