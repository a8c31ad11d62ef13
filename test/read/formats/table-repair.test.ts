import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPapersInOrder, readText } from '../helpers.ts';

const header = '"Title","Abstract","Year","DOI"\n';
const row = (n: number) => `"Title number ${n}","Text ${n}","20${10 + n}","10.1000/${n}"\n`;

test('quotation marks that are not doubled stay in their cell, also beside commas', async () => {
  const papers = await readPapersInOrder(
    `${header}${row(1)}"On "safe", and "thrifty, or not" plans","Says "a, b", as others do","2012","10.1000/2"\n${row(3)}`,
  );
  expect(papers.map(({ title, abstract, year, doi }) => [title, abstract, year, doi])).toEqual([
    ['Title number 1', 'Text 1', 2011, '10.1000/1'],
    ['On "safe", and "thrifty, or not" plans', 'Says "a, b", as others do', 2012, '10.1000/2'],
    ['Title number 3', 'Text 3', 2013, '10.1000/3'],
  ]);
});

test.each([
  ['too many cells', '"Title number 2","Two\n\nlines, and more","2012","10.1000/2",,\n'],
  ['too few cells', '"Title number 2","Two\nlines, and more","2012"\n'],
])('a row with %s may contain line breaks', async (_, broken) => {
  const papers = await readPapersInOrder(header + row(1) + broken + row(3));
  expect(papers.map(({ title, year }) => [title, year])).toEqual([1, 2, 3].map((n) => [`Title number ${n}`, 2010 + n]));
});

test('quoted words and inch marks at the start or end of cells affect no other row', async () => {
  const { papers, problems } = await readText(
    'Title\tYear\n"Quiet" buses and loud depots\t2023\n5" pipes in old mains\t2019\nPipes of 5"\t2018\nThe last\t2017\n',
  );
  expect(problems).toEqual([]);
  expect(papers.map(({ title, year }) => `${title} ${year}`).sort()).toEqual([
    '"Quiet" buses and loud depots 2023',
    '5" pipes in old mains 2019',
    'Pipes of 5" 2018',
    'The last 2017',
  ]);
});

test('well-formed tables are read as they were written, wherever blocks end', async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab ",;\n\t.'), minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), async (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = `title,abstract\n${rows.map(([a, b], i) => `${quote(`t${i} ${a}`)},${quote(b)}`).join('\n')}\n`;
      const { papers } = await readText(text);
      const normalize = (value: string) => value.replace(/\s+/g, ' ').trim();
      const titles = papers.map(({ title }) => title).sort();
      expect(titles).toEqual(rows.map(([a], i) => normalize(`t${i} ${a}`)).sort());
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('reads the authors of SpringerLink, which have nothing between them', async () => {
  const [paper] = await readPapersInOrder(
    '"Item Title","Item DOI","Authors"\n"Rivers under glass","10.1000/1","Inês DuarteGeorge A. HallMei-Ling WuRonald McDonald"\n',
  );
  expect(paper.authors).toEqual(['Inês Duarte', 'George A. Hall', 'Mei-Ling Wu', 'Ronald McDonald']);
});

test('a damaged header is a problem, not an exception', async () => {
  for (const content of [
    'title\u0000,"x',
    '"title',
    `title,${'"'.repeat(70_001)}`,
    `"title${'x'.repeat(70_000)}",a\nb`,
  ])
    expect((await readText(content)).records).toBeGreaterThan(0);
});
