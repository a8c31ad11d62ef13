import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, ended, folder, papergraph, sampleLines, start } from './command.ts';

beforeAll(buildCommand);

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('papergraph build', () => {
  test('maps the seeds, and its report adds up', async () => {
    const at = folder();
    const [map, report] = [join(at, 'map.json'), join(at, 'report.json')];
    const { code, stdout, stderr } = await papergraph(['build', 'seeds', '-o', map, '--report', report]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('356 records, 257 papers');
    const told = json(report);
    expect(Object.keys(told)).toEqual([
      ...[
        'records',
        'papers',
        'merged',
        'withoutAbstract',
        'problems',
        'notes',
        'terms',
        'edges',
        'topics',
        'modularity',
      ],
      ...['seconds', 'peakMemoryBytes', 'hash'],
    ]);
    expect(told).toMatchObject({ records: 356, papers: 257, merged: 99, withoutAbstract: 0, problems: [] });
    const whole = json(map);
    expect(told.hash).toBe(whole.index.hash);
    expect(told.terms).toBe(whole.vocabulary.keys.length);
    expect(told.topics).toEqual(
      whole.summary.topics
        .filter((topic: { parent?: number }) => topic.parent === undefined)
        .map(({ id, label, size }: Record<string, unknown>) => ({ id, label, size })),
    );
    const { total, ...stages } = told.seconds;
    expect(Object.keys(stages)).toEqual(expect.arrayContaining(['read', 'weigh', 'join', 'topics', 'layout', 'write']));
    expect(Object.values<number>(stages).reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(total + 0.01);
    expect(told.peakMemoryBytes).toBeGreaterThan(10_000_000);
    expect(readdirSync(at).sort()).toEqual(['map.json', 'report.json']);
  });

  test('gives the same bytes for the same files in any order, named singly, by folder or by pattern', async () => {
    const at = folder();
    const files = readdirSync('seeds').map((name) => `seeds/${name}`);
    const orders = [['seeds'], [...files].reverse(), ['seeds/*.txt', './seeds/', files[2]!, '--threads', '1']];
    const maps = await Promise.all(
      orders.map(async (inputs, i) => {
        const map = join(at, `${i}.json`);
        expect(await papergraph(['build', ...inputs, '-o', map, '--quiet'])).toMatchObject({ code: 0, stderr: '' });
        return readFileSync(map, 'utf8');
      }),
    );
    for (const map of maps) expect(map === maps[0]).toBe(true);
  });

  test('reads stdin, and writes map.json unless told otherwise', async () => {
    const at = folder();
    const { code } = await papergraph(['build', '-'], { cwd: at, input: sampleLines(12) });
    expect(code).toBe(0);
    const { summary, papers } = json(join(at, 'map.json'));
    expect(summary).toMatchObject({ papers: 12, records: 12 });
    expect(papers[0].sources[0].file).toBe('stdin');
  });

  test('loses a broken record only, and says where it is', async () => {
    const at = folder();
    const lines = sampleLines(9).split('\n');
    lines[4] = '{"title": "cut in the mid';
    writeFileSync(join(at, 'papers.jsonl'), lines.join('\n'));
    const { code, stderr } = await papergraph(['build', 'papers.jsonl', '--report', 'r.json', '--quiet'], { cwd: at });
    expect(code).toBe(0);
    const report = json(join(at, 'r.json'));
    expect(report).toMatchObject({ records: 9, papers: 8, merged: 0, problems: [{ file: 'papers.jsonl', line: 5 }] });
    expect(stderr).toMatch(/^papers\.jsonl:5: [^\n]+\n$/);
  });

  test('tells ten problems and counts the others', async () => {
    const at = folder();
    writeFileSync(join(at, 'p.jsonl'), `${sampleLines(5)}${'{"broken\n'.repeat(25)}`);
    const { code, stderr } = await papergraph(['build', 'p.jsonl'], { cwd: at });
    expect(code).toBe(0);
    expect(stderr.match(/^p\.jsonl:\d+: /gm)).toHaveLength(10);
    expect(stderr).toContain('... and 15 more problems');
  });

  test('tells three possible duplicates and counts the others', async () => {
    const at = folder();
    const title = (n: number) => `What the ${'very '.repeat(n)}long title of this paper is about`;
    const listed = Array.from({ length: 5 }, (_, n) =>
      ['a', 'b'].map((copy) => JSON.stringify({ title: title(n), authors: ['Ann Lee'], doi: `10.1000/${n}${copy}` })),
    );
    writeFileSync(join(at, 'p.jsonl'), `${sampleLines(5)}${listed.flat().join('\n')}\n`);
    const { code, stderr } = await papergraph(['build', 'p.jsonl', '--report', 'r.json'], { cwd: at });
    expect(code).toBe(0);
    expect(stderr.match(/may be the same paper/g)).toHaveLength(3);
    expect(stderr).toContain('... and 2 more notes');
    expect(json(join(at, 'r.json')).notes).toHaveLength(5);
  });

  test('takes names of any kind as names', async () => {
    const at = folder();
    const names = [
      'a b.jsonl',
      '[x]*.jsonl',
      '__proto__',
      '-n.jsonl',
      "it's $HOME `id`.jsonl",
      'ünï😀.jsonl',
      'a\nb.jsonl',
    ];
    const inside = join(at, 'in');
    mkdirSync(inside);
    const lines = sampleLines(names.length * 2).split('\n');
    names.forEach((name, i) => {
      writeFileSync(join(inside, name), `${lines[2 * i]}\n${lines[2 * i + 1]}\n`);
    });
    writeFileSync(join(inside, '.hidden'), 'not a paper');
    symlinkSync(inside, join(inside, 'loop'));
    const run = await papergraph(['build', 'in', '--report', 'r.json'], { cwd: at });
    expect(run.code).toBe(0);
    expect(json(join(at, 'r.json'))).toMatchObject({ papers: names.length * 2, problems: [] });
    const single = await papergraph(['build', ...names.map((name) => `in/${name}`), '-o', 'single.json'], { cwd: at });
    expect(single.code).toBe(0);
    expect(readFileSync(join(at, 'single.json')).equals(readFileSync(join(at, 'map.json')))).toBe(true);
  });

  test('takes what tables call their columns', async () => {
    const at = folder();
    writeFileSync(
      join(at, 't.csv'),
      'Naam;Samenvatting\nEen titel;Een lange tekst over katten\nTwee;Nog een tekst over katten\n',
    );
    const { code } = await papergraph(['build', 't.csv', '--columns', 'title=Naam, abstract=Samenvatting'], {
      cwd: at,
    });
    expect(code).toBe(0);
    const titles = json(join(at, 'map.json')).papers.map((paper: { title: string }) => paper.title);
    expect(titles.sort()).toEqual(['Een titel', 'Twee']);
  });

  test('replays a recipe; options given beside it come first', async () => {
    const at = folder();
    writeFileSync(join(at, 'p.jsonl'), sampleLines(40));
    await papergraph(['build', 'p.jsonl'], { cwd: at });
    const { papers } = json(join(at, 'map.json'));
    const edits = [
      { edit: 'rename', paper: papers[0].id, label: 'My own name' },
      { edit: 'hide', paper: 'nobody' },
    ];
    writeFileSync(
      join(at, 'recipe.json'),
      JSON.stringify({ papergraphRecipe: 1, options: { neighbours: 3, seed: 5 }, edits }),
    );
    const { code, stderr } = await papergraph(['build', 'p.jsonl', '--recipe', 'recipe.json', '--seed', '9'], {
      cwd: at,
    });
    expect(code).toBe(0);
    expect(stderr).toContain('recipe.json: hide: there is no paper "nobody"');
    const { summary } = json(join(at, 'map.json'));
    expect(summary.options).toMatchObject({ neighbours: 3, seed: 9 });
    expect(summary.topics.map((topic: { label: string }) => topic.label)).toContain('My own name');
  });
});

describe('what cannot be built', () => {
  const cases: [why: string, args: string[], message: RegExp][] = [
    ['a missing file', ['build', 'nothing.bib'], /^papergraph: nothing\.bib: there is no such file or folder/],
    ['a pattern without files', ['build', '*.ris'], /^papergraph: \*\.ris: no file matches/],
    ['an empty folder', ['build', 'empty'], /^papergraph: empty: there are no files/],
    ['an empty file', ['build', 'empty.txt'], /^papergraph: /],
    [
      'a place that does not exist',
      ['build', 'p.jsonl', '-o', 'no/where.json'],
      /^papergraph: no\/where\.json cannot be written/,
    ],
    ['a folder as a file', ['build', 'p.jsonl', '-o', 'empty'], /^papergraph: empty is a folder/],
    ['no recipe', ['build', 'p.jsonl', '--recipe', 'p.jsonl'], /^papergraph: p\.jsonl: /],
  ];
  test.each(cases)('%s: exit 1, one clear line, nothing left behind', async (_, args, message) => {
    const at = folder();
    mkdirSync(join(at, 'empty'));
    writeFileSync(join(at, 'empty.txt'), '');
    writeFileSync(join(at, 'p.jsonl'), sampleLines(5));
    const before = readdirSync(at);
    const { code, stdout, stderr } = await papergraph(args, { cwd: at });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.match(/\n/g)).toHaveLength(1);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect(readdirSync(at)).toEqual(before);
  });

  test('leaves the map alone that was there', async () => {
    const at = folder();
    writeFileSync(join(at, 'map.json'), 'precious');
    expect((await papergraph(['build', 'nothing.bib'], { cwd: at })).code).toBe(1);
    expect(readFileSync(join(at, 'map.json'), 'utf8')).toBe('precious');
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
  ])('wrong usage: exit 2: %j', async (args) => {
    const { code, stdout, stderr } = await papergraph(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    if (args.length > 0) expect(stderr).toMatch(/^papergraph: [^\n]+ \(--help lists what there is\)\n$/);
    else expect(stderr).toMatch(/^Usage: papergraph /);
  });

  test.each([1, 2, 5, 10])('a collection of %i papers gives a map that can be asked and exported', async (count) => {
    const at = folder();
    const built = await papergraph(['build', '-'], { cwd: at, input: sampleLines(count) });
    expect(built.code).toBe(0);
    expect(built.stderr).toContain(count === 1 ? '1 record, 1 paper,' : `${count} papers,`);
    for (const format of ['gexf', 'graphml', 'json', 'csv', 'bibtex', 'ris'])
      expect((await papergraph(['export', 'map.json', '-f', format, '-o', 'out'], { cwd: at })).code, format).toBe(0);
    const found = await papergraph(['related', 'map.json', 'spiking neurons', '--json'], { cwd: at });
    expect(found.code).toBe(0);
    expect(JSON.parse(found.stdout).length > 0).toBe(count >= 5);
  });

  test('no abstract at all: listed, and said', async () => {
    const at = folder();
    const lines = ['{"title":"One"}', '{"title":"Two"}'].join('\n');
    const { code, stderr } = await papergraph(['build', '-', '--quiet'], { cwd: at, input: lines });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'No paper has an abstract: all are listed, none is placed on the map.\n',
    });
    expect(json(join(at, 'map.json')).summary).toMatchObject({ papers: 2, withoutAbstract: 2, topics: [] });
  });

  test.each([[['--help']], [['--version']], [['build', '--help']]])('%j is no error', async (args) => {
    expect(await papergraph(args)).toMatchObject({ code: 0, stderr: '' });
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the midst of the work: an end, and nothing half written',
  async (signal) => {
    const at = folder();
    writeFileSync(join(at, 'many.jsonl'), sampleLines(6000, 250));
    writeFileSync(join(at, 'map.json'), 'precious');
    const child = start(['build', 'many.jsonl', '--report', 'r.json'], at);
    const end = ended(child);
    while (readdirSync(at).length < 4) await new Promise((done) => setTimeout(done, 20));
    await new Promise((done) => setTimeout(done, 600));
    child.kill(signal);
    expect((await end).code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(readdirSync(at).sort()).toEqual(['many.jsonl', 'map.json']);
    expect(readFileSync(join(at, 'map.json'), 'utf8')).toBe('precious');
  },
);

test('a reader of stdout that has seen enough is no error', async () => {
  const at = folder();
  expect((await papergraph(['build', 'seeds', '-o', join(at, 'm.json')])).code).toBe(0);
  const child = start(['related', join(at, 'm.json'), 'neurons', '-n', '257', '--json']);
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  await once(child.stdout, 'readable');
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  expect(existsSync(join(at, 'm.json'))).toBe(true);
});
