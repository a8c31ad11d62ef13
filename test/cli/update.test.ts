import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSampleLines, createTempDirectory, readMapJson, runCli } from './run-cli.ts';

const lines = createSampleLines(60).split(/(?<=\n)/);
let map: Buffer;
/** The text of the map. */
let content: { papers: { id: string; title: string }[]; summary: { options: object } };

/** Writes and reads a map of the first 50 papers, and returns its bytes. */
async function buildEarlier(directory: string): Promise<Buffer> {
  writeFileSync(join(directory, 'old.jsonl'), lines.slice(0, 50).join(''));
  const { code, stderr } = await runCli(['build', 'old.jsonl', '-o', 'map.json', '-q'], { cwd: directory });
  if (code !== 0) throw new Error(stderr);
  content = readMapJson(join(directory, 'map.json'));
  return readFileSync(join(directory, 'map.json'));
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
    expect(readFileSync(join(cwd, 'map.json'))).toEqual(map);
    const info = JSON.parse((await runCli(['info', 'map2.json', '--json'], { cwd })).stdout);
    expect(info).toMatchObject({ papers: 60, hash: report.hash });
  });

  test('refuses a library in the place of the map as what it is, and leaves it alone', async () => {
    const cwd = prepare();
    const { code, stderr } = await runCli(['update', 'new.jsonl', 'new.jsonl'], { cwd });
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('is not a papergraph map') });
    expect(readFileSync(join(cwd, 'new.jsonl'), 'utf8')).toBe(lines.slice(50).join(''));
  });

  test('replaces the map if no output is given, and removes papers by id, by title, and from a file', async () => {
    const cwd = prepare();
    const { papers } = content;
    const [first, second, third] = papers.map(({ id }) => id);
    writeFileSync(join(cwd, 'ids.txt'), `# duplicates\n${second}\n\n${papers[2]!.title.toUpperCase()}\n`);
    const { code, stderr } = await runCli(['update', 'map.json', '--remove', first!, '--remove-from', 'ids.txt'], {
      cwd,
    });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('0 new papers, 3 removed; 47 papers');
    const updated = readMapJson(join(cwd, 'map.json'));
    expect(updated.update.removed.map(({ id }: { id: string }) => id)).toEqual([first, second, third]);
    const piped = await runCli(['update', 'map.json', '--remove-from', '-'], { cwd, input: `${papers[3]!.id}\n` });
    expect(piped.stderr).toContain('0 new papers, 1 removed; 46 papers');
  });

  test('gives the same bytes for the map on stdin and for any order of the papers', async () => {
    const cwd = prepare();
    writeFileSync(join(cwd, 'reversed.jsonl'), lines.slice(50).reverse().join(''));
    await runCli(['update', 'map.json', 'new.jsonl', '-o', 'a.json', '-q'], { cwd });
    await runCli(['update', '-', 'reversed.jsonl', '-o', 'b.json', '-q'], { cwd, input: map });
    const withoutSources = (name: string) =>
      JSON.stringify(readMapJson(join(cwd, name)), (key, value) =>
        ['sources', 'files', 'index', 'paperLengths'].includes(key) ? null : value,
      );
    expect(withoutSources('b.json')).toBe(withoutSources('a.json'));
  });

  test('refuses options that are not those of the map, and says what to do', async () => {
    const cwd = prepare();
    const { code, stderr } = await runCli(['update', 'map.json', 'new.jsonl', '--neighbors', '12'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/map\.json: the map was built with neighbors 10, not 12: leave the options out/);
    expect(readFileSync(join(cwd, 'map.json'))).toEqual(map);
    expect((await runCli(['update', 'map.json', 'new.jsonl', '--neighbors', '10', '-q'], { cwd })).code).toBe(0);
  });

  test('refuses a map of another version, an unknown id, and nothing to do', async () => {
    const cwd = prepare();
    const { options } = content.summary;
    expect(options).toHaveProperty('neighbors');
    const version1 = resolve('test/fixtures/maps/version-1.json');
    const run = (...args: string[]) => runCli(['update', ...args], { cwd });
    const old = await run(version1, 'new.jsonl', '-o', 'x.json');
    expect(old.code).toBe(1);
    expect(old.stderr).toMatch(/built by another version of papergraph: it does not have [^\n]*; build the map again/);
    expect((await run('map.json', '--remove', 'none')).stderr).toMatch(/no paper "none" in the map/);
    expect(await run('map.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to update') });
    expect(await run('map.json', 'new.jsonl', '--contact', 'a@b.org')).toMatchObject({ code: 2 });
    expect(await run('-', '--remove-from', '-')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('read once only'),
    });
    expect((await run('new.jsonl', 'new.jsonl', '-o', 'y.json')).stderr).toMatch(/is not a papergraph map/);
  });

  test('repeats the edits of a recipe', async () => {
    const cwd = prepare();
    const paper = content.papers[0]!.id;
    const recipe = { papergraphRecipe: 1, options: {}, edits: [{ edit: 'rename', paper, label: 'My own name' }] };
    writeFileSync(join(cwd, 'recipe.json'), JSON.stringify(recipe));
    expect((await runCli(['update', 'map.json', 'new.jsonl', '--recipe', 'recipe.json', '-q'], { cwd })).code).toBe(0);
    expect((await runCli(['topics', 'map.json'], { cwd })).stdout).toContain('My own name');
    // The name is kept by later updates.
    await runCli(['update', 'map.json', '--remove', content.papers[5]!.id, '-q'], { cwd });
    expect((await runCli(['topics', 'map.json'], { cwd })).stdout).toContain('My own name');
  });
});

test('an update that chooses another resolution says so', async () => {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 'old.jsonl'), createSampleLines(12));
  writeFileSync(join(directory, 'new.jsonl'), createSampleLines(3000));
  await runCli(['build', 'old.jsonl', '-o', 'map.json', '--quiet'], { cwd: directory });
  const update = ['update', 'map.json', 'new.jsonl', '-o', 'later.json', '--force'];
  const { code, stderr } = await runCli(update, { cwd: directory });
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/^Topics were found at resolution \d\.\d\d, which fits these papers better than \d\.\d\d; /m);
  expect((await runCli([...update, '--quiet'], { cwd: directory })).stderr).toBe('');
});
