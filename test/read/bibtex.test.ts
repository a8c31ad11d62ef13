import { expect, test } from 'vitest';
import { readPapers } from '../../src/read/read.ts';
import { inputOf, papersOf, readText } from './reading.ts';

const one = async (entry: string) => (await papersOf(entry))[0];

test('an entry as ACM writes it', async () => {
  const paper = await one(`@inproceedings{10.1023/A:1011145532042,
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

test('macros, comments, preamble, parentheses, quotes and bare numbers', async () => {
  const papers = await papersOf(`Some text with an @ and mail@example.org before.
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

test('a chapter inherits from the book it refers to, wherever that stands', async () => {
  const papers = await papersOf(`@inproceedings{a, title={A chapter}, crossref={Proc}}
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
  ['$\\alpha$-net with $\\ell_1$ and $10^{-3}$, \\textit{italic}', 'α-net with ℓ_1 and 10^-3, italic'],
  ['\\LaTeX in {\\em many} words\\textemdash yes', 'LaTeX in many words—yes'],
])('LaTeX %s', async (written, read) => {
  expect((await one(`@misc{k, title={${written}}}`)).title).toBe(read);
});

const good = (n: number) => `@article{key${n},\n  title = {Good title number ${n}},\n  year = {2000}\n}\n`;

test.each([
  ['a missing closing brace', '@article{bad,\n  title = {Bad {title},\n  year = {2001}\n}\n'],
  ['a brace too many', '@article{bad,\n  title = {Bad} title},\n  year = {2001}\n}\n'],
  ['an unclosed quote', '@article{bad,\n  title = "Bad title,\n  year = 2001\n}\n'],
  ['no value', '@article{bad,\n  title = ,\n  year = 2001\n}\n'],
  ['no end', '@article{bad,\n  title = {Bad}\n'],
  ['no title', '@article{bad,\n  year = {2001}\n}\n'],
])('%s costs that entry only, with its line', async (_, bad) => {
  const { papers, problems, records } = await readText(good(1) + bad + good(2) + good(3));
  expect(papers.map(({ title }) => title).sort()).toEqual([1, 2, 3].map((n) => `Good title number ${n}`));
  expect(problems).toEqual([{ file: 'input', line: 5, reason: expect.any(String) }]);
  expect(records).toBe(4);
});

test('a missing comma or key costs nothing', async () => {
  const papers = await papersOf('@article{title = {Keyless paper}\n year = 2001 journal = {J}}');
  expect(papers[0]).toMatchObject({ title: 'Keyless paper', year: 2001, venue: 'J' });
});

test('a file that ends inside an entry', async () => {
  const { papers, problems } = await readText(`${good(1)}@article{cut, title = {A title that`);
  expect(papers).toHaveLength(1);
  expect(problems).toEqual([{ file: 'input', line: 5, reason: 'the file ends inside this entry' }]);
});

test('where the bytes are cut makes no difference', async () => {
  const text = `${good(1)}@string{x = {Wörld}}\r\n@article{é, title = {Hello {\\"o} — } # x, abstract = "Łódź\r\n{a} b"}\r\n${good(2)}`;
  const whole = await readPapers([inputOf('f', text)]);
  expect(whole.papers).toHaveLength(3);
  for (const piece of [1, 2, 3, 7, 64]) expect(await readPapers([inputOf('f', text, piece)])).toEqual(whole);
});

const goodTitles = [1, 2, 3].map((n) => `Good title number ${n}`);
const odd = [
  ['at a brace too many', '@article{bad,\n  title = {Bad} title},\n  note = {mail@x.org and\n@ home}\n}\n'],
  ['in a value that does not end', '@article{bad,\n  title = "Bad,\n'],
] as const;

test.each(odd)('after an entry that breaks %s, where the bytes are cut makes no difference', async (_, bad) => {
  const text = `${bad}\n  ${good(2)}${bad}${good(3)}`;
  // Blocks are a quarter of a megabyte: a comment nearly as long as one puts the cut at every place.
  const start = `\ufeff${good(1)}`;
  const length = new TextEncoder().encode(start).length;
  for (let before = 0; before <= text.length; before += 3) {
    const comment = '%'.repeat((1 << 18) - length - before);
    const { papers, problems } = await readPapers([inputOf('f', `${start}${comment}\n${text}`, 1 << 18)]);
    expect([papers.map(({ title }) => title).sort(), problems.length]).toEqual([goodTitles, 2]);
  }
});

test('keys with parentheses, blanks beyond ASCII, names with signs', async () => {
  const papers = await papersOf(
    '@article(10.1016/S0169(98)1,\u00a0title\u2003= {First})\n@misc{k, sub-title_1 = {x}, title={Second}}',
  );
  expect(papers.map(({ title }) => title)).toEqual(['First', 'Second']);
  expect((await readText('@misc(key)\n@misc{k, title={T}}')).problems).toHaveLength(1);
});

test('bytes that are no UTF-8 cost nothing but a note, and only where they are kept', async () => {
  const bytes = (text: string) => Uint8Array.from([...text], (sign) => sign.charCodeAt(0));
  const kept = await readText(bytes('@misc{k, title = {\u00dcber Gr\u00f6\u00dfen}}'));
  expect([kept.papers[0].title, kept.notes.length]).toEqual(['Über Größen', 1]);
  expect((await readText(bytes('@misc{k, title = {T}, note = {\u00fcber}}'))).notes).toEqual([]);
});

test('a field is not mistaken for that of the entry before, though its bytes are the codes of its signs', async () => {
  const papers = await papersOf(
    ['Ã©', 'é', 'é', 'Bo', 'bo', 'Bo']
      .map((venue, at) => `@misc{k${at}, title={${at}th}, journal={${venue}}}`)
      .join('\n'),
  );
  expect(papers.map(({ venue }) => venue)).toEqual(['Ã©', 'é', 'é', 'Bo', 'bo', 'Bo']);
});

test('"and" between authors in capitals', async () => {
  const authorsOf = async (written: string) => (await one(`@misc{k, title={T}, author={${written}}}`)).authors;
  expect(await authorsOf('Ada Lovelace AND Alan Turing and Kurt G')).toEqual(['Ada Lovelace', 'Alan Turing', 'Kurt G']);
  expect(await authorsOf('Ada and AND Lovelace')).toEqual(['Ada', 'AND Lovelace']);
});
