import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReadResult } from '../../src/model/paper.ts';
import { createTempDirectory, runCli } from './run-cli.ts';

const BIB = `@article{lee2001, title = {Sparse codes in populations of spiking neurons}, author = {Lee, Ann and Ek, Bo}, year = 2001,
  journal = {Neuron}, volume = {12}, number = {3}, pages = {101--110}, doi = {10.1000/ONE}}
@article{fo2003, title = {A theory of dendrites in the cortex}, author = {Fo, Cid}, year = 2003, doi = {10.1000/two}}
`;
const CSV = `title,authors,year,doi
Sparse codes in populations of spiking neurons,Ann Lee; Bo Ek,2002,10.1000/one
A theory of dendrites in the cortex,Cid Fo,2004,10.1000/three
,Nobody,2001,
`;

/** Creates a directory with two lists of papers and a script. */
function createInputs(): string {
  const directory = createTempDirectory();
  writeFileSync(join(directory, 'a.bib'), BIB);
  writeFileSync(join(directory, 'b.csv'), CSV);
  writeFileSync(join(directory, 'plot.py'), 'import os\nfrom sys import argv\n\ndef main():\n    pass\n');
  return directory;
}

describe('papergraph read', () => {
  test('prints a table of the files, problems, merges and possible duplicates', async () => {
    const { code, stdout, stderr } = await runCli(['read', '.'], { cwd: createInputs() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`file             format            records  papers  merged  problems
a.bib            BibTeX, BibLaTeX        2       2       0         0
b.csv            CSV, TSV                3       1       1         1
plot.py          -                       1       0       0         1
total (3 files)                          6       3       1         2

Problems (2)
b.csv:4: this record has no title; add one, or name the column that holds it
plot.py:1: Python code, not a list of papers; remove it from the input

Merged (1)
"Sparse codes in populations of spiking neurons": same DOI
  a.bib:1, b.csv:2
  year: 2001 | 2002
  doi: 10.1000/ONE | 10.1000/one

Possible duplicates, not merged (1)
"A theory of dendrites in the cortex": a.bib:3, b.csv:3 (the DOIs differ)
`);
  });

  test('--json prints the same and the papers', async () => {
    const { code, stdout } = await runCli(['read', 'a.bib', 'b.csv', '--json'], { cwd: createInputs() });
    expect(code).toBe(0);
    const result: ReadResult = JSON.parse(stdout);
    expect(result.papers).toHaveLength(3);
    expect(result.records).toBe(result.papers.length + result.merged + result.problems.length);
    expect(result.files.map(({ file, papers, merged, problems }) => [file, papers, merged, problems])).toEqual([
      ['a.bib', 2, 0, 0],
      ['b.csv', 1, 1, 1],
    ]);
    expect(result.merges).toMatchObject([{ reason: 'same DOI', count: 2, differing: { year: ['2001', '2002'] } }]);
    expect(result.possibleDuplicates).toMatchObject([{ count: 2, papers: ['10.1000/two', '10.1000/three'] }]);
  });

  test.each(['.bib', '.ris', '.json', '.csv', '.xlsx'])(
    'writes papers that can be read again: %s',
    async (extension) => {
      const directory = createInputs();
      const output = `clean${extension}`;
      const first = await runCli(['read', 'a.bib', 'b.csv', '-o', output], { cwd: directory });
      expect(first).toMatchObject({ code: 0, stderr: `3 papers -> ${output}\n` });
      const second = await runCli(['read', output, '--json'], { cwd: directory });
      const { papers, problems, merges }: ReadResult = JSON.parse(second.stdout);
      expect([problems, merges]).toEqual([[], []]);
      expect(papers.find(({ year }) => year === 2001)).toMatchObject({
        title: 'Sparse codes in populations of spiking neurons',
        authors: ['Ann Lee', 'Bo Ek'],
        venue: 'Neuron',
        volume: '12',
        number: '3',
        pages: '101-110',
      });
      // A list of references may be somebody's own.
      const again = await runCli(['read', 'a.bib', '-o', output], { cwd: directory });
      expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/--force/) });
      expect(await runCli(['read', 'a.bib', '-o', output, '--force', '-q'], { cwd: directory })).toMatchObject({
        ...{ code: 0, stdout: '', stderr: '' },
      });
    },
  );

  test('rejects other endings and inputs as outputs before it reads anything', async () => {
    const directory = createInputs();
    const other = await runCli(['read', 'a.bib', '-o', 'clean.doc'], { cwd: directory });
    expect(other).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/must end in \.bib, \.ris/) });
    const input = await runCli(['read', 'a.bib', '-o', 'a.bib', '--force'], { cwd: directory });
    expect(input).toMatchObject({ code: 2, stderr: expect.stringMatching(/is also an input/) });
    expect(readFileSync(join(directory, 'a.bib'), 'utf8')).toBe(BIB);
  });

  test('lists each file and fails when there are no papers', async () => {
    const directory = createInputs();
    const { code, stdout, stderr } = await runCli(['read', 'plot.py', '-o', 'clean.ris'], { cwd: directory });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^papergraph: no paper could be read[^\n]*\n$/),
    });
    expect(stdout).toMatch(/^plot\.py:1: Python code/m);
    expect(existsSync(join(directory, 'clean.ris'))).toBe(false);
    const sources = await runCli(['read', 'src', 'web', '--json']);
    const { papers, files, problems }: ReadResult = JSON.parse(sources.stdout);
    expect(papers).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
    expect(problems).toHaveLength(files.length);
  });
});
