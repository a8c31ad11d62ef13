/**
 * Packs both packages, installs them in fresh projects as a user does, and checks what users rely on. test/cli/package/types.test.ts
 * checks the types.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { transform } from 'esbuild';
import typescript from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measureBundle } from './measure-bundle.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const NAMES = ['papergraph', 'papergraph-core'] as const;

/** The directory with a project for each package. */
let directory: string;
const getProject = (name: string) => join(directory, name);
const getPackage = (name: string) => join(getProject(name), 'node_modules', name);

const run = (command: string, args: string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'] });
const npm = (args: string[], cwd: string) => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd);
const listFiles = (path: string) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name)).isFile());

/** Runs the installed command in its project. */
const papergraph = (...args: string[]) => npm(['exec', '--no', '--', 'papergraph', ...args], getProject('papergraph'));
const papergraphJson = (...args: string[]) => JSON.parse(papergraph(...args, '--json'));

beforeAll(() => {
  run(process.execPath, ['scripts/setup.mjs', 'build'], '.');
  directory = mkdtempSync(join(tmpdir(), 'papergraph-acceptance-'));
  npm(['run', '--silent', 'build:core', join(directory, 'core')], '.');
  for (const [name, source] of [
    ['papergraph', resolve('.')],
    ['papergraph-core', join(directory, 'core')],
  ] as const) {
    const project = getProject(name);
    mkdirSync(project);
    const [packed] = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', project], source));
    writeFileSync(join(project, 'package.json'), '{"type":"module","private":true}');
    cpSync('test/fixtures/examples/library.bib', join(project, 'library.bib'));
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', packed.filename], project);
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the command works as installed', () => {
  expect(papergraph('--version')).toBe(`${manifest.version}\n`);
  expect(papergraphJson('build', 'library.bib', '-o', 'map.json', '-q')).toMatchObject({ papers: 30, problems: [] });
  expect(papergraphJson('info', 'map.json')).toMatchObject({ papers: 30, files: ['library.bib'] });
  expect(papergraphJson('topics', 'map.json').length).toBeGreaterThan(1);
  const [first] = papergraphJson('topics', 'map.json', '1').papers;
  expect(papergraphJson('related', 'map.json', first.id, '-n', '3')).toMatchObject({
    queries: [{ readAs: 'id', paper: { id: first.id } }],
  });
  expect(papergraph('export', 'map.json', '-f', 'html')).toContain('<title>');
  expect(papergraph('completion', 'bash')).toContain('complete -F');
});

describe.each(NAMES)('%s', (name) => {
  test('runs the examples of the guide', async () => {
    const examples = [...readFileSync('docs/guide.md', 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
    expect(examples.length).toBeGreaterThanOrEqual(8);
    // Each example imports what it needs; a module imports each name once.
    const imported = new Set<string>();
    const source = examples
      .map(([, example]) => example!)
      .join('\n')
      .replace(/^import \{ (.*) \} from '(.*)';$/gm, (_, names: string, from: string) => {
        const added = names.split(', ').filter((imports) => !imported.has(imports));
        for (const imports of added) imported.add(imports);
        return `import { ${added.join(', ')} } from '${from.replace(/^papergraph/, name)}';`;
      });
    const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
    writeFileSync(join(getProject(name), 'guide.mjs'), code);
    expect(run(process.execPath, ['guide.mjs'], getProject(name)).split('\n').length).toBeGreaterThan(10);
  });

  test('can be required, analyzes on several threads, and gives the same map on any number', () => {
    writeFileSync(
      join(getProject(name), 'require.cjs'),
      `const { analyze } = require('${name}');
      const { readFiles, saveMap } = require('${name}/node');
      (async () => {
        const hashes = [];
        for (const threads of [1, 2])
          hashes.push(await saveMap(await analyze(await readFiles('library.bib'), { threads }, {
            warn: (message) => { if (!/^Only /.test(message)) throw new Error(message); },
          }), 'r.json'));
        console.log(hashes.join(' '));
      })();`,
    );
    const [one, two] = run(process.execPath, ['--no-warnings', 'require.cjs'], getProject(name)).trim().split(' ');
    expect(two).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  test('states the oldest Node that its dependencies and require() need', () => {
    const installed = JSON.parse(readFileSync(join(getProject(name), 'package-lock.json'), 'utf8')).packages;
    const minimum = (range = '0') =>
      /(\d+)(?:\.(\d+))?/
        .exec(range)!
        .slice(1)
        .map((part = '0') => Number(part));
    const compare = (a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]!;
    const all: { engines?: { node?: string } }[] = Object.values(installed);
    const oldest = all
      .map(({ engines }) => minimum(engines?.node))
      .sort(compare)
      .at(-1)!;
    // Node 20.19 is the first that can require() modules without a flag.
    expect(compare(oldest, [20, 19])).toBeLessThanOrEqual(0);
    expect(manifest.engines.node).toBe('>=20.19.0');
  });

  test('contains no file twice, and the licenses of everything that is bundled', () => {
    const path = getPackage(name);
    const files = listFiles(path);
    const hashes = files.map((file) =>
      createHash('sha256')
        .update(readFileSync(join(path, file)))
        .digest('hex'),
    );
    expect(files.filter((_, i) => hashes.indexOf(hashes[i]!) !== i)).toEqual([]);
    const notices = readFileSync(join(path, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const bundled = name === 'papergraph' ? listImportsOfExplorer() : [];
    for (const dependency of [...bundled, 'natural', 'assemblyscript'])
      expect(notices, dependency).toMatch(new RegExp(`^${dependency} \\d`, 'm'));
    expect(notices).not.toMatch(/\(undefined\)/);
    expect(files).toContain('LICENSE');
  });

  test('bundlers of other projects include only what is used', async () => {
    const project = getProject(name);
    for (const [exported, limit] of [
      ['explain', 10_000],
      ['topicsOf', 10_000],
      // Computes measures, and explains the links of every network.
      ['writeGexf', 40_000],
      ['writeBibtex', 30_000],
      ['writeRis', 30_000],
    ] as const)
      for (const { bundler, bytes, modules } of await measureBundle(project, name, exported)) {
        expect(bytes, `${exported} with ${bundler}`).toBeLessThan(limit);
        expect(modules.filter((module) => module.includes('graphology'))).toEqual([]);
      }
    const [built] = await measureBundle(project, name, 'buildGraph');
    expect(built!.modules.some((module) => module.includes('graphology'))).toBe(true);
  });
});

test('papergraph-core has neither the command line, nor the server, nor the explorer', () => {
  const core = JSON.parse(readFileSync(join(getPackage('papergraph-core'), 'package.json'), 'utf8'));
  expect(core).toMatchObject({ name: 'papergraph-core', version: manifest.version, exports: manifest.exports });
  expect(core).not.toHaveProperty('bin');
  const packages = readdirSync(join(getProject('papergraph-core'), 'node_modules'));
  for (const name of ['commander', 'hono', '@hono', 'papergraph']) expect(packages).not.toContain(name);
  for (const name of Object.keys(core.dependencies)) expect(manifest.dependencies).toHaveProperty([name]);
  const files = listFiles(getPackage('papergraph-core'));
  expect(files.filter((file) => /(?:web|server|program|commands)[/]/.test(file))).toEqual([]);
});

test('the package has metadata, and ranges for its dependencies', () => {
  const installed = createRequire(join(getProject('papergraph'), 'x.js'))('papergraph/package.json');
  for (const field of ['description', 'keywords', 'author', 'license', 'engines'])
    expect(installed).toHaveProperty(field);
  expect(Object.values(installed.dependencies).every((range) => /^\^\d/.test(String(range)))).toBe(true);
  expect(Object.values(installed.devDependencies).every((range) => /^(?:npm:.*@)?\d/.test(String(range)))).toBe(true);
  const citation = readFileSync(join(getPackage('papergraph'), 'CITATION.cff'), 'utf8');
  expect(citation).toContain(`version: ${manifest.version}\n`);
});

/** Returns the packages that the sources of the explorer import. */
function listImportsOfExplorer(): string[] {
  const names = new Set<string>();
  for (const file of listFiles('web').filter((name) => /\.tsx?$/.test(name) && !/^(?:build|bench)/.test(name)))
    for (const { fileName } of typescript.preProcessFile(readFileSync(join('web', file), 'utf8')).importedFiles)
      if (!/^[./]|^node:/.test(fileName)) names.add(/^(?:@[^/]+\/)?[^/]+/.exec(fileName)![0]);
  expect(names).toContain('preact');
  return [...names];
}
