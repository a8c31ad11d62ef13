import { readdirSync } from 'node:fs';
import { gzipSync as nativeGzip } from 'node:zlib';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { readPapers } from '../../src/read/read.ts';
import { createRandom } from '../../src/util/random.ts';
import { createInput, readFixtureFile, readPapersInOrder, readText } from './helpers.ts';

// Long enough for a busy machine; quadratic time would exceed it by far.
vi.setConfig({ testTimeout: 30_000 });

const fixtures = [
  'zotero.ris',
  'pubmed.nbib',
  'savedrecs.txt',
  'savedrecs.tsv',
  'scopus.csv',
  'zotero.csv',
  'endnote.xml',
  'pubmed.xml',
  'arxiv.xml',
  'arxiv.jsonl',
  'openalex.json',
  'semanticscholar.json',
  'crossref.json',
  'zotero-csl.json',
  'acl.xml',
  'openreview.json',
  ...readdirSync('test/fixtures/formats').map((name) => `formats/${name}`),
  ...readdirSync('test/fixtures/reading')
    // Of the other kinds the formats of services.
    .filter((name) => /^[JKX]\d/.test(name))
    .map((name) => `reading/${name}`),
];
const bibtex = '@article{a, title={One {A} title}, year=2001}\n@article{b, title="Two", note = {x}}\n';
const listingPage = `new\nSubscribe\nFirst paper of all\n${'Some words about neurons. '.repeat(20)}\n• 2 authors\n·\nMay 3 2\n`;
const samples = [
  ...fixtures.map((name) => new Uint8Array(readFixtureFile(name))),
  new TextEncoder().encode(bibtex),
  new TextEncoder().encode(listingPage),
];

/** Reads content, checks that the counts add up and that all texts and URLs are clean. */
async function readAndCheck(content: Uint8Array | string) {
  const collection = await readPapers([createInput('f', content, 1000)]);
  const { papers, records, merged, problems, notes } = collection;
  expect(records).toBe(papers.length + merged + problems.length);
  // One assertion for all items, since tens of thousands would take longer than reading.
  expect([...problems, ...notes].filter(({ reason, line }) => reason.includes('\n') || !(line > 0))).toEqual([]);
  const unclean = /[\u0000-\u001f\u00ad\ufeff]|^\s|\s$/;
  expect(papers.filter(({ title, abstract }) => title === '' || unclean.test(title + abstract))).toEqual([]);
  const allUrls = papers.flatMap(({ url, urls = [], code = [] }) => [...(url ? [url] : []), ...urls, ...code]);
  expect(allUrls.filter((link) => !/^https?:\/\//.test(link))).toEqual([]);
  return collection;
}

test('every format tolerates truncation and deleted, duplicated, inserted and changed bytes', async () => {
  const random = createRandom(5);
  const randomInteger = (limit: number) => Math.floor(random() * limit);
  const specialBytes = [...'{}[]"\'<>&\\@,;:\n\r\t%$#|()=-']
    .map((character) => character.charCodeAt(0))
    .concat(0, 0xff, 0xc3, 0x80);
  for (let round = 0; round < 900; round++) {
    let bytes = samples[round % samples.length];
    for (let change = 0; change <= round % 4; change++) {
      const start = randomInteger(bytes.length);
      const end = Math.min(bytes.length, start + randomInteger(60));
      const part = bytes.subarray(start, end);
      const kind = randomInteger(5);
      if (kind === 0) bytes = bytes.slice(0, start);
      else if (kind === 1) bytes = Uint8Array.from([...bytes.subarray(0, start), ...bytes.subarray(end)]);
      else if (kind === 2) bytes = Uint8Array.from([...bytes.subarray(0, end), ...part, ...bytes.subarray(end)]);
      else if (kind === 3)
        bytes = Uint8Array.from([
          ...bytes.subarray(0, start),
          specialBytes[randomInteger(specialBytes.length)],
          ...bytes.subarray(start),
        ]);
      else
        bytes = bytes.map((byte, index) => (index === start ? specialBytes[randomInteger(specialBytes.length)] : byte));
    }
    await readAndCheck(bytes);
  }
});

test('any text can be read', async () => {
  const text = fc.string({
    unit: fc.constantFrom(
      ...'ab {}[]"\'<>&\\@,;:\n\t%$#|()=-./0',
      '@article{',
      'title',
      'TY  - ',
      '<record>',
      '<?xml',
      '{"title":',
      '\ud800',
      '\u00ad',
      'é',
    ),
    maxLength: 200,
  });
  await fc.assert(
    fc.asyncProperty(text, async (content) => void (await readAndCheck(content))),
    { seed: 3, numRuns: 300 },
  );
});

test.each([
  ['BibTeX', (n: number) => `@article{k${n}, title = {Title number ${n}}}\n`, '@article{bad, title = {Oh {no}\n'],
  ['RIS', (n: number) => `TY  - JOUR\nTI  - Title number ${n}\nER  - \n`, 'TY  - JOUR\nAU  - Nobody\n'],
  ['JSON Lines', (n: number) => `{"title": "Title number ${n}"}\n`, '{"title": "Oh \n'],
  ['MEDLINE', (n: number) => `PMID- ${n}\nTI  - Title number ${n}\n\n`, 'PMID- 99\n\n'],
  ['Refer', (n: number) => `%0 Book\n%T Title number ${n}\n\n`, '%0 Book\n%A Nobody\n\n'],
  ['Ovid', (n: number) => `VN  - Ovid\nTI  - Title number ${n}\n\n`, 'VN  - Ovid\nAU  - Nobody\n\n'],
  ['Cochrane', (n: number) => `Record #${n} of 4\nTI: Title number ${n}\n\n`, 'Record #9 of 4\nAU: Nobody\n\n'],
  [
    'MODS XML',
    (n: number) => `<mods><titleInfo><title>Title number ${n}</title></titleInfo></mods>\n`,
    '<mods><titleInfo>\n',
  ],
  ['Web of Science', (n: number) => `PT J\nTI Title number ${n}\nER\n\n`, 'PT J\nAU X\nER\n'],
  [
    'PubMed XML',
    (n: number) =>
      `<PubmedArticle><MedlineCitation><PMID>${n}</PMID><Article><ArticleTitle>Title number ${n}</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n`,
    '<PubmedArticle><b>\n',
  ],
])('%s: a malformed record does not affect the others', async (_, createRecord, malformed) => {
  const { papers, problems } = await readAndCheck(
    createRecord(1) + createRecord(2) + malformed + createRecord(3) + malformed + createRecord(4),
  );
  expect(papers.map(({ title }) => title).sort()).toEqual([1, 2, 3, 4].map((n) => `Title number ${n}`));
  expect(problems).toHaveLength(2);
});

test('detects UTF-8, UTF-16 and Windows-1252', async () => {
  const text = 'title,abstract\nÜber Neuronen,“naïve”\n';
  const encodeUtf16 = (bigEndian: boolean) => {
    const bytes = new Uint8Array(2 + 2 * text.length);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, !bigEndian);
    for (const [index, character] of [...text].entries())
      view.setUint16(2 + 2 * index, character.charCodeAt(0), !bigEndian);
    return bytes;
  };
  const windows1252 = Uint8Array.from(
    [...text].map((character) => (character === '“' ? 0x93 : character === '”' ? 0x94 : character.charCodeAt(0))),
  );
  for (const bytes of [
    text,
    `\ufeff${text}`,
    encodeUtf16(true),
    encodeUtf16(false),
    encodeUtf16(false).slice(2),
    windows1252,
  ])
    expect((await readPapersInOrder(bytes))[0]).toMatchObject({ title: 'Über Neuronen', abstract: '“naïve”' });
  expect((await readText(windows1252)).notes).toEqual([
    { file: 'input', line: 1, reason: expect.stringContaining('Windows-1252') },
  ]);
});

test('content without papers is one problem', async () => {
  for (const content of [
    '',
    ' \n',
    'Hello.',
    '\u0000\u0001\u0002binary',
    '<html><body>x</body></html>',
    '[1, 2',
    '%PDF-1.7\n',
  ]) {
    const { records, problems } = await readAndCheck(content);
    expect([records, problems.length, problems[0].line]).toEqual([1, 1, 1]);
  }
});

test('reads archives and reports truncated, empty and nested ones and spreadsheets', async () => {
  const bytes = new TextEncoder().encode(bibtex);
  const zipped = await readAndCheck(
    zipSync({ 'x/a.bib': bytes, 'x/b.bib.gz': gzipSync(bytes), '__MACOSX/a.bib': bytes, 'x/': new Uint8Array(0) }),
  );
  expect([zipped.papers.length, zipped.merged]).toEqual([2, 2]);
  expect(zipped.papers[0].sources.map(({ file }) => file)).toEqual(['f/x/a.bib', 'f/x/b.bib.gz']);
  const long = new TextEncoder().encode(
    Array.from({ length: 3000 }, (_, n) => `@misc{k, title={Title ${n * 7919}}, note={${Math.sin(n)}}}\n`).join(''),
  );
  const truncated = await readAndCheck(gzipSync(long).slice(0, 20_000));
  expect(truncated.papers.length).toBeGreaterThan(100);
  expect(truncated.problems.at(-1)?.reason).toMatch(/damaged archive|ends inside/);
  expect((await readAndCheck(zipSync({ 'xl/workbook.xml': bytes }))).problems[0].reason).toMatch(/spreadsheet/);
  expect((await readAndCheck(zipSync({}))).problems).toHaveLength(1);
  let nested = bytes;
  for (let depth = 0; depth < 5; depth++) nested = gzipSync(nested);
  expect((await readAndCheck(nested)).problems[0].reason).toMatch(/nested/);
});

test('stops at a decompression bomb', async () => {
  const spaces = new Uint8Array(72 * 1024 * 1024).fill(32);
  const { problems } = await readAndCheck(nativeGzip(spaces, { level: 1 }));
  expect(problems.map(({ reason }) => reason).join()).toMatch(/decompression bomb/);
});

test('does not expand entities that an XML document declares', async () => {
  const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};&a${n};&a${n};">`).join(
    '\n',
  );
  const text = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "boom">${entities}]><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A &a20; title</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
  const { papers } = await readAndCheck(text);
  expect(papers[0].title).toMatch(/^A .{0,8}title$/);
});

test('limits nesting', async () => {
  const braces = `@misc{a, title = {${'{'.repeat(10_000)}deep${'}'.repeat(10_000)}}}\n${bibtex}`;
  expect((await readAndCheck(braces)).papers.map(({ title }) => title).sort()).toEqual(['One A title', 'Two', 'deep']);
  expect((await readAndCheck(`@misc{a, title = {${'{'.repeat(10_000)}\n}\n${bibtex}`)).papers).toHaveLength(2);
  expect(
    (await readAndCheck(`<PubmedArticleSet>${'<a>'.repeat(50_000)}${'</b>'.repeat(50_000)}`)).problems[0].reason,
  ).toMatch(/nested/);
  expect((await readAndCheck(`[{"title": "x", "a": ${'['.repeat(10_000)}`)).problems).toHaveLength(1);
  for (const key of ['authors', 'keywords', 'abstract', 'unknown']) {
    const deep = `{"title": "Deep", "doi": "10.1000/1", "${key}": ${'['.repeat(20_000)}1${']'.repeat(20_000)}}`;
    const { papers, problems } = await readAndCheck(`[${deep},\n{"title": "A title", "doi": "10.1000/2"}]`);
    expect(papers.length + problems.length).toBe(2);
    expect(papers.map(({ title }) => title)).toContain('A title');
  }
});

test('shortens overlong titles and ignores impossible years', async () => {
  const { papers, notes } = await readAndCheck(
    `title,year\n${'word '.repeat(2000)},99999\nA year zero,0\nFar away,2201\nA last one,2200`,
  );
  expect(papers.map(({ title, year }) => [title.length, year]).sort()).toEqual(
    [
      [10, 2200],
      [11, undefined],
      [1999, undefined],
      [8, undefined],
    ].sort(),
  );
  expect(notes.map(({ line }) => line)).toEqual([2, 2, 3, 4]);
});

test('merges ten thousand records with one ID', async () => {
  const { papers, merged } = await readAndCheck(
    Array.from({ length: 10_000 }, () => '{"title": "The same title again", "doi": "10.1000/1"}').join('\n'),
  );
  expect([papers.length, merged]).toEqual([1, 9999]);
});

// Measuring time would be flaky. Instead the inputs are so large that quadratic time would take minutes.
test.each<[string, (size: number) => string]>([
  ['one long line', (size) => 'x'.repeat(size)],
  ['BibTeX: open braces', (size) => `@a{b, c = {${'{'.repeat(size)}`],
  ['BibTeX: unterminated entries', (size) => '@a{,f={\n'.repeat(size / 8)],
  ['BibTeX: unterminated fields outside entries', (size) => '@a{t.x={\n'.repeat(size / 9)],
  ['BibTeX: at signs', (size) => `@a{b, title={c}}\n${'@'.repeat(size)}`],
  ['BibTeX: accents', (size) => `@a{b, title={${"\\'".repeat(size / 2)}}}`],
  ['BibTeX: dollars', (size) => `@a{b, title={${'$a '.repeat(size / 3)}}}`],
  ['CSV: quotes', (size) => `title,x\n${'"a\n'.repeat(size / 3)}`],
  ['CSV: quotes closed at the end', (size) => `title,x\n${'"a\n'.repeat(size / 3)}",b\n`],
  ['JSON: open braces', (size) => `[${'{\n'.repeat(size / 2)}`],
  ['JSON: open strings', (size) => `[{"title":"${'\\"'.repeat(size / 2)}`],
  ['XML: an open tag', (size) => `<PubmedArticleSet><PubmedArticle a="${'x'.repeat(size)}`],
  ['XML: less-than signs', (size) => `<PubmedArticleSet><PubmedArticle>${'<'.repeat(size)}`],
  ['XML: open elements', (size) => `<modsCollection><mods>${'<a>'.repeat(size / 3)}`],
  ['XML: comments before the root element', (size) => '<!-- -->'.repeat(size / 8)],
  ['XML: declarations before the root element', (size) => `<!DOCTYPE a [${'<!a>'.repeat(size / 4)}`],
  ['MARCXML: punctuation', (size) => `<record><datafield tag="245"><subfield code="a">a${' ,'.repeat(size / 2)}b`],
  [
    'RDF: references',
    (size) =>
      `<rdf:RDF xmlns:bibo="http://purl.org/ontology/bibo/">${'<bibo:Article rdf:about="a"><dcterms:isPartOf rdf:resource="a"/></bibo:Article>'.repeat(size / 80)}</rdf:RDF>`,
  ],
  ['PubMed abstracts: numbers', (size) => `1. A. 2020\n\nPMID: 1\n\n${'2. a\n\n'.repeat(size / 6)}`],
  ['PubMed abstracts: DOIs', (size) => `1. A. 2020 ${'doi:10.'.repeat(size / 7)}\n\nT\n\nPMID: 1\n`],
  ['Refer: empty lines', (size) => `%0 A\n%T B\n${'\n%X'.repeat(size / 3)}`],
  ['Ovid: sources', (size) => `VN  - O\nTI  - a\nSO  - ${'. '.repeat(size / 2)}`],
  ['ReDIF: names of fields', (size) => `Template-Type: ReDIF-Paper 1.0\nTitle: a\nAuthor-${'a-'.repeat(size / 2)}`],
  ['tags in an abstract', (size) => `title,abstract\na,${'<b '.repeat(size / 3)}`],
  ['nested tags in a cell', (size) => `title,abstract\na,${'<i>'.repeat(size / 3)}`],
  ['nested tags that are closed', (size) => `title,abstract\na,${'<i>'.repeat(size / 7)}x${'</i>'.repeat(size / 7)}`],
  ['an unclosed group of LaTeX', (size) => `title\tabstract\na\t{\\em${' '.repeat(size)}`],
  ['groups of LaTeX', (size) => `title\tabstract\na\t${'{\\em '.repeat(size / 5)}`],
  ['line breaks', (size) => `${'\n'.repeat(size)}x`],
  ['RIS: authors', (size) => `TY  - JOUR\nTI  - T\nAU  - ${'A, '.repeat(size / 3)}\n`],
  ['dots in a list of names', (size) => `title\tauthors\na\t${'.'.repeat(size)}x`],
  ['a list that is not closed', (size) => `title\tauthors\na\t['${"a', '".repeat(size / 5)}`],
  ['spaces before a list', (size) => `title\tkeywords\na\t"${' '.repeat(size)}x"`],
  ['rows without a delimiter', (size) => `title,x\n${'ab\n'.repeat(size / 3)}`],
  ['CSV: quotes that are not doubled', (size) => `title,x\n${'"a "b" c\n'.repeat(size / 9)}`],
  ['CSV: a quote before each delimiter', (size) => `title,x\n${'"a"b,"\n'.repeat(size / 8)}`],
  ['dollars in an abstract', (size) => `title\tabstract\na\t${'$a\\'.repeat(size / 3)}`],
  ['spaces in a name', (size) => `title\tauthors\na\t${'A '.repeat(size / 2)}`],
])('takes linear time: %s', async (_, createContent) => {
  await readAndCheck(createContent(60_000));
});
