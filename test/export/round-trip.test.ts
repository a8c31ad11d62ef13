import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findExportFormat } from '../../src/export/find-format.ts';
import { type ExportFormatName, exportFormats } from '../../src/export/registry.ts';
import { writePapersCsv, writePapersJson } from '../../src/export/tables/papers.ts';
import { writePapersXlsx } from '../../src/export/tables/xlsx.ts';
import type { PaperMap } from '../../src/model/map.ts';
import type { Paper } from '../../src/model/paper.ts';
import { displayName } from '../../src/read/normalize/names/name-parts.ts';
import { readPapers } from '../../src/read/read.ts';
import { mapWithTitles } from './hostile-titles.ts';

const word = fc.stringMatching(/^[a-zé]{3,9}$/);
const words = (min: number, max: number) =>
  fc.array(word, { minLength: min, maxLength: max }).map((list) => list.join(' '));
const capitalized = word.map((text) => text[0]!.toUpperCase() + text.slice(1));
/** Text with the characters that mean something in a table, in XML, in BibTeX, in JSON or in a spreadsheet. */
const text = fc
  .tuple(
    words(2, 4),
    fc.constantFrom(
      ' = ',
      '; ',
      ' & ',
      ' "',
      '" ',
      ', ',
      ': ',
      " '",
      ' #1 ',
      ' 5% ',
      ' < ',
      ' -',
      ' @',
      '_',
      ' --',
      ' ---',
      " ''",
    ),
    words(2, 4),
  )
  .map((parts) => parts.join('').replace(/\s+/g, ' ').trim());
const organization = fc.constantFrom(
  'Centers for Disease Control and Prevention',
  'Johnson & Johnson',
  'Acme Inc.',
  'AT&T',
  'Ang Lee et al. Foundation',
);
const name = fc.oneof(
  { weight: 4, arbitrary: capitalized.chain((a) => capitalized.map((b) => `${a} ${b}`)) },
  capitalized.chain((a) => fc.constantFrom(`${a} King, Jr`, `${a} King, Jr.`, `${a} King, III`)),
  organization,
);
/** Names that do not tell their parts. */
const structuredNames = fc.subarray(
  [
    'García Márquez, Gabriel',
    'Van Damme, Jan, Jr',
    'Silva, Ana da',
    'X, Malcolm',
    'OO, John',
    'Team, Ann',
    'Bee, Ann and',
    '{Doctors Without Borders}',
    '{NASA JPL}',
  ],
  { minLength: 1 },
);
const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));
const url = word.map((path) => `https://example.com/${path}`);
const uniqueList = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
const keyword = fc.oneof(
  words(1, 3),
  fc.constantFrom(
    'a, b; c',
    'x; y',
    'R&D',
    'command & control',
    '50% of "all"',
    '"all"',
    "Alzheimer's",
    '5-HT (serotonin)',
    '[18F] FDG',
    'research and development',
    'Neoplasms, Experimental',
    'p(y|x)',
  ),
);

const fields = {
  key: fc.tuple(word, digits(4)).map((parts) => parts.join('')),
  authors: uniqueList(name),
  structuredNames,
  year: fc.integer({ min: 1900, max: 2025 }),
  venue: text,
  publisher: text,
  editors: uniqueList(name),
  series: words(2, 3),
  volume: digits(2),
  number: digits(1),
  pages: fc.oneof(
    fc.constant('e1004'),
    fc.tuple(digits(2), digits(3)).map((pair) => pair.join('-')),
  ),
  organization: text,
  type: fc.constantFrom(
    'article',
    'inproceedings',
    'JOUR',
    'journal-article',
    'book',
    'Dissertation',
    'techreport',
    'Article; Early Access',
    'preprint',
    'posted-content',
    'Conference Paper',
    'xyz',
  ),
  language: fc.constantFrom('en', 'English'),
  keywords: uniqueList(keyword),
  doi: word.map((suffix) => `10.1000/${suffix}`),
  arxiv: digits(5).map((id) => `2101.${id}`),
  pmid: digits(7),
  pmcid: digits(7).map((id) => `PMC${id}`),
  isbn: fc.constantFrom<string[]>(['978-3-16-148410-0'], ['9783161484100', '0306406152']),
  issn: fc.constantFrom<string[]>(['1234-5679'], ['1234-5679', '2049-363X']),
  identifiers: fc.constantFrom<string[]>(['openalex:W2741809807'], ['openalex:W1', 'wos:000251396200003']),
  url,
  urls: uniqueList(url.map((address) => `${address}/copy`)),
  code: uniqueList(word.map((path) => `https://github.com/${path}/code`)),
  note: text,
  votes: fc.nat(999),
  citations: fc.nat(9999),
  otherAbstracts: fc.subarray(
    [
      'Medimos cómo responden las neuronas de la corteza visual; las respuestas de la mayoría de las células dependen de la "dirección".',
      'Nous avons mesuré comment les neurones du cortex visuel répondent, et les réponses des cellules dépendent de la direction.',
    ],
    { minLength: 1 },
  ),
  cites: uniqueList(
    fc.oneof(
      word.map((suffix) => `10.1234/${suffix}`),
      fc.constant('Smith J, 2001, Nature; vol 3'),
      fc.constant('Smith J, 2001, NATURE, V21, P303, DOI 10.1000/182'),
    ),
  ),
};

const paper: fc.Arbitrary<Paper> = fc
  .record({ title: text, abstract: words(8, 20), ...fields }, { requiredKeys: ['title', 'abstract'] })
  .map(({ title, ...rest }) => {
    const result: Paper = { id: '', title, sources: [], ...rest };
    // What reading establishes: further addresses follow a first one, a date has the year.
    if (result.url === undefined) delete result.urls;
    // Each structured name is that of an author or an editor.
    const structured = result.structuredNames?.map(displayName) ?? [];
    const role = result.year === undefined ? 'editors' : 'authors';
    if (structured.length) result[role] = [...(result[role] ?? []), ...structured];
    if (result.authors) result.authorCount = result.authors.length;
    if (result.year !== undefined) result.date = `${result.year}-05-17`;
    return result;
  });

/** Papers that differ so much that none are merged. */
const papers = fc.array(paper, { minLength: 4, maxLength: 4 }).map((list) =>
  list.map((item, i): Paper => {
    const { doi, arxiv, pmid, pmcid, key, cites } = item;
    const marker = ['Alpha', 'Beta', 'Gamma', 'Delta'][i]!;
    return {
      ...item,
      id: `paper-${i}`,
      title: `${marker} ${marker.toLowerCase()}ology: ${item.title}`,
      ...(doi && { doi: `${doi}${i}` }),
      ...(arxiv && { arxiv: `210${i}.${arxiv.slice(-5)}` }),
      ...(pmid && { pmid: `${i + 1}${pmid.slice(1)}` }),
      ...(pmcid && { pmcid: `PMC${i + 1}${pmcid.slice(4)}` }),
      ...(key && { key: `${key}${i}` }),
      ...(item.identifiers && { identifiers: item.identifiers.map((id) => `${id}${i}`) }),
      ...(item.url && { url: `${item.url}/${i}` }),
      ...(cites && { cites }),
    };
  }),
);

const read = async (content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readPapers([{ name: 'export', bytes: () => [bytes] }]);
};

const base = await mapWithTitles(['One', 'Two', 'Three', 'Four']);
const mapOf = (list: readonly Paper[]): PaperMap => ({ ...base, papers: [...list] });

/** The fields of papers, in the order of their titles, without what reading computes. */
const fieldsOf = (list: readonly Paper[]) =>
  list
    .map(({ id: _, sources: __, ...rest }): Partial<Paper> & { title: string } => rest)
    .sort((a, b) => (a.title < b.title ? -1 : 1));

/** Formats of references that name the type of every paper, give it a citation key, or name the series as its venue. */
const COMPLETED: readonly ExportFormatName[] = ['bibtex', 'ris', 'csl-json'];

function expectSame(read: readonly Paper[], originals: readonly Paper[], isCompleted = false): void {
  const [actual, expected] = [fieldsOf(read), fieldsOf(originals)];
  if (isCompleted)
    for (const [i, paper] of actual.entries())
      for (const name of ['type', 'key', 'venue'] as const) if (expected[i]?.[name] === undefined) delete paper[name];
  expect(actual).toEqual(expected);
}

async function write(name: ExportFormatName, map: PaperMap, options: object = {}): Promise<Uint8Array> {
  const writer = await findExportFormat(name)!.files[0]!.load();
  return Buffer.concat(Array.from(await writer(map, options), (chunk) => Buffer.from(chunk)));
}

/** Formats without all fields of papers: feeds, figures, the page, tables of other things. */
const WITHOUT_PAPERS: readonly ExportFormatName[] = [
  'atom',
  'svg',
  'pdf',
  'png',
  'html',
  'topics',
  'vosviewer',
  'dot',
  'pajek',
  'knowledge-gexf',
  'knowledge-graphml',
  'turtle',
  'jsonld',
  'neo4j',
  'zotero-tags',
];
const names = exportFormats.map((format) => format.name).filter((format) => !WITHOUT_PAPERS.includes(format));

describe.each(names)('%s, read by papergraph', (format) => {
  test('preserves all fields of all papers', async () => {
    await fc.assert(
      fc.asyncProperty(papers, async (list) => {
        const result = await read(await write(format, mapOf(list)));
        expect(result.problems).toEqual([]);
        expectSame(result.papers, list, COMPLETED.includes(format));
      }),
      { seed: 16, numRuns: 25 },
    );
  });

  test('preserves a day without a year, without a note', async () => {
    const dates = [
      [undefined, '--01-31'],
      [2001, '2001-12-05'],
      [2002, '2002-03'],
    ] as const;
    const list = dates.map(([year, date], i) => {
      const { year: _, ...rest } = base.papers[i]!;
      return { ...rest, date, ...(year && { year }) };
    });
    const result = await read(await write(format, mapOf([...list, base.papers[3]!])));
    expect(result.notes.filter(({ reason }) => /understood/.test(reason))).toEqual([]);
    expect(result.papers.slice(0, 3).map(({ year, date }) => [year, date])).toEqual(dates);
  });
});

describe('tables', () => {
  test.each<[string, (papers: Paper[]) => Iterable<string | Uint8Array>]>([
    ['CSV', writePapersCsv],
    ['JSON', writePapersJson],
    ['Excel', writePapersXlsx],
  ])('of papers as %s preserve all fields', async (_, writePapers) => {
    await fc.assert(
      fc.asyncProperty(papers, async (list) => {
        const result = await read(Buffer.concat(Array.from(writePapers(list), (chunk) => Buffer.from(chunk))));
        expectSame(result.papers, list);
      }),
      { seed: 9, numRuns: 25 },
    );
  });

  test.each([{ safeCells: false }, { bom: true }, { safeCells: false, bom: true }])(
    'CSV with %o preserves all fields',
    async (options) => {
      await fc.assert(
        fc.asyncProperty(papers, async (list) => {
          const result = await read(await write('csv', mapOf(list), options));
          expectSame(result.papers, list);
        }),
        { seed: 10, numRuns: 10 },
      );
    },
  );
});
