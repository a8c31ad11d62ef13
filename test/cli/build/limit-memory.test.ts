import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movePapersToDisk } from '../../../src/cli/build/papers-on-disk.ts';
import type { Paper } from '../../../src/model/paper.ts';
import { createTempDirectory, runCli } from '../run-cli.ts';

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('lone \ud800 surrogate'));

const papers: fc.Arbitrary<Paper[]> = fc.array(
  fc.record(
    {
      id: text,
      title: text,
      abstract: text,
      authors: fc.array(text),
      year: fc.integer({ min: 1, max: 2100 }),
      cites: fc.array(text),
      sources: fc.array(fc.record({ file: text, line: fc.nat() })),
    },
    { requiredKeys: ['id', 'title', 'abstract', 'sources'] },
  ),
  { maxLength: 30 },
);

test('papers on disk are the same papers, in any order of access', () =>
  fc.assert(
    fc.asyncProperty(papers, fc.array(fc.nat({ max: 29 })), async (expected, order) => {
      const onDisk = await movePapersToDisk(structuredClone(expected), createTempDirectory());
      expect(onDisk).toHaveLength(expected.length);
      for (const index of order.filter((i) => i < expected.length)) {
        const [paper, original] = [onDisk[index]!, expected[index]!];
        expect(paper.abstract).toBe(original.abstract);
        expect({ ...paper }).toEqual(original);
      }
      // The order of the fields is part of a map.
      expect(JSON.stringify(onDisk)).toBe(JSON.stringify(expected));
      expect(structuredClone(onDisk)).toEqual(expected);
    }),
    { seed: 1, numRuns: 50 },
  ));

test('papers larger than the parts in which the file is read stay whole', async () => {
  const expected = [10, 70_000, 200_000, 65_536].map((length, i) => ({
    id: `${i}`,
    title: 'Title',
    abstract: `${'ä'.repeat(length)}${i}`,
    sources: [],
  }));
  const onDisk = await movePapersToDisk(structuredClone(expected), createTempDirectory());
  for (const i of [3, 0, 2, 1, 2]) expect({ ...onDisk[i]! }).toEqual(expected[i]);
});

test('the file has no name, and the papers are released', async () => {
  const directory = createTempDirectory();
  const given: Paper[] = [{ id: 'a', title: 'A', abstract: 'Text.', sources: [] }];
  const [paper] = await movePapersToDisk(given, directory);
  expect(given).toEqual([]);
  expect(readdirSync(directory)).toEqual([]);
  expect(paper!.abstract).toBe('Text.');
});

test('a build with less memory than it would need gives the same map, of each network, and leaves no other files', async () => {
  const cwd = createTempDirectory();
  const args = ['build', resolve('seeds'), '--network', 'similarity,concepts', '--quiet'];
  await runCli([...args, '-o', 'expected.json'], { cwd });
  expect(await runCli([...args, '--memory', '1MB', '-o', 'map.json'], { cwd })).toMatchObject({ code: 0, stderr: '' });
  expect(readFileSync(join(cwd, 'map.json')).equals(readFileSync(join(cwd, 'expected.json')))).toBe(true);
  expect(readdirSync(cwd).sort()).toEqual(['expected.json', 'map.json']);
});

test('edits of a recipe apply to papers on disk', async () => {
  const cwd = createTempDirectory();
  mkdirSync(join(cwd, 'library'));
  const title = (i: number) => `Spiking networks learn rule ${i}`;
  const records = Array.from({ length: 12 }, (_, i) => ({
    title: title(i),
    abstract: `${title(i)} from spikes.`,
    doi: `10.1000/${i}`,
  }));
  writeFileSync(join(cwd, 'library', 'papers.jsonl'), records.map((record) => JSON.stringify(record)).join('\n'));
  const edits = [{ edit: 'mergePapers', paper: '10.1000/0', into: '10.1000/1' }];
  writeFileSync(join(cwd, 'recipe.json'), JSON.stringify({ papergraphRecipe: 1, options: {}, edits }));
  const args = ['build', 'library', '--recipe', 'recipe.json', '-q'];
  await runCli([...args, '-o', 'expected.json'], { cwd });
  expect(await runCli([...args, '--memory', '1MB', '-o', 'map.json'], { cwd })).toMatchObject({
    code: 0,
    stderr: '',
  });
  const map = readFileSync(join(cwd, 'map.json'), 'utf8');
  expect(map).toBe(readFileSync(join(cwd, 'expected.json'), 'utf8'));
  expect(map).toContain('"papers":11,');
});

test('a size without a unit is refused', async () => {
  const { code, stderr } = await runCli(['build', resolve('seeds'), '--memory', '8'], { cwd: createTempDirectory() });
  expect(code).toBe(2);
  expect(stderr).toContain('It must be a size such as 8GB or 500MB.');
});
