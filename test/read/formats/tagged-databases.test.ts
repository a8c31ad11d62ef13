import { expect, test } from 'vitest';
import { readPapersInOrder } from '../helpers.ts';

const readOne = async (text: string) => (await readPapersInOrder(text))[0]!;
const readRis = (lines: string) => readOne(`TY  - JOUR\nTI  - Sand\n${lines}\nER  - \n`);
const readRefWorks = (lines: string) => readOne(`RT Journal Article\nT1 Sand\n${lines}\n`);
const readRefer = (lines: string) => readOne(`%0 Journal Article\n%T Sand\n${lines}\n`);

test('RefWorks of CNKI: authors in one field, the tag "vo", pages without a first page, a semicolon behind the language', async () => {
  const paper = await readRefWorks(
    'SR 1\nA1 张三;李四;王小五\nAD 清华大学;\nJF 沙子学报\nYR 2019\nIS 03\nvo 23\nOP 1-10\nK1 沙子;深度学习\nLA 中文;\nDS CNKI',
  );
  expect(paper).toMatchObject({
    authors: ['张三', '李四', '王小五'],
    volume: '23',
    number: '03',
    pages: '1-10',
    keywords: ['沙子', '深度学习'],
    language: '中文',
  });
});

test('RefWorks: lines of an abstract that start with a word of two capitals belong to it', async () => {
  const { abstract } = await readRefWorks('AB To see.\nUS clinics have sand.\nAI methods were used.\nYR 2019');
  expect(abstract).toBe('To see. US clinics have sand. AI methods were used.');
});

test('several authors in one field of .enw, as CNKI writes them', async () => {
  const paper = await readRefer('%A 张三;李四;王小五\n%K 沙子;深度学习');
  expect(paper).toMatchObject({ authors: ['张三', '李四', '王小五'], keywords: ['沙子', '深度学习'] });
});

const headings = ['Diabetes Mellitus, Type 2', 'Hypertension, Pulmonary', 'HIV/AIDS', 'Humans'];
const lines =
  'Diabetes Mellitus, Type 2/*complications/drug therapy\nHypertension, Pulmonary\nHIV/AIDS\nHumans/psychology';

test('MeSH headings that EndNote writes on lines', async () => {
  expect((await readRefer(`%K ${lines}`)).keywords).toEqual(headings);
  expect((await readRis(`KW  - ${lines}`)).keywords).toEqual(headings);
  const [entry] = await readPapersInOrder(`@article{a, title={Sand}, keywords={${lines}}}`);
  expect(entry!.keywords).toEqual(headings);
  const [record] = await readPapersInOrder(
    `<xml><records><record><titles><title>Sand</title></titles><keywords>${lines
      .split('\n')
      .map((line) => `<keyword>${line}</keyword>`)
      .join('')}</keywords></record></records></xml>`,
  );
  expect(record!.keywords).toEqual(headings);
});

test('headings of Ovid and EBSCO in RIS', async () => {
  const { keywords } = await readRis(
    'KW  - *Diabetes Mellitus, Type 2/co, dt [Complications, Drug Therapy]\nKW  - Sand/*therapeutic use\nKW  - *Anxiety',
  );
  expect(keywords).toEqual(['Diabetes Mellitus, Type 2', 'Sand', 'Anxiety']);
});

test('keywords of authors keep their asterisks and slashes', async () => {
  const { keywords } = await readRis('KW  - A* search\nKW  - C*-algebras\nKW  - input/output\nKW  - theory/methods');
  expect(keywords).toEqual(['A* search', 'C*-algebras', 'input/output', 'theory/methods']);
});

test('headings of the Cochrane Library', async () => {
  const { keywords } = await readOne(
    'Record #1 of 1\nID: CN-1\nTI: Sand\nKY: Adult; Blood Pressure [*drug effects, physiology]; *Diabetes Mellitus, Type 2\n',
  );
  expect(keywords).toEqual(['Adult', 'Blood Pressure', 'Diabetes Mellitus, Type 2']);
});

test('Scopus in RIS: article number, citations, and cited works in a second note', async () => {
  const paper = await readRis(
    `PY  - 2020
N1  - Export Date: 15 October 2020; Cited By: 7
C7  - 093903
N1  - References: Mayergoyz, I.D., (1986) Phys. Rev. Lett., 56, p. 1518;
Carvallo, C., (2006) Geochem. Geophys., 7. , https://doi.org/10.1029/2006GC001299`,
  );
  expect(paper).toMatchObject({
    note: 'Export Date: 15 October 2020; Cited By: 7',
    citations: 7,
    pages: '093903',
    cites: [
      'Mayergoyz, I.D., (1986) Phys. Rev. Lett., 56, p. 1518',
      'Carvallo, C., (2006) Geochem. Geophys., 7, DOI 10.1029/2006GC001299',
    ],
  });
});

test('Web of Science in RIS: citations, id, and a month without a year', async () => {
  const paper = await readRis(
    `DA  - MAR
PY  - 2019
AN  - WOS:000460000000012
N1  - Times Cited in Web of Science Core Collection:  12
Total Times Cited:  13
Cited Reference Count:  33`,
  );
  expect(paper).toMatchObject({ citations: 12, date: '2019-03', identifiers: ['wos:000460000000012'] });
  expect(paper.note).toContain('12 Total Times Cited: 13');
});

test.each([
  ['N1  - Publisher: Ice\nPMID: 31234567', '31234567'],
  ['N1  - Accession Number: 12. Language: English. PMID: NLM31234567.', '31234567'],
  ['N1  - Comment on: J Sand. 1999. PMID: 31234567.', undefined],
])('the PubMed id in %j', async (note, pmid) => {
  expect((await readRis(note)).pmid).toBe(pmid);
});

test('the arXiv id in the journal, as Google Scholar writes it', async () => {
  const journal = 'arXiv preprint arXiv:1906.11238';
  expect((await readRis(`JF  - ${journal}`)).arxiv).toBe('1906.11238');
  expect((await readRefer(`%J ${journal}`)).arxiv).toBe('1906.11238');
  expect((await readRefWorks(`JF ${journal}`)).arxiv).toBe('1906.11238');
});

test('an ORCID of Web of Science whose name is on two lines', async () => {
  const { orcids } = await readOne(
    'FN X\nVR 1.0\nPT J\nAF Smith, John\n   Roe, Richard\nTI Sand\nOI Smith, John/0000-0002-1825-0097; Roe,\n   Richard/0000-0001-5109-3700\nER\n\nEF\n',
  );
  expect(orcids).toEqual(['John Smith 0000-0002-1825-0097', 'Richard Roe 0000-0001-5109-3700']);
});

test('PubMed ids in the field "Extra" of Zotero RDF', async () => {
  const paper = await readOne(
    '<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">\n<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dc:title>Sand</dc:title><dc:description>PMID: 31234567\nPMCID: PMC6400001</dc:description></bib:Article></rdf:RDF>',
  );
  expect(paper).toMatchObject({ pmid: '31234567', pmcid: 'PMC6400001' });
});

test('the date of early access of Web of Science, where there is no year', async () => {
  const read = (tags: string) => readOne(`FN X\nVR 1.0\nPT J\nTI Sand\nDT Article; Early Access\n${tags}ER\n\nEF\n`);
  expect(await read('EA JAN 2024\n')).toMatchObject({ year: 2024, date: '2024-01' });
  expect(await read('PY 2025\nEA JAN 2024\n')).toMatchObject({ year: 2025, date: '2025' });
});
