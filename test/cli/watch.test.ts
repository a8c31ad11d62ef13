import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSampleLines, createTempDirectory, readMapJson, runCli, startCli, waitForExit } from './run-cli.ts';

const lines = createSampleLines(14).split(/(?<=\n)/);

/** Starts to watch library.jsonl in a directory, and returns what the command has printed so far. */
function startWatching(cwd: string, ...options: string[]) {
  const child = startCli(['watch', 'library.jsonl', '-o', 'map.json', ...options], cwd);
  onTestFinished(() => void child.kill('SIGKILL'));
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const exit = waitForExit(child);
  const waitFor = (pattern: RegExp) => expect.poll(() => printed, { timeout: 60_000, interval: 50 }).toMatch(pattern);
  return { child, exit, waitFor };
}

const readIds = (cwd: string): string[] => readMapJson(join(cwd, 'map.json')).nodes.ids;

describe('papergraph watch', () => {
  test('builds the map, then adds and removes papers as the library changes, and ends cleanly on Ctrl-C', async () => {
    const cwd = createTempDirectory();
    const library = join(cwd, 'library.jsonl');
    writeFileSync(library, lines.slice(0, 10).join(''));
    const { child, exit, waitFor } = startWatching(cwd);
    await waitFor(/10 papers -> map\.json\n[\s\S]*Watching for changes/);
    const ids = readIds(cwd);
    // Editors write another file and put it in the place of the old one.
    writeFileSync(join(cwd, 'saved'), lines.join(''));
    renameSync(join(cwd, 'saved'), library);
    await waitFor(/4 new papers; 14 papers -> map\.json/);
    expect(readIds(cwd)).toEqual(expect.arrayContaining(ids));
    writeFileSync(library, lines.slice(2).join(''));
    await waitFor(/0 new papers, 2 removed; 12 papers -> map\.json/);
    child.kill('SIGINT');
    expect(await exit).toMatchObject({ code: 0, stdout: '' });
    expect(readdirSync(cwd).sort()).toEqual(['library.jsonl', 'map.json']);
  });

  test('a library that is empty or cut short removes no papers', async () => {
    const cwd = createTempDirectory();
    const library = join(cwd, 'library.jsonl');
    writeFileSync(library, lines.join(''));
    expect((await runCli(['build', 'library.jsonl', '-o', 'map.json', '-q'], { cwd })).code).toBe(0);
    const { child, exit, waitFor } = startWatching(cwd);
    await waitFor(/map\.json is up to date\n[\s\S]*Watching/);
    writeFileSync(library, '');
    await waitFor(/no paper could be read: library\.jsonl/);
    writeFileSync(library, lines.join('').slice(0, 1000));
    await waitFor(/new problems, so no papers are removed/);
    expect(readIds(cwd)).toHaveLength(14);
    child.kill('SIGTERM');
    expect((await exit).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['library.jsonl', 'map.json']);
  });

  test('a library that stays cut short removes no papers, also when other papers are new', async () => {
    const cwd = createTempDirectory();
    const library = join(cwd, 'library.jsonl');
    writeFileSync(library, lines.slice(0, 10).join(''));
    const { child, exit, waitFor } = startWatching(cwd);
    await waitFor(/10 papers -> map\.json\n[\s\S]*Watching for changes/);
    writeFileSync(library, `${lines[12]}${lines[0]}${lines[1]!.slice(0, 50)}`);
    await waitFor(/1 new paper; 11 papers -> map\.json/);
    // Still cut short, in another place.
    writeFileSync(library, `${lines[12]}${lines[0]}${lines[1]}${lines[13]}${lines[2]!.slice(0, 50)}`);
    await waitFor(/1 new paper; 12 papers -> map\.json/);
    writeFileSync(library, [...lines.slice(0, 10), ...lines.slice(13)].join(''));
    await waitFor(/0 new papers, 1 removed; 11 papers -> map\.json/);
    child.kill('SIGINT');
    expect((await exit).code).toBe(0);
  });

  test('refuses what does not exist', async () => {
    const cwd = createTempDirectory();
    expect(await runCli(['watch', 'none.bib'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('none.bib: no such file or directory; give files or directories to watch'),
    });
    expect(readdirSync(cwd)).toEqual([]);
  });
});
