import { describe, expect, test } from 'vitest';
import { readPapersInOrder } from '../helpers.ts';
import { testFixtures } from './test-fixtures.ts';

describe('XML formats', () => {
  testFixtures([
    {
      format: 'EndNote XML',
      file: 'endnote.xml',
      papers: [
        {
          id: '10.1000/endnote.1',
          title: 'Water (H2O) & brains',
          abstract: 'An abstract with markup.',
          authors: ['Anna Müller', 'Bo Lee'],
          year: 2020,
          editors: ['Itor Ed'],
          date: '2020-05-17',
          venue: 'Journal of Brains',
          type: 'Journal Article',
          language: 'eng',
          keywords: ['water', 'neurons', 'brains'],
          doi: '10.1000/endnote.1',
          pmid: '123456',
          url: 'https://example.org/a',
        },
        { title: 'Second title', abstract: '' },
      ],
      lines: [1, 2],
    },
    {
      format: 'PubMed XML',
      file: 'pubmed.xml',
      papers: [
        {
          id: '10.1016/j.neuron.2019.07.001',
          title: 'Ca2+ imaging of C. elegans neurons.',
          abstract: 'BACKGROUND: Worms have 302 neurons, p<0.05. RESULTS: We saw all of them.',
          authors: ['John A Smith', 'The Worm Group'],
          year: 2019,
          date: '2019-07-17',
          venue: 'Neuron',
          volume: '103',
          issn: ['1097-4199'],
          type: 'Journal Article',
          language: 'eng',
          keywords: ['calcium', 'worms'],
          doi: '10.1016/j.neuron.2019.07.001',
          pmid: '31452104',
          cites: ['A reference, DOI 10.1000/cited'],
        },
        {
          id: 'pmid:100',
          pmid: '100',
          title: 'A translated title',
          abstract: '',
          authors: ['C Fo'],
          year: 1975,
          date: '1975-05',
          venue: 'J',
        },
      ],
      lines: [4, 5],
    },
    {
      format: 'arXiv Atom',
      file: 'arxiv.xml',
      papers: [
        {
          id: '10.1000/arxiv.1',
          title: 'A k-means view of neurons',
          abstract: 'We show that O(log n) neurons are enough & sparse. See also the code.',
          authors: ['Anna Müller', 'Bo Lee'],
          year: 2021,
          date: '2021-01-01',
          venue: 'J. Brains 1 (2021) 1-2',
          note: '23 pages',
          type: 'preprint',
          keywords: ['q-bio.NC', 'cs.LG'],
          doi: '10.1000/arxiv.1',
          arxiv: '2101.00001',
          url: 'http://arxiv.org/abs/2101.00001v2',
          urls: ['http://dx.doi.org/10.1000/arxiv.1', 'http://arxiv.org/pdf/2101.00001v2'],
        },
      ],
      lines: [6],
      problems: [[32, 'the arXiv API returned an error: incorrect id format for x']],
    },
    {
      format: 'ACL Anthology XML',
      file: 'acl.xml',
      papers: [
        {
          id: '10.18653/v1/2020.acl-main.1',
          title: 'Learning to BERT with α',
          abstract: 'Young learners understand.',
          authors: ['Anna Müller', 'Suharto'],
          editors: ['Dan Jurafsky'],
          pages: '1-8',
          identifiers: ['acl:2020.acl-main.1'],
          year: 2020,
          date: '2020-07',
          venue: 'Proceedings of the 58th Annual Meeting',
          publisher: 'Association for Computational Linguistics',
          doi: '10.18653/v1/2020.acl-main.1',
          url: 'https://aclanthology.org/2020.acl-main.1',
        },
        {
          title: 'No url of its own',
          editors: ['Dan Jurafsky'],
          identifiers: ['acl:2020.acl-main.2'],
          abstract: '',
          year: 2020,
          date: '2020-07',
          venue: 'Proceedings of the 58th Annual Meeting',
          publisher: 'Association for Computational Linguistics',
          url: 'https://aclanthology.org/2020.acl-main.2',
        },
      ],
      lines: [14, 23],
    },
  ]);
});

test('JATS: the name of a group is read without its members, and a title without marks of footnotes', async () => {
  const member = '<contrib contrib-type="author"><name><surname>Hidden</surname></name></contrib>';
  const group = `<collab>the <italic>SAND</italic> Group<xref ref-type="aff" rid="a">1</xref><contrib-group>${member}</contrib-group></collab>`;
  const title = 'Comment on <xref ref-type="bibr" rid="b">Lee and Ek</xref>: sand<xref ref-type="fn" rid="f">*</xref>';
  const [paper] = await readPapersInOrder(
    `<article><front><article-meta><title-group><article-title>${title}</article-title></title-group><contrib-group><contrib contrib-type="author">${group}</contrib></contrib-group></article-meta></front></article>`,
  );
  expect(paper).toMatchObject({ title: 'Comment on Lee and Ek: sand', authors: ['the SAND Group'] });
});

test('Dublin Core: keywords in one element are split at semicolons', async () => {
  const [paper] = await readPapersInOrder(
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"><dc:title>Sand</dc:title><dc:subject>sand, fine; schools</dc:subject><dc:subject>sea, deep</dc:subject></oai_dc:dc>',
  );
  expect(paper.keywords).toEqual(['sand, fine', 'schools', 'sea, deep']);
});

test('MODS: suffixes of names', async () => {
  const name = (terms: string) =>
    `<name type="personal"><namePart type="family">King</namePart><namePart type="given">Sam</namePart><namePart type="termsOfAddress">${terms}</namePart></name>`;
  const [paper] = await readPapersInOrder(
    `<mods><titleInfo><title>Sand</title></titleInfo>${name('Jr.')}${name('Dr.')}</mods>`,
  );
  expect(paper.authors).toEqual(['Sam King, Jr.', 'Sam King']);
});

describe('PubMed XML and text', () => {
  const readXml = (date: string, pages: string) =>
    readPapersInOrder(
      `<PubmedArticle><Article><Journal><JournalIssue><PubDate><MedlineDate>${date}</MedlineDate></PubDate></JournalIssue></Journal><ArticleTitle>Sand</ArticleTitle><Pagination>${pages}</Pagination></Article></PubmedArticle>`,
    );
  const readMedline = (date: string, pages: string) =>
    readPapersInOrder(`PMID- 1\nTI  - Sand\nDP  - ${date}\nPG  - ${pages}\n`);

  test.each([
    ['1998 Dec-1999 Jan', '1998-12'],
    ['2000 Nov-Dec', '2000-11'],
    ['1998 Dec 15-22', '1998-12-15'],
    ['1998-1999', '1998'],
    ['2001 Spring', '2001'],
  ])('have the same date for %s', async (written, date) => {
    const expected = [{ date, year: Number(date.slice(0, 4)) }];
    expect(await readXml(written, '')).toMatchObject(expected);
    expect(await readMedline(written, '')).toMatchObject(expected);
  });

  test.each([
    ['123-9', '123-129'],
    ['1199-202', '1199-1202'],
    ['12-5, 20-1', '12-15, 20-21'],
    ['14-25', '14-25'],
    ['199-2', '199-2'],
    ['S12-8', 'S12-8'],
    ['e1004', 'e1004'],
  ])('have the pages %s as %s', async (written, pages) => {
    expect((await readXml('2001', `<MedlinePgn>${written}</MedlinePgn>`))[0].pages).toBe(pages);
    expect((await readMedline('2001', written))[0].pages).toBe(pages);
  });

  test('have the pages of their parts', async () => {
    const parts = '<StartPage>123</StartPage><EndPage>129</EndPage>';
    for (const pages of [parts, `${parts}<MedlinePgn>123-9</MedlinePgn>`])
      expect((await readXml('2001', pages))[0].pages).toBe('123-129');
  });
});
