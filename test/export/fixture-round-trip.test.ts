import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findExportFormat } from '../../src/export/find-format.ts';
import type { ExportFormatName } from '../../src/export/registry.ts';
import { writePapersCsv, writePapersJson } from '../../src/export/tables/papers.ts';
import { writePapersXlsx } from '../../src/export/tables/xlsx.ts';
import type { Paper } from '../../src/model/paper.ts';
import { separateInitialsInList } from '../../src/read/normalize/names/initials.ts';
import { toFirstLast } from '../../src/read/normalize/names/names.ts';
import { readText } from '../read/helpers.ts';
import { mapWithTitles } from './hostile-titles.ts';

const listFiles = (directory: string): [name: string, content: Uint8Array][] =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [`${directory}/${name}`, readFileSync(`${directory}/${name}`)]);

const samples = readFileSync('docs/formats.md', 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((text): [name: string, content: string] => [
    `the sample of ${text.slice(0, text.indexOf('\n'))}`,
    /^```\w+\n([\s\S]*?)^```$/m.exec(text)?.[1] ?? '',
  ]);

const directories = ['test/fixtures', 'test/fixtures/formats', 'test/fixtures/reading'];

/** The papers of each file that has any: of all formats, with values that are those of many services. */
const collections: [name: string, papers: Paper[]][] = [];
for (const [name, content] of [...samples, ...directories.flatMap(listFiles)]) {
  const { papers } = await readText(content);
  if (papers.length) collections.push([name, papers]);
}

const maxPapers = Math.max(...collections.map(([, { length }]) => length));
const base = await mapWithTitles(Array.from({ length: maxPapers + 1 }, (_, i) => `Paper ${i}`));

type Write = (papers: readonly Paper[]) => Promise<Iterable<string | Uint8Array>> | Iterable<string | Uint8Array>;

/** Exports papers together with one that has an abstract, without which there is no map. */
const exportAs =
  (name: ExportFormatName): Write =>
  async (papers) => {
    const writer = await findExportFormat(name)!.files[0]!.load();
    const all = [base.papers[0]!, ...papers];
    return writer({ ...base, papers: [...all, ...base.papers.slice(all.length)] }, { papers: all.keys() });
  };

const completeFormats = ['json', 'json-graph', 'csv', 'xlsx', 'parquet', 'gexf', 'graphml', 'cx2'] as const;
const references = ['bibtex', 'ris', 'csl-json'] as const;

const writers: [name: string, write: Write][] = [
  ...completeFormats.map((name): [string, Write] => [name, exportAs(name)]),
  ['papers as CSV', writePapersCsv],
  ['papers as JSON', writePapersJson],
  ['papers as Excel', writePapersXlsx],
];

const own = new Set(base.papers.map(({ id }) => id));
const contentOf = (papers: readonly Paper[], change: (paper: Paper) => object) =>
  papers
    .filter(({ id }) => !own.has(id))
    .sort((a, b) => (a.title < b.title || (a.title === b.title && a.id < b.id) ? -1 : 1))
    .map(({ sources: _, ...paper }) => change({ ...paper, sources: [] }));

async function readBack(papers: readonly Paper[], write: Write) {
  const {
    papers: found,
    problems,
    notes,
  } = await readText(Buffer.concat(Array.from(await write(papers), (chunk) => Buffer.from(chunk))));
  expect(problems).toEqual([]);
  expect(notes.filter(({ reason }) => /was not understood/.test(reason))).toEqual([]);
  return found;
}

test('there are files of all formats', () => {
  expect(collections.length).toBeGreaterThan(180);
});

describe('papers of each file are the same when they are read back', () => {
  test.each(writers)('from %s', async (_, write) => {
    for (const [name, papers] of collections)
      expect(
        contentOf(await readBack(papers, write), (paper) => paper),
        name,
      ).toEqual(contentOf(papers, (paper) => paper));
  });

  const toFullNames = (names: string[] | undefined) => names && separateInitialsInList(names).map(toFirstLast);

  /**
   * References have one of a list of types, a key, the series as venue where there is none, a date that may be the year, and initials before
   * family names, on which ids made from titles depend.
   */
  const withoutCompleted = ({ type: _, key: __, id, date, venue, authors, editors, ...paper }: Paper) => ({
    ...paper,
    ...(!id.startsWith('t-') && { id }),
    authors: toFullNames(authors),
    editors: toFullNames(editors),
    ...(date !== String(paper.year) && { date }),
    ...(venue !== paper.series && { venue }),
  });

  test.each(references)('from %s', async (format) => {
    for (const [name, papers] of collections)
      expect(contentOf(await readBack(papers, exportAs(format)), withoutCompleted), name).toEqual(
        contentOf(papers, withoutCompleted),
      );
  });
});
