import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostileFiles } from '../../bench/support/hostile-inputs.ts';
import { readPapers } from '../../src/read/read.ts';

const read = (text: string) => readPapers([{ name: 'hostile', bytes: text }]);

/** A quadratic reader takes 100 times as long for ten times the input; other load on the machine explains a factor of a few. */
const maxRatio = 60;
/** CPU time below which a ratio says nothing, in milliseconds. */
const minMilliseconds = 1500;

test('hostile values of every format are read in linear time, and no record gets lost', {
  timeout: 600_000,
}, async () => {
  const [small, large] = [2_000, 20_000].map((length) => [...hostileFiles(length)]);
  for (const [index, { name, text }] of large!.entries()) {
    const times: number[] = [];
    for (const input of [small![index]!.text, text]) {
      const start = process.cpuUsage();
      const { records, papers, merged, problems } = await read(input);
      times.push(process.cpuUsage(start).user / 1000);
      expect(records, name).toBe(papers.length + merged + problems.length);
    }
    const isSlow = times[1]! > minMilliseconds && times[1]! > maxRatio * times[0]!;
    expect(isSlow ? `${name}: ${times.join(' and ')} ms` : '').toBe('');
  }
});

test('identifiers have no lone surrogates', async () => {
  const { papers } = await read(
    JSON.stringify([{ title: 'A title', doi: '10.1000/a\ud800b', references: ['10.1000/c\udc00', 'x\ud800y'] }]),
  );
  expect(papers).toMatchObject([{ id: '10.1000/ab', doi: '10.1000/ab' }]);
  expect(() => encodeURIComponent([papers[0]!.doi, ...(papers[0]!.cites ?? [])].join())).not.toThrow();
});

test('an element with very many elements or attributes is one problem, and the next record is read', async () => {
  const record = (content: string) =>
    `<PubmedArticle><MedlineCitation><Article><ArticleTitle>A title</ArticleTitle>${content}</Article></MedlineCitation></PubmedArticle>\n`;
  const { papers, problems } = await read(
    `<PubmedArticleSet>\n${record('<a/>'.repeat(600_000))}${record('')}</PubmedArticleSet>`,
  );
  expect(papers).toHaveLength(1);
  expect(problems).toMatchObject([
    { line: 2, reason: 'this PubmedArticle element has more than 500000 elements and attributes' },
  ]);
});

test('an @string that doubles itself is a problem, not a crash', async () => {
  const macros = Array.from({ length: 40 }, (_, i) => `@string{m${i + 1} = m${i} # m${i}}`).join('\n');
  const { papers, problems } = await read(`@string{m0 = "ab"}\n${macros}\n@article{a, title = {A title}, note = m3}`);
  expect(papers).toHaveLength(1);
  expect(problems[0]!.reason).toMatch(/@string has more than \d+ characters/);
});

test('deeply nested JSON is one problem of its line', async () => {
  const nested = `{"title":"A title","doi":"10.1000/1","authors":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  const { papers, problems } = await read(`${nested}\n{"title":"Another","doi":"10.1000/2"}`);
  expect(papers.map(({ title }) => title)).toEqual(['Another']);
  expect(problems).toHaveLength(1);
  expect(problems[0]!.line).toBe(1);
});

test('forged lengths in a Parquet file are one problem, and take no memory', async () => {
  const original = new Uint8Array(readFileSync('test/fixtures/formats/pyarrow.parquet'));
  const readBytes = (bytes: Uint8Array) => readPapers([{ name: 'hostile', bytes: () => [bytes] }]);
  // The length of the footer.
  for (const length of [0, 1, 100_000, 0x7fffffff, 0xffffffff]) {
    const bytes = original.slice();
    new DataView(bytes.buffer).setUint32(bytes.length - 8, length, true);
    const { papers, problems } = await readBytes(bytes);
    expect(papers).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^this Parquet file cannot be read: (?!Cannot)/),
    ]);
  }
  // Numbers of rows, values, and pages in the footer: every place is replaced by the largest number.
  for (let place = original.length - 600; place < original.length - 8; place += 5) {
    const bytes = original.slice();
    bytes.set([0xfe, 0xff, 0xff, 0xff, 0x0f], place);
    const { records, papers, merged, problems } = await readBytes(bytes);
    expect(records).toBe(papers.length + merged + problems.length);
  }
});

test('records behind very deep brackets are read', async () => {
  const depth = 100_000;
  const { papers, problems } = await read(
    `{"x":${'['.repeat(depth)}${']'.repeat(depth)},"results":[{"title":"A title of words","doi":"10.1000/a"}]}`,
  );
  expect(problems).toEqual([]);
  expect(papers).toMatchObject([{ doi: '10.1000/a' }]);
});
