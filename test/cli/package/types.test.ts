import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A project in which the packed papergraph and its dependencies are installed. */
let project: string;
/** Paths of the files in the package. */
let files: string[];
/** Size of the package in bytes. */
let packedSize: number;

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const run = (command: string, args: string[], cwd: string) => execFileSync(command, args, { cwd, encoding: 'utf8' });

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'papergraph-pack-'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const [packed] = JSON.parse(run(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', project], '.'));
  files = packed.files.map((file: { path: string }) => file.path);
  packedSize = packed.size;
  const packageDirectory = join(project, 'node_modules', 'papergraph');
  mkdirSync(packageDirectory, { recursive: true });
  run('tar', ['-xzf', join(project, packed.filename), '-C', packageDirectory, '--strip-components', '1'], project);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link, 'junction');
  }
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('the package contains the built files and no sources', () => {
  expect(files).toEqual(expect.arrayContaining(['dist/cli.js', 'dist/index.js', 'dist/index.d.ts', 'dist/worker.js']));
  expect(
    files.filter(
      (name) =>
        !/^dist\/|^docs\/ontology\/|^(package\.json|README\.md|CHANGELOG\.md|CITATION\.cff|LICENSE)$/.test(name),
    ),
  ).toEqual([]);
  expect(files).not.toContain('dist/seeds.json');
  // 0.7 MB are the fonts of figures, 0.15 MB what writes them as PDF in the explorer.
  expect(packedSize).toBeLessThan(3_100_000);
});

test('natural is bundled and not a dependency', () => {
  expect(manifest.dependencies).not.toHaveProperty('natural');
  expect(manifest.devDependencies).toHaveProperty('natural');
});

test('the installed CLI runs', () => {
  const bin = join(project, 'node_modules', 'papergraph', manifest.bin.papergraph);
  expect(run(process.execPath, [bin, '--version'], project)).toBe(`${manifest.version}\n`);
  run(process.execPath, [bin, 'build', resolve('seeds'), '-o', 'map.json', '--quiet'], project);
  const related = run(process.execPath, [bin, 'related', 'map.json', 'astrocytes', '-n', '1', '--json'], project);
  expect(JSON.parse(related).papers).toHaveLength(1);
});

test('the library and its types can be imported', () => {
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
  const moduleOptions = ['--moduleResolution', 'bundler', '--lib', 'es2023,dom', '--skipLibCheck'];
  run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...options, ...moduleOptions, 'use.ts'], project);
  expect(run(process.execPath, ['use.js'], project)).toBe('One cat,Two cats\n');
});

const CONSUMER = `
import { analyze, buildGraph, explain, findRelated, createIndex, readPapers, writeGexf } from 'papergraph';
import { openMap, readFiles, saveMap } from 'papergraph/node';
import type { AnalyzeOptions, PaperAttributes, PaperMap, RelatedPaper, Share, Topic } from 'papergraph';

const options: AnalyzeOptions = { neighbors: 5 };
const map: PaperMap = await analyze(await readPapers([]), options);
const graph = buildGraph(map);
const attributes: PaperAttributes = graph.getNodeAttributes('id');
const topics: Topic[] = graph.getAttribute('topics');
// @ts-expect-error: fails if the graph, and with it the weight, has the type any
const weight: string = graph.getEdgeAttribute('edge', 'weight');
// @ts-expect-error: there is no such option
await analyze(map, { neighbours: 5 });
const shares: Share[] = explain(map.rows, 0, 1);
const related: RelatedPaper[] = await findRelated(await createIndex(map.rows, 1), 0, { count: 3 });
const chunks: Iterable<string> = writeGexf(map);
const reopened: PaperMap = await (await openMap(await saveMap(await analyze(await readFiles('a.bib')), 'map'))).readAll();
export { attributes, chunks, reopened, related, shares, topics, weight };
`;

const COMPILERS = ['typescript', 'typescript-oldest'];
const MODULES = [
  ['nodenext', 'nodenext'],
  ['node16', 'node16'],
  ['esnext', 'bundler'],
];

describe.each(COMPILERS)('the types compile with %s', (compiler) => {
  test.each(MODULES)('--module %s --moduleResolution %s, without skipLibCheck', (module, moduleResolution) => {
    writeFileSync(join(project, 'consumer.ts'), CONSUMER);
    const tsc = resolve('node_modules', compiler, 'bin/tsc');
    const flags = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
    const resolution = ['--module', module!, '--moduleResolution', moduleResolution!];
    // tsc prints errors on stdout.
    const { stdout } = spawnSync(process.execPath, [tsc, ...flags, ...resolution, 'consumer.ts'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});

test('the oldest supported TypeScript is the one that is tested', () => {
  const { version } = JSON.parse(readFileSync('node_modules/typescript-oldest/package.json', 'utf8'));
  expect(readFileSync('docs/guide.md', 'utf8')).toContain(
    `TypeScript ${version.split('.').slice(0, 2).join('.')} or newer`,
  );
});
