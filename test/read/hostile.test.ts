import { gzipSync as nativeGzip } from 'node:zlib';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { readPapers } from '../../src/read/read.ts';
import { generator } from '../../src/util/random.ts';
import { fixture, inputOf, papersOf, readText } from './reading.ts';

// A busy machine takes its time; what is quadratic would still not end within it.
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
];
const bib = '@article{a, title={One {A} title}, year=2001}\n@article{b, title="Two", note = {x}}\n';
const listing = `new\nSubscribe\nFirst paper of all\n${'Some words about neurons. '.repeat(20)}\n• 2 authors\n·\nMay 3 2\n`;
const samples = [
  ...fixtures.map((name) => new Uint8Array(fixture(name))),
  new TextEncoder().encode(bib),
  new TextEncoder().encode(listing),
];

async function adds(content: Uint8Array | string) {
  const collection = await readPapers([inputOf('f', content, 1000)]);
  const { papers, records, merged, problems, notes } = collection;
  expect(records).toBe(papers.length + merged + problems.length);
  // One expectation for all: tens of thousands of them would take longer than the reading.
  expect([...problems, ...notes].filter(({ reason, line }) => reason.includes('\n') || !(line > 0))).toEqual([]);
  const unclean = /[\u0000-\u001f\u00ad\ufeff]|^\s|\s$/;
  expect(papers.filter(({ title, abstract }) => title === '' || unclean.test(title + abstract))).toEqual([]);
  const addresses = papers.flatMap(({ url, urls = [], code = [] }) => [...(url ? [url] : []), ...urls, ...code]);
  expect(addresses.filter((address) => !/^https?:\/\//.test(address))).toEqual([]);
  return collection;
}

test('every format survives cuts, lost, doubled, changed and swapped bytes, and the counts add up', async () => {
  const random = generator(5);
  const below = (limit: number) => Math.floor(random() * limit);
  const odd = [...'{}[]"\'<>&\\@,;:\n\r\t%$#|()=-'].map((sign) => sign.charCodeAt(0)).concat(0, 0xff, 0xc3, 0x80);
  for (let round = 0; round < 270; round++) {
    let bytes = samples[round % samples.length];
    for (let change = 0; change <= round % 4; change++) {
      const at = below(bytes.length);
      const to = Math.min(bytes.length, at + below(60));
      const part = bytes.subarray(at, to);
      const kind = below(5);
      if (kind === 0) bytes = bytes.slice(0, at);
      else if (kind === 1) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(to)]);
      else if (kind === 2) bytes = Uint8Array.from([...bytes.subarray(0, to), ...part, ...bytes.subarray(to)]);
      else if (kind === 3)
        bytes = Uint8Array.from([...bytes.subarray(0, at), odd[below(odd.length)], ...bytes.subarray(at)]);
      else bytes = bytes.map((byte, place) => (place === at ? odd[below(odd.length)] : byte));
    }
    await adds(bytes);
  }
});

test('any text at all', async () => {
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
    fc.asyncProperty(text, async (content) => void (await adds(content))),
    { seed: 3, numRuns: 300 },
  );
});

test.each([
  ['BibTeX', (n: number) => `@article{k${n}, title = {Title number ${n}}}\n`, '@article{bad, title = {Oh {no}\n'],
  ['RIS', (n: number) => `TY  - JOUR\nTI  - Title number ${n}\nER  - \n`, 'TY  - JOUR\nAU  - Nobody\n'],
  ['JSON Lines', (n: number) => `{"title": "Title number ${n}"}\n`, '{"title": "Oh \n'],
  ['MEDLINE', (n: number) => `PMID- ${n}\nTI  - Title number ${n}\n\n`, 'PMID- 99\n\n'],
  ['Web of Science', (n: number) => `PT J\nTI Title number ${n}\nER\n\n`, 'PT J\nAU X\nER\n'],
  [
    'PubMed XML',
    (n: number) =>
      `<PubmedArticle><MedlineCitation><PMID>${n}</PMID><Article><ArticleTitle>Title number ${n}</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n`,
    '<PubmedArticle><b>\n',
  ],
])('%s: a broken record takes no other with it', async (_, good, bad) => {
  const { papers, problems } = await adds(good(1) + good(2) + bad + good(3) + bad + good(4));
  expect(papers.map(({ title }) => title).sort()).toEqual([1, 2, 3, 4].map((n) => `Title number ${n}`));
  expect(problems).toHaveLength(2);
});

test('encodings', async () => {
  const text = 'title,abstract\nÜber Neuronen,“naïve”\n';
  const wide = (bigEndian: boolean) => {
    const bytes = new Uint8Array(2 + 2 * text.length);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, !bigEndian);
    for (const [at, sign] of [...text].entries()) view.setUint16(2 + 2 * at, sign.charCodeAt(0), !bigEndian);
    return bytes;
  };
  const latin = Uint8Array.from(
    [...text].map((sign) => (sign === '“' ? 0x93 : sign === '”' ? 0x94 : sign.charCodeAt(0))),
  );
  for (const bytes of [text, `\ufeff${text}`, wide(true), wide(false), wide(false).slice(2), latin])
    expect((await papersOf(bytes))[0]).toMatchObject({ title: 'Über Neuronen', abstract: '“naïve”' });
  expect((await readText(latin)).notes).toEqual([
    { file: 'input', line: 1, reason: expect.stringContaining('Windows-1252') },
  ]);
});

test('what is no text of papers is one problem', async () => {
  for (const content of [
    '',
    ' \n',
    'Hello.',
    '\u0000\u0001\u0002binary',
    '<html><body>x</body></html>',
    '[1, 2',
    '%PDF-1.7\n',
  ]) {
    const { records, problems } = await adds(content);
    expect([records, problems.length, problems[0].line]).toEqual([1, 1, 1]);
  }
});

test('archives: what they hold, cut ones, spreadsheets, empty ones, nested ones', async () => {
  const bytes = new TextEncoder().encode(bib);
  const both = await adds(
    zipSync({ 'x/a.bib': bytes, 'x/b.bib.gz': gzipSync(bytes), '__MACOSX/a.bib': bytes, 'x/': new Uint8Array(0) }),
  );
  expect([both.papers.length, both.merged]).toEqual([2, 2]);
  expect(both.papers[0].sources.map(({ file }) => file)).toEqual(['f/x/a.bib', 'f/x/b.bib.gz']);
  const long = new TextEncoder().encode(
    Array.from({ length: 3000 }, (_, n) => `@misc{k, title={Title ${n * 7919}}, note={${Math.sin(n)}}}\n`).join(''),
  );
  const cut = await adds(gzipSync(long).slice(0, 20_000));
  expect(cut.papers.length).toBeGreaterThan(100);
  expect(cut.problems.at(-1)?.reason).toMatch(/damaged archive|ends inside/);
  expect((await adds(zipSync({ 'xl/workbook.xml': bytes }))).problems[0].reason).toMatch(/spreadsheet/);
  expect((await adds(zipSync({}))).problems).toHaveLength(1);
  let nested = bytes;
  for (let depth = 0; depth < 5; depth++) nested = gzipSync(nested);
  expect((await adds(nested)).problems[0].reason).toMatch(/nest/);
});

test('a bomb goes off nowhere', async () => {
  const zeros = new Uint8Array(72 * 1024 * 1024).fill(32);
  const { problems } = await adds(nativeGzip(zeros, { level: 1 }));
  expect(problems.map(({ reason }) => reason).join()).toMatch(/a bomb/);
});

test('XML: entities that a document declares are not expanded', async () => {
  const entities = Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};&a${n};&a${n};">`).join(
    '\n',
  );
  const text = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "boom">${entities}]><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A &a20; title</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`;
  const { papers } = await adds(text);
  expect(papers[0].title).toMatch(/^A .{0,8}title$/);
});

test('deep nesting', async () => {
  const braces = `@misc{a, title = {${'{'.repeat(10_000)}deep${'}'.repeat(10_000)}}}\n${bib}`;
  expect((await adds(braces)).papers.map(({ title }) => title).sort()).toEqual(['One A title', 'Two', 'deep']);
  expect((await adds(`@misc{a, title = {${'{'.repeat(10_000)}\n}\n${bib}`)).papers).toHaveLength(2);
  expect((await adds(`<PubmedArticleSet>${'<a>'.repeat(50_000)}${'</b>'.repeat(50_000)}`)).problems[0].reason).toMatch(
    /nest/,
  );
  expect((await adds(`[{"title": "x", "a": ${'['.repeat(10_000)}`)).problems).toHaveLength(1);
});

test('titles and years beyond reason', async () => {
  const { papers, notes } = await adds(
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

test('ten thousand records with one id', async () => {
  const { papers, merged } = await adds(
    Array.from({ length: 10_000 }, () => '{"title": "The same title again", "doi": "10.1000/1"}').join('\n'),
  );
  expect([papers.length, merged]).toEqual([1, 9999]);
});

// Twice the input must not take four times the work. Counted in steps of the clock would be flaky; sizes that would take minutes if it were quadratic do.
test.each<[string, (size: number) => string]>([
  ['one long line', (size) => 'x'.repeat(size)],
  ['BibTeX: open braces', (size) => `@a{b, c = {${'{'.repeat(size)}`],
  ['BibTeX: entries that do not end', (size) => '@a{,f={\n'.repeat(size / 8)],
  ['BibTeX: fields of no entry that do not end', (size) => '@a{t.x={\n'.repeat(size / 9)],
  ['BibTeX: at signs', (size) => `@a{b, title={c}}\n${'@'.repeat(size)}`],
  ['BibTeX: accents', (size) => `@a{b, title={${"\\'".repeat(size / 2)}}}`],
  ['BibTeX: dollars', (size) => `@a{b, title={${'$a '.repeat(size / 3)}}}`],
  ['CSV: quotes', (size) => `title,x\n${'"a\n'.repeat(size / 3)}`],
  ['CSV: quotes that close at the end', (size) => `title,x\n${'"a\n'.repeat(size / 3)}",b\n`],
  ['JSON: open braces', (size) => `[${'{\n'.repeat(size / 2)}`],
  ['JSON: open strings', (size) => `[{"title":"${'\\"'.repeat(size / 2)}`],
  ['XML: an open tag', (size) => `<PubmedArticleSet><PubmedArticle a="${'x'.repeat(size)}`],
  ['XML: less-than signs', (size) => `<PubmedArticleSet><PubmedArticle>${'<'.repeat(size)}`],
  ['tags in an abstract', (size) => `title,abstract\na,${'<b '.repeat(size / 3)}`],
  ['dollars in an abstract', (size) => `title\tabstract\na\t${'$a\\'.repeat(size / 3)}`],
  ['blanks in a name', (size) => `title\tauthors\na\t${'A '.repeat(size / 2)}`],
])('linear time: %s', async (_, make) => {
  await adds(make(60_000));
});
