import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, papergraph } from './command.ts';

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

interface Answer {
  concepts: { name: string; kind: string }[];
  counts: Record<string, unknown>;
  papers: { title: string; proofs: { concept: string; field: string; from: number; to: number; sentence: string }[] }[];
}

describe('papergraph find', () => {
  let here: string;
  const find = (...args: string[]) => papergraph(['find', 'map.json', ...args], { cwd: here });
  const json = async (...args: string[]): Promise<Answer> => JSON.parse((await find(...args, '--json')).stdout);
  const titles = async (...args: string[]) => (await json(...args)).papers.map(({ title }) => title).sort();
  const [zapnet, lsms, colours] = PAPERS.map(({ title }) => title);

  beforeAll(async () => {
    buildCommand();
    here = mkdtempSync(join(tmpdir(), 'papergraph-find-'));
    writeFileSync(join(here, 'papers.jsonl'), PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
    const built = await papergraph(['build', 'papers.jsonl', '-o', 'map.json', '--quiet'], { cwd: here });
    expect(built).toEqual({ code: 0, stdout: '', stderr: '' });
    await papergraph(['build', 'papers.jsonl', '-o', 'without.json', '--quiet', '--no-concepts'], { cwd: here });
  });
  afterAll(() => rmSync(here, { recursive: true, force: true }));

  test('takes a concept by any of its names', async () => {
    for (const name of ['LSM', 'lsms', 'liquid state machine', ' Liquid-State Machines '])
      expect(await titles('--concept', name), name).toEqual([lsms, zapnet]);
  });

  test('all conditions must hold, and each is counted alone', async () => {
    expect(await titles('--author', 'lovelace')).toEqual([lsms, zapnet]);
    expect(await titles('--has-code')).toEqual([colours, zapnet]);
    expect(await titles('--concept', 'LSM', '--author', 'LOVELACE', '--has-code')).toEqual([zapnet]);
    const { counts, papers } = await json('--concept', 'LSM', 'graph database', '--author', 'turing', '--has-code');
    expect(counts).toEqual({ all: 0, concepts: [2, 2], author: 1, hasCode: 2 });
    expect(papers).toEqual([]);
  });

  test('proves what it says by places and their sentences', async () => {
    const { papers, concepts } = await json('--concept', 'zapnet');
    expect(concepts).toMatchObject([{ name: 'ZapNet', kind: 'system' }]);
    const { proofs } = papers.find(({ title }) => title === zapnet)!;
    expect(proofs.map(({ sentence }) => sentence)).toEqual([zapnet, 'We introduce ZapNet.']);
    for (const { field, from, to } of proofs)
      expect(PAPERS[0]![field as 'title' | 'abstract'].slice(from, to)).toBe('ZapNet');
  });

  test('prints for people without --json: counts, then titles with sentences', async () => {
    const { code, stdout, stderr } = await find('--concept', 'ZapNet', '--author', 'ada');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^2 papers; ZapNet \(system\): 2; author ada: 2\n/);
    expect(stdout).toContain(`${zapnet}\n       `);
    expect(stdout).toContain('They run ZapNet.');
    expect(stdout).not.toContain('\u001b');
  });

  test('what is not there: one line, with what may be meant', async () => {
    for (const [args, message] of [
      [
        ['--concept', 'liqiud state machine'],
        /^papergraph: this map has no concept "liqiud state machine": did you mean "liquid state machine"[^\n]*\?\n$/,
      ],
      [['--concept', 'LSM', '--concept', 'zzyzx'], /^papergraph: this map has no concept "zzyzx"\n$/],
      [['--concept', '__proto__x', '--json'], /^papergraph: this map has no concept [^\n]*\n$/],
      [['--concept', 'a\nb\u001b[2J'], /^papergraph: this map has no concept [^\n\u001b]*\n$/],
      [['--author', 'Lovelase'], /^papergraph: this map has no author "Lovelase": did you mean "Ada Lovelace"\?\n$/],
      [['--author', ' '], /^papergraph: --author needs a part of a name\n$/],
    ] as const) {
      const { code, stdout, stderr } = await find(...args);
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(message);
    }
    expect((await find()).code).toBe(2);
    expect((await find('--concept')).code).toBe(2);
  });

  test('a map without concepts says so, and still knows authors and code', async () => {
    const without = (...args: string[]) => papergraph(['find', 'without.json', ...args], { cwd: here });
    const { code, stdout, stderr } = await without('--concept', 'LSM');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^papergraph: without\.json has no concepts: build the map again[^\n]*\n$/);
    expect((await without('--author', 'turing', '--has-code')).stdout).toMatch(
      /^0 papers; author turing: 1; with code: 2\n/,
    );
    const exported = (map: string) => papergraph(['export', map, '-f', 'turtle'], { cwd: here });
    expect((await exported('without.json')).stdout).toBe((await exported('map.json')).stdout);
  });
});
