import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSampleMap, createTempDirectory, runCli } from './run-cli.ts';

let mapDirectory: string;
let map: string;

beforeAll(async () => {
  mapDirectory = mkdtempSync(join(tmpdir(), 'papergraph-export-'));
  map = await buildSampleMap(mapDirectory);
});
afterAll(() => rmSync(mapDirectory, { recursive: true, force: true }));

describe('papergraph export', () => {
  test('a name that several formats can have needs -f, and says which they are', async () => {
    const directory = createTempDirectory();
    const { code, stdout, stderr } = await runCli(['export', map, '-o', join(directory, 'out.csv')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^papergraph: the output .*out\.csv can have several formats: choose one with -f: csv, topics, neo4j\n/,
    );
    const unknown = await runCli(['export', map, '-o', join(directory, 'out.docx')]);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/out\.docx stands for no format: choose one with -f: gexf, /);
    expect(readdirSync(directory)).toEqual([]);
    const file = join(directory, 'out.ttl');
    expect((await runCli(['export', map, '-o', file])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^@prefix /);
  });

  test.each([
    ['gexf', /^<\?xml[\s\S]*<gexf version="1\.3"[\s\S]*<\/gexf>\n$/],
    ['graphml', /^<\?xml[\s\S]*<graphml[\s\S]*<\/graphml>\n$/],
    ['json', /^\{[\s\S]*\}\n$/],
    ['bibtex', /^@[\s\S]*\}\n+$/],
    ['ris', /^TY {2}- [\s\S]*ER {2}-\s+$/],
    ['svg', /^<svg[\s\S]*<\/svg>\n$|^<\?xml[\s\S]*<\/svg>\n$/],
    ['knowledge-gexf', /^<\?xml[\s\S]*<\/gexf>\n$/],
    ['knowledge-graphml', /^<\?xml[\s\S]*<\/graphml>\n$/],
    ['turtle', /@prefix schema:[\s\S]*ScholarlyArticle[\s\S]*\.\n$/],
    ['jsonld', /^\{[\s\S]*ScholarlyArticle[\s\S]*\}\s*$/],
  ])('%s is written to stdout or a file', async (format, pattern) => {
    const { code, stdout, stderr } = await runCli(['export', map, '-f', format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(pattern);
    const file = join(createTempDirectory(), `out.${format}`);
    expect(await runCli(['export', map, '-f', format, '-o', file])).toEqual({
      code: 0,
      stdout: '',
      stderr: `257 papers -> ${file}\n`,
    });
    expect(readFileSync(file, 'utf8') === stdout).toBe(true);
  });

  test('pdf and png are chosen by the name of the output, have the given size, and replace themselves', async () => {
    const directory = createTempDirectory();
    for (let i = 0; i < 2; i++)
      for (const [name, ...options] of [['figure.pdf'], ['figure.png', '--dpi', '100']] as const) {
        const args = ['export', map, '-o', name!, '--width', '180mm', ...options];
        expect(await runCli(args, { cwd: directory })).toEqual({
          code: 0,
          stdout: '',
          stderr: `257 papers -> ${name}\n`,
        });
      }
    expect(readFileSync(join(directory, 'figure.pdf'), 'latin1')).toMatch(/^%PDF-1\.7\n[\s\S]*\[0 0 510\.23\d* /);
    expect(readFileSync(join(directory, 'figure.png')).readUInt32BE(16)).toBe(709);
  });

  test.each([
    ['pdf', '--dpi 300', 2, 'the format pdf does not use --dpi: omit it, or export as png'],
    ['png', '--terms 3', 2, 'the format png does not use --terms: omit it, or export as '],
    ['png', '--dpi 5', 2, "option '--dpi <n>' argument '5' is invalid"],
    ['png', '--width 5000mm', 1, 'the image would be 59055 pixels wide, more than 20000'],
    ['pdf', '--title 漢字', 1, 'the font of PDF and PNG figures lacks U+6F22'],
  ])('%s with %s is refused in one line', async (format, options, expected, message) => {
    const directory = createTempDirectory();
    const args = ['export', map, '-f', format, '-o', 'x', ...options.split(' ')];
    const { code, stderr } = await runCli(args, { cwd: directory });
    expect(code).toBe(expected);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n').length).toBe(1);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('--gexf-version selects GEXF 1.2', async () => {
    const { stdout } = await runCli(['export', map, '-f', 'gexf', '--gexf-version', '1.2']);
    expect(stdout).toContain('<gexf version="1.2"');
  });

  test('neo4j writes two files with the headers of its importer', async () => {
    const directory = createTempDirectory();
    expect((await runCli(['export', map, '-f', 'neo4j', '-o', 'graph.csv'], { cwd: directory })).code).toBe(0);
    expect(readFileSync(join(directory, 'graph-neo4j-nodes.csv'), 'utf8').split('\n')[0]).toMatch(/:ID.*:LABEL/);
    expect(readFileSync(join(directory, 'graph-neo4j-edges.csv'), 'utf8').split('\n')[0]).toMatch(
      /:START_ID.*:END_ID.*:TYPE/,
    );
  });

  test('csv writes two files, named after --output or the map', async () => {
    const directory = createTempDirectory();
    const withOutput = await runCli(['export', map, '-f', 'csv', '-o', 'papers.csv'], { cwd: directory });
    expect(withOutput).toMatchObject({ code: 0, stdout: '' });
    expect((await runCli(['export', map, '-f', 'csv'], { cwd: directory })).code).toBe(0);
    expect(readdirSync(directory).sort()).toEqual([
      'map-edges.csv',
      'map-nodes.csv',
      'papers-edges.csv',
      'papers-nodes.csv',
    ]);
    for (const part of ['nodes', 'edges'])
      expect(readFileSync(join(directory, `map-${part}.csv`))).toEqual(
        readFileSync(join(directory, `papers-${part}.csv`)),
      );
  });

  test('rejects a missing or unknown format', async () => {
    expect((await runCli(['export', map])).code).toBe(2);
    expect((await runCli(['export', map, '-f', 'xls'])).code).toBe(2);
  });
});
