import { expect, test } from 'vitest';
import { readPapers } from '../../../src/read/read.ts';
import { createInput, readPapersInOrder, readText } from '../helpers.ts';

const readEntry = async (entry: string) => (await readPapersInOrder(entry))[0];

test('reads an entry as exported by ACM', async () => {
  const paper = await readEntry(`@inproceedings{10.1023/A:1011145532042,
author = {Koll, Matthew B. and G\\'{o}mez, Vicen\\c{c} and {The R Group, Inc.} and van der Berg, Jan and others},
title = {WEIRD: An Approach &amp; {N}ew \\emph{ideas} --- in $O(n^2)$},
year = {1978},
month = may,
abstract = {First <i>line</i> with p &lt; 0.05 and a &gt; b.
  Second line, 50\\% of it.},
booktitle = {Proceedings of the 1st Conference},
publisher = "Association for " # {Computing Machinery},
url = {https://doi.org/10.1023/A:1011145532042},
keywords = {one, two; three}
}`);
  expect(paper).toEqual({
    id: '10.1023/A:1011145532042',
    key: '10.1023/A:1011145532042',
    doi: '10.1023/A:1011145532042',
    title: 'WEIRD: An Approach & New ideas — in O(n^2)',
    abstract: 'First line with p < 0.05 and a > b. Second line, 50% of it.',
    authors: ['Matthew B. Koll', 'Vicenç Gómez', 'The R Group Inc.', 'Jan van der Berg'],
    authorCount: 4,
    year: 1978,
    date: '1978-05',
    venue: 'Proceedings of the 1st Conference',
    publisher: 'Association for Computing Machinery',
    type: 'inproceedings',
    keywords: ['one, two', 'three'],
    url: 'https://doi.org/10.1023/A:1011145532042',
    sources: [{ file: 'input', line: 1 }],
  });
});

test('reads macros, comments, preambles, parentheses, quotation marks and numbers', async () => {
  const papers = await readPapersInOrder(`Some text with an @ and mail@example.org before.
@comment{ignored @article{x, title={no}} here}
@preamble{"\\newcommand{x}{y}"}
@STRING(jml = "Journal of " # {Machine Learning})
@Article(key1, title = "A {"}quoted{"} title", journal = jml, year = 2001, month = 3 # "~May")
  @misc { key2 , title = {Second title} , eprint = {2101.00001v3}, archivePrefix = {arXiv} , }`);
  expect(papers.map(({ title, venue, year, id, sources }) => [title, venue, year, id, sources[0].line])).toEqual([
    ['A "quoted" title', 'Journal of Machine Learning', 2001, papers[0].id, 5],
    ['Second title', undefined, undefined, 'arXiv:2101.00001', 6],
  ]);
});

test('inherits fields by crossref from an entry anywhere in the file', async () => {
  const papers = await readPapersInOrder(`@inproceedings{a, title={A chapter}, crossref={Proc}}
@proceedings{proc, title={The Proceedings}, year={1999}, publisher={P}, doi={10.1000/1}}`);
  expect(papers[0]).toMatchObject({ title: 'A chapter', venue: 'The Proceedings', year: 1999, publisher: 'P' });
  expect(papers[0]).not.toHaveProperty('doi');
});

test.each([
  [
    'G{\\"o}del, {\\o}re, \\\'{\\i}, \\v{C}, \\ss, na\\"\\i ve, \\H{o}, Fa\\^{\\i}\\c{c}al',
    'Gödel, øre, í, Č, ß, naïve, ő, Faîçal',
  ],
  ['{\\"O}zsu \\r{A} \\AE{} \\L{}ukasz', 'Özsu Å Æ Łukasz'],
  ["``quoted'' a--b~c \\& \\% \\_ \\# \\$5", '“quoted” a–b c & % _ # $5'],
  ['$\\alpha$-net with $\\ell_1$ and $10^{-3}$, \\textit{italic}', 'α-net with ℓ1 and 10^-3, italic'],
  ['\\LaTeX in {\\em many} words\\textemdash yes', 'LaTeX in many words—yes'],
])('converts LaTeX: %s', async (latex, text) => {
  expect((await readEntry(`@misc{k, title={${latex}}}`)).title).toBe(text);
});

const createEntry = (n: number) => `@article{key${n},\n  title = {Good title number ${n}},\n  year = {2000}\n}\n`;

test.each([
  ['a missing closing brace', '@article{bad,\n  title = {Bad {title},\n  year = {2001}\n}\n'],
  ['a superfluous brace', '@article{bad,\n  title = {Bad} title},\n  year = {2001}\n}\n'],
  ['an unclosed quotation mark', '@article{bad,\n  title = "Bad title,\n  year = 2001\n}\n'],
  ['a missing value', '@article{bad,\n  title = ,\n  year = 2001\n}\n'],
  ['a missing end', '@article{bad,\n  title = {Bad}\n'],
  ['a missing title', '@article{bad,\n  year = {2001}\n}\n'],
])('reports %s with its line and reads the other entries', async (_, malformed) => {
  const { papers, problems, records } = await readText(createEntry(1) + malformed + createEntry(2) + createEntry(3));
  expect(papers.map(({ title }) => title).sort()).toEqual([1, 2, 3].map((n) => `Good title number ${n}`));
  expect(problems).toEqual([{ file: 'input', line: 5, reason: expect.any(String) }]);
  expect(records).toBe(4);
});

test('reads an entry without key and commas', async () => {
  const papers = await readPapersInOrder('@article{title = {Keyless paper}\n year = 2001 journal = {J}}');
  expect(papers[0]).toMatchObject({ title: 'Keyless paper', year: 2001, venue: 'J' });
});

test('reports a file that ends inside an entry', async () => {
  const { papers, problems } = await readText(`${createEntry(1)}@article{cut, title = {A title that`);
  expect(papers).toHaveLength(1);
  expect(problems).toEqual([{ file: 'input', line: 5, reason: 'the file ends inside this entry' }]);
});

test('does not depend on the length of the chunks', async () => {
  const text = `${createEntry(1)}@string{x = {Wörld}}\r\n@article{é, title = {Hello {\\"o} — } # x, abstract = "Łódź\r\n{a} b"}\r\n${createEntry(2)}`;
  const expected = await readPapers([createInput('f', text)]);
  expect(expected.papers).toHaveLength(3);
  for (const chunkLength of [1, 2, 3, 7, 64])
    expect(await readPapers([createInput('f', text, chunkLength)])).toEqual(expected);
});

const goodTitles = [1, 2, 3].map((n) => `Good title number ${n}`);
const malformedEntries = [
  ['a superfluous brace', '@article{bad,\n  title = {Bad} title},\n  note = {mail@x.org and\n@ home}\n}\n'],
  ['an unclosed value', '@article{bad,\n  title = "Bad,\n'],
] as const;

test.each(malformedEntries)('recovers from %s wherever blocks end', async (_, malformed) => {
  const text = `${malformed}\n  ${createEntry(2)}${malformed}${createEntry(3)}`;
  // A comment of nearly the length of a block moves the end of the block through the text.
  const start = `\ufeff${createEntry(1)}`;
  const length = new TextEncoder().encode(start).length;
  for (let split = 0; split <= text.length; split += 3) {
    const comment = '%'.repeat((1 << 18) - length - split);
    const { papers, problems } = await readPapers([createInput('f', `${start}${comment}\n${text}`, 1 << 18)]);
    expect([papers.map(({ title }) => title).sort(), problems.length]).toEqual([goodTitles, 2]);
  }
});

test('reads keys with parentheses, Unicode whitespace and field names with punctuation', async () => {
  const papers = await readPapersInOrder(
    '@article(10.1016/S0169(98)1,\u00a0title\u2003= {First})\n@misc{k, sub-title_1 = {x}, title={Second}}',
  );
  expect(papers.map(({ title }) => title)).toEqual(['First', 'Second']);
  expect((await readText('@misc(key)\n@misc{k, title={T}}')).problems).toHaveLength(1);
});

test('notes invalid UTF-8 only in fields that are read', async () => {
  const encodeLatin1 = (text: string) => Uint8Array.from([...text], (character) => character.charCodeAt(0));
  const result = await readText(encodeLatin1('@misc{k, title = {\u00dcber Gr\u00f6\u00dfen}}'));
  expect([result.papers[0].title, result.notes.length]).toEqual(['Über Größen', 1]);
  expect((await readText(encodeLatin1('@misc{k, title = {T}, location = {\u00fcber}}'))).notes).toEqual([]);
});

test('does not reuse the field of the previous entry when its bytes equal the character codes', async () => {
  const papers = await readPapersInOrder(
    ['Ã©', 'é', 'é', 'Bo', 'bo', 'Bo']
      .map((venue, index) => `@misc{k${index}, title={${index}th}, journal={${venue}}}`)
      .join('\n'),
  );
  expect(papers.map(({ venue }) => venue)).toEqual(['Ã©', 'é', 'é', 'Bo', 'bo', 'Bo']);
});

test('splits authors at "and" in any case', async () => {
  const readAuthors = async (field: string) => (await readEntry(`@misc{k, title={T}, author={${field}}}`)).authors;
  expect(await readAuthors('Ada Lovelace AND Alan Turing and Kurt G')).toEqual([
    'Ada Lovelace',
    'Alan Turing',
    'Kurt G',
  ]);
  expect(await readAuthors('Ada and AND Lovelace')).toEqual(['Ada', 'AND Lovelace']);
});
