import { expect, test } from 'vitest';
import { readPapersInOrder } from '../helpers.ts';

const readEntry = async (fields: string) => (await readPapersInOrder(`@article{a, title={Sand}, ${fields}}`))[0]!;

test.each([
  [
    'Berger, Aaron and family=Rijn, given=Jan N., prefix=van, useprefix=true and Hoos, Holger',
    ['Aaron Berger', 'Jan N. van Rijn', 'Holger Hoos'],
  ],
  ['family={Berg, Sr}, given={J. N.}, prefix=van den, suffix=Jr., useprefix=false', ['J. N. van den Berg Sr, Jr.']],
])('names whose parts have names, as Better BibTeX writes them: %s', async (field, authors) => {
  expect((await readEntry(`author={${field}}`)).authors).toEqual(authors);
});

test('Scopus until 2022: citations without a colon, article number, PubMed id, and type', async () => {
  const paper = await readEntry(
    'year={1999}, art_number={169805}, note={cited By 12; Conference Date: 9 November 1998}, pubmed_id={21000002}, document_type={Review}, source={Scopus}',
  );
  expect(paper).toMatchObject({ citations: 12, pages: '169805', pmid: '21000002', type: 'Review' });
});

test.each([
  ['Cited by: 7; All Open Access', 7],
  ['cited By (since 1996)12', 12],
  ['Times Cited: 3', 3],
  ['Cited by 44 others', undefined],
  ['cited by: 44 others', undefined],
])('citations in the note %s', async (note, citations) => {
  expect((await readEntry(`note={${note}}`)).citations).toBe(citations);
});

test('Web of Science: article number, id, and the day behind the month', async () => {
  const paper = await readEntry(
    'Year = {2019}, Month = {MAR 15}, Article-Number = {e0123456}, Unique-ID = {{WOS:000460000000012}}',
  );
  expect(paper).toMatchObject({ date: '2019-03-15', pages: 'e0123456', identifiers: ['wos:000460000000012'] });
});

test.each([
  ['month = mar, day = 4', '2019-03-04'],
  ['month = mar # "~15"', '2019-03-15'],
  ['month = {MAR-APR}', '2019-03'],
  ['month = {3}', '2019-03'],
  ['month = "8~" # jan', '2019-01-08'],
  ['month = jan # "~8"', '2019-01-08'],
  ['month = {10 September}', '2019-09-10'],
  ['month = {September 10}', '2019-09-10'],
  ['month = {Sept.~10th}', '2019-09-10'],
  ['month = {10-12 September}', '2019-09-10'],
  ['month = {10--12 September 2019}', '2019-09-10'],
  ['month = {12~feb}, day = 5', '2019-02-12'],
  ['month = {Sep-Oct}', '2019-09'],
  ['month = {Spring}', '2019'],
  ['month = 5, day = {17}', '2019-05-17'],
])('the date of %s', async (fields, date) => {
  expect((await readEntry(`year=2019, ${fields}`)).date).toBe(date);
});

test.each([
  ['journal={arXiv preprint arXiv:1906.11238}', '1906.11238'],
  ['journal={arXiv preprint cs/0112017}', 'cs/0112017'],
  ['journal={CoRR}, volume={abs/1906.11239}', '1906.11239'],
  ['eprint="hep-th/9711200"', 'hep-th/9711200'],
  ['note={arXiv: 1906.11238}', '1906.11238'],
  ['note={A reply to arXiv:1906.11238}', undefined],
])('the arXiv id of %s', async (fields, arxiv) => {
  expect((await readEntry(fields)).arxiv).toBe(arxiv);
});

test.each([
  ['Sand in the $\\{$GAN$\\}$ era', 'Sand in the GAN era'],
  ['Sums of $\\{$0, 1$\\}$', 'Sums of {0, 1}'],
])('braces that Google Scholar escapes: %s', async (title, expected) => {
  const [paper] = await readPapersInOrder(`@article{a, title={${title}}}`);
  expect(paper!.title).toBe(expected);
});

test('PubMed ids on lines of the note, as Zotero writes them; not those of other papers', async () => {
  expect(await readEntry('note={Publisher: Ice\nPMID: 30000001\nPMCID: PMC6400001}')).toMatchObject({
    pmid: '30000001',
    pmcid: 'PMC6400001',
  });
  expect((await readEntry('note={Comment in: J Sand. 2019. PMID: 30000002}')).pmid).toBeUndefined();
});

test('several addresses in one field, as Mendeley writes them', async () => {
  const paper = await readEntry('url={http://a.example.org/1 https://b.example.org/2}');
  expect([paper.url, paper.urls]).toEqual(['http://a.example.org/1', ['https://b.example.org/2']]);
});

test('the date of early access of Web of Science, where there is no year', async () => {
  expect(await readEntry('Early Access Date = {JAN 2024}')).toMatchObject({ year: 2024, date: '2024-01' });
  expect(await readEntry('Year = {2025}, Early Access Date = {JAN 2024}')).toMatchObject({ year: 2025, date: '2025' });
});
