import { describe, expect, test } from 'vitest';
import { findConcepts } from '../../src/concepts/find-concepts.ts';
import { writeTurtle } from '../../src/export/linked-data/turtle.ts';
import {
  joinAuthors,
  joinCited,
  joinItems,
  joinKeywords,
  joinKeywordsWithCommas,
  joinNames,
  joinTexts,
} from '../../src/export/lists.ts';
import { writePapersCsv } from '../../src/export/tables/papers.ts';
import type { Paper } from '../../src/model/paper.ts';
import { readPapers } from '../../src/read/read.ts';
import { mapWithTitles, textOf } from './hostile-titles.ts';

const readCsv = async (content: string): Promise<Paper | undefined> => {
  const { papers } = await readPapers([{ name: 'papers.csv', bytes: () => [new TextEncoder().encode(content)] }]);
  return papers[0];
};

describe('names', () => {
  const lists: [string[], string][] = [
    [['Jane Doe', 'Martin Luther King, Jr.'], 'Jane Doe; Martin Luther King, Jr.'],
    [['Acme Inc.', 'Jane Doe'], 'Acme Inc.; Jane Doe'],
    [['Jane Doe', 'Acme Inc.'], 'Jane Doe; Acme Inc.'],
    [['Martin Luther King, Jr.'], 'Martin Luther King, Jr.'],
    [['Johnson & Johnson', 'AT&T'], 'Johnson & Johnson; AT&T'],
    [['Jane Doe', 'Bureau A, Office B, Town C, Land D'], 'Jane Doe; Bureau A, Office B, Town C, Land D'],
    [["Seán O'Brien", 'M. (Mary) Lee'], "Seán O'Brien; M. (Mary) Lee"],
  ];
  const single = [
    'Johnson & Johnson',
    'Centers for Disease Control and Prevention',
    'Bureau A, Office B, Town C, Land D',
    'Acme (Research and Development)',
  ];

  test.each(lists)('%j are joined with semicolons', (names, expected) => {
    expect([joinAuthors(names), joinNames(names)]).toEqual([expected, expected]);
  });

  test('a single author with a comma or "and" stays as it is; a single editor has a semicolon behind it', () => {
    expect(single.map((name) => joinAuthors([name]))).toEqual(single);
    expect(single.map((name) => joinNames([name]))).toEqual(single.map((name) => `${name};`));
  });

  test('what readers would change is a JSON list', () => {
    for (const names of [['A; B', 'C D'], ['Novak P', 'Quist A.'], ['Jane Doe et al.'], ['[Anonymous]', 'Jane Doe']])
      expect(joinNames(names)).toBe(JSON.stringify(names));
  });

  test.each([...lists.map(([names]) => names), ...single.map((name) => [name]), ['A B; C']])(
    '%j are read from CSV as they were',
    async (...names) => {
      const paper = { id: '1', title: 'A title of a paper', abstract: '', authors: names, editors: names, sources: [] };
      const read = await readCsv([...writePapersCsv([paper])].join(''));
      expect([read?.authors, read?.editors]).toEqual([names, names]);
    },
  );
});

test('keywords are joined with the separator that they do not contain', () => {
  const keywords = ['Computer Science - Computation and Language', 'notion', '"quoted" word'];
  expect(joinKeywordsWithCommas(keywords)).toBe(keywords.join(', '));
  expect(joinKeywordsWithCommas(['a, b', 'c'])).toBe('a, b; c');
  expect(joinKeywordsWithCommas(['a, b'])).toBe('a, b;');
  expect(joinKeywordsWithCommas(['a; b', 'c'])).toBe('["a; b","c"]');
  expect(joinKeywords(['a, b', 'c'])).toBe('a, b; c');
  expect(joinKeywords(['a, b'])).toBe('a, b;');
  expect(joinKeywords(['a &alpha', 'c'])).toBe('["a &alpha","c"]');
  expect(joinKeywords(['["x"]', 'c'])).toBe(JSON.stringify(['["x"]', 'c']));
  expect([joinKeywords([]), joinKeywordsWithCommas(undefined)]).toEqual([undefined, undefined]);
});

test('other items and texts', () => {
  expect(joinItems(['a, b and c', 'd'])).toBe('a, b and c; d');
  expect(joinItems(['a, b and c'])).toBe('a, b and c');
  expect(joinTexts(['One, text; with signs'])).toBe('One, text; with signs');
  expect(joinTexts(['One', 'Two'])).toBe('["One","Two"]');
  expect(joinCited(['Smith J, 2001', '10.1/x'])).toBe('Smith J, 2001; 10.1/x');
});

test('author names in RDF are separated by semicolons', async () => {
  const map = await mapWithTitles(['Sand', 'Wind']);
  const authors = ['Jane Doe', 'Martin Luther King, Jr.', '[Anonymous]'];
  const papers = map.papers.map((paper) => ({ ...paper, authors }));
  const turtle = textOf(writeTurtle({ ...map, papers }, await findConcepts(papers)));
  expect(turtle).toContain(`pg:authorNames "${authors.join('; ')}"`);
});
