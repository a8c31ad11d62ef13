import { expect, test } from 'vitest';
import { readPapersInOrder, readText } from '../helpers.ts';

const records = [
  {
    Title: 'First',
    ABSTRACT: 'Text of {it}',
    authors: ['Ann Lee', 'Ek, Bo'],
    year: 2001,
    doi: 'https://doi.org/10.1000/X',
    keywords: ['a', 'b'],
  },
  {
    title: 'Second',
    authors: [{ given: 'Cid', family: 'Fo' }, { name: 'Di Go' }],
    journal: { name: 'J' },
    url: 'javascript:alert(1)',
  },
  {
    title: 'Third',
    authors: 'Ann Lee, Bo Ek',
    published: '2001-05-17T10:00:00Z',
    links: ['https://example.org/a', 'ftp://x'],
  },
];

test.each([
  ['an array', JSON.stringify(records)],
  ['an indented array', JSON.stringify(records, null, 2)],
  ['JSON Lines', records.map((record) => JSON.stringify(record)).join('\n')],
  ['an object with records', JSON.stringify({ total: 3, meta: { x: [1, { title: 'no' }] }, results: records })],
  [
    'an object with records on a line each, the first on that of the list',
    `{"items":[${records.map((record) => JSON.stringify(record)).join(',\n')}]}`,
  ],
  ['an indented object with nested records', JSON.stringify({ data: { items: records } }, null, 1)],
])('reads %s', async (_, text) => {
  const papers = await readPapersInOrder(text);
  papers.sort((a, b) => (a.title < b.title ? -1 : 1));
  expect(papers).toMatchObject([
    {
      id: '10.1000/X',
      title: 'First',
      abstract: 'Text of {it}',
      authors: ['Ann Lee', 'Bo Ek'],
      year: 2001,
      keywords: ['a', 'b'],
    },
    { title: 'Second', authors: ['Cid Fo', 'Di Go'], venue: 'J' },
    { title: 'Third', authors: ['Ann Lee', 'Bo Ek'], year: 2001, date: '2001-05-17', url: 'https://example.org/a' },
  ]);
  expect(papers[1]).not.toHaveProperty('url');
});

test('reads a single record, indented or not', async () => {
  expect(await readPapersInOrder(JSON.stringify(records[0], null, 2))).toHaveLength(1);
  expect(await readPapersInOrder(JSON.stringify(records[0]))).toHaveLength(1);
});

test('reports a malformed line and reads the others', async () => {
  const { papers, problems } = await readText(
    '{"title":"A one"}\n{"title":"cut\n{"title":"B two", "x":{\n{"title":"C three"}\n{"title":5}\n',
  );
  expect(papers.map(({ title }) => title).sort()).toEqual(['5', 'A one', 'C three']);
  expect(problems.map(({ line }) => line)).toEqual([2, 3]);
});

test('a malformed first line is no list', async () => {
  const { papers, problems } = await readText(
    '{"title":"A one","authors":["x"]\n{"title":"B two"}\n{"title":"C three"}\n',
  );
  expect(papers.map(({ title }) => title).sort()).toEqual(['B two', 'C three']);
  expect(problems.map(({ line }) => line)).toEqual([1]);
});

test('reports a malformed record of an array and reads the others', async () => {
  const text =
    '[\n  {\n    "title": "A one"\n  },\n  {\n    "title": "line\nend"\n  },\n  {\n    "title": bad\n  },\n  {\n    "title": "B two"\n  }\n]';
  const { papers, problems } = await readText(text);
  expect(papers.map(({ title }) => title).sort()).toEqual(['A one', 'B two']);
  expect(problems.map(({ line }) => line)).toEqual([5, 9]);
});

test('reports a truncated array', async () => {
  const { papers, problems } = await readText('[{"title": "A one"}, {"title": "B tw');
  expect(papers).toHaveLength(1);
  expect(problems).toEqual([
    { file: 'input', line: 1, reason: 'record 2 on this line: the file ends inside this record' },
  ]);
});

test('treats keys such as __proto__ like any other', async () => {
  const papers = await readPapersInOrder(
    '[{"title": "A one", "year": 2001, "__proto__": {"abstract": "x"}, "constructor": "y", "toString": 1}]',
  );
  expect(papers).toMatchObject([{ title: 'A one', abstract: '' }]);
  expect(({} as Record<string, unknown>).abstract).toBeUndefined();
});

test('reads journals and cited works as CORE lists them', async () => {
  const [paper] = await readPapersInOrder(
    '{"totalHits":1,"results":[{"id":1,"title":"Sand in cores","publisher":"\'Springer Sand\'","journals":[{"title":"Journal of Sand","identifiers":["1234-5679"]}],"abstract":"We.","references":[{"id":1,"title":"Old sand","doi":"10.5555/old.1"},{"id":2,"title":"Older sand","doi":null},{"id":3,"doi":"10.5555/old.3"}]}]}',
  );
  expect(paper).toMatchObject({
    venue: 'Journal of Sand',
    publisher: 'Springer Sand',
    cites: ['Old sand, DOI 10.5555/old.1', 'Older sand', '10.5555/old.3'],
  });
});

test('keeps all addresses of a paper, whatever their keys are called', async () => {
  const addresses = { url: 'https://a.org/1', pdf_url: 'https://a.org/1.pdf', urls: ['https://b.org/2', 'ftp://x'] };
  const [paper] = await readPapersInOrder(JSON.stringify([{ title: 'Title', authors: ['Ann Lee'], ...addresses }]));
  expect([paper!.url, ...paper!.urls!].sort()).toEqual(['https://a.org/1', 'https://a.org/1.pdf', 'https://b.org/2']);
});
