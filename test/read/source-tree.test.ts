import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listInputFiles } from '../../src/cli/read-inputs.ts';
import { readPapers } from '../../src/read/read.ts';

/** What is in the project besides papers: `seeds/` and `test/fixtures/` hold some. */
const directories = readdirSync('test', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'fixtures')
  .map(({ name }) => `test/${name}`);
const rootFiles = readdirSync('.', { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name);

test('the source tree of papergraph produces no papers and one line per file', async () => {
  const skipped: string[] = [];
  const inputs = ['src', 'web', 'scripts', 'bench', 'docs', ...directories, ...rootFiles];
  const files = await listInputFiles(inputs, { onSkip: (message) => skipped.push(message.split(':', 1)[0]) });
  const { papers, problems, notes } = await readPapers(files);
  expect(papers.map(({ title, sources }) => `${sources[0].file}: ${title}`)).toEqual([]);
  expect(files.length).toBeGreaterThan(700);
  const reported = problems.map(({ file }) => file).sort();
  expect(reported).toEqual(files.map(({ name }) => name).sort());
  expect(notes).toEqual([]);
  expect(skipped.filter((name) => reported.includes(name))).toEqual([]);
});
