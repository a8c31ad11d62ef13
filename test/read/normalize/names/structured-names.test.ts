import { expect, test } from 'vitest';
import type { Paper } from '../../../../src/model/paper.ts';
import { createNameSplitter, displayName, splitName } from '../../../../src/read/normalize/names/name-parts.ts';
import { selectStructuredNames, structureOf } from '../../../../src/read/normalize/names/structured-names.ts';
import { readPapers } from '../../../../src/read/read.ts';

const read = async (...contents: string[]): Promise<Paper[]> => {
  const files = contents.map((content, i) => ({ name: `file${i}`, bytes: () => [new TextEncoder().encode(content)] }));
  return (await readPapers(files)).papers;
};
const namesOf = ({ authors, structuredNames }: Paper) => ({ authors, structuredNames });

test.each([
  ['García Márquez, Gabriel', 'Gabriel García Márquez', 'García Márquez, Gabriel'],
  ['Van Damme, Jean-Claude', 'Jean-Claude Van Damme', 'Van Damme, Jean-Claude'],
  ['Silva, Roberto da', 'Roberto da Silva', 'Silva, Roberto da'],
  ['Ortega y Gasset, José, Jr', 'José Ortega y Gasset, Jr', 'Ortega y Gasset, José, Jr'],
  ['{Barnes Noble}', 'Barnes Noble', '{Barnes Noble}'],
  // Read again, these could be "Smith, J." or an organization.
  ['X, Malcolm', 'Malcolm X', 'X, Malcolm'],
  ['Team, Ann', 'Ann Team', 'Team, Ann'],
  // The name tells the same.
  ['Smith, Jane', 'Jane Smith', undefined],
  ['van Beethoven, Ludwig', 'Ludwig van Beethoven', undefined],
  ['Smith, Jr, Ann', 'Ann Smith, Jr', undefined],
  ['{The ATLAS Collaboration}', 'The ATLAS Collaboration', undefined],
  ['{Plato}', 'Plato', undefined],
  // The source does not tell.
  ['Gabriel García Márquez', 'Gabriel García Márquez', undefined],
  ['Jane Smith, Jr', 'Jane Smith, Jr', undefined],
])('the parts of %s', (written, name, entry) => {
  expect(structureOf(written, name)).toBe(entry);
  if (entry !== undefined) expect(displayName(entry)).toBe(name);
});

test('names are split as structured names say', () => {
  const structuredNames = ['García Márquez, Gabriel', 'Van Damme, Jan, Jr', '{Barnes Noble}'];
  const split = createNameSplitter({ structuredNames, authors: ['Müller J', 'Osei KB'], editors: ['Li XU'] });
  expect(split('Gabriel García Márquez')).toEqual({ family: 'García Márquez', given: 'Gabriel' });
  expect(split('Jan Van Damme, Jr')).toEqual({ family: 'Van Damme', given: 'Jan', suffix: 'Jr' });
  expect(split('Barnes Noble')).toEqual({ family: 'Barnes Noble' });
  expect(split('Jane Smith')).toEqual(splitName('Jane Smith'));
  // A list tells that names end with initials.
  expect(split('Müller J')).toEqual({ family: 'Müller', given: 'J.' });
  expect(split('Osei KB')).toEqual({ family: 'Osei', given: 'K.B.' });
  expect(split('Li XU')).toEqual({ family: 'XU', given: 'Li' });
});

test('names of organizations and several names are not split; Andò, And, and Team are family names', () => {
  for (const name of ['World Health Organization', 'Cortex Consortium', 'Barnes and Noble', 'Ernst & Young'])
    expect(splitName(name)).toEqual({ family: name });
  expect(splitName('Anna Andò').family).toBe('Andò');
  expect(splitName('Metin And').family).toBe('And');
});

test('entries without a name are left out, and each name has one', () => {
  expect(selectStructuredNames(['B C, A', 'Y Z, X', '{A B C}'], ['X Y Z', 'A B C', 'X Y Z'])).toEqual([
    'Y Z, X',
    'B C, A',
  ]);
  expect(selectStructuredNames(['B C, A'], ['Jane Smith'])).toBeUndefined();
});

const bibtex = `@article{a, title={One title of many words}, year={2020}, doi={10.1000/1},
  author={García Márquez, Gabriel and Ann {Lopez Paz} and {Doctors {Without} Borders} and Jane Smith}, editor={Gomez Diaz, Eva}}`;
const expected = ['García Márquez, Gabriel', 'Lopez Paz, Ann', '{Doctors Without Borders}'];

test.each<[string, string]>([
  ['BibTeX', bibtex.replace(/, editor.*/, '}')],
  [
    'RIS',
    'TY  - JOUR\nTI  - One title\nAU  - García Márquez, Gabriel\nAU  - Lopez Paz, Ann\nAU  - Doctors Without Borders,\nAU  - Smith, Jane\nER  - \n',
  ],
  [
    'CSL-JSON',
    '[{"type":"article-journal","title":"One title","author":[{"family":"García Márquez","given":"Gabriel"},{"family":"Paz","non-dropping-particle":"Lopez","given":"Ann"},{"literal":"Doctors Without Borders"},{"family":"Smith","given":"Jane"}],"issued":{"date-parts":[[2020]]}}]',
  ],
  [
    'PubMed',
    'PMID- 1\nTI  - One title\nFAU - García Márquez, Gabriel\nFAU - Lopez Paz, Ann\nFAU - Smith, Jane\nCN  - Doctors Without Borders\n\n',
  ],
  [
    'PubMed XML',
    '<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>One title</ArticleTitle><AuthorList><Author><LastName>García Márquez</LastName><ForeName>Gabriel</ForeName></Author><Author><LastName>Lopez Paz</LastName><ForeName>Ann</ForeName></Author><Author><CollectiveName>Doctors Without Borders</CollectiveName></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>',
  ],
  [
    'Web of Science',
    'FN Clarivate\nVR 1.0\nPT J\nAF García Márquez, Gabriel\n   Lopez Paz, Ann\n   Smith, Jane\nCA Doctors Without Borders\nTI One title\nER\n\nEF\n',
  ],
  ['CSV', 'title,authors,Group Authors\nOne title,"García Márquez, Gabriel; Lopez Paz, Ann",Doctors Without Borders\n'],
])('%s keeps family names and organizations', async (_, content) => {
  const [paper] = await read(content);
  expect(paper?.authors?.slice(0, 2)).toEqual(['Gabriel García Márquez', 'Ann Lopez Paz']);
  expect(paper?.authors).toContain('Doctors Without Borders');
  expect(paper?.structuredNames).toEqual(expected);
});

test('merged records keep the parts of their names, whatever their order', async () => {
  const plain =
    'title,authors,doi\nOne title of many words,Gabriel García Márquez; Ann Lopez Paz; Doctors Without Borders; Jane Mary Smith,10.1000/1\n';
  const merged = await read(bibtex, plain);
  expect(merged.map(namesOf)).toEqual([
    {
      authors: ['Gabriel García Márquez', 'Ann Lopez Paz', 'Doctors Without Borders', 'Jane Mary Smith'],
      structuredNames: [...expected, 'Gomez Diaz, Eva'],
    },
  ]);
  expect((await read(plain, bibtex)).map(namesOf)).toEqual(merged.map(namesOf));
});

test('no other paper gets the field', async () => {
  const [paper] = await read(
    '@article{a, title={One title}, author={Smith, Jane and van Dam, Eva and {Cortex Group} and Ana {\\`E}clair}}',
  );
  expect(paper).not.toHaveProperty('structuredNames');
});
