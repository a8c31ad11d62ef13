import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSampleMap, createSampleLines, createTempDirectory, readMapJson, runCli } from '../run-cli.ts';

const FIGURE_WIDTH = 'pixels from 400 to 100000, or a length such as 180mm, 18cm or 7in, from 50mm to 5000mm';

let mapDirectory: string;
let map: string;

beforeAll(async () => {
  mapDirectory = mkdtempSync(join(tmpdir(), 'papergraph-options-'));
  map = await buildSampleMap(mapDirectory);
});
afterAll(() => rmSync(mapDirectory, { recursive: true, force: true }));

describe('deprecated options', () => {
  test('--author-share sets --author-weight and prints a note', async () => {
    const directory = createTempDirectory();
    const build = (...args: string[]) =>
      runCli(['build', '-', '--quiet', ...args], { cwd: directory, input: createSampleLines(12) });
    const current = await build('-o', 'current.json', '--author-weight', '0.3');
    expect(current).toEqual({ code: 0, stdout: '', stderr: '' });
    const deprecated = await build('-o', 'deprecated.json', '--author-share', '0.3');
    expect(deprecated).toEqual({
      code: 0,
      stdout: '',
      stderr: 'papergraph: --author-share is deprecated; use --author-weight\n',
    });
    const content = readFileSync(join(directory, 'current.json'));
    expect(readFileSync(join(directory, 'deprecated.json')).equals(content)).toBe(true);
    expect(readMapJson(join(directory, 'current.json')).summary.options.authorWeight).toBe(0.3);
    expect((await build('--author-share', '2')).code).toBe(2);
  });

  test('--wide sets --expand and prints a note', async () => {
    const related = (option: string) => runCli(['related', map, 'astrocytes', '--json', option]);
    const [current, deprecated] = [await related('--expand'), await related('--wide')];
    expect(current).toMatchObject({ code: 0, stderr: '' });
    expect(deprecated).toEqual({ ...current, stderr: 'papergraph: --wide is deprecated; use --expand\n' });
  });

  test('are hidden from the help', async () => {
    const [build, related] = [await runCli(['build', '--help']), await runCli(['related', '--help'])];
    expect(build.stdout).toContain('--author-weight <x>');
    expect(build.stdout).not.toContain('--author-share');
    expect(related.stdout).toContain('--no-expand');
    expect(related.stdout).not.toContain('--wide');
  });
});

test('-n and --limit set the number of related papers', async () => {
  for (const option of ['-n', '--limit']) {
    const { stdout } = await runCli(['related', map, 'spiking neural networks', '--json', option, '3']);
    expect(JSON.parse(stdout).papers).toHaveLength(3);
  }
});

test('an export format refuses options that it does not use', async () => {
  const directory = createTempDirectory();
  const output = join(directory, 'out.bib');
  const refused = await runCli(['export', map, '-f', 'bibtex', '-o', output, '--min-similarity', '0.9']);
  expect(refused).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'papergraph: the format bibtex does not use --min-similarity: omit it, or export as gexf, graphml, json, csv, xlsx, parquet, cx2, vosviewer, json-graph, dot, pajek, svg, pdf, png\n',
  });
  expect(readdirSync(directory)).toEqual([]);
  const look = ['--width', '700', '--theme', 'dark', '--max-edges', '5', '--contours', '--density'];
  const svg = await runCli(['export', map, '-f', 'svg', ...look]);
  expect(svg).toMatchObject({ code: 0, stderr: '' });
  expect(svg.stdout).toMatch(/^<svg [^>]* width="700" /);
  expect(svg.stdout).toMatch(/<image [^>]+>\n<g [^>]+>\n<path fill=/);
});

test('a value out of range is refused with the allowed range', async () => {
  for (const [args, range] of [
    [['build', 'seeds', '--neighbors', '12999'], 'an integer from 1 to 1000'],
    [['build', 'seeds', '--resolution', 'NaN'], 'a number above 0, at most 1000, or "auto"'],
    [['related', map, 'x', '--limit', '-1'], 'an integer of at least 1'],
    [['export', map, '-f', 'svg', '--width', '3'], FIGURE_WIDTH],
    [['export', map, '-f', 'svg', '--width', '180km'], FIGURE_WIDTH],
    [['open', map, '--port', '65536'], 'an integer from 0 to 65535'],
  ] as const) {
    const { code, stderr } = await runCli([...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(`It must be ${range}. (run with --help for usage)\n`);
  }
});

test('a column that no table has is reported', async () => {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 't.csv'), 'Name;Text\nA title;A text\n');
  const { code, stderr } = await runCli(['build', 't.csv', '--columns', 'title=Name,abstract=Txt'], { cwd: directory });
  expect(code).toBe(1);
  expect(stderr).toBe(
    'papergraph: no input has a column "Txt" (given for abstract): check how the column is spelled\n',
  );
  expect(readdirSync(directory)).toEqual(['t.csv']);
});
