import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';

/** The source of each entry of the package. */
const ENTRIES: Record<string, string> = { papergraph: 'src/index.ts', 'papergraph/node': 'src/node.ts' };

const IMPORT = /^import \{ (.*) \} from '(.*)';$/gm;

/** Returns the TypeScript examples of a Markdown file. */
const listExamples = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, example]) => example!);

/** Runs examples one after another in one module, in a directory that has a library.bib. Returns the printed lines. */
async function runExamples(examples: readonly string[]): Promise<{ lines: unknown[][]; files: string[] }> {
  const imported = new Set<string>();
  const code = examples.join('\n').replace(IMPORT, (_, names: string, from: string) => {
    const target = from in ENTRIES ? pathToFileURL(ENTRIES[from]!).href : from;
    const added = names.split(', ').filter((name) => !imported.has(name));
    for (const name of added) imported.add(name);
    return `import { ${added.join(', ')} } from '${target}';`;
  });
  const directory = await mkdtemp(join(tmpdir(), 'papergraph-examples-'));
  const previous = process.cwd();
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    await writeFile(join(directory, 'example.ts'), `${code}\nexport {};\n`);
    await copyFile('test/fixtures/examples/library.bib', join(directory, 'library.bib'));
    const url = pathToFileURL(join(directory, 'example.ts')).href;
    process.chdir(directory);
    await import(/* @vite-ignore */ url);
    return { lines: log.mock.calls, files: await readdir(directory) };
  } finally {
    process.chdir(previous);
    log.mockRestore();
    await rm(directory, { recursive: true, force: true });
  }
}

test('the example of the README runs', async () => {
  const examples = listExamples('README.md');
  expect(examples).toHaveLength(1);
  const { lines } = await runExamples(examples);
  expect(lines.filter(([similarity]) => typeof similarity === 'number')).toHaveLength(3);
});

test('the examples of the guide run, each with three lines at most besides imports', async () => {
  const examples = listExamples('docs/guide.md');
  expect(examples.length).toBeGreaterThanOrEqual(8);
  for (const example of examples) expect(example.replace(IMPORT, '').trim().split('\n').length).toBeLessThanOrEqual(3);
  const { lines, files } = await runExamples(examples);
  expect(lines.length).toBeGreaterThan(10);
  expect(lines[0]).toEqual([30, []]);
  expect(files).toEqual(expect.arrayContaining(['map.gexf', 'map.json']));
});
