import { expect, test } from 'vitest';
import { readText } from '../../helpers.ts';

const NAME = 'Institute for Sand, Water, and Ice';

/** Ways in which formats say that a name is not that of a person. */
const FILES = {
  'CSL-JSON': JSON.stringify([
    { type: 'report', title: 'Sand', author: [{ literal: NAME }, { literal: 'Roe, Jane' }], issued: {} },
  ]),
  Crossref: JSON.stringify({
    message: {
      title: ['Sand'],
      author: [
        { name: NAME, sequence: 'first' },
        { family: 'Roe', given: 'Jane', sequence: 'additional' },
      ],
      'reference-count': 0,
    },
  }),
  DataCite: JSON.stringify({
    titles: [{ title: 'Sand' }],
    creators: [{ name: NAME, nameType: 'Organizational' }, { name: 'Roe, Jane' }],
    schemaVersion: 'http://datacite.org/schema/kernel-4',
  }),
  MEDLINE: `PMID- 1234567\nTI  - Sand\nFAU - Roe, Jane\nCN  - ${NAME}\n`,
  'PubMed XML': `<PubmedArticle><MedlineCitation><Article><ArticleTitle>Sand</ArticleTitle><AuthorList><Author><CollectiveName>${NAME}</CollectiveName></Author><Author><LastName>Roe</LastName><ForeName>Jane</ForeName></Author></AuthorList></Article></MedlineCitation></PubmedArticle>`,
  MODS: `<mods><titleInfo><title>Sand</title></titleInfo><name type="corporate"><namePart>${NAME}</namePart></name><name type="personal"><namePart>Roe, Jane</namePart></name></mods>`,
  'DataCite XML': `<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Sand</title></titles><creators><creator><creatorName nameType="Organizational">${NAME}</creatorName></creator><creator><creatorName>Roe, Jane</creatorName></creator></creators></resource>`,
  JATS: `<article><front><article-meta><title-group><article-title>Sand</article-title></title-group><contrib-group><contrib contrib-type="author"><collab>${NAME}</collab></contrib><contrib><string-name>Roe, Jane</string-name></contrib></contrib-group></article-meta></front></article>`,
  Zotero: JSON.stringify([
    {
      itemType: 'report',
      title: 'Sand',
      creators: [
        { creatorType: 'author', name: NAME },
        { creatorType: 'author', firstName: 'Jane', lastName: 'Roe' },
      ],
    },
  ]),
  'Zotero RDF': `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:foaf="http://xmlns.com/foaf/0.1/"><bib:Report rdf:about="#1"><z:itemType>report</z:itemType><dc:title>Sand</dc:title><bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>${NAME}</foaf:surname></foaf:Person></rdf:li><rdf:li><foaf:Person><foaf:surname>Roe</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors></bib:Report></rdf:RDF>`,
};

test.each(Object.entries(FILES))(
  'the name of an organization is not read as "Last, First" (%s)',
  async (_, content) => {
    const { papers, problems } = await readText(content);
    expect(problems).toEqual([]);
    expect(papers[0]?.authors?.toSorted()).toEqual(['Institute for Sand Water and Ice', 'Jane Roe']);
  },
);

test('a suffix is written in the same way by all formats', async () => {
  const xml = `<PubmedArticle><MedlineCitation><Article><ArticleTitle>Sand</ArticleTitle><AuthorList><Author><LastName>Roe</LastName><ForeName>Jane</ForeName><Suffix>3rd</Suffix></Author></AuthorList></Article></MedlineCitation></PubmedArticle>`;
  for (const content of [xml, 'PMID- 1234567\nTI  - Sand\nFAU - Roe, Jane 3rd\n'])
    expect((await readText(content)).papers[0]?.authors).toEqual(['Jane Roe, 3rd']);
});
