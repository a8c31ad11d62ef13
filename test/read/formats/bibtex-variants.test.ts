import { expect, test } from 'vitest';
import { readPapersInOrder, readText } from '../helpers.ts';

test('reads field names and keys with spaces and signs', async () => {
  const papers = await readPapersInOrder(`@ARTICLE{van der Berg & Co. 2018,
  title = {First},
  funding_text 1 = {The authors thank @all = of them},
  Early Access Date = {JAN 2023},
  Usage-Count-(Last-180-days) = {{4}},
  año = {2018},
  Times-Cited = {{9}},
  doi = {10.1000/1}
}
@misc{, title = {Second}}
@misc{
  title = {Third}}
`);
  expect(papers.map(({ title, key }) => [title, key])).toEqual([
    ['First', 'van der Berg & Co. 2018'],
    ['Second', undefined],
    ['Third', undefined],
  ]);
  expect(papers[0]).toMatchObject({ doi: '10.1000/1', citations: 9 });
});

test('joins repeated fields of keywords and authors', async () => {
  const [paper] = await readPapersInOrder(
    '@misc{a, title={T}, author={Wilk, Tomasz}, author={Kaya, Zeynep}, keywords={one, two}, keywords={three}, year=2001, year=2002}',
  );
  expect(paper).toMatchObject({
    authors: ['Tomasz Wilk', 'Zeynep Kaya'],
    keywords: ['one', 'two', 'three'],
    year: 2001,
  });
});

test('a macro that doubles itself is a problem', async () => {
  const { papers, problems } = await readText(
    `@string{a = "0123456789"}\n${'@string{a = a # a}\n'.repeat(40)}@misc{x, title = {Good}}\n`,
  );
  expect(papers.map(({ title }) => title)).toEqual(['Good']);
  expect(problems[0].reason).toMatch(/@string .* contains itself/);
  const expansion = await readText(
    `@string{a = "0123456789"}\n${'@string{a = a # a}\n'.repeat(12)}@misc{x, title = ${'a # '.repeat(5000)}{}}\n@misc{y, title = {Good}}\n`,
  );
  expect(expansion.problems.at(-1)?.reason).toMatch(/macros/);
  expect(expansion.papers.map(({ title }) => title)).toContain('Good');
});

test.each([
  ['Lindqvist, Marta E., Okonjo, Samuel, Bauer, Ilse', ['Marta E. Lindqvist', 'Samuel Okonjo', 'Ilse Bauer']],
  ['Lan T. Nguyen, Rose Whitaker', ['Lan T. Nguyen', 'Rose Whitaker']],
  ['Nguyen, Lan; Whitaker, Rose', ['Lan Nguyen', 'Rose Whitaker']],
  ['García Márquez, José María', ['José María García Márquez']],
  ['King, Jr., Samuel', ['Samuel King, Jr.']],
  ['{Barnes, Noble and Co.}', ['Barnes Noble and Co.']],
  ["Harlow, Denise and Ibarra, Tom{\\'a}s and others", ['Denise Harlow', 'Tomás Ibarra']],
  ['K\\ocirc{u}rka, Jan and {\\c S}tefan, Ion', ['Jan Kůrka', 'Ion Ştefan']],
])('reads the authors %s', async (field, authors) => {
  const [paper] = await readPapersInOrder(`@misc{a, title={T}, author={${field}}}`);
  expect(paper.authors).toEqual(authors);
});

test('keeps what is needed to write the entry again', async () => {
  const [paper] =
    await readPapersInOrder(`@incollection{wilk2019, title={T}, editor={Strand, Jakob and Nair, Priya}, series={Studies},
    volume={12}, number={3}, pages={12--19}, isbn={978-3-16-148410-0}, issn={12345679}, note={Read twice}, pmcid={PMC1234567}}`);
  expect(paper).toMatchObject({
    key: 'wilk2019',
    editors: ['Jakob Strand', 'Priya Nair'],
    series: 'Studies',
    volume: '12',
    number: '3',
    pages: '12-19',
    isbn: ['978-3-16-148410-0'],
    issn: ['1234-5679'],
    note: 'Read twice',
    pmcid: 'PMC1234567',
  });
});

test('reads entries of any type, as Mendeley and others name them', async () => {
  const types = ['web_page', 'book_section', 'newspaper-article', 'audio2', 'W3C'];
  const { papers, problems, records } = await readText(
    types.map((type, i) => `@${type}{key${i},\ntitle = {Title ${i}},\nyear = 2001\n}\n`).join(''),
  );
  expect(papers.map(({ title }) => title).sort()).toEqual(types.map((_, i) => `Title ${i}`));
  expect([problems, records]).toEqual([[], types.length]);
});

test('skips comments between fields, as Biber does', async () => {
  const { papers, problems } = await readText(
    '@book{a,\n  % title = {Old},\n  title = {50% of ice}, % a note, with {braces\n  year = 2001 % the end }\n}\n@misc{b, title = {Next}}\n',
  );
  expect(papers.map(({ title, year }) => [title, year]).sort()).toEqual([
    ['50% of ice', 2001],
    ['Next', undefined],
  ]);
  expect(problems).toEqual([]);
});

test.each([
  ['Cu$_2$O and $H_{2}O$', 'Cu2O and H2O'],
  ['hsa_circ_0001 costs $5 and file_2 costs $6', 'hsa_circ_0001 costs 5 and file_2 costs 6'],
  ['$x_i$ and $10^{-3}$', 'x_i and 10^-3'],
])('indexes of formulas: %s', async (title, expected) => {
  const [paper] = await readPapersInOrder(`@misc{a, title={${title}}}`);
  expect(paper!.title).toBe(expected);
});

test('an entry of which all lines are commented out is no problem, and one of which the first line is, is read', async () => {
  const { papers, problems } = await readText(
    '@misc{a, title = {First}}\n%@book{b,\n%  title = {Old},\n%}\n\n@book{b,\n  title = {New}\n}\n% @book{c,\n  title = {Kept}\n}\n',
  );
  expect(papers.map(({ title }) => title).sort()).toEqual(['First', 'Kept', 'New']);
  expect(problems).toEqual([]);
});

test('adds the collaborations of INSPIRE to the authors', async () => {
  const papers = await readPapersInOrder(
    '@article{a, title = "{Observation of sand}", author = "Aad, Georges and others", collaboration = "ATLAS, CMS"}\n@article{b, title = "{Search for sand}", author = "{The CMS Collaboration}", collaboration = "CMS"}\n@article{c, title = "{Search for seas}", collaboration = "CMS"}\n',
  );
  expect(papers.map(({ authors }) => authors)).toEqual([
    ['Georges Aad', 'ATLAS Collaboration', 'CMS Collaboration'],
    ['The CMS Collaboration'],
    ['CMS Collaboration'],
  ]);
});
