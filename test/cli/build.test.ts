import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  createSampleLines,
  createTempDirectory,
  readMapJson,
  runCli,
  startCli,
  waitForExit,
  waitForFiles,
} from './run-cli.ts';

/** The beginning of a map, so that it may be replaced without --force. */
const OLD_MAP = '{"format":"papergraph map","version":1,\n';

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('papergraph build', () => {
  test('builds a map of the sample papers, and the numbers of its report add up', async () => {
    const directory = createTempDirectory();
    const [map, report] = [join(directory, 'map.json'), join(directory, 'report.json')];
    const { code, stdout, stderr } = await runCli(['build', 'seeds', '-o', map, '--report', report]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('356 records, 257 papers');
    const statistics = readJson(report);
    expect(Object.keys(statistics.threads).sort()).toEqual(
      Object.keys(statistics.seconds)
        .filter((stage) => stage !== 'total')
        .sort(),
    );
    expect(statistics.threads).toMatchObject({ read: 1, weigh: 1, join: 1, concepts: 1 });
    expect(Object.keys(statistics)).toEqual([
      ...[
        'records',
        'papers',
        'merged',
        'withoutAbstract',
        'languages',
        'problems',
        'notes',
        'terms',
        'edges',
        'topics',
        'modularity',
      ],
      ...['seconds', 'singleThreadSeconds', 'threads', 'warnings', 'peakMemoryBytes', 'hash'],
    ]);
    expect(statistics).toMatchObject({
      records: 356,
      papers: 257,
      merged: 99,
      withoutAbstract: 0,
      languages: { en: 257 },
      problems: [],
    });
    const content = readMapJson(map);
    expect(statistics.hash).toBe(content.index.hash);
    expect(statistics.terms).toBe(content.vocabulary.keys.length);
    expect(statistics.topics).toEqual(
      content.summary.topics
        .filter((topic: { parent?: number }) => topic.parent === undefined)
        .map(({ id, label, size }: Record<string, unknown>) => ({ id, label, size })),
    );
    const { total, ...stages } = statistics.seconds;
    expect(Object.keys(stages)).toEqual(expect.arrayContaining(['read', 'weigh', 'join', 'topics', 'layout', 'write']));
    expect(Object.values<number>(stages).reduce((sum, seconds) => sum + seconds, 0)).toBeLessThanOrEqual(total + 0.01);
    const { total: singleTotal, ...single } = statistics.singleThreadSeconds;
    expect(Object.keys(single)).toEqual(Object.keys(stages));
    expect(singleTotal).toBeLessThanOrEqual(total + 0.01);
    for (const [stage, seconds] of Object.entries<number>(single)) expect(seconds).toBeLessThanOrEqual(stages[stage]);
    expect(statistics.peakMemoryBytes).toBeGreaterThan(10_000_000);
    expect(readdirSync(directory).sort()).toEqual(['map.json', 'report.json']);
  });

  test('writes the same bytes for files in any order, given as files, as a directory or by a pattern', async () => {
    const directory = createTempDirectory();
    const files = readdirSync('seeds').map((name) => `seeds/${name}`);
    const orders = [['seeds'], [...files].reverse(), ['seeds/*.txt', './seeds/', files[2]!, '--threads', '1']];
    const maps = await Promise.all(
      orders.map(async (inputs, i) => {
        const map = join(directory, `${i}.json`);
        expect(await runCli(['build', ...inputs, '-o', map, '--quiet'])).toMatchObject({ code: 0, stderr: '' });
        return readFileSync(map, 'utf8');
      }),
    );
    for (const map of maps) expect(map === maps[0]).toBe(true);
  });

  test('reads stdin and writes map.json by default', async () => {
    const directory = createTempDirectory();
    const { code } = await runCli(['build', '-'], { cwd: directory, input: createSampleLines(12) });
    expect(code).toBe(0);
    const { summary, papers } = readMapJson(join(directory, 'map.json'));
    expect(summary).toMatchObject({ papers: 12, records: 12 });
    expect(papers[0].sources[0].file).toBe('stdin');
  });

  test('loses only the broken record and reports its line', async () => {
    const directory = createTempDirectory();
    const lines = createSampleLines(9).split('\n');
    lines[4] = '{"title": "cut in the mid';
    writeFileSync(join(directory, 'papers.jsonl'), lines.join('\n'));
    const { code, stderr } = await runCli(['build', 'papers.jsonl', '--report', 'r.json', '--quiet'], {
      cwd: directory,
    });
    expect(code).toBe(0);
    const report = readJson(join(directory, 'r.json'));
    expect(report).toMatchObject({ records: 9, papers: 8, merged: 0, problems: [{ file: 'papers.jsonl', line: 5 }] });
    expect(stderr).toMatch(/^papers\.jsonl:5: [^\n]+\n$/);
  });

  test('prints ten problems and counts the others', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'p.jsonl'), `${createSampleLines(5)}${'{"broken\n'.repeat(25)}`);
    const { code, stderr } = await runCli(['build', 'p.jsonl'], { cwd: directory });
    expect(code).toBe(0);
    expect(stderr.match(/^p\.jsonl:\d+: /gm)).toHaveLength(10);
    expect(stderr).toContain('... and 15 more problems');
  });

  test('prints three possible duplicates and counts the others', async () => {
    const directory = createTempDirectory();
    const title = (n: number) => `What the ${'very '.repeat(n)}long title of this paper is about`;
    const records = Array.from({ length: 5 }, (_, n) =>
      ['a', 'b'].map((copy) => JSON.stringify({ title: title(n), authors: ['Ann Lee'], doi: `10.1000/${n}${copy}` })),
    );
    writeFileSync(join(directory, 'p.jsonl'), `${createSampleLines(5)}${records.flat().join('\n')}\n`);
    const { code, stderr } = await runCli(['build', 'p.jsonl', '--report', 'r.json'], { cwd: directory });
    expect(code).toBe(0);
    expect(stderr.match(/may be the same paper/g)).toHaveLength(3);
    expect(stderr).toContain('... and 2 more notes');
    expect(readJson(join(directory, 'r.json')).notes).toHaveLength(5);
  });

  test('accepts unusual file names', async () => {
    const directory = createTempDirectory();
    const names = [
      'a b.jsonl',
      '[x]*.jsonl',
      '__proto__',
      '-n.jsonl',
      "it's $HOME `id`.jsonl",
      'ünï😀.jsonl',
      'a\nb.jsonl',
    ];
    const inputDirectory = join(directory, 'in');
    mkdirSync(inputDirectory);
    const lines = createSampleLines(names.length * 2).split('\n');
    names.forEach((name, i) => {
      writeFileSync(join(inputDirectory, name), `${lines[2 * i]}\n${lines[2 * i + 1]}\n`);
    });
    writeFileSync(join(inputDirectory, '.hidden'), 'not a paper');
    symlinkSync(inputDirectory, join(inputDirectory, 'loop'));
    const build = await runCli(['build', 'in', '--report', 'r.json'], { cwd: directory });
    expect(build.code).toBe(0);
    expect(readJson(join(directory, 'r.json'))).toMatchObject({ papers: names.length * 2, problems: [] });
    const single = await runCli(['build', ...names.map((name) => `in/${name}`), '-o', 'single.json'], {
      cwd: directory,
    });
    expect(single.code).toBe(0);
    expect(readFileSync(join(directory, 'single.json')).equals(readFileSync(join(directory, 'map.json')))).toBe(true);
  });

  test('reads the columns given by --columns', async () => {
    const directory = createTempDirectory();
    writeFileSync(
      join(directory, 't.csv'),
      'Naam;Samenvatting\nEen titel;Een lange tekst over katten\nTwee;Nog een tekst over katten\n',
    );
    const { code } = await runCli(['build', 't.csv', '--columns', 'title=Naam, abstract=Samenvatting'], {
      cwd: directory,
    });
    expect(code).toBe(0);
    const titles = readMapJson(join(directory, 'map.json')).papers.map((paper: { title: string }) => paper.title);
    expect(titles.sort()).toEqual(['Een titel', 'Twee']);
  });

  test('replays a recipe; other options take precedence', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'p.jsonl'), createSampleLines(40));
    await runCli(['build', 'p.jsonl'], { cwd: directory });
    const { papers } = readMapJson(join(directory, 'map.json'));
    const edits = [
      { edit: 'rename', paper: papers[0].id, label: 'My own name' },
      { edit: 'hide', paper: 'nobody' },
      { edit: 'mergePapers', paper: papers[2].id, into: papers[1].id },
    ];
    writeFileSync(
      join(directory, 'recipe.json'),
      JSON.stringify({ papergraphRecipe: 1, options: { neighbors: 3, seed: 5 }, edits }),
    );
    const { code, stderr } = await runCli(['build', 'p.jsonl', '--recipe', 'recipe.json', '--seed', '9'], {
      cwd: directory,
    });
    expect(code).toBe(0);
    expect(stderr).toContain('recipe.json: hide: there is no paper "nobody"');
    const { summary, papers: built } = readMapJson(join(directory, 'map.json'));
    expect(built.map(({ id }: { id: string }) => id)).toEqual(
      papers.map(({ id }: { id: string }) => id).filter((id: string) => id !== papers[2].id),
    );
    expect(summary.options).toMatchObject({ neighbors: 3, seed: 9 });
    expect(summary.topics.map((topic: { label: string }) => topic.label)).toContain('My own name');
  });
});

describe('papergraph build errors', () => {
  const cases: [cause: string, args: string[], message: RegExp][] = [
    ['a missing file', ['build', 'nothing.bib'], /^papergraph: nothing\.bib: no such file or directory/],
    ['a pattern without files', ['build', '*.ris'], /^papergraph: \*\.ris: no file matches/],
    ['an empty directory', ['build', 'empty'], /^papergraph: empty: the directory contains no files/],
    ['an empty file', ['build', 'empty.txt'], /^papergraph: /],
    [
      'an output in a missing directory',
      ['build', 'p.jsonl', '-o', 'no/where.json'],
      /^papergraph: cannot write no\/where\.json/,
    ],
    ['a directory as output', ['build', 'p.jsonl', '-o', 'empty'], /^papergraph: empty is a directory/],
    ['an invalid recipe', ['build', 'p.jsonl', '--recipe', 'p.jsonl'], /^papergraph: p\.jsonl: /],
  ];
  test.each(cases)('%s: exits with 1 and one line, and leaves no file behind', async (_, args, message) => {
    const directory = createTempDirectory();
    mkdirSync(join(directory, 'empty'));
    writeFileSync(join(directory, 'empty.txt'), '');
    writeFileSync(join(directory, 'p.jsonl'), createSampleLines(5));
    const before = readdirSync(directory);
    const { code, stdout, stderr } = await runCli(args, { cwd: directory });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect(readdirSync(directory)).toEqual(before);
  });

  test('keeps the existing map', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'map.json'), OLD_MAP);
    expect((await runCli(['build', 'nothing.bib'], { cwd: directory })).code).toBe(1);
    expect(readFileSync(join(directory, 'map.json'), 'utf8')).toBe(OLD_MAP);
  });

  test.each([
    [[]],
    [['fly']],
    [['build']],
    [['build', 'seeds', '--wings']],
    [['build', 'seeds', '--neighbors', '0']],
    [['build', 'seeds', '--resolution', 'fine', '--min-similarity', '2']],
    [['build', 'seeds', '--columns', 'title']],
    [['build', 'seeds', '--columns', 'titel=Name']],
    [['related', 'map.json']],
    [['find', 'map.json']],
  ])('exits with 2 for wrong usage: %j', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    if (args.length > 0) expect(stderr).toMatch(/^papergraph: [^\n]+ \(run with --help for usage\)\n$/);
    else expect(stderr).toMatch(/^Usage: papergraph /);
  });

  test.each([1, 2, 5, 10])('builds a usable map of %i papers', async (count) => {
    const directory = createTempDirectory();
    const built = await runCli(['build', '-'], { cwd: directory, input: createSampleLines(count) });
    expect(built.code).toBe(0);
    expect(built.stderr).toContain(count === 1 ? '1 record, 1 paper,' : `${count} papers,`);
    for (const format of ['gexf', 'graphml', 'json', 'csv', 'bibtex', 'ris'])
      expect(
        (await runCli(['export', 'map.json', '-f', format, '-o', `out.${format}`], { cwd: directory })).code,
        format,
      ).toBe(0);
    const related = await runCli(['related', 'map.json', 'spiking neurons', '--json'], { cwd: directory });
    expect(related.code).toBe(count >= 5 ? 0 : 1);
    expect(JSON.parse(related.stdout).papers.length > 0).toBe(count >= 5);
  });

  test('prints a message if no paper has an abstract', async () => {
    const directory = createTempDirectory();
    const lines = ['{"title":"One"}', '{"title":"Two"}'].join('\n');
    const { code, stderr } = await runCli(['build', '-', '--quiet'], { cwd: directory, input: lines });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'No paper has an abstract: the map lists the papers but does not place them.\n',
    });
    expect(readMapJson(join(directory, 'map.json')).summary).toMatchObject({
      papers: 2,
      withoutAbstract: 2,
      topics: [],
    });
  });

  test('help shows the options of a command, and refuses others', async () => {
    const [help, option] = [await runCli(['help', 'build']), await runCli(['build', '--help'])];
    expect(help).toEqual(option);
    const { code, stdout, stderr } = await runCli(['help', 'bild']);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: "papergraph: unknown command 'bild' (run with --help for usage)\n",
    });
  });

  test.each([[['--help']], [['help']], [['--version']], [['build', '--help']]])('%j exits with 0', async (args) => {
    expect(await runCli(args)).toMatchObject({ code: 0, stderr: '' });
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops a build that has just started and leaves no partial output',
  async (signal) => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'many.jsonl'), createSampleLines(6000, 250));
    writeFileSync(join(directory, 'map.json'), OLD_MAP);
    const child = startCli(['build', 'many.jsonl', '--report', 'r.json'], directory);
    const exit = waitForExit(child);
    await waitForFiles(child, directory, 4);
    child.kill(signal);
    expect((await exit).code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(readdirSync(directory).sort()).toEqual(['many.jsonl', 'map.json']);
    expect(readFileSync(join(directory, 'map.json'), 'utf8')).toBe(OLD_MAP);
  },
);

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops a build that is reading and leaves no partial output',
  async (signal) => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'map.json'), OLD_MAP);
    const child = startCli(['build', '-', '--report', 'r.json'], directory);
    const exit = waitForExit(child);
    // More than fits in the pipe, so the command has read most of it; it waits for the rest.
    const written = new Promise((resolve) => child.stdin.write(createSampleLines(6000, 250), resolve));
    await written;
    expect(readdirSync(directory).length).toBe(3);
    child.kill(signal);
    expect((await exit).code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(readdirSync(directory)).toEqual(['map.json']);
    expect(readFileSync(join(directory, 'map.json'), 'utf8')).toBe(OLD_MAP);
  },
);

test('exits with 0 if the reader closes stdout', async () => {
  const directory = createTempDirectory();
  expect((await runCli(['build', 'seeds', '-o', join(directory, 'm.json')])).code).toBe(0);
  const child = startCli(['related', join(directory, 'm.json'), 'neurons', '-n', '257', '--json']);
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  await once(child.stdout, 'readable');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(existsSync(join(directory, 'm.json'))).toBe(true);
});
