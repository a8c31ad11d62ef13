import { describe, expect, test } from 'vitest';
import { readPapers } from '../../../../src/read/read.ts';
import { createInput } from '../../helpers.ts';

const ENGLISH =
  'We measured how the neurons of the visual cortex respond to moving gratings, and found that the responses of most cells depend on the direction of the movement.';
const SPANISH =
  'Medimos cómo responden las neuronas de la corteza visual a las rejillas en movimiento, y encontramos que las respuestas de la mayoría de las células dependen de la dirección.';
const FRENCH =
  'Nous avons mesuré comment les neurones du cortex visuel répondent à des réseaux en mouvement, et les réponses de la plupart des cellules dépendent de la direction du mouvement.';

const FORMATS = {
  PubMed: `<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1234567</PMID><Article><ArticleTitle>Moving gratings</ArticleTitle>
<Abstract><AbstractText>${SPANISH}</AbstractText></Abstract></Article>
<OtherAbstract Language="eng"><AbstractText>${ENGLISH}</AbstractText></OtherAbstract></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
  MEDLINE: `PMID- 1234567\nTI  - Moving gratings\nAB  - ${SPANISH}\nOAB - ${ENGLISH}\n`,
  JATS: `<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>Moving gratings</article-title></title-group>
<abstract><p>${SPANISH}</p></abstract><trans-abstract xml:lang="en"><p>${ENGLISH}</p></trans-abstract></article-meta></front></article>`,
  MODS: `<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Moving gratings</title></titleInfo><abstract>${SPANISH}</abstract><abstract lang="eng">${ENGLISH}</abstract></mods>`,
  'Dublin Core': `<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Moving gratings</dc:title><dc:description>${SPANISH}</dc:description><dc:description>${ENGLISH}</dc:description><dc:description>12 pages</dc:description></oai_dc:dc>`,
  'DataCite XML': `<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.1234/gratings</identifier><titles><title>Moving gratings</title></titles><descriptions><description descriptionType="Abstract">${SPANISH}</description><description descriptionType="Abstract">${ENGLISH}</description></descriptions></resource>`,
  'DataCite JSON': JSON.stringify({
    doi: '10.1234/gratings',
    titles: [{ title: 'Moving gratings' }],
    descriptions: [
      { description: SPANISH, descriptionType: 'Abstract' },
      { description: ENGLISH, descriptionType: 'Abstract' },
    ],
    schemaVersion: 'http://datacite.org/schema/kernel-4',
  }),
  RIS: `TY  - JOUR\nTI  - Moving gratings\nAB  - ${SPANISH}\nN2  - ${ENGLISH}\nER  - \n`,
  'RIS with paragraphs': `TY  - JOUR\nTI  - Moving gratings\nAB  - ${SPANISH.replace(', y', ',\nAB  - y')}\nAB  - ${ENGLISH}\nER  - \n`,
  JSON: JSON.stringify([{ title: 'Moving gratings', abstract: SPANISH, otherAbstracts: [ENGLISH] }]),
};

/** Papers with an abstract in one language only. */
const others = (abstract: string) =>
  JSON.stringify(
    ['alpha', 'beta', 'gamma'].map((name) => ({ title: `About ${name}`, abstract: `${name}: ${abstract}` })),
  );

async function readGratings(...contents: string[]) {
  const { papers, problems } = await readPapers(contents.map((content, i) => createInput(`${i}`, content)));
  expect(problems).toEqual([]);
  const found = papers.filter(({ title }) => title === 'Moving gratings');
  expect(found).toHaveLength(1);
  return found[0]!;
}

test.each(['Abstract not available', 'No abstract provided.', '[No abstract available]'])(
  '%s is no abstract',
  async (text) => {
    const { papers } = await readPapers([createInput('1', `TY  - JOUR\nTI  - Sand\nAB  - ${text}\nER  - \n`)]);
    expect(papers[0]!.abstract).toBe('');
  },
);

describe('a paper with abstracts in two languages', () => {
  test.each(Object.entries(FORMATS))('has the one of most papers, and keeps the other (%s)', async (_, content) => {
    const inEnglish = await readGratings(content, others(ENGLISH));
    expect([inEnglish.abstract, inEnglish.otherAbstracts]).toEqual([ENGLISH, [SPANISH]]);
    const inSpanish = await readGratings(content, others(SPANISH));
    expect([inSpanish.abstract, inSpanish.otherAbstracts]).toEqual([SPANISH, [ENGLISH]]);
  });

  test('has the first one where no paper has another', async () => {
    const { abstract, otherAbstracts } = await readGratings(FORMATS.RIS);
    expect([abstract, otherAbstracts]).toEqual([SPANISH, [ENGLISH]]);
  });

  test('can come from records that are merged; each of their sources gave an abstract', async () => {
    const record = (abstract: string) =>
      JSON.stringify([{ title: 'Moving gratings', doi: '10.1234/gratings', authors: ['Ann Lee'], abstract }]);
    const paper = await readGratings(record(ENGLISH), record(FRENCH), record(SPANISH), others(ENGLISH));
    expect(paper.abstract).toBe(ENGLISH);
    expect(paper.otherAbstracts?.toSorted()).toEqual([SPANISH, FRENCH].sort());
    const fields = paper.sources.map(({ gave }) => gave?.filter((field) => /abstract/i.test(field)));
    expect(fields).toEqual([['abstract'], ['abstract'], ['abstract']]);
  });

  test('does not keep a second text in the same language, nor a comment', async () => {
    const content = JSON.stringify([
      {
        title: 'Moving gratings',
        abstract: ENGLISH,
        otherAbstracts: [`${ENGLISH} Again.`, 'Tesis de la Universidad de la Rioja.'],
      },
    ]);
    expect((await readGratings(content)).otherAbstracts).toBeUndefined();
  });

  test('takes time proportional to its length, also with many paragraphs', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `AB  - ${i} ${i < 10_000 ? SPANISH : ENGLISH}`);
    const content = `TY  - JOUR\nTI  - Moving gratings\n${lines.join('\n')}\nER  - \n`;
    const { abstract, otherAbstracts } = await readGratings(content);
    expect([abstract.length > 1e6, otherAbstracts?.length]).toEqual([true, 1]);
  });

  test('that lacks a first one has the other', async () => {
    const content = FORMATS.PubMed.replace(/<Abstract>.*<\/Abstract>/, '');
    expect(content).not.toContain(SPANISH);
    const { abstract, otherAbstracts } = await readGratings(content);
    expect([abstract, otherAbstracts]).toEqual([ENGLISH, undefined]);
  });
});
