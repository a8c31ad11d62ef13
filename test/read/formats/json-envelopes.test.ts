import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../src/read/registry.ts';
import { readPapersInOrder } from '../helpers.ts';

const abstract = 'Rivers freeze from the banks.';
const expected = {
  title: 'Rivers under glass',
  abstract,
  authors: ['Inês Duarte', 'George Hall'],
  year: 2021,
  doi: '10.1000/rivers',
};

const europePmc = {
  title: expected.title,
  abstractText: abstract,
  authorList: {
    author: [
      { firstName: 'Inês', lastName: 'Duarte' },
      { firstName: 'George', lastName: 'Hall' },
    ],
  },
  pubYear: '2021',
  doi: expected.doi,
};
const doaj = {
  bibjson: {
    title: expected.title,
    abstract,
    author: [{ name: 'Inês Duarte' }, { name: 'George Hall' }],
    year: '2021',
    identifier: [
      { type: 'eissn', id: '1234-5679' },
      { type: 'doi', id: expected.doi },
    ],
  },
};
const hal = {
  title_s: [expected.title],
  abstract_s: [abstract],
  authFullName_s: expected.authors,
  publicationDateY_i: 2021,
  doiId_s: expected.doi,
};
const inspire = {
  metadata: {
    titles: [{ title: expected.title }],
    abstracts: [{ value: abstract }],
    authors: [
      { full_name: 'Duarte, Inês' },
      { full_name: 'Hall, George' },
      { full_name: 'Editorius, Max', inspire_roles: ['editor'] },
    ],
    publication_info: [{ year: 2021 }],
    dois: [{ value: expected.doi }],
  },
};
const datacite = {
  attributes: {
    titles: [{ title: 'Rios sob vidro', titleType: 'TranslatedTitle' }, { title: expected.title }],
    descriptions: [
      { description: 'x', descriptionType: 'Other' },
      { description: abstract, descriptionType: 'Abstract' },
    ],
    creators: [{ name: 'Duarte, Inês', givenName: 'Inês', familyName: 'Duarte' }, { name: 'Hall, George' }],
    publicationYear: 2021,
    doi: expected.doi,
  },
};
const zotero = {
  itemType: 'journalArticle',
  title: expected.title,
  abstractNote: abstract,
  creators: [
    { creatorType: 'editor', name: 'Editorius' },
    { creatorType: 'author', firstName: 'Inês', lastName: 'Duarte' },
    { creatorType: 'author', name: 'George Hall' },
  ],
  date: '2021',
  DOI: expected.doi,
};
const scopus = {
  'dc:title': expected.title,
  'dc:description': abstract,
  author: [{ 'given-name': 'Inês', surname: 'Duarte' }, { authname: 'George Hall' }],
  'prism:coverDate': '2021-05-17',
  'prism:doi': expected.doi,
};
const lens = {
  lens_id: '000-000-000-000-000',
  title: expected.title,
  abstract,
  authors: [
    { first_name: 'Inês', last_name: 'Duarte' },
    { first_name: 'George', last_name: 'Hall' },
  ],
  year_published: 2021,
  external_ids: [
    { type: 'pmid', value: '1' },
    { type: 'doi', value: expected.doi },
  ],
};
const semanticScholar = {
  citingPaper: {
    paperId: 'x',
    title: expected.title,
    abstract,
    authors: [{ name: 'Inês Duarte' }, { name: 'George Hall' }],
    year: 2021,
    externalIds: { DOI: expected.doi },
  },
};
const dblp = {
  info: {
    title: `${expected.title}.`,
    authors: { author: [{ text: 'Inês Duarte 0001' }, { text: 'George Hall' }] },
    year: '2021',
    doi: expected.doi,
    ee: ['https://doi.org/10.1000/rivers', 'https://example.org/1'],
  },
};
const plain = {
  title: expected.title,
  abstract,
  authors: ['Inês Duarte', 'Hall, George'],
  year: 2021,
  doi: expected.doi,
};

const list = <Item>(item: Item) => [item, { ...item }];

describe('JSON as services answer it', () => {
  test.each<[string, string, object]>([
    ['Europe PMC', 'Europe PMC', { hitCount: 2, resultList: { result: list(europePmc) } }],
    ['DOAJ articles', 'search', { total: 2, results: list(doaj) }],
    ['DOAJ articles', 'a single article', { id: 'a', ...doaj }],
    ['HAL', 'search', { response: { numFound: 2, docs: list(hal) } }],
    ['INSPIRE HEP', 'search', { hits: { total: 2, hits: list(inspire) } }],
    ['INSPIRE HEP', 'a single record', { id: '1', ...inspire }],
    ['DataCite (JSON)', 'search', { data: list(datacite), meta: {} }],
    ['DataCite (JSON)', 'a single DOI', { data: datacite }],
    ['DataCite (JSON)', 'without an envelope', datacite.attributes],
    ['Zotero items', 'API', list({ key: 'ABCD', data: zotero })],
    ['Zotero items', 'Better BibTeX', { config: {}, items: list(zotero) }],
    ['Scopus API', 'search', { 'search-results': { entry: list(scopus) } }],
    [
      'Scopus API',
      'abstract retrieval',
      { 'abstracts-retrieval-response': { coredata: scopus, authors: { author: scopus.author } } },
    ],
    ['The Lens', 'search', { total: 2, data: list(lens) }],
    ['Semantic Scholar', 'citations', { offset: 0, data: list(semanticScholar) }],
    ['Semantic Scholar', 'recommendations', { recommendedPapers: list(semanticScholar.citingPaper) }],
    ['DBLP (JSON)', 'search', { result: { hits: { '@total': '2', hit: list(dblp) } } }],
    ['JSON, JSON Lines', 'bioRxiv', { messages: [{ status: 'ok' }], collection: list(plain) }],
    ['JSON, JSON Lines', 'Zenodo', { hits: { total: 2, hits: list({ id: 1, metadata: plain }) } }],
    ['JSON, JSON Lines', 'Elasticsearch', { hits: { hits: list({ _index: 'a', _source: plain }) } }],
  ])('%s: %s', async (format, _, content) => {
    for (const text of [JSON.stringify(content), JSON.stringify(content, null, 1)]) {
      expect(detectFormat(text)?.name).toBe(format);
      const [paper, ...others] = await readPapersInOrder(text);
      const withoutAbstract = format.startsWith('DBLP') ? { ...expected, abstract: '' } : expected;
      expect(paper).toMatchObject(withoutAbstract);
      expect(others).toEqual([]);
    }
  });

  test('attachments, notes and empty results are no papers', async () => {
    const items = [
      { data: zotero },
      { data: { itemType: 'attachment', title: 'PDF' } },
      { data: { itemType: 'note', note: 'x' } },
    ];
    expect(await readPapersInOrder(JSON.stringify(items))).toHaveLength(1);
  });
});
