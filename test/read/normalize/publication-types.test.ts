import { expect, test } from 'vitest';
import { choosePublicationType } from '../../../src/read/normalize/publication-types.ts';
import { readPapersInOrder } from '../helpers.ts';

test.each([
  [['Comparative Study', 'Journal Article', 'Randomized Controlled Trial'], 'Journal Article'],
  [['Clinical Trial, Phase II', 'Journal Article', "Research Support, Non-U.S. Gov't"], 'Journal Article'],
  [['Journal Article', 'Review'], 'Journal Article'],
  [['Comparative Study', 'Review'], 'Review'],
  [['Case Reports', 'Journal Article'], 'Case Reports'],
  [['Comment', 'Letter'], 'Letter'],
  [['Comparative Study', "Research Support, Non-U.S. Gov't"], 'Comparative Study'],
  [[], undefined],
])('of %j, the publication is a %s', (types, expected) => {
  expect(choosePublicationType(types)).toBe(expected);
});

test('PubMed as text and as XML', async () => {
  const types = ['Comparative Study', 'Journal Article', "Research Support, Non-U.S. Gov't"];
  const lines = types.map((type) => `PT  - ${type}\n`).join('');
  const elements = types.map((type) => `<PublicationType>${type}</PublicationType>`).join('');
  const [text] = await readPapersInOrder(`PMID- 1\nTI  - Sand.\n${lines}`);
  const [xml] = await readPapersInOrder(
    `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>Sand.</ArticleTitle><PublicationTypeList>${elements}</PublicationTypeList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
  );
  expect([text!.type, xml!.type]).toEqual(['Journal Article', 'Journal Article']);
});
