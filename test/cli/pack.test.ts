import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCommand } from './command.ts';

/** A project that has installed papergraph: what the package holds, and the packages that it asks for, no others. */
let project: string;
let files: string[];
let packedSize: number;

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const run = (command: string, args: string[], cwd: string) => execFileSync(command, args, { cwd, encoding: 'utf8' });

beforeAll(() => {
  buildCommand();
  project = mkdtempSync(join(tmpdir(), 'papergraph-pack-'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const [packed] = JSON.parse(run(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', project], '.'));
  files = packed.files.map((file: { path: string }) => file.path);
  packedSize = packed.size;
  const home = join(project, 'node_modules', 'papergraph');
  mkdirSync(home, { recursive: true });
  run('tar', ['-xzf', join(project, packed.filename), '-C', home, '--strip-components', '1'], project);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link, 'junction');
  }
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the package holds what runs, and nothing of how it was made', () => {
  expect(files).toEqual(expect.arrayContaining(['dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'dist/worker.js']));
  expect(
    files.filter((name) => !/^(dist|seeds)\/|^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/.test(name)),
  ).toEqual([]);
  expect(files).not.toContain('dist/seeds.json');
  expect(packedSize).toBeLessThan(2_000_000);
});

test('natural is used, and costs nobody its 77 MB', () => {
  expect(manifest.dependencies).not.toHaveProperty('natural');
  expect(manifest.devDependencies).toHaveProperty('natural');
});

test('the installed command runs', () => {
  const bin = join(project, 'node_modules', 'papergraph', manifest.bin.papergraph);
  expect(run(process.execPath, [bin, '--version'], project)).toBe(`${manifest.version}\n`);
  run(process.execPath, [bin, 'build', resolve('seeds'), '-o', 'map.json', '--quiet'], project);
  const found = run(process.execPath, [bin, 'related', 'map.json', 'astrocytes', '-n', '1', '--json'], project);
  expect(JSON.parse(found)).toHaveLength(1);
});

test('the library is imported, and its types are found', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { analyze, readPapers, type PaperMap } from 'papergraph';
    const lines = '{"title":"One cat","abstract":"a cat sat"}\\n{"title":"Two cats","abstract":"cats sat here"}\\n';
    const file = { name: 'a.jsonl', bytes: () => [new TextEncoder().encode(lines)] };
    const map: PaperMap = await analyze(await readPapers([file]), { minDocuments: 1 });
    const titles: string[] = map.papers.map((paper) => paper.title);
    console.log(titles.sort().join());
    `,
  );
  const options = ['--noEmit', 'false', '--strict', '--target', 'es2022', '--module', 'esnext'];
  const more = ['--moduleResolution', 'bundler', '--lib', 'es2023,dom', '--skipLibCheck'];
  run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...options, ...more, 'use.ts'], project);
  expect(run(process.execPath, ['use.js'], project)).toBe('One cat,Two cats\n');
});
