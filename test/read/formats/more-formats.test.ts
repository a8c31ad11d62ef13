import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPapers } from '../../../src/read/read.ts';
import { readPapersInOrder, readText } from '../helpers.ts';
import { type ExpectedFixture, testFixtures } from './test-fixtures.ts';

/** Files as a second program writes each format; the first is among the files in test/fixtures/reading. */
const expected: ExpectedFixture[] = JSON.parse(readFileSync('test/fixtures/formats/expected.json', 'utf8'));

describe('tagged and XML formats', () => {
  testFixtures(expected);
});

test('a DOI of a Zotero journal with several articles belongs to none of them', async () => {
  const article = (n: number, container: string) =>
    `<bib:Article rdf:about="#${n}"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="${container}"/><dc:title>Title ${n}</dc:title></bib:Article>`;
  const journal = (id: string, doi: string) =>
    `<bib:Journal rdf:about="${id}"><dc:title>J</dc:title><dc:identifier>DOI ${doi}</dc:identifier></bib:Journal>`;
  const papers = await readPapersInOrder(
    `<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">\n${article(1, 'urn:a')}\n${article(2, 'urn:a')}\n${article(3, 'urn:b')}\n${journal('urn:a', '10.1000/1')}\n${journal('urn:b', '10.1000/3')}</rdf:RDF>`,
  );
  expect(papers.map(({ title, doi }) => [title, doi])).toEqual([
    ['Title 1', undefined],
    ['Title 2', undefined],
    ['Title 3', '10.1000/3'],
  ]);
});

test('a document type with declarations and comments may precede the root element', async () => {
  const papers = await readPapersInOrder(
    '<?xml version="1.0"?>\n<!-- <dblp> -->\n<!DOCTYPE dblp [<!ENTITY x "y">\n<!ELEMENT dblp ANY>]>\n<dblp><article key="a"><title>One.</title></article></dblp>',
  );
  expect(papers.map(({ title }) => title)).toEqual(['One']);
});

test('numbered paragraphs of a PubMed abstract start no record', async () => {
  const record = (n: number, text: string) =>
    `${n}. J Brains. 2020 May;1:1.\n\nTitle ${n}.\n\nMoreau C(1).\n\n${text}\n\nPMID: ${n}000\n\n\n`;
  const { papers, problems } = await readText(record(1, '2. A numbered remark.\n\nMore.') + record(2, 'Text.'));
  expect(problems).toEqual([]);
  expect(papers.map(({ title, abstract }) => [title, abstract]).sort()).toEqual([
    ['Title 1', '2. A numbered remark. More.'],
    ['Title 2', 'Text.'],
  ]);
});

test('joined files of PubMed abstracts are each numbered from 1', async () => {
  const record = (n: number, id: number, remark = '') =>
    `${n}. J Sand. 2019 May;12(3):1-2.\n\nTitle ${id}.\n\nDoe J.\n\nPMID: ${id}${remark}\n`;
  const remark = '\n\nConflict of interest statement: None.';
  const papers = await readPapersInOrder(
    `${record(1, 10)}\n\n${record(2, 20)}${record(1, 30, remark)}${record(1, 40)}\n\n${record(1, 50)}`,
  );
  expect(papers.map(({ title, pmid, abstract }) => [title, pmid, abstract])).toEqual(
    ['10', '20', '30', '40', '50'].map((id) => [`Title ${id}`, id, '']),
  );
});

test('a backup of a Citavi project is an archive', async () => {
  const read = async (name: string) =>
    (await readPapers([{ name, bytes: readFileSync(`test/fixtures/formats/${name}`) }])).papers.map(
      ({ sources: _, ...paper }) => paper,
    );
  expect(await read('citavi.ctv5bak')).toEqual(await read('citavi-5.xml'));
});
