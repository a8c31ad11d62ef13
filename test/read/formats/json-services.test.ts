import { describe, expect, test } from 'vitest';
import { readPapersInOrder } from '../helpers.ts';
import { testFixtures } from './test-fixtures.ts';

describe('JSON formats of services', () => {
  testFixtures([
    {
      format: "arXiv's JSON Lines dump",
      file: 'arxiv.jsonl',
      papers: [
        {
          id: '10.1103/PhysRevD.76.013009',
          title: 'Calculation of prompt diphoton production cross sections',
          abstract: 'A fully differential calculation in √s and α_s is presented.',
          authors: ['C. Balázs', 'E. L. Berger Jr'],
          year: 2007,
          date: '2007-04-02',
          venue: 'Phys.Rev.D76:013009,2007',
          number: 'ANL',
          note: '37 pages',
          type: 'preprint',
          keywords: ['hep-ph', 'q-bio.NC'],
          doi: '10.1103/PhysRevD.76.013009',
          arxiv: '0704.0001',
          url: 'https://arxiv.org/abs/0704.0001',
        },
        {
          id: 'arXiv:cs/0112017',
          title: 'Old id',
          abstract: 'Text.',
          authors: ['Anna Müller', 'Bo Lee'],
          year: 2001,
          date: '2001-12-10',
          type: 'preprint',
          keywords: ['cs.AI'],
          arxiv: 'cs/0112017',
          url: 'https://arxiv.org/abs/cs/0112017',
        },
      ],
      lines: [1, 2],
    },
    {
      format: 'OpenAlex works',
      file: 'openalex.json',
      papers: [
        {
          id: '10.7717/peerj.4375',
          title: 'The state of OA: a large-scale analysis',
          abstract: 'Despite growing interest in Open interest Access',
          authors: ['Heather Piwowar', 'Jason Priem'],
          year: 2018,
          date: '2018-02-13',
          venue: 'PeerJ',
          publisher: 'PeerJ, Inc.',
          organization: 'Impactstory',
          type: 'article',
          language: 'en',
          keywords: ['Citation'],
          doi: '10.7717/peerj.4375',
          pmid: '29456894',
          url: 'https://doi.org/10.7717/peerj.4375',
          urls: [
            'https://europepmc.org/articles/pmc5815332',
            'https://peerj.com/articles/4375.pdf',
            'https://openalex.org/W2741809807',
          ],
          citations: 1149,
          cites: ['https://openalex.org/W1560783210'],
          identifiers: ['openalex:W2741809807'],
        },
      ],
      lines: [1],
      problems: [[1, 'record 2 on this line: this record has no title; add one, or name the column that holds it']],
    },
    {
      format: 'Semantic Scholar',
      file: 'semanticscholar.json',
      papers: [
        {
          id: '10.18653/v1/N18-3011',
          title: 'Construction of the Literature Graph in Semantic Scholar',
          abstract: 'We describe a deployed scalable system.',
          authors: ['Waleed Ammar', 'Dirk Groeneveld'],
          year: 2018,
          date: '2018-05-06',
          venue: 'NAACL',
          type: 'JournalArticle',
          keywords: ['Computer Science'],
          doi: '10.18653/v1/N18-3011',
          arxiv: '1805.02262',
          url: 'https://www.semanticscholar.org/paper/649def34f8be52c8b66281af98ae884c09aef38b',
          urls: ['https://www.aclweb.org/anthology/N18-3011.pdf'],
          citations: 299,
          cites: ['Cited paper, not a record, DOI 10.1000/cited', 'x'],
          identifiers: [
            's2:649def34f8be52c8b66281af98ae884c09aef38b',
            'corpusid:19170988',
            'mag:2112896229',
            'dblp:conf/acl/X',
          ],
        },
        { title: 'No abstract', abstract: '', identifiers: ['s2:x'] },
      ],
      lines: [6, 63],
    },
    {
      format: 'Crossref works',
      file: 'crossref.json',
      papers: [
        {
          id: '10.1016/j.neuron.2020.01.001',
          title: 'Spikes & waves: A subtitle',
          abstract: 'Text with H2O and x2. Second.',
          authors: ['Anna Müller', 'The Spike Group'],
          year: 2020,
          date: '2020-05',
          venue: 'Neuron',
          publisher: 'Elsevier BV',
          type: 'journal-article',
          language: 'en',
          keywords: ['General Neuroscience'],
          doi: '10.1016/j.neuron.2020.01.001',
          url: 'https://linkinghub.elsevier.com/retrieve/pii/S1',
          urls: ['http://dx.doi.org/10.1016/j.neuron.2020.01.001'],
          citations: 12,
          cites: ['10.1000/cited', 'A book'],
        },
      ],
      lines: [1],
      problems: [[1, 'record 2 on this line: this record has no title; add one, or name the column that holds it']],
    },
    {
      format: 'CSL-JSON',
      file: 'zotero-csl.json',
      papers: [
        {
          id: '10.1000/csl.1',
          title: 'A title with CaSe',
          abstract: 'An abstract.',
          authors: ['Jan van der Berg', 'The Group'],
          year: 2020,
          date: '2020-05-17',
          venue: 'Journal of Brains',
          type: 'article-journal',
          language: 'en',
          keywords: ['one', 'two'],
          doi: '10.1000/csl.1',
          pmid: '12345',
          note: 'PMID: 12345',
          url: 'https://example.org/csl',
        },
        { title: 'A book', abstract: '', year: 1999, date: '1999', type: 'book' },
      ],
      lines: [2, 33],
    },
    {
      format: 'OpenReview notes',
      file: 'openreview.json',
      papers: [
        {
          title: 'API 1 title',
          abstract: 'Text.',
          authors: ['Cid Fo'],
          identifiers: ['openreview:old'],
          url: 'https://openreview.net/forum?id=old',
        },
        {
          title: 'API 2 title',
          identifiers: ['openreview:abcDEF_1-2'],
          abstract: 'Text here and there.',
          authors: ['Anna Müller', 'Bo Lee'],
          year: 2023,
          date: '2023-01-31',
          venue: 'ICLR 2023 poster',
          keywords: ['spikes'],
          url: 'https://openreview.net/forum?id=abcDEF_1-2',
          code: ['https://github.com/a/b'],
        },
      ],
      lines: [1, 1],
    },
  ]);
});

test.each([
  ['ArXiv', 'Annual Meeting of the Association for Sand', 'Annual Meeting of the Association for Sand'],
  ['ArXiv', 'arXiv.org', 'ArXiv'],
  ['Journal of Sand', 'J. Sand', 'Journal of Sand'],
])('Semantic Scholar: the journal %j and venue %j', async (name, venue, expected) => {
  const paper = { paperId: 'a1', title: 'Sand in graphs', venue, journal: { name } };
  expect((await readPapersInOrder(JSON.stringify({ data: [paper] })))[0].venue).toBe(expected);
});

test('INSPIRE: collaborations, organizations, and cited works without a DOI', async () => {
  const metadata = {
    titles: [{ title: 'Search for sand' }],
    authors: [{ full_name: 'Lee, Ann' }],
    collaborations: [{ value: 'CMS' }, { value: 'Sand Working Group' }, { value: 'ATLAS' }],
    corporate_author: ['CMS Collaboration'],
    references: [
      { reference: { dois: ['10.5555/a'] } },
      { reference: { arxiv_eprint: '1207.7214' } },
      { reference: { misc: ['Aad, Phys.Lett.B 716, 1'] } },
      {
        reference: {
          authors: [{ full_name: 'Fo, C.' }],
          publication_info: { journal_title: 'J.Sand', journal_volume: '7', page_start: '1', year: 2001 },
        },
      },
    ],
  };
  expect(await readPapersInOrder(JSON.stringify({ hits: { hits: [{ metadata }] } }))).toMatchObject([
    {
      authors: ['Ann Lee', 'CMS Collaboration', 'Sand Working Group', 'ATLAS Collaboration'],
      cites: ['10.5555/a', 'arXiv:1207.7214', 'Aad, Phys.Lett.B 716, 1', 'Fo C., 2001, J.Sand, V7, P1'],
    },
  ]);
});

test('CSL-JSON: the venue of older versions', async () => {
  const item = { type: 'paper-conference', title: 'Sand', event: 'Conference on Sand', issued: { raw: '2001' } };
  expect((await readPapersInOrder(JSON.stringify([item])))[0].venue).toBe('Conference on Sand');
});
