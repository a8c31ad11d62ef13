import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSampleLines, createTempDirectory, runCli } from './run-cli.ts';

const lines = createSampleLines(60).split(/(?<=\n)/);
let map: string;

/** Writes a map of the first 50 papers and returns its path. */
async function buildEarlier(directory: string): Promise<string> {
  writeFileSync(join(directory, 'old.jsonl'), lines.slice(0, 50).join(''));
  const { code, stderr } = await runCli(['build', 'old.jsonl', '-o', 'map.json', '-q'], { cwd: directory });
  if (code !== 0) throw new Error(stderr);
  return readFileSync(join(directory, 'map.json'), 'utf8');
}

beforeAll(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'papergraph-cli-'));
  map = await buildEarlier(directory).finally(() => rmSync(directory, { recursive: true }));
});

/** Writes the map and the files to a directory of its own. */
function prepare(): string {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 'map.json'), map);
  writeFileSync(join(directory, 'new.jsonl'), lines.slice(50).join(''));
  return directory;
}

describe('papergraph update', () => {
  test('adds papers, says what has changed, and leaves the map as it was', async () => {
    const cwd = prepare();
    const { code, stderr, stdout } = await runCli(['update', 'map.json', 'new.jsonl', '-o', 'map2.json', '--json'], {
      cwd,
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toMatch(/10 new papers; 60 papers, [\d.]+ s -> map2\.json/);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ papers: 60, records: 60 });
    expect(report.update.added).toHaveLength(10);
    expect(report.update.added[0]).toMatchObject({ id: expect.any(String), title: expect.stringMatching(/^On /) });
    expect(readFileSync(join(cwd, 'map.json'), 'utf8')).toBe(map);
    const info = JSON.parse((await runCli(['info', 'map2.json', '--json'], { cwd })).stdout);
    expect(info).toMatchObject({ papers: 60, hash: report.hash });
  });

  test('replaces the map if no output is given, and removes papers by id and from a file', async () => {
    const cwd = prepare();
    const { papers } = JSON.parse(map) as { papers: { id: string }[] };
    const [first, second, third] = papers.map(({ id }) => id);
    writeFileSync(join(cwd, 'ids.txt'), `# duplicates\n${second}\n\n${third}\n`);
    const { code, stderr } = await runCli(['update', 'map.json', '--remove', first!, '--remove-from', 'ids.txt'], {
      cwd,
    });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('0 new papers, 3 removed; 47 papers');
    const updated = JSON.parse(readFileSync(join(cwd, 'map.json'), 'utf8'));
    expect(updated.update.removed.map(({ id }: { id: string }) => id)).toEqual([first, second, third]);
  });

  test('gives the same bytes for the map on stdin and for any order of the papers', async () => {
    const cwd = prepare();
    writeFileSync(join(cwd, 'reversed.jsonl'), lines.slice(50).reverse().join(''));
    await runCli(['update', 'map.json', 'new.jsonl', '-o', 'a.json', '-q'], { cwd });
    const { stdout } = await runCli(['update', '-', 'reversed.jsonl', '-q'], { cwd, input: map });
    const withoutSources = (text: string) =>
      JSON.stringify(JSON.parse(text), (key, value) =>
        ['sources', 'files', 'index', 'paperLengths'].includes(key) ? null : value,
      );
    expect(withoutSources(stdout)).toBe(withoutSources(readFileSync(join(cwd, 'a.json'), 'utf8')));
  });

  test('refuses options that are not those of the map, and says what to do', async () => {
    const cwd = prepare();
    const { code, stderr } = await runCli(['update', 'map.json', 'new.jsonl', '--neighbors', '12'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/map\.json: the map was built with neighbors 10, not 12: leave the options out/);
    expect(readFileSync(join(cwd, 'map.json'), 'utf8')).toBe(map);
    expect((await runCli(['update', 'map.json', 'new.jsonl', '--neighbors', '10', '-q'], { cwd })).code).toBe(0);
  });

  test('refuses a map of another version, an unknown id, and nothing to do', async () => {
    const cwd = prepare();
    const { options } = JSON.parse(map).summary;
    expect(options).toHaveProperty('neighbors');
    const version1 = resolve('test/fixtures/maps/version-1.json');
    const run = (...args: string[]) => runCli(['update', ...args], { cwd });
    const old = await run(version1, 'new.jsonl', '-o', 'x.json');
    expect(old.code).toBe(1);
    expect(old.stderr).toMatch(/built by another version of papergraph: it does not have [^\n]*; build the map again/);
    expect((await run('map.json', '--remove', 'none')).stderr).toMatch(/no paper "none" in the map/);
    expect(await run('map.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to update') });
    expect((await run('new.jsonl', 'new.jsonl', '-o', 'y.json')).stderr).toMatch(/is not a papergraph map/);
  });

  test('repeats the edits of a recipe', async () => {
    const cwd = prepare();
    const [paper] = JSON.parse(map).nodes.ids;
    const recipe = { papergraphRecipe: 1, options: {}, edits: [{ edit: 'rename', paper, label: 'My own name' }] };
    writeFileSync(join(cwd, 'recipe.json'), JSON.stringify(recipe));
    expect((await runCli(['update', 'map.json', 'new.jsonl', '--recipe', 'recipe.json', '-q'], { cwd })).code).toBe(0);
    expect((await runCli(['topics', 'map.json'], { cwd })).stdout).toContain('My own name');
    // The name is kept by later updates.
    await runCli(['update', 'map.json', '--remove', JSON.parse(map).nodes.ids[5], '-q'], { cwd });
    expect((await runCli(['topics', 'map.json'], { cwd })).stdout).toContain('My own name');
  });
});
