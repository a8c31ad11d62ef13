import { expect, test } from 'vitest';
import { readPapersInOrder, readText } from '../helpers.ts';

test.each([
  [',', 'comma'],
  ['\t', 'tab'],
  [';', 'semicolon'],
  ['|', 'bar'],
])('detects the delimiter %j (%s)', async (delimiter) => {
  const rows = [
    ['DOI', 'Article Title', 'ABSTRACT', 'Author Names', 'Publication Year', 'Source_title'],
    [
      '10.1000/Ab',
      '"A title, with; all | signs"',
      '"Two ""quoted"" words\nand a line"',
      'Ann Lee and Bo Ek',
      '2001',
      'J',
    ],
    ['', 'Second title', '', 'Cid Fo', '', ''],
  ];
  const papers = await readPapersInOrder(`\ufeff${rows.map((row) => row.join(delimiter)).join('\r\n')}\r\n`);
  expect(papers).toEqual([
    {
      id: '10.1000/Ab',
      doi: '10.1000/Ab',
      title: 'A title, with; all | signs',
      abstract: 'Two "quoted" words and a line',
      authors: ['Ann Lee', 'Bo Ek'],
      authorCount: 2,
      year: 2001,
      venue: 'J',
      sources: [{ file: 'input', line: 2 }],
    },
    {
      id: papers[1].id,
      title: 'Second title',
      abstract: '',
      authors: ['Cid Fo'],
      authorCount: 1,
      sources: [{ file: 'input', line: 4 }],
    },
  ]);
});

test.each([
  ['Smith, J.; Doe, A. B.', ['J. Smith', 'A. B. Doe']],
  ['Jane Smith, Alan Doe', ['Jane Smith', 'Alan Doe']],
  ['Smith, J., Doe, A.', ['J. Smith', 'A. Doe']],
  ['Smith J., Doe A.B.', ['Smith J.', 'Doe A.B.']],
  ['Smith, Jane and Doe, Alan', ['Jane Smith', 'Alan Doe']],
  ['Smith, Jane', ['Jane Smith']],
  ['Ann Lee, Bo Ek, and Cid Fo', ['Ann Lee', 'Bo Ek', 'Cid Fo']],
])('splits the authors %j', async (field, authors) => {
  const [paper] = await readPapersInOrder(`title\tauthors\nT\t${field}`);
  expect(paper.authors).toEqual(authors);
});

test.each([
  ['John Smith\nRichard Roe', ['John Smith', 'Richard Roe']],
  ['Smith, John\nde Roe, R.\n', ['John Smith', 'R. de Roe']],
  ['World Sand Organization\nUNESCO', ['World Sand Organization', 'UNESCO']],
  // Wrapped lists.
  ['John Smith,\nRichard Roe', ['John Smith', 'Richard Roe']],
  ['Smith, John; Roe,\nRichard', ['John Smith', 'Richard Roe']],
  ['John Smith and Richard\nRoe', ['John Smith', 'Richard Roe']],
  ['Ann Lee, Bo Ek, Cid\nFo', ['Ann Lee', 'Bo Ek', 'Cid Fo']],
])('splits the authors on lines of a cell %j', async (cell, authors) => {
  const [paper] = await readPapersInOrder(`title,authors\nSand of towns,"${cell}"\n`);
  expect(paper.authors).toEqual(authors);
});

test('reads the columns named in the options', async () => {
  const [paper] = await readPapersInOrder('Kopf;Zusammenfassung;Title\nEin Titel;Ein Text;no', {
    columns: { title: 'kopf', abstract: 'Zusammenfassung' },
  });
  expect(paper).toMatchObject({ title: 'Ein Titel', abstract: 'Ein Text' });
});

test('skips a line before the header', async () => {
  expect((await readPapersInOrder('sep=;\nTitle;Year\nA title;2001'))[0]).toMatchObject({
    title: 'A title',
    year: 2001,
  });
});

test('reads the other rows after an unclosed quotation mark', async () => {
  const { papers, notes, problems } = await readText(
    'title,abstract\nOne,"Its text"\n"Two,its text\n"Three, too","Its\ntext"\nFour,x',
  );
  expect(problems).toEqual([]);
  expect(papers.map(({ title, abstract }) => [title, abstract]).sort()).toEqual([
    ['Four', 'x'],
    ['One', 'Its text'],
    ['Three, too', 'Its text'],
    ['Two', 'its text'],
  ]);
  expect(notes.map(({ line }) => line)).toEqual([3]);
});

test('reports rows without a title and notes rows with too many fields', async () => {
  const { papers, records, notes, problems } = await readText('title,year\n,2001\nA title,2002,what\n\nB title,2003\n');
  expect([papers.length, records]).toEqual([2, 3]);
  expect(problems.map(({ line }) => line)).toEqual([2]);
  expect(notes.map(({ line }) => line)).toEqual([3]);
});

test('treats placeholders of R and Python as missing values', async () => {
  const fromR = '"","title","author","source","keywords","volume"\n"1","Sand in seas",NA,NA,NA,NA\n';
  expect(await readPapersInOrder(fromR)).toMatchObject([{ title: 'Sand in seas', abstract: '' }]);
  const [paper] = await readPapersInOrder(fromR);
  for (const field of ['authors', 'venue', 'keywords', 'volume'] as const) expect(paper[field]).toBeUndefined();
  const fromPython = 'title,authors,year,volume,pmid,journal\nSand in towns,nan,2019.0,12.0,31234567.0,None\n';
  const [other] = await readPapersInOrder(fromPython);
  expect(other).toMatchObject({ year: 2019, volume: '12', pmid: '31234567' });
  expect([other.authors, other.venue]).toEqual([undefined, undefined]);
});

test('keeps names that resemble placeholders', async () => {
  expect((await readPapersInOrder('title,authors\nNone of us,"Na, Li; Null, Ann"'))[0]).toMatchObject({
    title: 'None of us',
    authors: ['Li Na', 'Ann Null'],
  });
});

test.each([
  ['1,234', 1234],
  ['12,000', 12000],
  ['12,34,567', 1234567],
  ['1234.0', 1234],
  ['12,0', 12],
  ['12,5', undefined],
  ['1.234', undefined],
])('reads the count %j', async (count, citations) => {
  const [paper] = await readPapersInOrder(`Title;Year;Cited by\nA title;2001;${count}`);
  expect(paper.citations).toBe(citations);
});

test('skips the headers of concatenated files', async () => {
  const header = 'Authors,Title,Year';
  const papers = await readPapersInOrder(`${header}\nAnn Lee,One,2001\n\ufeff${header}\nBo Ek,Two,2002\n`);
  expect(papers.map(({ title }) => title)).toEqual(['One', 'Two']);
});
