import { describe, expect, test } from 'vitest';
import { readPapersInOrder, readText } from '../helpers.ts';
import { testFixtures } from './test-fixtures.ts';

describe('exports in table form', () => {
  testFixtures([
    {
      format: 'CSV, TSV (Scopus, Web of Science, spreadsheets)',
      file: 'savedrecs.tsv',
      papers: [
        {
          id: '10.1000/wos.2',
          title: '"Smart" title with a quote',
          abstract: 'An "abstract.',
          authors: ['John Smith', 'Jane A. Doe'],
          year: 2001,
          date: '2001-05-17',
          identifiers: ['wos:2'],
          venue: 'JOURNAL OF BRAINS',
          publisher: 'ELSEVIER',
          type: 'Article',
          language: 'English',
          keywords: ['spikes', 'trains'],
          doi: '10.1000/wos.2',
          pmid: '11111112',
          citations: 12,
        },
        {
          title: 'Next title',
          abstract: '"Open quote only',
          authors: ['C Fo'],
          year: 2002,
          identifiers: ['wos:3'],
          venue: 'J',
          publisher: 'E',
          type: 'Article',
          language: 'English',
          citations: 0,
        },
      ],
      lines: [2, 3],
    },
    {
      format: 'CSV, TSV (Scopus, Web of Science, spreadsheets)',
      file: 'scopus.csv',
      papers: [
        {
          id: '10.1000/scopus.1',
          title: 'A "quoted" title, with commas',
          abstract: 'An abstract.',
          authors: ['John Smith', 'Jane A. Doe'],
          year: 2020,
          venue: 'Neural Networks',
          volume: '121',
          publisher: 'Elsevier Ltd',
          type: 'Article',
          language: 'English',
          keywords: ['spikes', 'trains'],
          doi: '10.1000/scopus.1',
          url: 'https://www.scopus.com/inward/record.uri?eid=2-s2.0-1&doi=10.1000',
          citations: 35,
        },
        {
          title: 'Editorial of the year',
          abstract: '',
          year: 2019,
          venue: 'Neural Networks',
          volume: '1',
          type: 'Editorial',
          language: 'English',
        },
      ],
      lines: [2, 3],
    },
    {
      format: 'CSV, TSV (Scopus, Web of Science, spreadsheets)',
      file: 'zotero.csv',
      papers: [
        {
          id: '10.1000/zotero.1',
          title: 'A title',
          abstract: 'Its abstract in two lines.',
          authors: ['Anna Müller', 'Bo Lee'],
          year: 2021,
          date: '2021-05-17',
          venue: 'Journal of Brains',
          pages: '1-2',
          type: 'journalArticle',
          keywords: ['tag one', 'tag two'],
          doi: '10.1000/zotero.1',
          url: 'https://example.org/a',
        },
      ],
      lines: [2],
    },
  ]);
});

test("reads Embase's export with one field per row", async () => {
  const papers = await readPapersInOrder(
    `"TITLE","Sand inhalers in children"
"AUTHOR NAMES","Smith J.","van der Berg L."
"SOURCE","J. Sand (2019) 12:3 (1-9)"
"PUBLICATION YEAR","2019"
"ABSTRACT","Children
inhale ""sand""."
"AUTHOR KEYWORDS","sand","inhaler"

"TITLE","Sand inhalers in adults"
"DOI","10.5555/inh.2"
`,
  );
  expect(papers).toMatchObject([
    {
      title: 'Sand inhalers in children',
      authors: ['Smith J.', 'van der Berg L.'],
      year: 2019,
      abstract: 'Children inhale "sand".',
      keywords: ['sand', 'inhaler'],
      sources: [{ line: 1 }],
    },
    { title: 'Sand inhalers in adults', doi: '10.5555/inh.2', sources: [{ line: 9 }] },
  ]);
});

test('reads a table with titles in the first column as rows', async () => {
  const { papers } = await readText('Title,Year\nAbstract,2001\nYear,2002\nSand in towns,2003\nSand of seas,2004\n');
  expect(papers).toHaveLength(4);
});

test('reads groups, Keywords Plus, months, and accession numbers of Web of Science', async () => {
  const expected = {
    title: 'Sand and water',
    authors: ['John A. Smith', 'SAND Collaboration'],
    date: '2019-03',
    keywords: ['SALT', 'WATER'],
    identifiers: ['wos:000460000000012'],
  };
  const rows = ['PT', 'AF', 'CA', 'TI', 'DE', 'ID', 'PD', 'PY', 'UT'].join('\t');
  const values = 'Smith, John A.\tSAND Collaboration\tSand and water\t\tSALT; WATER\tMAR\t2019\tWOS:000460000000012';
  expect(await readPapersInOrder(`${rows}\nJ\t${values}\n`)).toMatchObject([expected]);
  const names =
    'Author Full Names,Group Authors,Article Title,Author Keywords,Keywords Plus,Publication Date,Publication Year,UT (Unique WOS ID)';
  const cells = values.split('\t').map((value) => `"${value}"`);
  expect(await readPapersInOrder(`${names}\n${cells}\n`)).toMatchObject([expected]);
});

test('reads the sources and cited works of Dimensions', async () => {
  const references =
    '[Old, Ann; Roe, Bo]||Journal of Old|1999|1|2|1-9|10.5555/old.1|pub.1|4;[]||J New|2001|1||5||pub.2|1';
  const [paper] = await readPapersInOrder(
    `"About the data: Exported on Jan 14, 2023."\nPublication ID,Title,Source title/Anthology title,Cited references\npub.1,Sand in water,Journal of Sand,"${references}"\n`,
  );
  expect(paper).toMatchObject({
    venue: 'Journal of Sand',
    cites: ['Old Ann, 1999, Journal of Old, V1, P1, DOI 10.5555/old.1', '2001, J New'],
  });
});

test("reads the identifiers in Zotero's column Extra", async () => {
  const [paper] = await readPapersInOrder(
    'Key,Title,Publication Title,Notes,Extra\nABCD1234,Sand talk,J Sand,,"Citation Key: smith2019\nPMID: 31234567\nPMCID: PMC6400001"\n',
  );
  expect(paper).toMatchObject({ key: 'smith2019', pmid: '31234567', pmcid: 'PMC6400001' });
  expect(paper.note).toContain('PMID: 31234567');
});

test.each([
  ['PT\tTI\tDT\tPD\tPY\tEA', '\t'],
  ['Publication Type,Article Title,Document Type,Publication Date,Publication Year,Early Access Date', ','],
])('reads the date of early access of Web of Science, where there is no year: %s', async (header, delimiter) => {
  const read = (year: string) =>
    readPapersInOrder(`${header}\n${['J', 'Sand', 'Article', '', year, 'JAN 2024'].join(delimiter)}\n`);
  expect(await read('')).toMatchObject([{ year: 2024, date: '2024-01' }]);
  expect((await read('2025'))[0]).toMatchObject({ year: 2025 });
});

test('the column "Source" is the venue, unless there is another column or it names a database', async () => {
  const venuesOf = async (table: string) => (await readPapersInOrder(table)).map(({ venue }) => venue);
  expect(
    await venuesOf('Title,Year,Source title,Source\nSand,2001,,Scopus\nIce,2002,J Ice,Scopus\nTea,2003,,File 1\n'),
  ).toEqual([undefined, 'J Ice', undefined]);
  expect(
    await venuesOf(
      'Title,Year,Source\nSand,2001,PubMed\nIce,2002,J Ice\nTea,2003,"Scopus; Web of Science"\nSnow,2004,Ovid MEDLINE(R)\nFog,2005,Cochrane Database of Systematic Reviews\n',
    ),
  ).toEqual([undefined, 'J Ice', undefined, undefined, 'Cochrane Database of Systematic Reviews']);
});
