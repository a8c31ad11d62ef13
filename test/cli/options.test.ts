import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSampleMap, createSampleLines, createTempDirectory, runCli } from './run-cli.ts';

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
    const content = readFileSync(join(directory, 'current.json'), 'utf8');
    expect(readFileSync(join(directory, 'deprecated.json'), 'utf8')).toBe(content);
    expect(JSON.parse(content).summary.options.authorWeight).toBe(0.3);
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
    expect(related.stdout).toContain('--expand');
    expect(related.stdout).not.toContain('--wide');
  });
});

test('-n and --limit set the number of related papers', async () => {
  for (const option of ['-n', '--limit']) {
    const { stdout } = await runCli(['related', map, 'spiking neural networks', '--json', option, '3']);
    expect(JSON.parse(stdout)).toHaveLength(3);
  }
});
