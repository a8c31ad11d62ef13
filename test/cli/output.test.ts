import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportFormats } from '../../src/export/registry.ts';
import { createProject, expectRejected, PAPERS, readFiles, runShell } from './output-project.ts';
import { createSampleLines, createTempDirectory, runCli, startCli, waitForExit, waitForFiles } from './run-cli.ts';

/** Formats whose files other programs write, too. */
const LOOK_LIKE_OTHERS: ReadonlySet<string> = new Set(['bibtex', 'ris', 'csl-json', 'parquet', 'vosviewer']);

describe('an output that is also an input is rejected', () => {
  test('under any name, even with --force', async () => {
    const directory = await createProject();
    linkSync(join(directory, 'p.jsonl'), join(directory, 'hard.jsonl'));
    symlinkSync('p.jsonl', join(directory, 'soft.jsonl'));
    for (const name of ['p.jsonl', './p.jsonl', join(directory, 'p.jsonl'), 'hard.jsonl', 'soft.jsonl']) {
      await expectRejected(directory, ['build', 'p.jsonl', '-o', name], /input/);
      await expectRejected(directory, ['build', 'p.jsonl', '-o', name, '--force'], /input/);
      await expectRejected(directory, ['build', 'p.jsonl', '-o', 'new.json', '--report', name, '--force'], /input/);
    }
    await expectRejected(directory, ['build', 'p.jsonl', '--recipe', 'map.json', '-o', 'map.json'], /input/);
    await expectRejected(directory, ['export', 'map.json', '-f', 'json', '-o', 'map.json', '--force'], /input/);
    await expectRejected(
      directory,
      ['build', 'missing.bib', 'p.jsonl', '-o', 'p.jsonl'],
      /the output p\.jsonl is also an input/,
    );
  });

  test('if a format consists of two files', async () => {
    const directory = await createProject();
    for (const [format, name] of [
      ['csv', 'x-edges.csv'],
      ['neo4j', 'x-neo4j-edges.csv'],
    ] as const) {
      writeFileSync(join(directory, name), readFileSync(join(directory, 'map.json')));
      await expectRejected(directory, ['export', name, '-f', format, '-o', 'x.csv', '--force'], /input/);
    }
  });

  test('if it is redirected by the shell', async () => {
    const directory = await createProject();
    const before = readFiles(directory);
    for (const command of [
      'papergraph build - -o p.jsonl --force < p.jsonl',
      'papergraph build p.jsonl -o - >> p.jsonl',
      'papergraph export map.json -f json >> map.json',
      'papergraph related map.json neurons >> map.json',
      'papergraph find map.json --author x >> map.json',
    ])
      expect(runShell(command, directory), command).toMatchObject({ code: 2, stderr: expect.stringMatching(/input/) });
    expect(readFiles(directory)).toEqual(before);
  });
});

test('rejects two outputs that are the same file', async () => {
  const directory = await createProject();
  symlinkSync('later.json', join(directory, 'link.json'));
  const expectPairRejected = async (a: string, b: string) => {
    const { code, stderr } = await runCli(['build', 'p.jsonl', '-o', a, '--report', b], { cwd: directory });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^papergraph: [^\n]+a different file for each output\n$/),
    });
  };
  await expectPairRejected('x.json', 'x.json');
  await expectPairRejected('x.json', './x.json');
  await expectPairRejected('link.json', 'later.json');
  await expectPairRejected('-', '/dev/stdout');
  expect(readdirSync(directory).sort()).toEqual(['link.json', 'map.json', 'p.jsonl']);
  for (const [format, stem] of [
    ['csv', 'x'],
    ['neo4j', 'x-neo4j'],
  ] as const) {
    writeFileSync(join(directory, `${stem}-nodes.csv`), '');
    linkSync(join(directory, `${stem}-nodes.csv`), join(directory, `${stem}-edges.csv`));
    const { code } = await runCli(['export', 'map.json', '-f', format, '-o', 'x'], { cwd: directory });
    expect(code).toBe(2);
  }
});

describe('maps as inputs', () => {
  test('in a directory or matching a pattern are skipped, and so are the outputs', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'p.jsonl'), PAPERS);
    const args = ['build', '.', '--report', 'report.json', '--quiet'];
    expect(await runCli(args, { cwd: directory })).toEqual({ code: 0, stdout: '', stderr: '' });
    const first = readFileSync(join(directory, 'map.json'));
    const again = await runCli(args, { cwd: directory });
    expect(again).toMatchObject({ code: 0, stderr: expect.stringMatching(/map\.json: skipped[^\n]*output/) });
    expect(again.stderr).toMatch(/report\.json: skipped[^\n]*output/);
    expect(readFileSync(join(directory, 'map.json'))).toEqual(first);
    const other = await runCli(['build', '*.json*', '-o', 'b.json', '--report', 'report.json'], { cwd: directory });
    expect(other).toMatchObject({ code: 0, stderr: expect.stringMatching(/map\.json: skipped[^\n]*papergraph map/) });
    expect(other.stderr).toContain('12 records, 12 papers');
    const library = await runCli(['related', 'map.json', 'neurons', '--library', '.'], { cwd: directory });
    expect(library.stderr).toContain('map.json: skipped');
  });

  test('given by name are reported as problems', async () => {
    const directory = await createProject();
    const onlyMap = await runCli(['build', 'map.json', '-o', 'b.json'], { cwd: directory });
    expect(onlyMap).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^papergraph: [^\n]*papergraph map[^\n]*\n$/),
    });
    const { code, stderr } = await runCli(['build', 'map.json', 'p.jsonl', '-o', 'b.json'], { cwd: directory });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^map\.json:1: a papergraph map, not a list/m);
    expect(stderr).toContain('13 records, 12 papers, 1 problem');
  });
});

describe('an existing output file', () => {
  test.skipIf(process.platform === 'win32')('keeps its permissions, and a link remains a link', async () => {
    const directory = await createProject();
    for (const mode of [0o600, 0o640, 0o666]) {
      chmodSync(join(directory, 'map.json'), mode);
      expect((await runCli(['build', 'p.jsonl'], { cwd: directory })).code).toBe(0);
      expect(statSync(join(directory, 'map.json')).mode & 0o777).toBe(mode);
    }
    mkdirSync(join(directory, 'far'));
    symlinkSync('far/real.json', join(directory, 'link.json'));
    for (let i = 0; i < 2; i++) {
      expect((await runCli(['build', 'p.jsonl', '-o', 'link.json'], { cwd: directory })).code).toBe(0);
      expect(lstatSync(join(directory, 'link.json')).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(directory, 'far/real.json'))).toEqual(readFileSync(join(directory, 'map.json')));
    }
    expect(readdirSync(join(directory, 'far'))).toEqual(['real.json']);
  });

  test('is replaced without --force only if papergraph wrote it or it is empty', async () => {
    const directory = await createProject();
    writeFileSync(join(directory, 'lib.bib'), '@misc{a, title = {Mine}}\n');
    writeFileSync(join(directory, 'empty'), '');
    await expectRejected(directory, ['build', 'p.jsonl', '-o', 'lib.bib'], /^papergraph: lib\.bib exists[^\n]*--force/);
    await expectRejected(directory, ['build', 'p.jsonl', '-o', 'new.json', '--report', 'lib.bib'], /--force/);
    await expectRejected(directory, ['build', 'p.jsonl', '-o', 'new.json', '--report', 'map.json'], /--force/);
    for (const { name: format, files } of exportFormats) {
      // These papers have no keys of Zotero.
      if (format === 'html' || format === 'zotero-tags') continue;
      for (const file of files) {
        const end = ('suffix' in file ? file.suffix : '') + file.extension;
        for (const name of ['x', `x${end}`, `x-neo4j${end}`]) writeFileSync(join(directory, name), 'important');
      }
      await expectRejected(directory, ['export', 'map.json', '-f', format, '-o', 'x'], /--force/);
      const forced = await runCli(['export', 'map.json', '-f', format, '-o', 'x', '--force'], { cwd: directory });
      expect(forced.code, format).toBe(0);
      const { code } = await runCli(['export', 'map.json', '-f', format, '-o', 'x'], { cwd: directory });
      expect(code, format).toBe(LOOK_LIKE_OTHERS.has(format) ? 2 : 0);
    }
    for (const rest of [['empty'], ['lib.bib', '--force']])
      expect((await runCli(['build', 'p.jsonl', '-o', ...rest], { cwd: directory })).code).toBe(0);
    expect(readFileSync(join(directory, 'lib.bib'))).toEqual(readFileSync(join(directory, 'map.json')));
  });
});

describe('temporary files', () => {
  test('of killed runs are deleted by the next run', async () => {
    const directory = createTempDirectory();
    writeFileSync(join(directory, 'many.jsonl'), createSampleLines(4000, 150));
    const child = startCli(['build', 'many.jsonl'], directory);
    const exit = waitForExit(child);
    await waitForFiles(child, directory, 2);
    child.kill('SIGKILL');
    await exit;
    const [leftover] = readdirSync(directory).filter((name) => name.startsWith('.'));
    expect(leftover).toMatch(/^\.map\.json\.papergraph-[0-9a-f]{8}-\d+-[0-9a-f]{16}\.tmp$/);
    const getName = (host: string, id: number) => `.map.json.papergraph-${host}-${id}-0123456789abcdef.tmp`;
    const thisHost = leftover!.split('-')[1]!;
    const otherHost = thisHost === '00000000' ? 'ffffffff' : '00000000';
    const kept = [
      getName(thisHost, process.pid),
      getName(otherHost, 1),
      '.map.json.papergraph-mine.tmp',
      '.map.json.tmp',
    ];
    const expired = getName(otherHost, 2);
    for (const file of [...kept, expired]) writeFileSync(join(directory, file), '');
    utimesSync(join(directory, expired), 1e9, 1e9);
    writeFileSync(join(directory, 'p.jsonl'), PAPERS);
    expect((await runCli(['build', 'p.jsonl'], { cwd: directory })).code).toBe(0);
    expect(readdirSync(directory).sort()).toEqual([...kept, 'many.jsonl', 'map.json', 'p.jsonl'].sort());
  });
});
