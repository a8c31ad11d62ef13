import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

const PAPERS = [
  {
    title: 'ZapNet: reading liquid state machines',
    abstract: 'We introduce ZapNet. A liquid state machine (LSM) is read by it. Each LSM needs an astrocyte model.',
    authors: ['Ada Lovelace'],
    code: ['https://example.com/zapnet'],
    year: 2001,
  },
  {
    title: 'On LSMs',
    abstract: 'Here liquid-state machines meet an astrocyte model. \u001b[31mThey run ZapNet.',
    authors: ['Alan Turing', 'Ada Lovelace'],
    year: 2003,
  },
  { title: 'Colours', abstract: 'A graph database keeps colours.', code: ['https://example.com/c'], year: 2003 },
  { title: '__proto__', abstract: 'The constructor of a graph database. <script>alert(1)</script>', year: 1999 },
];

interface FindResult {
  concepts: { name: string; kind: string }[];
  counts: Record<string, unknown>;
  papers: { title: string; proofs: { concept: string; field: string; from: number; to: number; sentence: string }[] }[];
}

describe('papergraph find', () => {
  let directory: string;
  const find = (...args: string[]) => runCli(['find', 'map.json', ...args], { cwd: directory });
  const findJson = async (...args: string[]): Promise<FindResult> => JSON.parse((await find(...args, '--json')).stdout);
  const findTitles = async (...args: string[]) => (await findJson(...args)).papers.map(({ title }) => title).sort();
  const [zapnet, lsms, colours] = PAPERS.map(({ title }) => title);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'papergraph-find-'));
    writeFileSync(join(directory, 'papers.jsonl'), PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
    const built = await runCli(['build', 'papers.jsonl', '-o', 'map.json', '--quiet'], { cwd: directory });
    expect(built).toEqual({ code: 0, stdout: '', stderr: '' });
    await runCli(['build', 'papers.jsonl', '-o', 'without.json', '--quiet', '--no-concepts'], { cwd: directory });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('finds a concept by any of its names', async () => {
    for (const name of ['LSM', 'lsms', 'liquid state machine', ' Liquid-State Machines '])
      for (const args of [['--concept', name], [name]]) expect(await findTitles(...args), name).toEqual([lsms, zapnet]);
  });

  test('concepts are arguments or options, and what an option takes is no map', async () => {
    expect(await findTitles('LSM', 'graph database')).toEqual(await findTitles('LSM', '--concept', 'graph database'));
    const { code, stderr } = await runCli(['find', '--concept', 'LSM', 'map.json'], { cwd: directory });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "papergraph: missing required argument 'map': --concept takes all that follow it, so put it last (run with --help for usage)\n",
    });
  });

  test('combines all conditions and counts the papers of each', async () => {
    expect(await findTitles('--author', 'lovelace')).toEqual([lsms, zapnet]);
    expect(await findTitles('--has-code')).toEqual([colours, zapnet]);
    expect(await findTitles('--concept', 'LSM', '--author', 'LOVELACE', '--has-code')).toEqual([zapnet]);
    const { counts, papers } = await findJson('--concept', 'LSM', 'graph database', '--author', 'turing', '--has-code');
    expect(counts).toEqual({ all: 0, concepts: [2, 2], author: 1, hasCode: 2 });
    expect(papers).toEqual([]);
  });

  test('prints the sentences that mention a concept, with offsets', async () => {
    const { papers, concepts } = await findJson('--concept', 'zapnet');
    expect(concepts).toMatchObject([{ name: 'ZapNet', kind: 'system' }]);
    const { proofs } = papers.find(({ title }) => title === zapnet)!;
    expect(proofs.map(({ sentence }) => sentence)).toEqual([zapnet, 'We introduce ZapNet.']);
    for (const { field, from, to } of proofs)
      expect(PAPERS[0]![field as 'title' | 'abstract'].slice(from, to)).toBe('ZapNet');
  });

  test('prints counts, titles and sentences without --json', async () => {
    const { code, stdout, stderr } = await find('--concept', 'ZapNet', '--author', 'ada');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^2 papers; ZapNet \(system\): 2; author ada: 2\n/);
    expect(stdout).toContain(`${zapnet}\n       `);
    expect(stdout).toContain('They run ZapNet.');
    expect(stdout).not.toContain('\u001b');
  });

  test('prints one line with suggestions for an unknown name', async () => {
    for (const [args, message] of [
      [
        ['--concept', 'liqiud state machine'],
        /^papergraph: this map has no concept "liqiud state machine": did you mean "liquid state machine"[^\n]*\?\n$/,
      ],
      [['--concept', 'LSM', '--concept', 'zzyzx'], /^papergraph: this map has no concept "zzyzx"\n$/],
      [['--concept', '__proto__x', '--json'], /^papergraph: this map has no concept [^\n]*\n$/],
      [['--concept', 'a\nb\u001b[2J'], /^papergraph: this map has no concept [^\n\u001b]*\n$/],
      [['--author', 'Lovelase'], /^papergraph: this map has no author "Lovelase": did you mean "Ada Lovelace"\?\n$/],
      [['--author', ' '], /^papergraph: --author is empty: give a part of a name\n$/],
    ] as const) {
      const { code, stdout, stderr } = await find(...args);
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
    }
    expect((await find()).code).toBe(2);
    expect((await find('--concept')).code).toBe(2);
  });

  test('reports a map without concepts; authors and code can still be found', async () => {
    const findWithout = (...args: string[]) => runCli(['find', 'without.json', ...args], { cwd: directory });
    const { code, stdout, stderr } = await findWithout('--concept', 'LSM');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^papergraph: without\.json has no concepts: build the map again[^\n]*\n$/);
    expect((await findWithout('--author', 'turing', '--has-code')).stdout).toMatch(
      /^0 papers; author turing: 1; with code: 2\n/,
    );
    const exportTurtle = (map: string) => runCli(['export', map, '-f', 'turtle'], { cwd: directory });
    expect((await exportTurtle('without.json')).stdout).toBe((await exportTurtle('map.json')).stdout);
  });
});
