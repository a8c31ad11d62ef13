import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createTempDirectory, runCli, startCli, waitForExit } from '../run-cli.ts';

test('a build that was killed goes on after its last finished stage, and gives the same map', async () => {
  const cwd = createTempDirectory();
  const args = ['build', resolve('seeds'), '--threads', '1', '--json'];
  const expected = JSON.parse((await runCli([...args, '-o', 'expected.json', '--quiet'], { cwd })).stdout);
  const child = startCli([...args, '--resume'], cwd);
  const exit = waitForExit(child);
  const lastResult = join(cwd, '.map.json.papergraph-resume', 'similarity-graph');
  await expect.poll(() => existsSync(lastResult), { timeout: 60_000, interval: 5 }).toBe(true);
  child.kill('SIGKILL');
  await exit;
  expect(existsSync(join(cwd, 'map.json'))).toBe(false);
  const { code, stdout, stderr } = await runCli([...args, '--resume'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^Results of a build that was interrupted are used again: read, weigh, join, graph\b/m);
  const { hash, papers } = JSON.parse(stdout);
  expect({ hash, papers }).toEqual({ hash: expected.hash, papers: 257 });
  expect(readdirSync(cwd).sort()).toEqual(['expected.json', 'map.json']);
});

test.each([
  [['build', '-', '--resume'], 'papergraph: --resume has to read the input again: save stdin to a file first\n'],
  [
    ['build', resolve('seeds'), '--resume', '-o', '-'],
    'papergraph: --resume keeps results next to the output: name a file with --output\n',
  ],
])('%j is refused before anything is read', async (args, message) => {
  expect(await runCli(args, { cwd: createTempDirectory() })).toMatchObject({ code: 2, stdout: '', stderr: message });
});
