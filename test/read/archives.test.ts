import { gzipSync as nativeGzip } from 'node:zlib';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../src/model/paper.ts';
import { readFixtureFile, readText } from './helpers.ts';

const read = (name: string) => readText(new Uint8Array(readFixtureFile(`formats/${name}`)));
const show = ({ title, authors, year, date, doi, abstract, sources }: Paper) => ({
  title,
  authors,
  year,
  date,
  doi,
  abstract,
  source: `${sources[0].file}:${sources[0].line}`,
});
const sorted = <Item>(items: Item[]) => items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const papersAt = (lichens: string, fronts: string) => [
  {
    title: 'Lichen growth on basalt walls',
    authors: ['Claire Moreau'],
    year: 2011,
    date: '2011-05-01',
    doi: '10.1000/lichen.1',
    abstract: 'Lichens grow slowly on basalt.',
    source: lichens,
  },
  {
    title: 'Tidal mixing fronts seen by gliders',
    authors: ['Kwame Osei', 'Claire Moreau'],
    year: 2016,
    date: '2016-06-05',
    doi: '10.1000/front.7',
    abstract: 'Gliders cross "fronts" & see mixing.',
    source: fronts,
  },
];

/** Creates a workbook with one sheet from the XML of its rows, with the parts in an unusual order. */
const createWorkbook = (rows: string, more: Record<string, string> = {}) =>
  zipSync({
    'docProps/app.xml': strToU8('<x/>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'),
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])),
  });

const createOds = (table: string) =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<office:document-content><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document-content>`,
    ),
  });

const cell = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('spreadsheets', () => {
  test('a workbook of XlsxWriter: formatted text, dates, formulas, several sheets, and rows above the header', async () => {
    const { papers, problems, notes } = await read('xlsxwriter.xlsx');
    expect(problems).toEqual([]);
    expect(notes.map(({ reason }) => reason)).toEqual(['the sheet "Notes" has no column of titles and was not read']);
    const ice = papers.find(({ title }) => title === 'The price of ice');
    expect(ice?.sources[0]).toMatchObject({ file: 'input/Excluded', line: 2 });
    expect(sorted(papers.filter((paper) => paper !== ice).map(show))).toEqual(
      papersAt('input/Included papers:5', 'input/Included papers:4'),
    );
  });

  test('an OpenDocument spreadsheet of odfpy', async () => {
    const { papers, problems, files } = await read('odfpy.ods');
    expect(problems).toEqual([]);
    expect(files.map(({ format }) => format)).toEqual(['Excel (.xlsx), OpenDocument (.ods)']);
    expect(sorted(papers.map(show))).toEqual(papersAt('input:3', 'input:2'));
  });

  test('an OpenDocument spreadsheet of SheetJS: several sheets, empty cells, numbers', async () => {
    const { papers, problems, notes } = await read('sheetjs.ods');
    expect(problems).toEqual([]);
    expect(notes.map(({ reason }) => reason)).toEqual(['the sheet "Notes" has no column of titles and was not read']);
    expect(papers.map(show)).toEqual([
      {
        title: 'Tidal mixing fronts seen by gliders',
        authors: ['Claire Moreau', 'Kwame Osei'],
        year: 2016,
        date: undefined,
        doi: '10.1000/front.7',
        abstract: 'Gliders cross fronts. They measure "mixing" & turbulence.',
        source: 'input/Included:2',
      },
      {
        title: 'The price of ice',
        authors: ['Kwame Osei'],
        year: 2012,
        date: undefined,
        doi: '10.1000/ice.3',
        abstract: '',
        source: 'input/Included:3',
      },
    ]);
  });

  test('repeated cells, spaces, and comments of LibreOffice', async () => {
    const string = (xml: string, attributes = '') =>
      `<table:table-cell office:value-type="string"${attributes}>${xml}</table:table-cell>`;
    const { papers, problems } = await readText(
      createOds(
        `<table:table table:name="A"><table:table-header-rows><table:table-row>${string('<text:p>Title</text:p>')}<table:table-cell table:number-columns-repeated="2"/>${string('<text:p>Keywords</text:p>')}<table:table-cell table:number-columns-repeated="16380"/></table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row>${string('<office:annotation><text:p>A comment</text:p></office:annotation><text:p>Walls<text:s/>of <text:span>Northfield</text:span></text:p>')}${string('<text:p>x</text:p>', ' table:number-columns-repeated="2"')}${string('<text:p>walls; lichens</text:p>')}</table:table-row><table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
      ),
    );
    expect(problems).toEqual([]);
    expect(papers).toMatchObject([
      { title: 'Walls of Northfield', keywords: ['walls', 'lichens'], sources: [{ line: 5 }] },
    ]);
  });

  test('a malformed cell costs only its value', async () => {
    const header = `<row r="1">${cell('A1', 'Title')}${cell('B1', 'Year')}</row>`;
    const { papers, problems } = await readText(
      createWorkbook(
        `${header}<row r="3">${cell('A3', 'One _x')}<c r="B3" t="s"><v>99</v></c></row><row>${cell('A4', 'Two')}<c r="B4" t="e"><v>#N/A</v></c></row><row r="5"><c r="A5" t="str"/><c r="B5"><v>2001</v></c></row>`,
      ),
    );
    expect(papers.map(({ title, sources }) => [title, sources[0].line]).sort()).toEqual([
      ['One _x', 3],
      ['Two', 4],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([5]);
  });

  test('dates count from 1900 or 1904', async () => {
    const rows = `<row r="1">${cell('A1', 'Title')}${cell('B1', 'Date')}</row><row r="2">${cell('A2', 'One')}<c r="B2" s="1"><v>43000</v></c></row>`;
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const later = '<workbook><workbookPr date1904="1"/><sheets><sheet name="S" r:id="r1"/></sheets></workbook>';
    const readDate = async (more: Record<string, string>) =>
      (await readText(createWorkbook(rows, { 'xl/styles.xml': styles, ...more }))).papers[0].date;
    expect(await readDate({})).toBe('2017-09-22');
    expect(await readDate({ 'xl/workbook.xml': later })).toBe('2021-09-23');
  });

  test('a spreadsheet without papers is one problem', async () => {
    const numbers = createWorkbook(`<row r="1">${cell('A1', 'Amount')}${cell('B1', 'Date')}</row>`);
    for (const [content, reason] of [
      [numbers, /column of titles/],
      [createWorkbook(''), /empty spreadsheet/],
      [createOds(''), /empty spreadsheet/],
      [numbers.slice(0, -300), /damaged archive/],
    ] as const) {
      const { papers, problems } = await readText(content);
      expect([papers.length, problems.length]).toEqual([0, 1]);
      expect(problems[0].reason).toMatch(reason);
    }
  });

  test('cells far away take no memory', async () => {
    const rows = Array.from(
      { length: 1000 },
      (_, n) =>
        `<row r="${1000 * n + 2}">${cell(`A${1000 * n + 2}`, `Title number ${n}`)}${cell(`XFD${1000 * n + 2}`, 'x')}</row>`,
    );
    const { papers } = await readText(
      createWorkbook(
        `<row r="1">${cell('A1', 'Title')}${cell('B1', 'Year')}</row>${rows.join('')}<row r="9e15">${cell('A9', 'y')}</row>`,
      ),
    );
    expect(papers).toHaveLength(1000);
  });

  test('a Word document gives its bibliography, or one problem', async () => {
    const document = { '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<w:document/>') };
    const { papers, problems } = await readText(zipSync(document));
    expect([papers.length, problems.length]).toEqual([0, 1]);
    expect(problems[0].reason).toMatch(/Word document/);
    const sources = new Uint8Array(readFixtureFile('formats/word-jabref.xml'));
    expect((await readText(zipSync({ ...document, 'customXml/item1.xml': sources }))).papers).toHaveLength(2);
  });

  test('an archive that only looks like an office document is unpacked', async () => {
    const { papers } = await readText(
      zipSync({ 'customXml/a.bib': strToU8('@article{a, title={A title in a folder}}') }),
    );
    expect(papers.map(({ title }) => title)).toEqual(['A title in a folder']);
  });
});

describe('Parquet', () => {
  // Zstandard; Snappy with two row groups; gzip.
  test.each(['polars.parquet', 'pyarrow.parquet', 'duckdb.parquet'])('%s', async (name) => {
    const { papers, problems, files } = await read(name);
    expect(problems).toEqual([]);
    expect(files.map(({ format }) => format)).toEqual(['Parquet']);
    expect(sorted(papers.map(show))).toEqual(papersAt('input:2', 'input:1'));
  });

  test('damage is one problem', async () => {
    const bytes = new Uint8Array(readFixtureFile('formats/polars.parquet'));
    for (const damaged of [
      bytes.slice(0, 500),
      bytes.slice(0, -1),
      Uint8Array.from([...bytes.slice(0, 8), ...bytes]),
    ]) {
      const { problems } = await readText(damaged);
      expect(problems).toHaveLength(1);
      expect(problems[0].reason).toMatch(/Parquet file cannot be read/);
    }
  });
});

describe('tar and xz', () => {
  test.each(['gnu.tar.gz', 'pax.tar.xz'])('%s', async (name) => {
    const { papers, problems } = await read(name);
    expect(problems).toEqual([]);
    const folder = `t/${'long'.repeat(40)}`;
    expect(papers.map(({ title, sources }) => [title, sources[0].file]).sort()).toEqual([
      ['Another paper of a tar archive', `input/${folder}/b.ris`],
      ['One paper of a tar archive', 'input/t/a.bib'],
    ]);
  });

  test('concatenated xz streams, and archives in archives', async () => {
    const xz = new Uint8Array(readFixtureFile('formats/pax.tar.xz'));
    const padded = Uint8Array.from([...xz, 0, 0, 0, 0, ...xz]);
    expect((await readText(padded)).papers).toHaveLength(2);
    const nested = await readText(zipSync({ 'a.tar.xz': xz, 'b.tar.xz': xz, 'c.xz.gz': gzipSync(xz.slice(0, -40)) }));
    expect([nested.papers.length, nested.merged]).toEqual([2, 2]);
    expect(nested.problems.filter(({ file }) => file !== 'input/c.xz.gz')).toEqual([]);
    expect(nested.problems.length).toBeGreaterThan(0);
  });

  test('a truncated archive keeps what precedes the damage', async () => {
    const tar = nativeGzip(
      Buffer.concat([createTar('a.bib', '@article{a, title={The first paper}}\n'), createTar('b.bib', '@')]).subarray(
        0,
        1540,
      ),
    );
    const { papers, problems } = await readText(new Uint8Array(tar));
    expect(papers.map(({ title }) => title)).toEqual(['The first paper']);
    expect(problems.map(({ reason }) => reason).join()).toMatch(/damaged archive/);
  });
});

/** Creates a tar archive with one file, as the original format of 1979 without a signature. */
function createTar(name: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\u00000000000\u00000000000\u0000', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')} 00000000000 `, 124);
  header.write(' '.repeat(8), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

describe('one budget for a file and all archives in it', () => {
  const spaces = strToU8(' '.repeat(1 << 20));
  /** Expands to 1 GB: archives in an archive, each of which is below the limit. */
  const many = (entry: Uint8Array) =>
    zipSync(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}.gz`, entry])), { level: 9 });

  test('nested archives', async () => {
    const { problems } = await readText(zipSync({ 'a.zip': many(gzipSync(spaces)) }, { level: 9 }));
    const bombs = problems.filter(({ reason }) => /decompression bomb/.test(reason));
    expect(bombs).toEqual([{ file: 'input', line: 1, reason: expect.any(String) }]);
  });

  test('a spreadsheet', async () => {
    const rows = `<row r="1">${cell('A1', 'Title')}</row>${' '.repeat(80 * (1 << 20))}`;
    const { problems } = await readText(createWorkbook(rows));
    expect(problems.map(({ reason }) => reason)).toEqual([expect.stringMatching(/decompression bomb/)]);
  });
});
