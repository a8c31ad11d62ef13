import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSampleLines, runCli } from './run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'papergraph-cli-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

beforeAll(async () => {
  const lines = createSampleLines(44).split(/(?<=\n)/);
  writeFileSync(join(cwd, 'old.jsonl'), lines.slice(0, 40).join(''));
  writeFileSync(join(cwd, 'new.jsonl'), lines.slice(40).join(''));
  await runCli(['build', 'old.jsonl', '-o', 'a.json', '-q'], { cwd });
  await runCli(['update', 'a.json', 'new.jsonl', '-o', 'b.json', '-q'], { cwd });
});

describe('papergraph diff', () => {
  test('prints what is new', async () => {
    const { code, stdout } = await runCli(['diff', 'a.json', 'b.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4 new papers\n[\s\S]*topics? kept\n\nNew \(4\)\n/);
    expect(stdout.match(/^t-\S+ {2}On /gm)).toHaveLength(4);
    const back = await runCli(['diff', 'b.json', 'a.json'], { cwd });
    expect(back.stdout).toMatch(/^0 new papers, 4 removed\n[\s\S]*\nRemoved \(4\)\n/);
  });

  test('--json prints the difference', async () => {
    const { stdout } = await runCli(['diff', 'a.json', '-', '--json'], {
      cwd,
      input: readFileSync(join(cwd, 'b.json')),
    });
    const difference = JSON.parse(stdout);
    expect(Object.keys(difference)).toEqual(['added', 'changed', 'removed', 'topics']);
    expect(difference.added).toHaveLength(4);
  });

  test.each([
    ['new.bib', /^@/gm],
    ['new.ris', /^TY {2}- /gm],
    ['new.atom', /<entry>/g],
  ])('writes the new papers to %s', async (file, pattern) => {
    const { code, stderr } = await runCli(['diff', 'a.json', 'b.json', '-o', file], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: `4 new papers -> ${file}\n` });
    expect(readFileSync(join(cwd, file), 'utf8').match(pattern)).toHaveLength(4);
  });

  test('a feed is replaced, other references are not', async () => {
    for (const [file, code] of [
      ['again.atom', 0],
      ['again.bib', 2],
    ] as const) {
      await runCli(['diff', 'a.json', 'b.json', '-o', file, '-q'], { cwd });
      expect((await runCli(['diff', 'a.json', 'b.json', '-o', file, '-q'], { cwd })).code).toBe(code);
    }
  });

  test('refuses an unknown format, --json with a format, and two maps on stdin', async () => {
    expect((await runCli(['diff', 'a.json', 'b.json', '-o', 'x.csv'], { cwd })).stderr).toMatch(
      /x\.csv stands for no format/,
    );
    expect((await runCli(['diff', 'a.json', 'b.json', '-f', 'ris', '--json'], { cwd })).code).toBe(2);
    expect((await runCli(['diff', '-', '-'], { cwd })).code).toBe(2);
    expect(await runCli(['diff', 'a.json', 'b.json', '-f', 'ris', '--title', 'New'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--title is the title of a feed'),
    });
  });
});
