import { beforeAll, describe, expect, test } from 'vitest';
import { analyze, readPapers } from '../../../../src/index.ts';
import { openInMemory } from '../../../../web/worker/open-map.ts';
import { MapQueries } from '../../../../web/worker/queries/map-queries.ts';
import { GroupIndex } from '../../../../web/worker/search/indexes/group-index.ts';
import { TitleIndex } from '../../../../web/worker/search/indexes/title-index.ts';

const PAPERS = [
  ['Deep belief networks', 'Geoffrey Hinton', 2006, 'Neural Computation', '10.1162/neco.2006.18', 'hinton2006fast'],
  ['Badminton and the clinton campaign', 'Jörg Müller', 2016, 'Sports', '10.1000/sports.1', 'mueller2016'],
  ['Digraph isomorphism', 'Ada Moor', 2016, 'ACM SIGGRAPH', '10.1000/graph.2', 'moor2016'],
  ['Rendering for SIGGRAPH', 'Hans Mueller', 2019, 'ACM SIGGRAPH', '10.1000/render.3', 'mueller2019'],
  ['Graph networks are deep', 'Ada Moor', 2021, 'Neural Computation', '10.1000/deep.4', 'moor2021'],
  ['Astrocytes and the synapse', 'Søren Ågård', 2022, 'Glia', '10.1000/glia.5', 'aagaard2022'],
] as const;

let queries: MapQueries;
let titles: string[];

beforeAll(async () => {
  const entries = PAPERS.map(
    ([title, author, year, venue, doi, key], i) =>
      `@article{${key}, title={${title}}, author={${author}}, year={${year}}, journal={${venue}}, doi={${doi}},
        keywords={topic${i}, shared keyword}, abstract={This abstract number ${i} describes networks, graphs and more.}}`,
  );
  const bytes = new TextEncoder().encode(entries.join('\n'));
  const collection = await readPapers([{ name: 'papers.bib', bytes: () => [bytes] }]);
  for (const paper of collection.papers) paper.key = PAPERS.find(([title]) => title === paper.title)![5];
  const map = await analyze(collection);
  titles = map.papers.map(({ title }) => title);
  queries = new MapQueries(openInMemory(map));
});

async function search(query: string) {
  const results = await queries.search(query);
  const { hits } = await queries.searchAbstracts(query, 'restart');
  const names = (groups: { name: string }[]) => groups.map(({ name }) => name).sort();
  const records = hits.filter(({ kind }) => kind === 'record');
  return {
    ...results,
    titles: results.papers.map(({ paper }) => titles[paper]).sort(),
    authors: names(results.authors),
    venues: names(results.venues),
    years: names(results.years),
    records: [...new Set(records.map(({ paper }) => titles[paper]))].sort(),
  };
}

describe('words', () => {
  test('a name does not find similar words of titles', async () => {
    expect(await search('Hinton')).toMatchObject({ titles: [], authors: ['Geoffrey Hinton'], corrections: [] });
    expect(await search('SIGGRAPH')).toMatchObject({ titles: ['Rendering for SIGGRAPH'], venues: ['ACM SIGGRAPH'] });
  });

  test.each(['Müller', 'Mueller', 'muller', 'MÜLLER'])('%s finds the authors in all spellings', async (query) => {
    const { authors } = await search(query);
    expect(authors).toContain('Jörg Müller');
    if (query !== 'muller') expect(authors).toContain('Hans Mueller');
  });

  test.each(['Søren Ågård', 'soren agard', 'soeren aagaard'])('%s finds Søren Ågård', async (query) => {
    expect((await search(query)).authors).toEqual(['Søren Ågård']);
  });

  test('a misspelled word is corrected and named, and only if it occurs nowhere', async () => {
    expect(await search('astroctyes')).toMatchObject({
      titles: ['Astrocytes and the synapse'],
      corrections: [{ word: 'astroctyes', replacement: 'astrocytes' }],
    });
    expect((await search('xylophone')).corrections).toEqual([]);
  });

  test('ignored words are named, and quoted ones are not ignored', async () => {
    expect(await search('astrocytes and the')).toMatchObject({
      titles: ['Astrocytes and the synapse'],
      ignored: ['and', 'the'],
    });
    expect(await search('"and the"')).toMatchObject({
      titles: ['Astrocytes and the synapse', 'Badminton and the clinton campaign'],
      ignored: [],
    });
  });

  test('ignored words count for the order of titles', async () => {
    const { papers } = await queries.search('the astrocytes are synapse');
    expect(papers.map(({ paper }) => titles[paper])).toEqual(['Astrocytes and the synapse']);
    const ordered = await queries.search('are deep networks');
    expect(titles[ordered.papers[0]!.paper]).toBe('Graph networks are deep');
  });

  test('quoted words must be adjacent in titles too', async () => {
    expect((await search('networks deep')).titles).toEqual(['Deep belief networks', 'Graph networks are deep']);
    expect((await search('"belief networks"')).titles).toEqual(['Deep belief networks']);
  });

  test('a minus excludes words', async () => {
    expect((await search('networks -belief')).titles).toEqual(['Graph networks are deep']);
    expect((await search('deep -"graph networks"')).titles).toEqual(['Deep belief networks']);
    expect((await search('short-term -x')).titles).toEqual([]);
  });

  test('a year and a venue are groups', async () => {
    expect((await search('2016')).years).toEqual(['2016']);
    expect((await search('neural comp')).venues).toEqual(['Neural Computation']);
    expect((await search('1999')).years).toEqual([]);
  });
});

describe('fields', () => {
  test.each([
    ['author:moor', ['Digraph isomorphism', 'Graph networks are deep']],
    ['author:"ada moor" year:2021', ['Graph networks are deep']],
    ['author:moor -year:2021', ['Digraph isomorphism']],
    ['year:2016', ['Badminton and the clinton campaign', 'Digraph isomorphism']],
    ['year:2019-2021', ['Graph networks are deep', 'Rendering for SIGGRAPH']],
    ['year:2021-', ['Astrocytes and the synapse', 'Graph networks are deep']],
    ['year:-2006', ['Deep belief networks']],
    ['year:soon', []],
    ['venue:siggraph', ['Digraph isomorphism', 'Rendering for SIGGRAPH']],
    ['venue:siggraph rendering', ['Rendering for SIGGRAPH']],
    ['title:deep -venue:glia', ['Deep belief networks', 'Graph networks are deep']],
    ['Author:mueller', ['Badminton and the clinton campaign', 'Rendering for SIGGRAPH']],
  ])('%s', async (query, expected) => {
    expect((await search(query)).titles).toEqual(expected);
  });

  test.each([
    ['10.1000/graph.2', ['Digraph isomorphism']],
    ['https://doi.org/10.1000/GRAPH.2', ['Digraph isomorphism']],
    ['doi:10.1162', ['Deep belief networks']],
    ['moor2016', ['Digraph isomorphism']],
    ['key:mueller', ['Badminton and the clinton campaign', 'Rendering for SIGGRAPH']],
    ['key:mueller year:2019', ['Rendering for SIGGRAPH']],
    ['keyword:topic3', ['Rendering for SIGGRAPH']],
    ['keyword:"shared keyword" author:moor', ['Digraph isomorphism', 'Graph networks are deep']],
    ['topic5', ['Astrocytes and the synapse']],
    ['doi:10.9999', []],
  ])('%s finds identifiers and keywords', async (query, expected) => {
    expect((await search(query)).records).toEqual(expected);
  });
});

test('the papers of a group are found by its exact name', async () => {
  const named = async (...group: Parameters<MapQueries['group']>) =>
    Array.from(await queries.group(...group), (paper) => titles[paper]).sort();
  expect(await named('author', 'Ada Moor')).toEqual(['Digraph isomorphism', 'Graph networks are deep']);
  expect(await named('author', 'Ada')).toEqual([]);
  expect(await named('venue', 'Glia')).toEqual(['Astrocytes and the synapse']);
  expect(await named('year', '2019')).toEqual(['Rendering for SIGGRAPH']);
  expect(await named('year', '0')).toEqual([]);
  expect(await named('term', 'no such term')).toEqual([]);
});

describe('ranking', () => {
  const TITLES = [
    'A user study of networks for people and their graph layout',
    'Graph layouts',
    'Layout of a graph',
    'Graph layout',
    'On graph layout and more',
    'Graphical user interfaces',
    'A graph',
  ];

  test.each([
    // The query itself, the query as whole words (shorter first), the start of it, and only its words.
    ['graph layout', ['Graph layout', 'On graph layout and more', TITLES[0]!, 'Graph layouts', 'Layout of a graph']],
    // Whole words before the start of a word.
    ['graph', ['A graph', 'Graph layout', 'Graph layouts', 'Layout of a graph']],
    ['graphica', ['Graphical user interfaces']],
  ])('%s', async (query, expected) => {
    const index = await TitleIndex.build(TITLES);
    const found = index.search({ required: query.split(' '), optional: [], text: query });
    expect(Array.from(found, (paper) => TITLES[paper]).slice(0, expected.length)).toEqual(expected);
  });

  test('a name with an apostrophe is found with and without it', async () => {
    const index = await GroupIndex.build(1, () => ["Eugene O'Neill"]);
    for (const words of [["O'Neill"], ['o', 'neill'], ['O’Neil']])
      expect(index.search(words, 6).map(({ name }) => name)).toEqual(["Eugene O'Neill"]);
  });

  test('authors whose names contain the word come before those whose names only start with it', async () => {
    const names = [['Martina Long'], ['Martina Long'], ['Ann Martin'], ['Bea Martin'], ['Bea Martin']];
    const index = await GroupIndex.build(names.length, (paper) => names[paper]!);
    const found = index.search(['martin'], 6);
    expect(found.map(({ name, papers }) => [name, papers.length])).toEqual([
      ['Bea Martin', 2],
      ['Ann Martin', 1],
      ['Martina Long', 2],
    ]);
    expect(Array.from(names.keys()).filter(index.createTest('martin b'))).toEqual([3, 4]);
    expect(index.search([], 6)).toEqual([]);
    expect(index.search(['martin', 'bea'], 6).map(({ name }) => name)).toEqual(['Bea Martin']);
  });
});
